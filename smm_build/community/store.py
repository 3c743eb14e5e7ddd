"""Messages on this machine, for a while: one SQLite file that only its owner can read and that git never sees.

Two tables. ``messages`` is what people wrote, and is emptied by age. ``cases`` is what became of it: a random id, topic
and times, nothing by which anybody could be told. A case is recognised again by a keyed digest, whose key goes with the
file. What is deleted is overwritten, and the file is rewritten without it.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from smm_build.community.triage import Sorted
from smm_build.domain.delivery import PartReceipt
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.playbook import Keep

__all__ = ["FOLDER", "Case", "Store"]

FOLDER = ".smm/inbox"
_FILE = "inbox.sqlite"
# Members' social activity may be kept that long after it was received:
# https://learn.microsoft.com/en-us/linkedin/marketing/data-storage-requirements, read on 2026-11-23.
_SHORTER = {"linkedin": timedelta(hours=48)}
_COUNTED = timedelta(days=400)
"""How long a case without its message is kept, for reports against the year before."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS cases (
  id TEXT PRIMARY KEY, mark TEXT UNIQUE NOT NULL, channel TEXT NOT NULL, network TEXT NOT NULL, kind TEXT NOT NULL,
  at TEXT NOT NULL, pulled_at TEXT NOT NULL,
  topic TEXT NOT NULL, priority TEXT NOT NULL, owner TEXT, due TEXT, action TEXT, level INTEGER,
  hand_off INTEGER NOT NULL, status TEXT NOT NULL, answered_at TEXT, closed_at TEXT) STRICT;
