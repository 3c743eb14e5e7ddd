"""Posts that say again what the channel has just said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from smm_build.checks._base import Notes, Option, Problem, calendar_check
from smm_build.checks._planned import planned_by_channel
from smm_build.checks._similar import alike, marks_of
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["text_said_before"]

DAYS = Option(
    "text-said-before",
    "days",
    60,
    Sentence(en="days in which a text may not return", it="giorni in cui un testo non può tornare"),
)
_ALIKE = 0.8
_FIFTHS = 5
_FEW = 8
"""Runs of three words: shorter texts are alike by accident."""
_SHARED = 2


def _text(variant: Variant) -> str:
    return "\n".join(part.text for part in variant.parts)


def _telling(variant: Variant) -> tuple[int, ...] | None:
    """Return so many marks of a text that one which is alike has two of them; ``None`` of a short text.

    Of two sets that have four fifths in common, the smallest fifth of each and two more have two members in common. So
    most pairs need not be compared.
    """
    marks = marks_of(_text(variant))
    return None if len(marks) < _FEW else marks[: len(marks) // _FIFTHS + _SHARED]


@calendar_check(Severity.WARNING, options=(DAYS,), note=_telling)
def text_said_before(variants: Sequence[Variant], workspace: Workspace, notes: Notes) -> Iterator[Problem]:
    """A text that is nearly the same as an earlier one on the same channel within sixty days.

    Compared are the words, not links, hashtags or punctuation.

    ## Why it matters
    Readers notice, and networks treat repeated texts as spam: LinkedIn and X refuse them outright. Often a file was
    copied to be changed, and was not.

    ## How to fix
    Write it anew, or leave one of the two out.

    ## Options
    `days` in `brand/checks.yml`

    ## Sources
    - <https://learn.microsoft.com/en-us/linkedin/compliance/integrations/shares/ugc-post-api>, on duplicates
      (read 2026-11-22)
    """
    within = timedelta(days=DAYS.of(workspace))
    for channel, planned in planned_by_channel(variants).items():
        before: dict[int, list[int]] = {}
        for number, (at, variant) in enumerate(planned):
            marks = notes.get(variant.key, ())
            found = [other for mark in marks for other in before.get(mark, ())]
            perhaps = [planned[other] for other in _twice(found)]
            same = [(then, one) for then, one in perhaps if at - then <= within and _are_alike(one, variant)]
            if same:
                _, last = max(same, key=lambda said: (said[0], said[1].key))
                yield _problem(channel, last, variant)
            for mark in marks:
                before.setdefault(mark, []).append(number)


def _twice(numbers: Sequence[int]) -> list[int]:
    """Return those of ``numbers`` that are there twice."""
    if len(numbers) < _SHARED:
        return []
    return [number for number, count in Counter(numbers).items() if count >= _SHARED]


def _are_alike(one: Variant, other: Variant) -> bool:
    return alike(_text(one), _text(other)) >= _ALIKE


def _problem(channel: str, first: Variant, second: Variant) -> Problem:
    return Problem(
        second.parts[0].place,
        Sentence(
            en=f"{channel} says nearly the same in `{first.post.id}`",
            it=f"{channel} dice quasi lo stesso in `{first.post.id}`",
        ),
        Sentence(en="Write it anew, or leave one out", it="Riscrivilo, o togline uno"),
        second.post.id,
        channel,
    )
