"""What people call the fields of a profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smm_build.domain.sentence import Sentence

__all__ = ["FIELD_NAMES", "hours_in_words", "named_fields"]

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


_DAYS: Mapping[str, Sentence] = {
    "mon": Sentence("Mon", "lun"),
    "tue": Sentence("Tue", "mar"),
    "wed": Sentence("Wed", "mer"),
    "thu": Sentence("Thu", "gio"),
    "fri": Sentence("Fri", "ven"),
    "sat": Sentence("Sat", "sab"),
    "sun": Sentence("Sun", "dom"),
}
_CLOSED = Sentence("closed", "chiuso")


def hours_in_words(hours: Mapping[str, str]) -> Sentence:
    """Return the opening hours of the week, days with the same ones together: ``Tue–Sat 08:00-13:00; Sun closed``."""
    said = {day: ", ".join(part.strip() for part in hours.get(day, "closed").split(",")) for day in _DAYS}
    runs: list[list[str]] = []
    for day in _DAYS:
        if runs and said[runs[-1][-1]] == said[day]:
            runs[-1].append(day)
        else:
            runs.append([day])
    lines = [(_DAYS[run[0]], _DAYS[run[-1]], said[run[0]]) for run in runs]
    return Sentence(
        "; ".join(
            f"{_span(first.en, last.en)} {_CLOSED.en if open_ == 'closed' else open_}" for first, last, open_ in lines
        ),
        "; ".join(
            f"{_span(first.it, last.it)} {_CLOSED.it if open_ == 'closed' else open_}" for first, last, open_ in lines
        ),
    )


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
