"""X: the 280 characters of an account without a subscription are shown whole, more is cut there."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.site.frames._base import Crop, Cut, Frame

__all__ = ["FRAME"]

FRAME = Frame(
    # What a longer post of a subscriber shows before its rest.
    cut=Cut(
        280,
        None,
        Sentence("Show more", "Mostra altro"),
        "https://www.slashgear.com/1193442/4000-character-tweets-are-here-but-not-everyone-can-send-them/",
        date(2026, 11, 23),
    ),
    # Shapes as seen in its feed on 2026-11-23; X documents none.
    crop=Crop(3 / 4, 2),
    joined=True,
    # https://docs.x.com/x-for-websites/cards/overview/abouts-cards, read on 2026-11-23
    cards_links=True,
    actions=("reply", "again", "heart", "share"),
)
