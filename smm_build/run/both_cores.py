"""Work done on several cores, where there is enough of it to pay.

Every process takes the next task when it is done with its last, so that none waits for another on a busy machine.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

__all__ = ["Way", "cores_for", "done"]

T = TypeVar("T")

ENOUGH = 400
"""Posts. For fewer, a second process takes longer to begin and to tell what it found than it saves."""

_NUMBER = 2
"""Bytes in which a task's number is handed out and told."""


def _nothing() -> None:
    """Do nothing more."""


@dataclass(frozen=True, slots=True)
class Way(Generic[T]):
    """How results get from one process to another, and what a helper does before it ends."""

    pack: Callable[[T], bytes]
    unpack: Callable[[bytes], T]
    at_the_end: Callable[[], None] = _nothing


def cores_for(posts: int) -> int:
    """Return on how many cores it pays to do something about so many posts."""
    return max(1, min(_cores(), posts // (ENOUGH // 2)))


def _cores() -> int:
    """Return on how many cores processes can share what is in memory: one, where forking is not safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def done(tasks: Sequence[Callable[[], T]], way: Way[T], on: int) -> list[T]:
    """Do every task, on so many cores, and return what each gave, in their order."""
    # What the first task imports and builds is there for everybody else.
    first, rest = [task() for task in tasks[:1]], tasks[1:]
    return [*first, *(_shared_out(rest, way, on) if on > 1 else (task() for task in rest))]


def _shared_out(tasks: Sequence[Callable[[], T]], way: Way[T], on: int) -> list[T]:
    context = multiprocessing.get_context("fork")
    numbers = _all_numbers(len(tasks))
    helpers = []
    for _ in range(1, on):
        ours, theirs = context.Pipe(duplex=False)
        helper = context.Process(target=_help, args=(theirs, numbers, tasks, way), daemon=True)
        helper.start()
        theirs.close()
        helpers.append((helper, ours))
    results = dict(_taken(numbers, tasks))
    os.close(numbers)
    for helper, told in helpers:
        results |= {number: way.unpack(packed) for number, packed in _told(told)}
        helper.join()
    # One that was ended, by a lack of memory for instance, told nothing: its tasks are done here.
    return [results[number] if number in results else task() for number, task in enumerate(tasks)]


def _all_numbers(count: int) -> int:
    """Return a pipe from which every process reads the number of its next task; it ends with the last of them."""
    numbers, into = os.pipe()
    os.write(into, b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
    os.close(into)
    return numbers


def _taken(numbers: int, tasks: Sequence[Callable[[], T]]) -> Iterator[tuple[int, T]]:
    while number := os.read(numbers, _NUMBER):
        yield int.from_bytes(number, "big"), tasks[int.from_bytes(number, "big")]()


def _help(telling: Connection, numbers: int, tasks: Sequence[Callable[[], T]], way: Way[T]) -> None:
    # Told at the end: whoever listens has tasks of their own until then.
    packed = [(number, way.pack(result)) for number, result in _taken(numbers, tasks)]
    way.at_the_end()
    for number, result in packed:
        telling.send_bytes(number.to_bytes(_NUMBER, "big") + result)
    telling.close()


def _told(told: Connection) -> Iterator[tuple[int, bytes]]:
    while True:
        try:
            said = told.recv_bytes()
        except (EOFError, OSError):  # at the end, or in the middle of a word
            return
        yield int.from_bytes(said[:_NUMBER], "big"), said[_NUMBER:]
