"""Polls a network would refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import format_duration
from smm_build.domain.variant import Variant

__all__ = ["poll_out_of_limits"]


@variant_check(Severity.ERROR, signs=(Has.POLL,))
def poll_out_of_limits(variant: Variant) -> Iterator[Problem]:
    """A poll with too many answers, an answer that is too long, or a time to vote the network does not offer.

    ## Why it matters
    The network refuses the whole post.

    ## How to fix
    Shorten the answers, leave some out or change `duration`; `overrides` can say it for one channel alone.

    ## Sources
    - <https://docs.joinmastodon.org/entities/Instance/> (read 2026-11-22)
    - <https://docs.x.com/x-api/posts/create-post> (read 2026-11-22)
    - <https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/poll-post-api>
      (read 2026-11-22)
    """
    poll, limits = variant.settings.poll, limits_of(variant).polls
    if poll is None or limits is None:
        return
    name = variant.channel.id
    own = variant.post.overrides.get(name)
    prefix = f"overrides.{name}.poll" if own and own.poll else "poll"
    places = variant.post.places
    if len(poll.options) > limits.options:
        yield _problem(places.of(f"{prefix}.options.{limits.options}"), name, len(poll.options), limits.options)
    for number, option in enumerate(poll.options):
        if len(option) > limits.option_characters:
            yield _too_long(places.of(f"{prefix}.options.{number}"), name, len(option), limits.option_characters)
    if not limits.shortest <= poll.duration <= limits.longest:
        yield _time(places.of(f"{prefix}.duration"), name, (limits.shortest, limits.longest))


def _problem(place: Place, name: str, count: int, most: int) -> Problem:
    return Problem(
        place,
        Sentence(en=f"{count} answers; {name} takes {most}", it=f"{count} risposte; {name} ne accetta {most}"),
        Sentence(en=f"Leave out {count - most}", it=f"Togline {count - most}"),
    )


def _too_long(place: Place, name: str, length: int, most: int) -> Problem:
    return Problem(
        place,
        Sentence(
            en=f"The answer is {length} long; {name} takes {most}",
            it=f"La risposta è lunga {length}; {name} accetta {most}",
        ),
        Sentence(en=f"Shorten it by {length - most}", it=f"Accorciala di {length - most}"),
    )


def _time(place: Place, name: str, between: tuple[timedelta, timedelta]) -> Problem:
    shortest, longest = map(format_duration, between)
    return Problem(
        place,
        Sentence(
            en=f"{name} has polls of {shortest} to {longest}",
            it=f"Su {name} un sondaggio dura da {shortest} a {longest}",
        ),
        Sentence(en="Change `duration`", it="Cambia `duration`"),
    )
