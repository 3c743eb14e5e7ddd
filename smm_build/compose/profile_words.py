"""What people call the fields of a profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smm_build.domain.sentence import Sentence

__all__ = ["FIELD_NAMES", "named_fields"]

FIELD_NAMES: Mapping[str, Sentence] = {
    "name": Sentence("name", "nome"),
    "bio": Sentence("bio", "bio"),
    "link": Sentence("link", "link"),
    "category": Sentence("category", "categoria"),
    "email": Sentence("e-mail", "e-mail"),
    "phone": Sentence("phone", "telefono"),
    "address": Sentence("address", "indirizzo"),
    "hours": Sentence("opening hours", "orari"),
    "pinned": Sentence("pinned post", "post in evidenza"),
    "avatar": Sentence("profile picture", "immagine del profilo"),
    "cover": Sentence("cover picture", "immagine di copertina"),
}


def named_fields(names: Iterable[str]) -> Sentence:
    """Return the names of fields as a list in words; one nobody knows is called as it is."""
    known = [FIELD_NAMES.get(name, Sentence(name, name)) for name in names]
    return Sentence(", ".join(one.en for one in known), ", ".join(one.it for one in known))
