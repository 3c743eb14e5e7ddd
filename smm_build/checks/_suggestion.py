"""A word that is not known, and the known one that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from smm_build.domain.sentence import Sentence

__all__ = ["add", "suggestion"]

_SHOWN = 8


def suggestion(word: str, known: Iterable[str]) -> Sentence | None:
    """Return a fix: the known word nearest to ``word``, else the known words; ``None`` when there are none."""
    known = sorted(known)
    if not known:
        return None
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return Sentence(en=f"Did you mean `{near[0]}`?", it=f"Intendevi `{near[0]}`?")
    some = ", ".join(f"`{name}`" for name in known[:_SHOWN]) + (" …" if len(known) > _SHOWN else "")
    return Sentence(en=f"Known are {some}", it=f"Valori conosciuti: {some}")


def add(key: str) -> Sentence:
    """Return a fix for a name that stands nowhere yet, because the strategy has none of its kind."""
    return Sentence(en=f"Add it under `{key}` in strategy.md", it=f"Aggiungilo in `{key}` di strategy.md")
