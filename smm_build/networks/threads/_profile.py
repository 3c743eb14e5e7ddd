"""Where a person edits a profile on Threads: its API has no way to change one."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.networks._profile import PictureShape, ProfileDesk

__all__ = ["PROFILE"]

PROFILE = ProfileDesk(
    address="https://www.threads.com/@{handle}",
    where=Sentence("Edit profile; the name comes from Instagram", "Modifica profilo; il nome arriva da Instagram"),
    fields=frozenset({"name", "bio", "link", "avatar", "pinned"}),
    avatar=PictureShape(320, 320),
    source="https://internal-blog.contentstudio.io/social-media-image-sizes",
    read_on=date(2026, 11, 23),
)
