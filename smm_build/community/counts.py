"""What a month of conversations was like, in numbers that tell of nobody. Pure.

A cell that counts fewer than five is left out, because with so few somebody could be told.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from smm_build.community.store import Case

__all__ = ["LEAST", "counts", "counts_yaml"]

LEAST = 5
Worked = Callable[[datetime, datetime], timedelta]
"""The time of work between two aware instants."""


def counts(cases: Iterable[Case], worked: Worked) -> Mapping[str, object]:
    """Return the numbers of these cases: by network, kind and topic, times to the first answer, within the SLA."""
    known = list(cases)
    answered = [case for case in known if case.answered_at]
    minutes = sorted(worked(c.at, c.answered_at).total_seconds() / 60 for c in answered if c.answered_at)
    promised = [case for case in known if case.due is not None]
    kept = sum(case.answered_at is not None and case.due is not None and case.answered_at <= case.due for case in known)
    return {
        "messages": _cell(len(known)),
        "answered": _cell(len(answered)),
        "escalated": _cell(sum(bool(case.level and case.level > 1) for case in known)),
        "handed_off": _cell(sum(case.hand_off for case in known)),
        "by_network": _cells(case.network for case in known),
        "by_kind": _cells(case.kind for case in known),
        "by_topic": _cells(case.topic for case in known),
        "within_sla": f"{100 * kept / len(promised):.0f}%" if len(promised) >= LEAST else None,
        "first_answer_minutes": _times(minutes),
    }


def counts_yaml(month: str, numbers: Mapping[str, object]) -> str:
    """Return the numbers of a month as the file that git keeps."""
    lines = [f"month: {month}", f"# Cells under {LEAST} are left out: with so few, somebody could be told."]
    for key, value in numbers.items():
        if isinstance(value, dict):
            lines += [f"{key}:"] + [f"  {name}: {number}" for name, number in value.items()] if value else []
        elif value is not None:
            lines.append(f"{key}: {value}")
    return "\n".join(lines) + "\n"


def _cell(number: int) -> int | None:
    return number if number >= LEAST else None


def _cells(names: Iterable[str]) -> dict[str, int]:
    """Count by name. One cell alone that is left out could be worked out from the total, so then another one goes."""
    counted = Counter(names)
    small = [name for name, number in counted.items() if number < LEAST]
    shown = {name: number for name, number in sorted(counted.items()) if number >= LEAST}
    if len(small) == 1 and shown:
        del shown[min(shown, key=lambda name: (shown[name], name))]
    return shown


def _times(minutes: list[float]) -> dict[str, int]:
    if len(minutes) < LEAST:
        return {}
    return {"median": round(statistics.median(minutes)), "slowest_tenth": round(minutes[int(len(minutes) * 0.9)])}
