"""A sentence people read, in every language the product speaks."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

__all__ = ["LANGUAGES", "Language", "Sentence", "localised"]

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


def localised(number: str, language: Language) -> str:
    """Return a number that Python has written, such as ``1,234.5``, with the marks that ``language`` has for it."""
    return number.translate(_ITALIAN) if language == "it" else number


_ITALIAN = str.maketrans(",.", ".,")
