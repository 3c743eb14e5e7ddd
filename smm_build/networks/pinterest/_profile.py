"""Where a person edits a profile on Pinterest: its API only tells what is there."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.networks._profile import PictureShape, ProfileDesk

__all__ = ["PROFILE"]

PROFILE = ProfileDesk(
    address="https://www.pinterest.com/settings/profile",
    where=Sentence(
        "Edit profile; contact: under Account management, for business accounts",
        "Modifica profilo; contatti: in Gestione account, per gli account aziendali",
    ),
    fields=frozenset({"name", "bio", "link", "email", "phone", "address", "avatar", "cover", "pinned"}),
    # No sizes are documented: a square, which Pinterest shows as a circle, and a wide picture.
    avatar=PictureShape(800, 800),
    cover=PictureShape(1_600, 900),
    source="https://developers.pinterest.com/docs/api/v5/user_account-get",
    read_on=date(2026, 11, 23),
)
