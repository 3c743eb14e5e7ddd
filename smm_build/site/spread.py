"""Do the same for many things on every core at once, where the system lets a process split in two."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

__all__ = ["spread"]

T = TypeVar("T")
R = TypeVar("R")

_WORTH_IT = 400
"""Things a core needs to have to do before splitting pays; it costs some hundredths of a second."""


def spread(work: Callable[[T], R], items: Sequence[T], cores: int | None = None) -> list[R]:
    """Return ``work`` of every item, in order; results have to be picklable. Raises what ``work`` raises.

    ``cores`` is how many to use; left out, all there are, unless there is too little to do, other threads run (a child
    would have their locks and not them), or the system cannot split a process.
    """
    wanted = _cores(len(items)) if cores is None else cores
    size = -(-len(items) // max(wanted, 1)) or 1
    shares = [items[start : start + size] for start in range(0, len(items), size)]
    children = [_child(work, share) for share in shares[1:]]
    done = [work(item) for item in shares[0]] if shares else []
    for child, share in zip(children, shares[1:], strict=True):
        received: list[R] | None = child.results()
        # Whatever a child died of, this process meets it as well, and can say it.
        done += [work(item) for item in share] if received is None else received
    return done


def _cores(count: int) -> int:
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), count // _WORTH_IT))


@dataclass(frozen=True, slots=True)
class _Child:
    pid: int
    pipe: BinaryIO

    def results(self) -> list[R] | None:
        with self.pipe:
            content = self.pipe.read()
        _, status = os.waitpid(self.pid, 0)
        return pickle.loads(content) if status == 0 else None  # noqa: S301 - our own child wrote it


def _child(work: Callable[[T], R], share: Sequence[T]) -> _Child:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return _Child(pid, os.fdopen(reading, "rb"))
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump([work(item) for item in share], pipe, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        # Nothing of the parent's is to be ended, flushed or reported here a second time.
        os._exit(status)
