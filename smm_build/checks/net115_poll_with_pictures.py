"""Polls and pictures in one message."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["poll_with_pictures"]


@variant_check(Severity.ERROR, signs=(Has.POLL,))
def poll_with_pictures(variant: Variant) -> Iterator[Problem]:
    """A poll together with a picture or a film, where a message can have one or the other.

    ## Why it matters
    Mastodon, X and LinkedIn refuse such a post.

    ## How to fix
    Choose one of the two; the other may be the second part of a thread.

    ## Sources
    - <https://docs.joinmastodon.org/methods/statuses/#create> (read 2026-11-22)
    - <https://docs.x.com/x-api/posts/create-post> (read 2026-11-22)
    """
    limits = limits_of(variant)
    if variant.settings.poll is None or limits.polls is None or limits.mixed:
        return
    media = variant.parts[0].media
    if media:
        yield Problem(
            media[0].place,
            Sentence(
                en=f"{get_network(variant.channel.network).TITLE} takes a poll or a picture, not both",
                it=f"{get_network(variant.channel.network).TITLE} accetta un sondaggio o un'immagine, non entrambi",
            ),
            Sentence(en="Choose one of the two", it="Scegli uno dei due"),
        )
