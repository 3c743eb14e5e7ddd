"""Who is running, and whether an earlier run on this machine is still alive."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Iterable
from pathlib import Path

__all__ = ["dead_among", "this_run"]

_START_TIME = 22 - 3
"""Index of field 22 among the fields from the third on."""


def this_run() -> str:
    """Return a name for this process: a hash of the machine and its boot, the process id and its start time.

    The hash keeps host names out of the ledger, which other people read.
    """
    pid = os.getpid()
    return f"{_machine()}-{pid}-{_started(pid) or '0'}"


def dead_among(runs: Iterable[str]) -> frozenset[str]:
    """Return those runs that certainly ended: on this machine, and their process is gone.

    Of a run elsewhere nothing is known; its claim ends with its lease.
    """
    claiming = list(runs)
    if not claiming:
        return frozenset()
    here = _machine()
    return frozenset(run for run in claiming if run.startswith(f"{here}-") and _ended(run))


def _ended(run: str) -> bool:
    _, pid, started = run.split("-", 2)
    return started != "0" and pid.isdigit() and _started(int(pid)) != started


def _machine() -> str:
    facts = [socket.gethostname(), _read("/etc/machine-id"), _read("/proc/sys/kernel/random/boot_id")]
    try:
        facts.append(str(Path("/proc/self/ns/pid").readlink()))
    except OSError:
        facts.append("")
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:12]


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _started(pid: int) -> str | None:
    """Return when a process started, in clock ticks since boot, ``None`` when it is gone or this is not Linux.

    Field 22 of ``/proc/<pid>/stat``; the name in field 2 may hold spaces, so what follows its closing bracket counts.
    Source: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, read 2026-11-23.
    """
    stat = _read(f"/proc/{pid}/stat")
    fields = stat.rpartition(")")[2].split()
    return fields[_START_TIME] if len(fields) > _START_TIME and fields[0] not in {"Z", "X"} else None
