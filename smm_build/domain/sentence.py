"""A sentence people read, in every language the product speaks."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

__all__ = ["LANGUAGES", "Language", "Sentence"]

Language = Literal["en", "it"]
"""Languages the product itself speaks. Posts may be in any language."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


class Sentence(NamedTuple):
    """One sentence in English and in Italian, written side by side so that neither is forgotten."""

    en: str
    it: str

    def into(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        return self.it if language == "it" else self.en
