"""What a whole check found, kept in ``.smm/cache`` until any file it read, or anything else it depends on, changes.

JSON, so that a check of what has not changed needs nothing of this program but this.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from smm_build.domain.finding import Confidence, Edit, Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.run.sealed import Safe

__all__ = ["CheckCache", "Remembered"]

_FILE = "check.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a check of everything found, and as much of the workspace as reports tell.

    ``posts`` holds path and title by id, ``rules`` what each of the brand's own rules says, by code.
    """

    findings: tuple[Finding, ...]
    posts: Mapping[str, tuple[str, str]]
    variants: int
    rules: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CheckCache:
    """The cache of one workspace; ``holds_for`` is everything the result depends on."""

    safe: Safe
    holds_for: tuple[str, ...]

    def read(self) -> Remembered | None:
        """Return what a check found when everything was exactly as it is."""
        content = self.safe.read(_FILE)
        kept = json.loads(bytes(content)) if content else {}
        if kept.get("holds_for") != self._digest():
            return None
        posts = {post: (path, title) for post, path, title in kept["posts"]}
        return Remembered(tuple(map(_finding, kept["findings"])), posts, kept["variants"], kept["rules"])

    def keep(self, result: Remembered) -> None:
        """Write down what was found."""
        kept = {
            "holds_for": self._digest(),
            "findings": [_row(finding) for finding in result.findings],
            "posts": [(post, path, title) for post, (path, title) in result.posts.items()],
            "variants": result.variants,
            "rules": dict(result.rules),
        }
        # In ASCII, because names of files need not be Unicode.
        self.safe.write(_FILE, json.dumps(kept, separators=(",", ":")).encode())

    def _digest(self) -> str:
        return hashlib.sha256("\0".join(self.holds_for).encode("utf-8", "surrogatepass")).hexdigest()


def _row(finding: Finding) -> list[object]:
    return [
        finding.code,
        finding.name,
        finding.severity.value,
        _spot(finding.place),
        finding.message,
        finding.fix,
        finding.post,
        finding.channel,
        finding.confidence.value,
        [[_spot(edit.place), edit.old, edit.new, edit.safe] for edit in finding.edits],
    ]


def _spot(place: Place) -> list[object]:
    return [place.path, place.line, place.column]


def _finding(row: object) -> Finding:
    assert isinstance(row, list)  # the seal says that we wrote it
    code, name, severity, place, message, fix, post, channel, confidence, edits = row
    return Finding(
        code,
        name,
        Severity(severity),
        Place(*place),
        Sentence(*message),
        Sentence(*fix) if fix else None,
        post,
        channel,
        Confidence(confidence),
        tuple(Edit(Place(*at), old, new, safe) for at, old, new, safe in edits),
    )
