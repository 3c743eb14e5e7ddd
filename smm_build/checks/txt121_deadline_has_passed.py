"""Invitations that come too late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from smm_build.checks._base import Confidence, Problem, post_check
from smm_build.checks._dates import MONTHS, WEEKDAYS, day_meant, day_of_the_year
from smm_build.checks._passages import passages_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["deadline_has_passed"]

_UNTIL = (
    r"until|till|by|no\s+later\s+than|deadline(?:\s+is|\s+for\s+\w+\s+is)?|(?:ends|closes|expires)(?:\s+on)?"
    r"|entro(?:\s+e\s+non\s+oltre)?|fino|non\s+oltre|scadenza|(?:scade|scadono|termina|chiude|chiudono)"
)
_SHORT = {name[:3] for name in MONTHS}
_DEADLINE = re.compile(
    rf"\b(?:{_UNTIL}):?\s+(?:the\s+|il\s+|al\s+|a\s+)?(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?"
    rf"{day_of_the_year([*MONTHS, *sorted(_SHORT)])}",
    re.IGNORECASE,
)
_SIGNS = (
    *("until", "till", "by", "later", "deadline", "ends", "closes", "expires"),
    *("entro", "fino", "oltre", "scad", "termina", "chiud"),
)
"""One of them is in every text with a last day."""
_TOLD = re.compile(
    r"\b(?:was|were|had|been|era|erano|stat[oaie]|aveva(?:no)?|abbiamo|hanno)\b[^.!?\n]*\Z", re.IGNORECASE
)
"""Whoever tells of the past says so in the same sentence."""

_LATELY, _LAST_YEAR = 60, 400
"""Days: how long before the post a day is still taken for a deadline, without its year and with it."""


@post_check(Severity.WARNING, confidence=Confidence.LOW, signs=_SIGNS)
def deadline_has_passed(post: Post) -> Iterator[Problem]:
    """A last day, "register by 3 December", "entro il 3 dicembre", that is over when the post goes out.

    Looked for are days of the sixty before the post, and with their year of the four hundred before. English and
    Italian are read.

    ## Why it matters
    Nobody can do any more what the post asks for. It happens when a post is moved, comes again or was copied from the
    last time.

    ## How to fix
    Bring the day up to date, or let the post go out earlier. Where it tells of the past, ignore the finding.
    """
    for passage in passages_of(post):
        settings = post.settings_for(passage.channel) if passage.channel else post.settings
        goes_out = settings.publish_at.date() if settings.publish_at else None
        for begin, last in _last_days(passage.text, goes_out) if goes_out else ():
            if not _TOLD.search(passage.text, 0, begin):
                yield Problem(
                    passage.at(begin),
                    Sentence(
                        en=f"The post goes out on {goes_out}, after this last day, {last}",
                        it=f"Il post esce il {goes_out}, dopo quest'ultimo giorno, il {last}",
                    ),
                    Sentence(
                        en="Bring the day up to date, or let the post go out earlier",
                        it="Aggiorna il giorno, o fai uscire prima il post",
                    ),
                )


def _last_days(text: str, goes_out: date) -> Iterator[tuple[int, date]]:
    """Yield where a last day stands that is over on the day ``goes_out``, and the day."""
    for match in _DEADLINE.finditer(text):
        last = day_meant(match, goes_out)
        if last and 0 < (goes_out - last).days <= (_LAST_YEAR if match["year"] else _LATELY):
            yield match.start(), last
