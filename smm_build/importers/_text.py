"""Text of other tools made safe for our format: what would be read as an instruction is written so that it is not.

Our format takes four things in a text for something else than text: a line ``---``, a line ``## name``, a comment and a
picture. Another tool sent them as they were. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from smm_build.domain.sentence import Sentence

__all__ = ["SafeText", "clean", "decode", "first_words", "one_line", "safe_name", "safe_part", "strip_blank"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONE_HALF = re.compile("[\ud800-\udfff]")
_NAME = r"[A-Za-z0-9._-]+"
_HEADING = re.compile(rf"(?m)^##[ \t]+(?={_NAME}(?:[ \t]*,[ \t]*{_NAME})*[^\S\n]*$)")
_BREAK = re.compile(r"(?m)^---(?=[^\S\n]*$)")
_LINE_MARKS = re.compile(r"^(?:(?:#{1,6}|[>*+-]) )+")
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class SafeText:
    """A text our reader gives back as it is, and what had to be changed for that."""

    text: str
    changes: tuple[Sentence, ...] = ()


def decode(data: bytes) -> str | None:
    """Return the text of a file with plain line ends, ``None`` when it is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    """Take out what no file of ours may hold: control characters and halves of characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", _LONE_HALF.sub("\ufffd", plain))


def strip_blank(text: str) -> str:
    """Take away blank lines around a text and blanks at the ends of its lines, as our reader does."""
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


_RULES: tuple[tuple[re.Pattern[str], str, Sentence], ...] = (
    (
        _HEADING,
        "",
        Sentence(
            "## is taken away before a heading of one word, which would be read as the name of a channel",
            "## è tolto davanti a un titolo di una parola, che sarebbe letto come il nome di un canale",
        ),
    ),
    (
        _BREAK,
        "———",
        Sentence(
            "a line --- is written ———, because --- would start a new part",
            "una riga --- diventa ———, perché --- inizierebbe una nuova parte",
        ),
    ),
    (
        re.compile("<!--"),
        "<! --",
        Sentence(
            "<!-- is written <! --, because a comment would not be sent",
            "<!-- diventa <! --, perché un commento non verrebbe inviato",
        ),
    ),
    (
        re.compile(r"!\["),
        "! [",
        Sentence(
            "a blank is put after ! where the text would be read as a picture",
            "uno spazio segue il ! dove il testo sarebbe letto come un'immagine",
        ),
    ),
    (
        re.compile("@{"),
        "@ {",
        Sentence(
            "@{ is written @ {, because it would be read as somebody of people.yml",
            "@{ diventa @ {, perché sarebbe letto come qualcuno di people.yml",
        ),
    ),
)


def safe_part(text: str) -> SafeText:
    """Return the text of one part so that our reader reads exactly it, with a sentence for every change."""
    safe, changes = clean(text), []
    if safe != text.replace("\r\n", "\n"):
        changes.append(Sentence("control characters were taken out", "i caratteri di controllo sono stati tolti"))
    for pattern, instead, why in _RULES:
        after = pattern.sub(instead, safe)
        if after != safe:
            changes.append(why)
        safe = after
    return SafeText(strip_blank(safe), tuple(changes))


def one_line(text: str) -> str:
    """Return the text on one line, able to stand in a comment and in a report."""
    return " ".join(clean(text).split()).replace("-->", "-- >").replace("<!--", "<! --")


def first_words(text: str) -> str:
    """Return the first words of a text as a title, at most 60 characters and cut between words."""
    line = next((line for line in clean(text).split("\n") if any(sign.isalnum() for sign in line)), "")
    words = _LINE_MARKS.sub("", " ".join(line.split()))
    if len(words) <= _TITLE_LENGTH:
        return words
    head = words[: _TITLE_LENGTH - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:.-–—") + "…"


def safe_name(text: str, otherwise: str) -> str:
    """Return the text as a name of letters, digits, ``.``, ``_`` and ``-``, or ``otherwise`` if nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip(".-")[:100].strip(".-") or otherwise
