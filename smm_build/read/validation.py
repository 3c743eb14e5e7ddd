"""A schema's complaints as findings, and as much of the file as can still be used.

Pydantic reports everything that is wrong with a file at once. Each complaint becomes a finding in our own words at its
own place; what it is about is dropped, and the rest of the file is read all the same.
"""

from __future__ import annotations

import copy
import dataclasses
import functools
import itertools
import re
import types
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place, Places
from smm_build.domain.sentence import Sentence
from smm_build.read import problems
from smm_build.read.wording import nearest, shown
from smm_build.read.yaml_text import Data

__all__ = ["Kind", "is_written", "unreadable"]

T = TypeVar("T")
_ROUNDS = 4

_EXPECTED: Mapping[str, Sentence] = {
    "string_type": Sentence("one text", "un testo solo"),
    "tuple_type": Sentence("a list, such as [one, two]", "una lista, come [uno, due]"),
    "dict_type": Sentence("keys with values, such as {key: value}", "chiavi con valori, come {chiave: valore}"),
    "model_type": Sentence("keys with values, such as {key: value}", "chiavi con valori, come {chiave: valore}"),
    "too_short": Sentence("a list with more entries", "una lista con più voci"),
    "empty_text": Sentence("some text, or leave the key out", "del testo, oppure togli la chiave"),
    "duration": Sentence(
        "a duration such as 30m, 6h or 2d, a year at most", "una durata come 30m, 6h o 2d, al massimo un anno"
    ),
    "day": Sentence("a day such as 2026-12-01", "un giorno come 2026-12-01"),
    "url": Sentence("an address such as https://example.com", "un indirizzo come https://example.com"),
    "share": Sentence("a share such as 40% or 0.4", "una quota come 40% o 0.4"),
    "whole": Sentence("a whole number such as 3", "un numero intero come 3"),
    "number": Sentence("a number such as 3", "un numero come 3"),
    "yes_no": Sentence("true or false", "true o false"),
    "colour": Sentence('a colour such as "#b3392f"', 'un colore come "#b3392f"'),
    "country": Sentence(
        "a country such as IT, or a part of one such as IT-BZ", "un Paese come IT, o una sua parte come IT-BZ"
    ),
    "currency": Sentence(
        "a currency that is in use, as ISO 4217 writes it, such as EUR",
        "una valuta in uso, come la scrive la norma ISO 4217, per esempio EUR",
    ),
    "size": Sentence("width and height in pixels, such as 1080x1350", "larghezza e altezza in pixel, come 1080x1350"),
    "ratio": Sentence("width to height, such as 4:5", "larghezza e altezza, come 4:5"),
    "seconds": Sentence("seconds, such as 30 or 15-30", "secondi, come 30 o 15-30"),
    "file_kind": Sentence(
        "the ending of a file, such as jpg, png, mp4 or pdf", "l'estensione di un file, come jpg, png, mp4 o pdf"
    ),
    "language": Sentence("a language such as it or en", "una lingua come it o en"),
    "clock": Sentence('a time such as "22:00"', 'un\'ora come "22:00"'),
    "slot": Sentence(
        'a weekday and a time such as "tue 18:30"', 'un giorno della settimana in inglese e un\'ora, come "tue 18:30"'
    ),
    "ignore": Sentence(
        "a code and why, such as `BRD101: it is a quotation`", "un codice e il motivo, come `BRD101: è una citazione`"
    ),
    "email": Sentence("an address such as info@example.com", "un indirizzo come info@example.com"),
    "phone": Sentence("a number such as +39 011 1234567", "un numero come +39 011 1234567"),
    "opening": Sentence(
        'hours such as "07:30-19:00" or "07:30-13:00, 15:00-19:00", or closed',
        'orari come "07:30-19:00" o "07:30-13:00, 15:00-19:00", oppure closed',
    ),
    "variables": Sentence(
        "capitals, digits and _, such as SMM_BLUESKY, and keep the secret itself in the environment",
        "maiuscole, cifre e _, come SMM_BLUESKY, e tieni il segreto vero nelle variabili d'ambiente",
    ),
}
_NO_VARIABLE = Sentence("this is no name of a variable.", "questo non è il nome di una variabile.")
_SOMETHING_ELSE = Sentence("another kind of value", "un altro tipo di valore")


