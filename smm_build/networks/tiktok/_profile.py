"""Where a person edits a profile on TikTok: its API only tells what is there."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.networks._profile import PictureShape, ProfileDesk

__all__ = ["PROFILE"]

PROFILE = ProfileDesk(
    address="https://www.tiktok.com/@{handle}",
    where=Sentence(
        "Edit profile; e-mail and category: in the app, for business accounts",
        "Modifica profilo; e-mail e categoria: nell'app, per gli account aziendali",
    ),
    fields=frozenset({"name", "bio", "link", "category", "email", "avatar", "pinned"}),
    # No size is documented: a square, which TikTok shows as a circle.
    avatar=PictureShape(800, 800),
    source="https://developers.tiktok.com/doc/tiktok-api-v2-get-user-info",
    read_on=date(2026, 11, 23),
)
