"""A word in the place of another keeps the capitals the other had."""

from __future__ import annotations

__all__ = ["cased_like"]


def cased_like(word: str, example: str) -> str:
    """Return ``word`` in capitals, or with a first capital, as ``example`` has it."""
    if len(example) > 1 and example.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if example[:1].isupper() else word
