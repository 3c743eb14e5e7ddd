"""What Mastodon would not take of a post's settings, told before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["objections"]

_VISIBILITIES = ("public", "unlisted", "private", "direct")


def objections(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    """Yield the front matter key at fault and what is wrong with it.

    Source: https://docs.joinmastodon.org/methods/statuses/#create and https://docs.joinmastodon.org/client/quotes/,
    read on 2026-11-23.
    """
    said = variant.settings
    if said.format == "story":
        yield "format", Sentence("Mastodon has no stories", "Mastodon non ha storie")
    if said.visibility and said.visibility not in _VISIBILITIES:
        known = ", ".join(_VISIBILITIES)
        yield (
            "visibility",
            Sentence(
                f"Mastodon knows no visibility “{said.visibility}”, only {known}",
                f"Mastodon non conosce la visibilità “{said.visibility}”, solo {known}",
            ),
        )
    if said.quote and (variant.parts[0].media or said.poll):
        yield (
            "quote",
            Sentence(
                "Mastodon takes no picture, film or poll beside a quoted post",
                "Accanto a un post citato Mastodon non accetta immagini, video o sondaggi",
            ),
        )