class Kind(Generic[T]):
    """A kind of file: its schema, ready to be applied to many files."""

    def __init__(self, schema: Any) -> None:  # noqa: ANN401 - what describes a type is of no type mypy knows
        self._schema = schema

    @functools.cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self._schema)

    def read(self, data: Data, found: list[Finding]) -> tuple[T, Places]:
        """Return what the schema makes of ``data``, and the places of what it let through."""
        try:
            return self._adapter.validate_python(data.plain), data.places
        except ValidationError as error:
            complaints = error.errors(include_url=False)
        found.extend(self._findings(complaints, data.places))
        return self._read_the_rest(data, complaints)

    def _read_the_rest(self, data: Data, complaints: list[ErrorDetails]) -> tuple[T, Places]:
        rest = _Rest(copy.deepcopy(data.plain), data.places)
        for _ in range(_ROUNDS):
            rest.drop(complaints)
            try:
                return self._adapter.validate_python(rest.plain), rest.places
            except ValidationError as error:
                complaints = error.errors(include_url=False)
        return self._adapter.validate_python({}), data.places

    def _findings(self, complaints: list[ErrorDetails], places: Places) -> Iterator[Finding]:
        misnamed = _misnamed(complaints)
        for complaint in complaints:
            meant = misnamed.get(complaint["loc"][:-1])
            if meant is None or complaint["type"] not in {"missing", "extra_forbidden"}:
                yield self._finding(complaint, places)
            elif complaint["type"] == "extra_forbidden":
                place = places.of_key(_path(complaint["loc"]))
                yield _for_one_channel(problems.misnamed_key(place, str(complaint["loc"][-1]), meant), complaint["loc"])

    def _finding(self, complaint: ErrorDetails, places: Places) -> Finding:
        path = _path(complaint["loc"])
        last = str(complaint["loc"][-1]) if complaint["loc"] else ""
        if complaint["type"] == "extra_forbidden":
            finding = problems.unknown_key(places.of_key(path), last, self._keys_at(complaint["loc"][:-1]))
        elif complaint["type"] == "missing":
            finding = problems.missing_key(places.of(_path(complaint["loc"][:-1])), last)
        else:
            finding = _wrong(complaint, path, places.of(path), self._keys_at(complaint["loc"]))
        return _for_one_channel(finding, complaint["loc"])

    def _keys_at(self, loc: tuple[int | str, ...]) -> Collection[str]:
        kind = _bare(self._schema)
        for step in loc:
            kind = _bare(_inside(kind, str(step)))
        fields = kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}
        return [field.alias or name for name, field in fields.items()]


def is_written(key: str, places: Places, schema: type[BaseModel]) -> bool:
    """Tell whether ``key`` is in the file, even with a wrong value or misspelled: then it has its finding already."""
    unknown = (name for name in places.keys if "." not in name and name not in schema.model_fields)
    return key in places.keys or any(nearest(name, schema.model_fields) == key for name in unknown)


def unreadable(found: Iterable[Finding], places: Places, schema: type[BaseModel]) -> frozenset[str]:
    """Return the keys of a file that findings are about, by the names they were probably meant to have."""
    told = {finding.place for finding in found}
    spots = (*places.values.items(), *places.keys.items())
    keys = {spot.partition(".")[0] for spot, place in spots if place in told}
    return frozenset(key if key in schema.model_fields else nearest(key, schema.model_fields) or key for key in keys)


def _misnamed(complaints: list[ErrorDetails]) -> dict[tuple[int | str, ...], str]:
    """Return the key that is missing wherever one is and one is not known: it is there by another name."""
    count = Counter((complaint["loc"][:-1], complaint["type"]) for complaint in complaints)
    return {
        holder: str(complaint["loc"][-1])
        for complaint in complaints
        for holder in [complaint["loc"][:-1]]
        if complaint["type"] == "missing" and count[holder, "missing"] == count[holder, "extra_forbidden"] == 1
    }


def _for_one_channel(finding: Finding, loc: tuple[int | str, ...]) -> Finding:
    if len(loc) > 1 and loc[0] == "overrides":
        return dataclasses.replace(finding, channel=str(loc[1]))
    return finding


def _path(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in loc)


