"""How often people write each word of a language, from the package ``wordfreq``, which need not be installed.

Its lists of two languages take a second to read, so each word is looked up once in the life of a workspace and what was
found is kept; the lists are read when the first new word comes. Whoever does not ask for spelling never pays.
"""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from smm_build.text.spelling import SPELLED, is_rare, meant_by

__all__ = ["WORDS", "Dictionaries", "are_installed"]

WORDS = ".smm/cache/words.json"
"""Where a workspace keeps which words were looked up, out of git."""

_PACKAGE = "wordfreq"
_VERSION = 2
"""Another one when :mod:`smm_build.text.spelling` would answer otherwise."""


def are_installed() -> bool:
    """Whether there are dictionaries on this machine."""
    return importlib.util.find_spec(_PACKAGE) is not None


@dataclass
class Dictionaries:
    """A :class:`~smm_build.domain.lexicon.Lexicon`; what it found is in the file ``kept``, which may be lost."""

    kept: Path | None = None
    _known: dict[str, dict[str, str | None]] = field(init=False, default_factory=dict)
    _rare: dict[str, bool] = field(init=False, default_factory=dict)
    _new: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        if self.kept is not None:
            self._known, self._rare = _read(self.kept)

    def meant(self, word: str, language: str) -> str | None:
        """Return the word that was surely meant by ``word``; ``None`` where it is right, or nobody can tell."""
        if language not in SPELLED or not are_installed():
            return None
        known = self._known.setdefault(language, {})
        if word not in known:
            known[word] = meant_by(word, language, _frequencies(language).__getitem__, _in_any_language)
            self._new = True
        return known[word]

    def is_rare(self, word: str) -> bool:
        """Whether hardly anybody writes ``word``; without dictionaries nobody can tell, and no word is."""
        if not are_installed():
            return False
        if word not in self._rare:
            self._rare[word] = is_rare(word, _in_any_language)
            self._new = True
        return self._rare[word]

    def keep(self) -> None:
        """Write down what was looked up for the first time; a disk that does not take it is no reason to stop."""
        if self.kept is None or not self._new:
            return
        # Other processes may have looked up other words meanwhile.
        words, rare = _read(self.kept)
        self._known = {one: words.get(one, {}) | self._known.get(one, {}) for one in {**words, **self._known}}
        self._rare = rare | self._rare
        try:
            self.kept.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.kept.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"version": _version(), "words": self._known, "rare": self._rare}, file, ensure_ascii=False)
            Path(name).replace(self.kept)
        except OSError:
            return


class _Frequencies(dict[str, float]):
    """0 for a word that was never met."""

    def __missing__(self, word: str) -> float:
        return 0.0


@functools.cache
def _frequencies(language: str) -> Mapping[str, float]:
    import wordfreq  # noqa: PLC0415 - an extra, and importing it takes a fifth of a second

    return _Frequencies(wordfreq.get_frequency_dict(language, wordlist="large"))


def _in_any_language(word: str) -> float:
    """A post in one language is full of words of the other: *link*, *brew*, *espresso*."""
    return max(_frequencies(language)[word] for language in SPELLED)


def _version() -> str:
    return f"{_VERSION} {importlib.metadata.version(_PACKAGE)}"


def _read(path: Path) -> tuple[dict[str, dict[str, str | None]], dict[str, bool]]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if are_installed() and kept["version"] == _version():
            return _words(kept["words"]), {word: rare is True for word, rare in kept["rare"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return {}, {}


def _words(kept: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, str | None]]:
    return {
        language: {word: right if right is None else str(right) for word, right in words.items()}
        for language, words in kept.items()
    }
