"""Posts that begin with the same words one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from smm_build.checks._base import Notes, Problem, calendar_check
from smm_build.checks._planned import planned_by_channel
from smm_build.checks._words import word_list
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["same_opening"]

_WORDS = 3
_IN_A_ROW = 3


def _opening(variant: Variant) -> str | None:
    """Return the first words of a text in small letters, ``None`` if there are too few."""
    words = [word.casefold() for word in word_list(variant.parts[0].text)[:_WORDS]]
    return " ".join(words) if len(words) == _WORDS else None


@calendar_check(Severity.HINT, note=_opening)
def same_opening(variants: Sequence[Variant], notes: Notes) -> Iterator[Problem]:
    """Three posts in a row on a channel that begin with the same three words.

    ## Why it matters
    In a feed the first words are all that is seen. Who scrolls takes the third for the first, and passes on.

    ## How to fix
    Begin with what is new this time.
    """
    for channel, planned in planned_by_channel(variants).items():
        in_order = [variant for _, variant in planned]
        for opening, run in groupby(in_order, key=lambda variant: notes.get(variant.key)):
            row = list(run) if opening else []
            if len(row) >= _IN_A_ROW:
                third = row[_IN_A_ROW - 1]
                yield Problem(
                    third.parts[0].place,
                    Sentence(
                        en=f"{len(row)} posts in a row on {channel} begin with “{opening}”",
                        it=f"{len(row)} post di fila su {channel} cominciano con «{opening}»",
                    ),
                    Sentence(en="Begin with what is new", it="Comincia da quello che c'è di nuovo"),
                    third.post.id,
                    channel,
                )
