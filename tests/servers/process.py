"""Servers as child processes that cannot outlive the tests.

Every server here ends when its standard input closes, and says where it is with one JSON line. A worker
holds the input of a server of its own as a pipe. A server that all workers share gets the end of a named
pipe whose other end only the first process of the run holds (`Lifeline`): whatever becomes of that
process, the pipe closes with it.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

START_TIMEOUT = 60.0
STOP_TIMEOUT = 10.0
PAUSE = 0.05


class ServerError(Exception):
    """A server did not start; the text has the end of its log."""


@dataclass(frozen=True)
class Started:
    """A running server and what it said of itself."""

    process: subprocess.Popen[bytes]
    said: Mapping[str, Any]

    def stop(self) -> None:
        """Close its standard input and wait until it has ended."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(
    command: Sequence[str | Path], *, log: Path, stdin: int | IO[bytes], env: Mapping[str, str] | None = None
) -> Started:
    """Start a server and wait until it says that it is ready."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdin=stdin, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})}
        )
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if (said := _ready_line(log)) is not None:
            return Started(process, said)
        if process.poll() is not None:
            raise ServerError(f"{command[0]} ended with {process.returncode} before it was ready\n{_tail(log)}")
        time.sleep(PAUSE)
    process.kill()
    process.wait()
    raise ServerError(f"{command[0]} was not ready after {START_TIMEOUT:.0f} s\n{_tail(log)}")


def shared(run: Path, name: str, begin: Callable[[IO[bytes]], Started]) -> Mapping[str, Any]:
    """Return what the server of that name said in this run; whichever worker asks first starts it.

    ``begin`` is given the standard input that keeps it alive: an end of the run's :class:`Lifeline` of the same name.
    """
    state = run / f"{name}.json"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not state.exists():
            with open(Lifeline.tie(run / f"{name}.fifo"), "rb") as stdin:  # noqa: PTH123 (it opens a descriptor)
                started = begin(stdin)
            started.process.returncode = 0  # it may go on after us, which is no leak: the run's lifeline ends it
            state.write_text(json.dumps(dict(started.said)), encoding="utf-8")
    said: Mapping[str, Any] = json.loads(state.read_text(encoding="utf-8"))
    return said


def pid(run: Path, name: str) -> int | None:
    """Return the process of a server that is shared in this run, if it was started."""
    state = run / f"{name}.json"
    return int(json.loads(state.read_text(encoding="utf-8"))["pid"]) if state.exists() else None


def _ready_line(log: Path) -> Mapping[str, Any] | None:
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True):
        if line.startswith("{") and line.endswith("}\n"):
            said: Mapping[str, Any] = json.loads(line)
            return said
    return None


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-25:])


class Lifeline:
    """A named pipe that keeps servers alive for as long as one process holds it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        os.mkfifo(path)
        # Reading and writing: opening for writing alone would wait for the first server.
        self._held: int | None = os.open(path, os.O_RDWR)

    @staticmethod
    def tie(path: Path) -> int:
        """Return a descriptor to give to a server as its standard input; the caller closes its own copy."""
        return os.open(path, os.O_RDONLY)

    def cut(self, pid: int | None) -> None:
        """Let go, and wait until the server at the other end is gone."""
        if self._held is None:
            return
        os.close(self._held)
        self._held = None
        deadline = time.monotonic() + STOP_TIMEOUT
        while self._is_tied():
            if time.monotonic() > deadline and pid is not None:
                os.kill(pid, signal.SIGKILL)
            time.sleep(PAUSE)

    def _is_tied(self) -> bool:
        # Not by asking for the process: it may be nobody's child any more, and stay as a zombie.
        try:
            os.close(os.open(self.path, os.O_WRONLY | os.O_NONBLOCK))
        except OSError as error:
            if error.errno == errno.ENXIO:
                return False
            raise
        return True
