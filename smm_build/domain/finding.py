"""What a check reports."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence

__all__ = ["Confidence", "Edit", "Finding", "Severity", "worst_first"]


class Severity(enum.StrEnum):
    """How much a finding matters: an error blocks the merge and the delivery, a warning and a hint never do."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Confidence(enum.StrEnum):
    """Whether the finding is certain or a guess. A guess is never an error."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Edit:
    """A mend as a change of text: at ``place`` stands ``old``, without a line break, and ``new`` should stand there.

    Of a value in the front matter only the beginning may be known: then ``old`` stands once in the line from there on.
    What is not there any more is not replaced, so an edit can never damage what it was not made for. ``safe`` means
    that readers are told the same as before.
    """

    place: Place
    old: str
    new: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful, with its place, the reason and the way to fix it.

    ``post`` and ``channel`` name what the finding holds back when it is an error; ``None`` means that it concerns
    no single post or every channel of the post. ``edits`` mend it, all together.
    """

    code: str
    name: str
    severity: Severity
    place: Place
    message: Sentence
    fix: Sentence | None = None
    post: str | None = None
    channel: str | None = None
    confidence: Confidence = Confidence.HIGH
    edits: tuple[Edit, ...] = ()

    @property
    def fixable(self) -> str | None:
        """``safe`` or ``unsafe`` when the finding brings its mend along, else ``None``."""
        if not self.edits:
            return None
        return "safe" if all(edit.safe for edit in self.edits) else "unsafe"


def worst_first(finding: Finding) -> tuple[int, Place, str]:
    """Sort key: errors before warnings before hints, then by place."""
    return (list(Severity).index(finding.severity), finding.place, finding.code)
