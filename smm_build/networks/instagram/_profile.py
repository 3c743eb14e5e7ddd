"""Where a person edits a profile on Instagram: its API has no way to change one."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.networks._profile import PictureShape, ProfileDesk

__all__ = ["PROFILE"]

PROFILE = ProfileDesk(
    address="https://www.instagram.com/accounts/edit/",
    where=Sentence(
        "Edit profile; e-mail, phone and address: in the app under Contact options",
        "Modifica profilo; e-mail, telefono e indirizzo: nell'app in Opzioni di contatto",
    ),
    fields=frozenset({"name", "bio", "link", "category", "email", "phone", "address", "avatar", "pinned"}),
    avatar=PictureShape(320, 320),
    source="https://internal-blog.contentstudio.io/social-media-image-sizes",
    read_on=date(2026, 11, 23),
)
