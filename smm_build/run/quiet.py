"""What a run that found nothing to do leaves behind, so that the next one knows it without reading the plan.

A note says until when nothing becomes due, and for which files and which state of the ledgers that is true. Whatever
changed since, or cannot be told, makes it void; it only ever spares work and never decides that something is sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from smm_build import __version__
from smm_build.domain.delivery import EventKind
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.run.ledger import Ledger

__all__ = ["LONGEST", "forget", "is_quiet", "note", "quiet_until", "stamp"]

LONGEST = timedelta(hours=6)
"""A note is not believed for longer, whatever it says."""

_WATCHED = ("content", "brand", "strategy.md", "PAUSE")
_OVER = {State.SENT, State.REMOVED, State.SKIPPED, State.DRAFT, State.ON_HOLD, State.CANCELLED, State.UNSCHEDULED}


def quiet_until(deliveries: Iterable[PlannedDelivery], now: datetime) -> datetime | None:
    """Return until when nothing of a whole plan needs a run, ``None`` when something does. All instants are aware."""
    until = now + LONGEST
    for planned in deliveries:
        if planned.needs_run:
            return None
        if planned.state in _OVER or _is_told(planned):
            continue
        begins = planned.publish_at
        moment = begins if begins is not None and begins > now else planned.not_before
        if planned.state is State.PLANNED and planned.not_before is not None and moment is not None:
            moment = min(moment, planned.not_before)  # it may be handed to its network before its time
        # What is past its time and not over is for the run to tell about, every time.
        if moment is None or moment <= now or (planned.state is not State.PLANNED and moment is not begins):
            return None
        until = min(until, moment)
    return until


def _is_told(planned: PlannedDelivery) -> bool:
    """Whether it is too late, and a run has said so: it waits for a person, and no run mentions it again."""
    told = planned.record is not None and planned.record.last.kind is EventKind.MISSED
    return planned.state is State.MISSED and told


def note(folder: Path, files: str, ledgers: Mapping[str, Ledger], now: datetime, until: datetime) -> None:
    """Leave a note in ``folder``.

    ``files`` is the workspace's :func:`stamp` from *before* it was read: what was changed since makes the note void.
    """
    content = {
        "version": __version__,
        "files": files,
        "ledgers": {name: ledger.head for name, ledger in ledgers.items()},
        "from": now.isoformat(),
        "until": until.isoformat(),
    }
    (folder / "quiet.json").write_text(json.dumps(content), encoding="utf-8")


def forget(folder: Path) -> None:
    """Take the note away."""
    (folder / "quiet.json").unlink(missing_ok=True)


def is_quiet(root: Path, folder: Path, open_ledger: Callable[[str], Ledger], now: datetime, horizon: datetime) -> bool:
    """Whether a note says that nothing becomes due up to ``horizon`` and is still true.

    Asks the remotes for news of the ledgers. Raises :class:`~smm_build.run.errors.OperationalError`.
    """
    try:
        content = json.loads((folder / "quiet.json").read_text(encoding="utf-8"))
        covered = datetime.fromisoformat(content["from"]) <= now and horizon < datetime.fromisoformat(content["until"])
        if not covered or content["version"] != __version__ or content["files"] != stamp(root):
            return False
        heads = dict(content["ledgers"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return all(_is_at(open_ledger(name), head) for name, head in heads.items())


def _is_at(ledger: Ledger, head: str | None) -> bool:
    ledger.refresh()
    return ledger.head == head


def stamp(root: Path) -> str:
    """Return a digest of when and how each file of the plan was last changed."""
    seen = hashlib.sha256()
    for name in _WATCHED:
        start = root / name
        for path in sorted([start, *(start.rglob("*") if start.is_dir() else ())]):
            try:
                status = path.stat()
            except OSError:
                continue
            facts = (path.relative_to(root).as_posix(), status.st_mtime_ns, status.st_ctime_ns, status.st_size)
            seen.update(repr(facts).encode())
    return seen.hexdigest()
