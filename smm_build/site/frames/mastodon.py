"""Mastodon's own web client; other clients and servers may differ."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.site.frames._base import Cut, Frame

__all__ = ["FRAME"]

FRAME = Frame(
    # Higher than 706 pixels a post is cut: 32 lines of 22 pixels (MAX_HEIGHT).
    cut=Cut(
        None,
        32,
        Sentence("Read more", "Leggi di più"),
        "https://github.com/mastodon/mastodon/blob/main/app/javascript/mastodon/components/status_content.jsx",
        date(2026, 11, 23),
    ),
    # One picture whole, several in 3:2, read on 2026-11-23:
    # https://github.com/mastodon/mastodon/blob/main/app/javascript/mastodon/components/media_gallery.jsx
    mosaic=3 / 2,
    joined=True,
    cards_links=True,  # https://docs.joinmastodon.org/entities/PreviewCard/, read on 2026-11-23
    actions=("reply", "again", "heart", "save"),
)
