"""One galaxy-social post taken apart, without deciding anything yet.

Facts read on 2026-11-23 in ``lib/galaxy_social.py`` and ``README.md`` of https://github.com/usegalaxy-eu/galaxy-social:
the file is cut at the first two ``---`` lines; pictures are every ``![alt](address)``, taken out of the text, which is
then stripped; names of media are compared in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import Outcome, Row
from smm_build.importers._pictures import Wanted
from smm_build.importers._text import clean, decode
from smm_build.importers._yaml import BadYaml, YamlRead, read_yaml

__all__ = ["NotAPost", "SourcePost", "Word", "read_post"]

_PICTURE = re.compile(r"!\[(.*?)\]\((.*?)\)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_PIECES = 3  # before, front matter, text
_FIELDS = frozenset(["media", "mentions", "hashtags", "images"])


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a list in the front matter and its line."""

    text: str
    line: int | None


@dataclass(frozen=True, slots=True)
class SourcePost:
    """What the file says. ``comments`` were notes for the team in the text; ``rows`` is what was odd so far."""

    path: str
    text: str
    media: tuple[Word, ...]
    mentions: Mapping[str, tuple[Word, ...]]
    hashtags: Mapping[str, tuple[Word, ...]]
    pictures: tuple[Wanted, ...]
    comments: tuple[str, ...]
    rows: tuple[Row, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class NotAPost:
    """The file cannot be a post, with the reason and the line."""

    why: Sentence
    line: int | None = None


def read_post(path: str, data: bytes) -> SourcePost | NotAPost:
    """Take a file apart."""
    text = decode(data)
    if text is None:
        return NotAPost(Sentence("It is not UTF-8 text.", "Non è testo UTF-8."))
    pieces = re.split(r"(?:^|(?<=\n))---[ \t]*(?:\n|$)", text, maxsplit=2)
    before, matter, body = pieces if len(pieces) == _PIECES else ("no front matter", "", "")
    if before.strip():
        return NotAPost(Sentence("It has no front matter.", "Non ha l'intestazione."))
    try:
        read = read_yaml(matter, before.count("\n") + 2)
    except BadYaml as bad:
        reason = Sentence(f"Its front matter is broken: {bad.reason}.", f"L'intestazione è guasta: {bad.reason}.")
        return NotAPost(reason, bad.line)
    if not isinstance(read.value, dict) or "media" not in read.value:
        return NotAPost(Sentence("Its front matter names no media.", "L'intestazione non nomina nessun canale."))
    return _taken_apart(path, read, read.value, body, before.count("\n") + matter.count("\n") + 3)


def _taken_apart(path: str, read: YamlRead, matter: dict[str, object], body: str, first_line: int) -> SourcePost:
    rows = list(_odd_keys(path, read, matter))
    media = _words(path, read, matter, ("media",), rows)
    comments = tuple(" ".join(match[1].split()) for match in _COMMENT.finditer(body))
    starts = [body.count("\n", 0, match.start()) for match in _COMMENT.finditer(body)]
    rows += [_comment_row(path, first_line + start) for start in starts]
    # Same number of lines as before, so that pictures keep theirs.
    body = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), body)
    return SourcePost(
        path,
        _PICTURE.sub("", clean(body)).strip(),
        tuple(Word(word.text.strip().lower(), word.line) for word in media),
        _by_channel(path, read, matter, "mentions", rows),
        _by_channel(path, read, matter, "hashtags", rows),
        (*_listed_pictures(path, read, matter, rows), *_pictures(body, first_line)),
        comments,
        tuple(rows),
    )


def _row(path: str, line: int | None, what: str, outcome: Outcome, detail: Sentence) -> Row:
    return Row(path, line, clean(what), outcome, detail)


def _comment_row(path: str, line: int) -> Row:
    detail = Sentence("It stays a note to the team and is not sent.", "Resta una nota per il team e non viene inviato.")
    return _row(path, line, "comment in the text", "changed", detail)


def _odd_keys(path: str, read: YamlRead, matter: Mapping[str, object]) -> list[Row]:
    unknown = Sentence("It means nothing in this format.", "Non significa niente in questo formato.")
    twice = Sentence("It is written twice; the last one counts.", "È scritta due volte; vale l'ultima.")
    rows = [_row(path, read.line(key), f"key {key}", "left out", unknown) for key in matter if key not in _FIELDS]
    names = ((".".join(str(part) for part in key), line) for key, line in read.twice)
    return rows + [_row(path, line, f"key {name}", "changed", twice) for name, line in names]


def _words(
    path: str, read: YamlRead, matter: Mapping[str, object], key: tuple[str, ...], rows: list[Row]
) -> tuple[Word, ...]:
    """Return a list of words; one word instead of a list is taken as a list, anything else is said."""
    value: object = matter
    for name in key:
        value = value.get(name) if isinstance(value, dict) else None
    line = read.line(*key)
    if isinstance(value, str) and value:
        return (Word(value, line),)
    words = []
    for number, item in enumerate(value if isinstance(value, list) else []):
        at = read.line(*key, number)
        if isinstance(item, str) and item.strip():
            words.append(Word(item.strip(), at))
        else:
            what = Sentence("It is empty or no plain word.", "È vuoto o non è una parola semplice.")
            rows.append(_row(path, at, f"{' '.join(key)}: entry {number + 1}", "left out", what))
    if isinstance(value, dict):
        what = Sentence("It should be a list.", "Dovrebbe essere un elenco.")
        rows.append(_row(path, line, " ".join(key), "left out", what))
    return tuple(words)


def _by_channel(
    path: str, read: YamlRead, matter: Mapping[str, object], key: str, rows: list[Row]
) -> Mapping[str, tuple[Word, ...]]:
    value = matter.get(key)
    if isinstance(value, dict):
        return {name.lower(): _words(path, read, matter, (key, name), rows) for name in value}
    if value:
        what = Sentence("It should name a list for every channel.", "Dovrebbe dare un elenco per ogni canale.")
        rows.append(_row(path, read.line(key), key, "left out", what))
    return {}


def _pictures(body: str, first_line: int) -> list[Wanted]:
    return [
        Wanted(_address(match[2]), match[1], first_line + body.count("\n", 0, match.start()))
        for match in _PICTURE.finditer(body)
    ]


def _address(written: str) -> str:
    """Return the address without a title: ``<a b.png> "A title"``."""
    if found := re.fullmatch(r"\s*<([^<>]*)>.*", written, re.DOTALL):
        return found[1]
    return re.sub(r"\s+(\"[^\"]*\"|'[^']*')\s*$", "", written).strip()


def _listed_pictures(path: str, read: YamlRead, matter: Mapping[str, object], rows: list[Row]) -> list[Wanted]:
    """Read ``images``, as posts had it before pictures stood in the text."""
    value = matter.get("images")
    found = []
    for number, item in enumerate(value if isinstance(value, list) else [value] if value else []):
        line = read.line("images", number)
        address = item.get("url") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(address, str) or not address.strip():
            what = Sentence("It has no address.", "Non ha un indirizzo.")
            rows.append(_row(path, line, f"picture {number + 1}", "left out", what))
            continue
        alt = item.get("alt_text")
        found.append(Wanted(address.strip(), alt if isinstance(alt, str) else "", line))
    return found
