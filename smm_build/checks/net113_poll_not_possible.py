"""Polls where a network has none."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["poll_not_possible"]


@variant_check(Severity.ERROR, signs=(Has.POLL,))
def poll_not_possible(variant: Variant) -> Iterator[Problem]:
    """A poll for a network whose posts have none.

    ## Why it matters
    The question would go out without its answers.

    ## How to fix
    Take the channel off, or give it a text that asks for comments and `overrides` without the poll.
    """
    if variant.settings.poll is None or limits_of(variant).polls is not None:
        return
    title, name = get_network(variant.channel.network).TITLE, variant.channel.id
    own = variant.post.overrides.get(name)
    key = f"overrides.{name}.poll" if own and own.poll else "poll"
    yield Problem(
        variant.post.places.of_key(key),
        Sentence(
            en=f"{title} has no polls, and {name} gets one",
            it=f"{title} non ha sondaggi, e {name} ne riceve uno",
        ),
        Sentence(en=f"Take {name} off `channels`", it=f"Togli {name} da `channels`"),
    )
