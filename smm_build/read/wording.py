"""How findings quote what somebody wrote, and what they suggest instead."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from smm_build.domain.sentence import Sentence

__all__ = ["nearest", "one_of", "shown", "suggestion"]

_LONGEST_SHOWN = 60


def shown(value: str) -> str:
    """Quote what somebody wrote: on one line, without control characters, shortened."""
    plain = "".join(char if char.isprintable() else "�" for char in value[: _LONGEST_SHOWN + 1])
    return f"`{plain[:_LONGEST_SHOWN]}…`" if len(plain) > _LONGEST_SHOWN else f"`{plain}`"


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word that ``word`` is most probably meant to be."""
    if len(word) > _LONGEST_SHOWN:
        return None
    by_fold = {name.casefold(): name for name in sorted(known)}
    close = difflib.get_close_matches(word.casefold(), by_fold, n=1)
    return by_fold[close[0]] if close else None


def suggestion(word: str, known: Collection[str], nothing_near: Sentence) -> Sentence:
    """Ask whether the nearest known word was meant, or say ``nothing_near``."""
    if close := nearest(word, known):
        return Sentence(f"Did you mean {shown(close)}?", f"Intendevi {shown(close)}?")
    return nothing_near


def one_of(known: Collection[str], en: str, it: str) -> Sentence:
    """Return the sentence with the known words after it."""
    if not known:
        return Sentence(en, it)
    names = ", ".join(shown(name) for name in sorted(known))
    return Sentence(f"{en} Known: {names}.", f"{it} Conosciuti: {names}.")
