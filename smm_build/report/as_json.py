"""The JSON that other programs rely on. Keys are a contract: they are added to, never renamed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from smm_build.domain.delivery import EventKind, Record
from smm_build.domain.finding import Finding
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.time import utc_text

if TYPE_CHECKING:  # planning needs every network, and a check of what has not changed needs none
    from smm_build.plan.profile_standing import ProfileStanding

__all__ = ["deliveries_json", "facts_json", "findings_json", "rehearsal_json", "status_json"]

Json = dict[str, object]


def _dump(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def findings_json(findings: Iterable[Finding], language: Language) -> str:
    """Return ``{"findings": [{"code", "name", "severity", "path", "line", "column", "message", "fix", …}]}``.

    ``confidence`` is ``high`` or ``low``; ``fixable`` is ``safe``, ``unsafe`` or null.
    """
    rows = [_row(_finding(finding, language)) for finding in findings]
    return '{\n  "findings": [' + ",".join(rows) + "\n  ]\n}" if rows else _dump({"findings": []})


_IN_A_ROW = json.JSONEncoder(ensure_ascii=False, separators=(",\n      ", ": "))
"""Writes a flat object as one with indentation is written: that the library does in Python, a character at a time."""


def _row(flat: Json) -> str:
    return f"\n    {{\n      {_IN_A_ROW.encode(flat)[1:-1]}\n    }}"


def _finding(finding: Finding, language: Language) -> Json:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message.into(language),
        "fix": finding.fix.into(language) if finding.fix else None,
        "post": finding.post,
        "channel": finding.channel,
        "confidence": finding.confidence.value,
        "fixable": finding.fixable,
    }


def deliveries_json(deliveries: Iterable[PlannedDelivery], language: Language) -> str:
    """Return ``{"deliveries": [{"post", "channel", "part", "state", "publish_at", "url", "reason"}]}``.

    A thread has one entry a part, so that each part's own link is there.
    """
    return _dump({"deliveries": [row for delivery in deliveries for row in _delivery(delivery, language)]})


def rehearsal_json(rehearsed: Iterable[tuple[PlannedDelivery, int]], language: Language) -> str:
    """Return the same with how many requests each delivery took: ``"requests"``."""
    rows = [row | {"requests": count} for planned, count in rehearsed for row in _delivery(planned, language)]
    return _dump({"deliveries": rows})


def _delivery(delivery: PlannedDelivery, language: Language) -> Iterable[Json]:
    count = len(delivery.variant.messages)
    urls = {receipt.part: receipt.url for receipt in delivery.record.receipts} if delivery.record else {}
    for part in range(1, count + 1):
        yield {
            "post": delivery.key.post,
            "channel": delivery.key.channel,
            "part": part,
            "parts": count,
            "state": delivery.state.value,
            "publish_at": delivery.publish_at.isoformat() if delivery.publish_at else None,
            "url": urls.get(part) or (delivery.url if part == 1 else None),
            "reason": delivery.reason.into(language),
            "network": delivery.variant.channel.network,
            "to": delivery.variant.channel.server or "sandbox",
        }


def status_json(
    records: Iterable[tuple[str, Record]],
    late: Iterable[PlannedDelivery],
    profiles: Iterable[ProfileStanding],
    language: Language,
) -> str:
    """Return every delivery a ledger knows, one entry a part with its ledger's name, and what is due and not out.

    ``profiles`` are ``{"channel", "state", "at", "fields", "verified_at", "by"}``; the state is ``as-declared``,
    ``drifted``, ``changed`` (declared anew since it was looked at) or ``unseen``.
    """
    return _dump(
        {
            "deliveries": [row for ledger, record in records for row in _record(ledger, record, language)],
            "due_and_not_out": [row for delivery in late for row in _delivery(delivery, language)],
            "profiles": [_profile(one) for one in profiles],
        }
    )


def _profile(one: ProfileStanding) -> Json:
    return {
        "channel": one.channel.id,
        "state": one.state.value,
        "at": utc_text(one.at) if one.at else None,
        "fields": list(one.fields),
        "verified_at": utc_text(one.verified_at) if one.verified_at else None,
        "by": one.by,
    }


def _record(ledger: str, record: Record, language: Language) -> Iterable[Json]:
    urls = {receipt.part: receipt.url for receipt in record.receipts}
    count = record.claim.parts if record.claim else max([1, *urls])
    planned_at = record.claim.planned_at if record.claim else None
    for part in range(1, count + 1):
        yield {
            "post": record.key.post,
            "channel": record.key.channel,
            "part": part,
            "parts": count,
            "state": record.last.kind.value,
            "publish_at": utc_text(planned_at) if planned_at else None,
            "url": urls.get(part) or (record.url if part == 1 else None),
            "reason": record.last.reason.into(language) if record.last.reason else record.last.source,
            "at": utc_text(record.last.at),
            "attempts": record.attempts,
            "ledger": ledger,
            "out": record.last.kind is EventKind.SENT,
        }


def facts_json(facts: Iterable[tuple[str, str, Sentence, datetime | None]], language: Language) -> str:
    """Return ``{"facts": [{"about", "standing", "what", "expires_at"}]}``: what ``smm doctor`` found.

    ``standing`` is ``fine``, ``soon`` or ``wrong``; ``expires_at`` is null but where credentials end.
    """
    rows = [
        {
            "about": about,
            "standing": standing,
            "what": what.into(language),
            "expires_at": utc_text(ends) if ends else None,
        }
        for about, standing, what, ends in facts
    ]
    return _dump({"facts": rows})
