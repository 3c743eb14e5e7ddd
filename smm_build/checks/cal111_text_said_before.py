"""Posts that say again what the channel has just said."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

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
_FEW = 8
"""Runs of three words: shorter texts are alike by accident."""


def _text(variant: Variant) -> str:
    return "\n".join(part.text for part in variant.parts)


def _telling(variant: Variant) -> tuple[int, ...] | None:
    """Return so many marks of a text that one which is alike has one of them; ``None`` of a short text.

    Of two sets that have four fifths in common, the smallest fifth of each and one more have a member in common. So
    most pairs need not be compared.
    """
    marks = marks_of(_text(variant))
    return None if len(marks) < _FEW else marks[: len(marks) - math.ceil(_ALIKE * len(marks)) + 1]


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
        before: dict[int, list[_Said]] = {}
        for at, variant in planned:
            marks = notes.get(variant.key, ())
            perhaps = {one.variant.key: one for mark in marks for one in before.get(mark, ()) if at - one.at <= within}
            same = [one for one in perhaps.values() if alike(_text(one.variant), _text(variant)) >= _ALIKE]
            if same:
                yield _problem(channel, max(same, key=lambda one: (one.at, one.variant.key)).variant, variant)
            said = _Said(at, variant)
            for mark in marks:
                before.setdefault(mark, []).append(said)


class _Said(NamedTuple):
    """A text of a channel, and when it goes out."""

    at: datetime
    variant: Variant


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
