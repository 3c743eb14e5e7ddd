"""Posts that begin with the same words one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from smm_build.checks._base import Problem, calendar_check
from smm_build.checks._planned import planned_by_channel
from smm_build.checks._words import WORD, bare
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["same_opening"]

_WORDS = 3
_IN_A_ROW = 3


@calendar_check(Severity.HINT)
def same_opening(variants: Sequence[Variant]) -> Iterator[Problem]:
    """Three posts in a row on a channel that begin with the same three words.

    ## Why it matters
    In a feed the first words are all that is seen. Who scrolls takes the third for the first, and passes on.

    ## How to fix
    Begin with what is new this time.
    """
    for channel, planned in planned_by_channel(variants).items():
        openings = [(_opening(variant), variant) for _, variant in planned]
        for opening, run in groupby(openings, key=lambda pair: pair[0]):
            row = [variant for _, variant in run]
            if opening and len(row) >= _IN_A_ROW:
                third = row[_IN_A_ROW - 1]
                words = " ".join(opening)
                yield Problem(
                    third.parts[0].place,
                    Sentence(
                        en=f"{len(row)} posts in a row on {channel} begin with “{words}”",
                        it=f"{len(row)} post di fila su {channel} cominciano con «{words}»",
                    ),
                    Sentence(en="Begin with what is new", it="Comincia da quello che c'è di nuovo"),
                    third.post.id,
                    channel,
                )


def _opening(variant: Variant) -> tuple[str, ...]:
    first = islice(WORD.finditer(bare(variant.parts[0].text)), _WORDS)
    words = tuple(match[0].casefold() for match in first)
    return words if len(words) == _WORDS else ()
