"""Who knows how words are spelled."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Lexicon"]


class Lexicon(Protocol):
    """The words of some languages, the same for as long as it lives: two questions alike have one answer."""

    def meant(self, word: str, language: str) -> str | None:
        """Return the word that was surely meant by ``word``, ``None`` where it is right, or nobody can tell.

        ``word`` is in small letters, ``language`` a code such as ``it``; of a language it does not know it says
        nothing.
        """
        ...

    def is_rare(self, word: str) -> bool:
        """Whether hardly anybody writes ``word``, which is in small letters, in any of the languages it knows."""
        ...
