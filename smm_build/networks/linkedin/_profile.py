"""Where a person edits a profile on LinkedIn: no way to change a page's is documented."""

from __future__ import annotations

from datetime import date

from smm_build.domain.sentence import Sentence
from smm_build.networks._profile import PictureShape, ProfileDesk

__all__ = ["PROFILE"]

PROFILE = ProfileDesk(
    address="https://www.linkedin.com/company/{handle}",
    where=Sentence("As an administrator of the page: Edit page", "Da amministratore della pagina: Modifica pagina"),
    fields=frozenset({"name", "bio", "link", "category", "phone", "address", "avatar", "cover", "pinned"}),
    avatar=PictureShape(400, 400),
    cover=PictureShape(1_584, 396),
    source="https://internal-blog.contentstudio.io/social-media-image-sizes",
    read_on=date(2026, 11, 23),
)
