"""What was found before somebody drew a line: known, listed, and no reason to stop today."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from smm_build.checks._suppressions import SUPPRESSION_RULES
from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence

__all__ = ["Baseline", "against", "can_be_known", "fingerprint"]


@dataclass(frozen=True, slots=True)
class Baseline:
    """``brand/baseline.json``: how often each known finding occurs, by fingerprint, with a few words for people."""

    place: Place
    counts: Mapping[str, int]
    said: Mapping[str, str]


def fingerprint(finding: Finding) -> str:
    """Return 16 hex digits that stay the same when the file is renamed or lines move: code, post and message."""
    about = finding.post or finding.place.path
    said = "\n".join((finding.code, about, finding.channel or "", finding.message.en))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def can_be_known(finding: Finding) -> bool:
    """Whether a baseline may hold it: a secret is never old, and neither is a mistake in letting things pass."""
    return finding.code[:3] not in {"SEC", "SUP"}


def against(baseline: Baseline, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], int]:
    """Return what is new, with a hint when the baseline lists what is gone, and how many findings were known."""
    left = Counter(baseline.counts)
    new: list[Finding] = []
    known = 0
    for finding in findings:
        mark = fingerprint(finding)
        if can_be_known(finding) and left[mark] > 0:
            left[mark] -= 1
            known += 1
        else:
            new.append(finding)
    gone = [mark for mark, count in left.items() if count > 0]
    return (*new, *_outdated(baseline, gone)), known


def _outdated(baseline: Baseline, gone: Sequence[str]) -> list[Finding]:
    if not gone:
        return []
    first = baseline.said.get(gone[0], gone[0])
    return [
        Finding(
            "SUP104",
            SUPPRESSION_RULES["SUP104"].name,
            SUPPRESSION_RULES["SUP104"].severity,
            baseline.place,
            Sentence(
                f"The baseline lists {len(gone)} that {'is' if len(gone) == 1 else 'are'} not found any more,"
                f" such as {first}",
                f"La baseline elenca {len(gone)} che non si {'trova' if len(gone) == 1 else 'trovano'} più,"
                f" per esempio {first}",
            ),
            Sentence("Write it again: smm check --write-baseline", "Riscrivila: smm check --write-baseline"),
        )
    ]
