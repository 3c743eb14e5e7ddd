"""A forge that was asked before: its answers lie in a JSON file.

For forges whose answers somebody collects elsewhere, and for trying out an approval policy. The file is a list of pull
requests: ``[{"pull": 7, "commits": ["<id>"], "reviews": [{"reviewer": "ada", "approved": true, "commit": "<id>",
"at": "2026-11-24T09:00:00Z"}]}]``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from smm_build.forge._base import Review

__all__ = ["RecordedForge"]


class RecordedForge:
    """Answers from a file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def reviews(self, commits: Sequence[str]) -> Sequence[Review]:
        """Return the recorded verdicts; raises :class:`OSError` when the file is not there or not what it should be."""
        try:
            pulls = json.loads(self._file.read_text(encoding="utf-8"))
            wanted = [pull for pull in pulls if set(pull["commits"]) & set(commits)]
            return [review for pull in wanted for review in _latest(pull)]
        except (ValueError, KeyError, TypeError) as error:
            raise OSError(f"{self._file.name} is no record of reviews: {error!r}") from error


def _latest(pull: dict[str, Any]) -> list[Review]:
    """Return the last verdict of each reviewer: a later "no" takes an earlier "yes" back."""
    latest: dict[str, Review] = {}
    for said in pull["reviews"]:
        review = Review(
            str(said["reviewer"]),
            said["approved"] is True,
            str(said["commit"]),
            datetime.fromisoformat(said["at"]),
            int(pull["pull"]),
        )
        if review.reviewer not in latest or latest[review.reviewer].at <= review.at:
            latest[review.reviewer] = review
    return list(latest.values())
