"""A delivery's history as the JSON file that lies on the ledger branch, and back."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, PartReceipt, Record, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import utc_text

__all__ = ["VERSION", "file_path", "read_record", "write_record"]

VERSION = 1
"""Version of the file format; a file of a newer version is not read."""


def file_path(key: DeliveryKey) -> str:
    """Return where a delivery lies: the path never depends on the date, which may move."""
    shelf = hashlib.sha256(key.post.encode("utf-8")).hexdigest()[:2]
    return f"deliveries/{shelf}/{key.post}/{key.channel}.json"


def write_record(record: Record) -> bytes:
    """Return the file's content."""
    content = {
        "version": VERSION,
        "post": record.key.post,
        "channel": record.key.channel,
        "events": [_event_to_json(event) for event in record.events],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_record(content: bytes) -> Record:
    """Read a file back; raises :class:`ValueError` for anything that :func:`write_record` does not write."""
    try:
        data = json.loads(content)
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']} is not {VERSION}")
        events = tuple(_event_from_json(event) for event in data["events"])
        key = DeliveryKey(str(data["post"]), str(data["channel"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a delivery: {error!r}") from error
    if not events:
        raise ValueError("a delivery without events")
    return Record(key, events)


def _event_to_json(event: Event) -> dict[str, object]:
    claim = event.claim
    content: dict[str, object | None] = {
        "event": event.kind.value,
        "at": utc_text(event.at),
        "run": event.run,
        "attempt": event.attempt,
        "digest": event.digest,
        "seed": claim.seed if claim else None,
        "planned_at": utc_text(claim.planned_at) if claim else None,
        "expires_at": utc_text(claim.expires_at) if claim else None,
        "of_parts": claim.parts if claim else None,
        "parts": [_receipt_to_json(receipt) for receipt in event.parts] or None,
        "url": event.url,
        "trouble": event.trouble.value if event.trouble else None,
        "reason": event.reason._asdict() if event.reason else None,
        "retry_at": utc_text(event.retry_at) if event.retry_at else None,
        "source": event.source,
        "evidence": dict(event.evidence) or None,
        "notes": dict(event.notes) or None,
        "scheduled_for": utc_text(event.scheduled_for) if event.scheduled_for else None,
    }
    return {key: value for key, value in content.items() if value is not None}


def _receipt_to_json(receipt: PartReceipt) -> dict[str, object]:
    content = {"part": receipt.part, "id": receipt.id, "url": receipt.url, "cid": receipt.cid}
    return {key: value for key, value in content.items() if value is not None}


def _event_from_json(data: dict[str, Any]) -> Event:
    return Event(
        kind=EventKind(data["event"]),
        at=datetime.fromisoformat(data["at"]),
        run=str(data["run"]),
        attempt=int(data["attempt"]),
        digest=str(data["digest"]),
        claim=_claim_from_json(data) if "seed" in data else None,
        parts=tuple(_receipt_from_json(part) for part in data.get("parts", ())),
        url=data.get("url"),
        trouble=Trouble(data["trouble"]) if "trouble" in data else None,
        reason=Sentence(**data["reason"]) if "reason" in data else None,
        retry_at=datetime.fromisoformat(data["retry_at"]) if "retry_at" in data else None,
        source=data.get("source"),
        evidence=_words(data.get("evidence")),
        notes=_words(data.get("notes")),
        scheduled_for=datetime.fromisoformat(data["scheduled_for"]) if "scheduled_for" in data else None,
    )


def _words(data: dict[str, Any] | None) -> dict[str, str]:
    return {str(key): str(value) for key, value in (data or {}).items()}


def _claim_from_json(data: dict[str, Any]) -> Claim:
    return Claim(
        seed=str(data["seed"]),
        planned_at=datetime.fromisoformat(data["planned_at"]),
        expires_at=datetime.fromisoformat(data["expires_at"]),
        parts=int(data["of_parts"]),
    )


def _receipt_from_json(data: dict[str, Any]) -> PartReceipt:
    return PartReceipt(int(data["part"]), str(data["id"]), data.get("url"), data.get("cid"))