def _wrong(complaint: ErrorDetails, path: str, place: Place, keys: Collection[str]) -> Finding:
    expected = _EXPECTED.get(complaint["type"], _SOMETHING_ELSE)
    if complaint["type"] == "literal_error":
        expected = _choice(complaint["input"], re.findall(r"'([^']*)'", complaint["ctx"]["expected"]))
    elif complaint["type"] == "model_type" and keys:
        expected = _group(keys)
    # What stands there instead of the name of a variable may be the secret itself.
    stands = _NO_VARIABLE if complaint["type"] == "variables" else _what_stands_there(complaint["input"])
    return problems.wrong_value(place, path, stands, expected)


def _group(keys: Collection[str]) -> Sentence:
    some = ", ".join(f"{key}: …" for key in itertools.islice(keys, 3))
    return Sentence(f"keys with values, such as {{{some}}}", f"chiavi con valori, come {{{some}}}")


def _choice(written: object, choices: list[str]) -> Sentence:
    names = ", ".join(shown(choice) for choice in choices)
    close = nearest(written, choices) if isinstance(written, str) else None
    if close is None:
        return Sentence(f"one of {names}", f"uno tra {names}")
    return Sentence(f"{shown(close)}, or another of {names}", f"{shown(close)}, o un altro tra {names}")


def _what_stands_there(value: object) -> Sentence:
    if value is None or value == "":
        return Sentence("there is no value.", "non c'è nessun valore.")
    if isinstance(value, str):
        return Sentence(f"{shown(value)} does not fit.", f"{shown(value)} non va bene.")
    if isinstance(value, dict):
        return Sentence("keys with values do not fit here.", "qui non vanno bene chiavi con valori.")
    return Sentence("this list does not fit here.", "questa lista qui non va bene.")


# --- Finding one's way through a schema ------------------------------------------------------------------------------


def _bare(kind: Any) -> Any:  # noqa: ANN401 - as above
    """Take away ``Annotated`` and ``| None``."""
    while get_origin(kind) in {Annotated, Union, types.UnionType}:
        kind = next(part for part in get_args(kind) if part is not type(None))
    return kind


def _inside(kind: Any, step: str) -> Any:  # noqa: ANN401 - as above
    """Return the type of what is one step further in."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields
        return next((field.annotation for name, field in fields.items() if step == (field.alias or name)), None)
    args = get_args(kind)
    return args[-1 if get_origin(kind) is dict else 0] if args else None


# --- Leaving out what is wrong ---------------------------------------------------------------------------------------


@dataclasses.dataclass
class _Rest:
    """What is left of a file, with places that fit it: when an item of a list goes, the later ones move up."""

    plain: dict[str, object]
    places: Places

    def drop(self, complaints: list[ErrorDetails]) -> None:
        locs = {_culprit(complaint) for complaint in complaints}
        for loc in sorted(locs, key=_last_first, reverse=True):
            self._drop(loc)

    def _drop(self, loc: tuple[int | str, ...]) -> None:
        holder: Any = self.plain
        for step in loc[:-1]:
            holder = _step(holder, step)
        last = loc[-1] if loc else None
        if isinstance(holder, dict):
            holder.pop(last, None)
        elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
            del holder[last]
            self._move_up(_path(loc[:-1]), last)

    def _move_up(self, path: str, gone: int) -> None:
        moved = (_moved_up(spots, path, gone) for spots in (self.places.values, self.places.keys))
        self.places = Places(self.places.path, *moved)


def _culprit(complaint: ErrorDetails) -> tuple[int | str, ...]:
    return complaint["loc"][:-1] if complaint["type"] == "missing" else complaint["loc"]


def _last_first(loc: tuple[int | str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in loc)


def _step(holder: Any, step: int | str) -> Any:  # noqa: ANN401 - whatever YAML held
    if isinstance(holder, dict):
        return holder.get(step)
    if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        return holder[step]
    return None


def _moved_up(spots: Mapping[str, Place], path: str, gone: int) -> dict[str, Place]:
    moved = {}
    for key, place in spots.items():
        head, _, tail = key.removeprefix(f"{path}.").partition(".")
        if not key.startswith(f"{path}.") or not head.isdecimal() or int(head) < gone:
            moved[key] = place
        elif int(head) > gone:
            moved[f"{path}.{int(head) - 1}" + (f".{tail}" if tail else "")] = place
    return moved
