"""What a check reports."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence

__all__ = ["Finding", "Severity", "worst_first"]


class Severity(enum.StrEnum):
    """How much a finding matters: an error blocks the merge and the delivery, a warning and a hint never do."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful, with its place, the reason and the way to fix it.

    ``post`` and ``channel`` name what the finding holds back when it is an error; ``None`` means that it concerns
    no single post or every channel of the post.
    """

    code: str
    name: str
    severity: Severity
    place: Place
    message: Sentence
    fix: Sentence | None = None
    post: str | None = None
    channel: str | None = None


def worst_first(finding: Finding) -> tuple[int, Place, str]:
    """Sort key: errors before warnings before hints, then by place."""
    return (list(Severity).index(finding.severity), finding.place, finding.code)
