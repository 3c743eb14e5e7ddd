"""``brand/baseline.json``: what was found before somebody drew a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from smm_build.checks import Baseline, can_be_known, fingerprint
from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence

__all__ = ["NoBaseline", "baseline_text", "read_baseline"]

_VERSION = 1


class NoBaseline(Exception):  # noqa: N818 - named as the situation it is
    """The file is not there or is none of ours; ``reason`` says so to people."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.en)
        self.reason = reason


def read_baseline(file: Path, shown: str) -> Baseline:
    """Read a baseline; ``shown`` is what people call the file. Raises :class:`NoBaseline`."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        if content["version"] != _VERSION:
            raise _none(shown)
        entries = [(str(row["fingerprint"]), int(row["count"]), _said(row)) for row in content["findings"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _none(shown) from error
    return Baseline(
        Place(shown),
        {mark: count for mark, count, _ in entries},
        {mark: said for mark, _, said in entries},
    )


def _said(row: dict[str, object]) -> str:
    return f"{row.get('name')} ({row.get('code')}), {row.get('about')}"


def _none(shown: str) -> NoBaseline:
    return NoBaseline(
        Sentence(
            f"{shown} cannot be read as a baseline. Write it again: smm check --write-baseline",
            f"{shown} non si può leggere come baseline. Riscrivila: smm check --write-baseline",
        )
    )


def baseline_text(findings: Iterable[Finding]) -> str:
    """Return the file that makes ``findings`` known; the same findings give the same bytes."""
    held = [finding for finding in findings if can_be_known(finding)]
    counts = Counter(map(fingerprint, held))
    rows = {
        fingerprint(finding): {
            "fingerprint": fingerprint(finding),
            "count": counts[fingerprint(finding)],
            "code": finding.code,
            "name": finding.name,
            "about": finding.post or finding.place.path,
            "message": finding.message.en,
        }
        for finding in held
    }
    ordered = sorted(rows.values(), key=lambda row: (str(row["about"]), str(row["code"]), str(row["fingerprint"])))
    return json.dumps({"version": _VERSION, "findings": ordered}, ensure_ascii=False, indent=2) + "\n"
