"""Texts alone, where there is nothing without a picture."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["no_picture_where_needed"]

_SHOWS = {"", "media", "overrides"}


@variant_check(Severity.ERROR)
def no_picture_where_needed(variant: Variant) -> Iterator[Problem]:
    """A post without picture or film for a network that only has posts with one.

    ## Why it matters
    The network has no posts of words alone, so there is nothing that could be sent.

    ## How to fix
    Add a picture or a film under `media`, or take the channel off the list.
    """
    post, channel = variant.post, variant.channel
    there = variant.parts[0].media or not post.unreadable.isdisjoint(_SHOWS)
    if there or not limits_of(variant).media_required:
        return
    title = get_network(channel.network).TITLE
    yield Problem(
        post.places.of(f"channels.{post.channels.index(channel.id)}"),
        Sentence(
            en=f"{title} has no posts without a picture or film, and there is none for {channel.id}",
            it=f"Su {title} non esistono post senza immagine o video, e per {channel.id} non ce n'è",
        ),
        Sentence(
            en=f"Add one under `media`, or take {channel.id} off `channels`",
            it=f"Aggiungine una in `media`, o togli {channel.id} da `channels`",
        ),
    )
