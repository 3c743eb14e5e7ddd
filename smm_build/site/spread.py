"""Do the same for many things on every core at once, where the system lets a process split in two."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

__all__ = ["Spread", "spread"]

T = TypeVar("T")
R = TypeVar("R")

_WORTH_IT = 400
"""Things a core needs to have to do before splitting pays; it costs some hundredths of a second."""

_SHARES = 64
"""Shares a core takes one after the other: so many that none waits for another on a busy machine."""

_NUMBER = 4
"""Bytes in which a share's number is handed out."""


def spread(work: Callable[[T], R], items: Sequence[T], cores: int | None = None) -> list[R]:
    """Return ``work`` of every item, in order; see :class:`Spread`."""
    with Spread(work, items, cores) as begun:
        return begun.results()


class Spread(Generic[T, R]):
    """``work`` of many items, which other processes begin at once, and this one joins when it asks for the results.

    Results have to be picklable. ``cores`` is how many to use; left out, all there are, unless there is too little to
    do, other threads run (a child would have their locks and not them), or the system cannot split a process.
    """

    def __init__(self, work: Callable[[T], R], items: Sequence[T], cores: int | None = None) -> None:
        wanted = max(1, _cores(len(items)) if cores is None else cores)
        size = -(-len(items) // (wanted * _SHARES)) or 1
        self._work = work
        self._shares = [items[start : start + size] for start in range(0, len(items), size)]
        self._numbers = _all_numbers(len(self._shares))
        self._children = [_child(self._taken) for _ in range(1, wanted)]

    def __enter__(self) -> Spread[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self._numbers.close()
        for child in self._children:
            child.end()

    def results(self) -> list[R]:
        """Do what is left together with the others, and return what was made, in order.

        Raises what ``work`` raises.
        """
        made = dict(self._taken())
        for child in self._children:
            made |= child.results()
        # Whatever a child died of, this process meets it as well, and can say it.
        done = (made[number] if number in made else self._done(share) for number, share in enumerate(self._shares))
        return [result for results in done for result in results]

    def _taken(self) -> Iterator[tuple[int, list[R]]]:
        """Take shares until there is none; every process reads its next number from the same pipe."""
        while number := self._numbers.read(_NUMBER):
            at = int.from_bytes(number, "big")
            yield at, self._done(self._shares[at])

    def _done(self, share: Sequence[T]) -> list[R]:
        return [self._work(item) for item in share]


def _cores(count: int) -> int:
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), count // _WORTH_IT))


def _all_numbers(count: int) -> BinaryIO:
    """Return a pipe with the numbers below ``count``; it ends with the last of them."""
    reading, writing = os.pipe()
    # They fit into a pipe for more cores than there are, so nobody has to read yet.
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
    return os.fdopen(reading, "rb", buffering=0)


@dataclass(frozen=True, slots=True)
class _Child(Generic[R]):
    pid: int
    pipe: BinaryIO

    def results(self) -> dict[int, list[R]]:
        """Wait for its end, and return what it made by the numbers of the shares; nothing when it has failed."""
        content = self.pipe.read()
        self.pipe.close()
        _, status = os.waitpid(self.pid, 0)
        made: dict[int, list[R]] = pickle.loads(content) if status == 0 else {}  # noqa: S301 - our own child wrote it
        return made

    def end(self) -> None:
        """End it if nobody has waited for its results."""
        if not self.pipe.closed:
            self.pipe.close()
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def _child(taken: Callable[[], Iterator[tuple[int, list[R]]]]) -> _Child[R]:
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(writing)
        return _Child(pid, os.fdopen(reading, "rb"))
    status = 1
    try:
        os.close(reading)
        made: dict[int, list[R]] = {}
        for number, results in taken():
            made[number] = results
            if os.getppid() != parent:  # nobody is left to ask for it
                break
        else:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(made, pipe, protocol=pickle.HIGHEST_PROTOCOL)
            status = 0
    finally:
        # Nothing of the parent's is to be ended, flushed or reported here a second time.
        os._exit(status)
