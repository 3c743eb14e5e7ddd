"""Posts that say again what the channel has just said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from smm_build.checks._base import Option, Problem, calendar_check
from smm_build.checks._planned import planned_by_channel
from smm_build.checks._similar import alike, shingles
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


@calendar_check(Severity.WARNING, options=(DAYS,))
def text_said_before(variants: Sequence[Variant], workspace: Workspace) -> Iterator[Problem]:
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
        recent: list[tuple[datetime, Variant, str]] = []
        for at, variant in planned:
            text = "\n".join(part.text for part in variant.parts)
            recent = [entry for entry in recent if at - entry[0] <= within]
            if len(shingles(text)) >= _FEW:
                first = next((entry[1] for entry in reversed(recent) if alike(entry[2], text) >= _ALIKE), None)
                if first is not None:
                    yield _problem(channel, first, variant)
                recent.append((at, variant, text))


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
