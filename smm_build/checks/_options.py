"""What a brand may set for one check, under ``options`` in ``brand/checks.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.domain.workspace import Workspace

__all__ = ["Option"]

V = TypeVar("V", bool, int, float, str, tuple[str, ...])

_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_KINDS = {
    bool: Sentence("true or false", "true o false"),
    int: Sentence("a whole number such as 3", "un numero intero come 3"),
    float: Sentence("a number such as 1.5", "un numero come 1.5"),
    str: Sentence("a text", "un testo"),
    tuple: Sentence("a list such as [one, two]", "una lista come [uno, due]"),
}


@dataclass(frozen=True, slots=True)
class Option(Generic[V]):
    """One setting of one check: its name, what holds while the brand says nothing, and what it is in plain words.

    Its kind is that of its default: true or false, a whole number, a number, a text or a list of texts. Numbers are not
    negative.
    """

    check: str
    name: str
    default: V
    about: Sentence

    def of(self, workspace: Workspace) -> V:
        """Return what the brand says, else the default."""
        return cast("V", workspace.check_settings.options.get((self.check, self.name), self.default))

    @property
    def kind(self) -> Sentence:
        """Say what can be written, as a noun phrase."""
        return _KINDS[type(self.default)]

    def read(self, written: object) -> V | None:
        """Return the value that YAML holds as strings and lists, ``None`` when it is of another kind."""
        return cast("V | None", _read(written, type(self.default)))


def _read(written: object, kind: type[object]) -> object:
    if kind is tuple:
        return _words(written)
    if not isinstance(written, str):
        return None
    if kind is bool:
        return _TRUTH.get(written.lower())
    if kind is int:
        return int(written) if re.fullmatch(r"[0-9]{1,9}", written) else None
    if kind is float:
        return float(written) if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", written) else None
    return written


def _words(written: object) -> tuple[str, ...] | None:
    words = [written] if isinstance(written, str) else written
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return None
    return tuple(words)