CREATE TABLE IF NOT EXISTS messages ("case" TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Case:
    """What became of a message; nothing in it is personal. Times are aware, UTC.

    ``status`` is ``open``, ``answered`` or ``closed``.
    """

    id: str
    channel: str
    network: str
    kind: str
    at: datetime
    pulled_at: datetime
    topic: str
    priority: str
    owner: str | None
    due: datetime | None
    action: str | None
    level: int | None
    hand_off: bool
    status: str
    answered_at: datetime | None = None
    closed_at: datetime | None = None


_TIMES = frozenset({"at", "pulled_at", "due", "answered_at", "closed_at"})
_COLUMNS = tuple(field.name for field in fields(Case))


class Store:
    """The store in a workspace; as a context it is open. What is too old is gone as soon as it is."""

    def __init__(self, root: Path, now: datetime, keep: Keep, token: Callable[[], str]) -> None:
        """Open it at the aware instant ``now``; ``token`` gives random ids."""
        self._now = now.astimezone(UTC)
        self._keep = keep
        self._token = token
        folder = root / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self._path = folder / _FILE
        # Made with its mode before anything is in it; SQLite gives its journal the same mode.
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        self._path.chmod(0o600)
        self._base = sqlite3.connect(self._path)
        self._base.execute("PRAGMA secure_delete = ON")
        self._base.executescript(_SCHEMA)
        self._base.execute("INSERT OR IGNORE INTO facts VALUES ('key', ?)", (token() + token(),))
        self.purge()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def purge(self) -> int:
        """Take away every message whose time is over and return how many; nothing of them is left in the file."""
        over = [case.id for case in self.cases() if self._is_over(case)]
        with self._base:
            gone = sum(self._base.execute('DELETE FROM messages WHERE "case" = ?', (one,)).rowcount for one in over)
            oldest = _written(self._now - _COUNTED)
            self._base.execute("DELETE FROM cases WHERE at < ?", (oldest,))
        if gone:
            self._base.execute("VACUUM")
        return gone

    def _is_over(self, case: Case) -> bool:
        if self._now - case.at >= self._keep.longest:
            return True
        if self._now - case.pulled_at >= _SHORTER.get(case.network, self._keep.longest):
            return True
        return case.closed_at is not None and self._now - case.closed_at >= self._keep.closed

    # --- pulling

    def since(self, channel: str) -> datetime:
        """Return from when on a channel is to be heard: a day before it was last heard, else as far as may be kept."""
        row = self._base.execute("SELECT value FROM facts WHERE name = ?", (f"heard {channel}",)).fetchone()
        last = datetime.fromisoformat(row[0]) - timedelta(days=1) if row else self._now - self._keep.longest
        return max(last, self._now - self._keep.longest)

    def heard(self, channel: str) -> None:
        """Remember that a channel was heard now."""
        with self._base:
            self._base.execute(
                "INSERT OR REPLACE INTO facts VALUES (?, ?)", (f"heard {channel}", self._now.isoformat())
            )

    def add(self, message: Message, network: str, sort: Callable[[Message], Sorted]) -> Case | None:
        """Keep a message under a new case; ``None`` when it is known, or too old to be kept at all."""
        mark = self._mark(message)
        if self._base.execute("SELECT 1 FROM cases WHERE mark = ?", (mark,)).fetchone():
            return None
        where = sort(message)
        at = message.at.astimezone(UTC)
        case = Case(
            self._token(), message.channel, network, message.kind.value, at, self._now, where.topic, where.priority,
            where.owner, where.due, where.action, where.level, where.hand_off, "open",
        )  # fmt: skip
        if self._is_over(case):
            return None
        values = {name: _value(getattr(case, name)) for name in _COLUMNS} | {"mark": mark}
        names = ", ".join(values)
        with self._base:
            self._base.execute(
                f"INSERT INTO cases ({names}) VALUES ({', '.join('?' * len(values))})",  # noqa: S608 - our own names
                tuple(values.values()),
            )
            self._base.execute("INSERT INTO messages VALUES (?, ?)", (case.id, _packed(message)))
        return case

    def _mark(self, message: Message) -> str:
        key = self._base.execute("SELECT value FROM facts WHERE name = 'key'").fetchone()[0]
        return hmac.new(str(key).encode(), f"{message.channel}\0{message.id}".encode(), hashlib.sha256).hexdigest()

    # --- looking

    def cases(self) -> tuple[Case, ...]:
        """Return all cases, the oldest first."""
        rows = self._base.execute(f"SELECT {', '.join(_COLUMNS)} FROM cases ORDER BY at, id")  # noqa: S608 - the same
        return tuple(_case(dict(zip(_COLUMNS, row, strict=True))) for row in rows)

    def case(self, name: str) -> Case | None:
        """Return one case."""
        return next((case for case in self.cases() if case.id == name), None)

    def message(self, case: str) -> Message | None:
        """Return what somebody wrote, ``None`` when it is kept no more or was never here."""
        row = self._base.execute('SELECT content FROM messages WHERE "case" = ?', (case,)).fetchone()
        return _unpacked(row[0]) if row else None

    def kept(self) -> Iterator[tuple[Case, Message]]:
        """Yield every case whose message is still here."""
        for case in self.cases():
            if message := self.message(case.id):
                yield case, message

    # --- changing

    def assign(self, case: str, owner: str) -> None:
        """Give a case to somebody."""
        self._set(case, owner=owner)

    def answered(self, case: str, at: datetime) -> None:
        """Write down that a case was answered at the aware instant ``at``; the first answer counts."""
        known = self.case(case)
        if known is not None and known.answered_at is None:
            self._set(case, status="answered", answered_at=_written(at))

    def close(self, case: str) -> None:
        """Close a case: its message is kept for a while yet."""
        self._set(case, status="closed", closed_at=_written(self._now))

    def forget(self, case: str) -> None:
        """Take a message away at once, as its author may ask; its case stays as a number in the counts."""
        with self._base:
            self._base.execute('DELETE FROM messages WHERE "case" = ?', (case,))
        with contextlib.suppress(sqlite3.OperationalError):
            self._base.execute("VACUUM")

    def _set(self, case: str, **values: str) -> None:
        said = ", ".join(f"{name} = ?" for name in values)
        with self._base:
            self._base.execute(f"UPDATE cases SET {said} WHERE id = ?", (*values.values(), case))  # noqa: S608 - the same


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return _written(value)
    return int(value) if isinstance(value, bool) else value


def _case(row: Mapping[str, object]) -> Case:
    read = {
        name: datetime.fromisoformat(str(value)) if name in _TIMES and value is not None else value
        for name, value in row.items()
    }
    return Case(**read | {"hand_off": bool(row["hand_off"])})  # type: ignore[arg-type]


def _packed(message: Message) -> str:
    content = {field.name: getattr(message, field.name) for field in fields(Message)}
    thread = [[one.part, one.id, one.url, one.cid] for one in message.thread]
    return json.dumps(
        content | {"at": _written(message.at), "thread": thread, "facts": dict(message.facts)}, ensure_ascii=False
    )


def _unpacked(content: str) -> Message:
    said = json.loads(content)
    said["at"] = datetime.fromisoformat(said["at"])
    said["kind"] = MessageKind(said["kind"])
    said["thread"] = tuple(PartReceipt(*one) for one in said["thread"])
    return Message(**said)
