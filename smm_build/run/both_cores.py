"""Rules applied on several cores, where a plan is large enough for it to pay.

The work is cut into tasks: one a rule that looks at everything, one a share of the posts for the rules that look at one
post. Every process takes the next task when it is done with its last, so that none waits for another on a busy machine.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from multiprocessing.connection import Connection
from typing import NamedTuple

from smm_build.checks import ONE_BY_ONE, Check, find
from smm_build.domain.finding import Finding
from smm_build.domain.post import Post
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["ENOUGH", "Found", "find_all", "find_on_all_cores", "find_posts_on_all_cores"]

ENOUGH = 2_000
"""Posts. A second process takes some tenths of a second to begin and to tell what it found."""

_SHARES = 24
"""Tasks of posts: so many that the last of them is soon done, so few that handing them out takes no time."""
_NUMBER = 2
"""Bytes in which a task's number is handed out."""

_Task = Callable[[], list[Finding]]


class Found(NamedTuple):
    """What rules found that look at everything, and what those found that look at one post."""

    together: list[Finding]
    one_by_one: list[Finding]


def find_on_all_cores(workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check]) -> Iterator[Finding]:
    """Apply every rule to everything of its level."""
    yield from chain.from_iterable(find_all(workspace, workspace.posts, variants, checks))


def find_posts_on_all_cores(
    workspace: Workspace, posts: Sequence[Post], variants: Sequence[Variant], checks: Sequence[Check]
) -> list[Finding]:
    """Apply the rules that look at one post or variant to these posts."""
    rules = [check for check in checks if check.level in ONE_BY_ONE]
    return find_all(workspace, posts, variants, rules).one_by_one


def find_all(
    workspace: Workspace, posts: Sequence[Post], variants: Sequence[Variant], checks: Sequence[Check]
) -> Found:
    """Apply every rule, those that look at one post or variant to ``posts`` only."""
    large = [partial(_found, workspace, variants, [check]) for check in checks if check.level not in ONE_BY_ONE]
    small = list(_shares(workspace, posts, variants, [check for check in checks if check.level in ONE_BY_ONE]))
    # Rules that look at everything take half as long as those that look at one post.
    work = len(posts) + (len(workspace.posts) // 2 if large else 0)
    results = _done([*large, *small], min(_cores(), work // (ENOUGH // 2)))
    return Found(list(chain.from_iterable(results[: len(large)])), list(chain.from_iterable(results[len(large) :])))


def _found(workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check]) -> list[Finding]:
    return list(find(workspace, variants, checks))


def _shares(
    workspace: Workspace, posts: Sequence[Post], variants: Sequence[Variant], checks: Sequence[Check]
) -> Iterator[_Task]:
    theirs: dict[str, list[Variant]] = {post.id: [] for post in posts}
    for variant in variants:
        if variant.post.id in theirs:
            theirs[variant.post.id].append(variant)
    size = max(1, -(-len(posts) // _SHARES))
    for start in range(0, len(posts), size):
        share = tuple(posts[start : start + size])
        own = list(chain.from_iterable(theirs[post.id] for post in share))
        yield partial(_found, replace(workspace, posts=share), own, checks)


# --- Handing out ------------------------------------------------------------------------------------------------------


def _done(tasks: Sequence[_Task], cores: int) -> list[list[Finding]]:
    """Do every task, on so many cores, and return what each found, in their order."""
    if cores < 2:  # noqa: PLR2004 - one is no sharing
        return [task() for task in tasks]
    context = multiprocessing.get_context("fork")
    numbers = _all_numbers(len(tasks))
    helpers = []
    for _ in range(1, cores):
        ours, theirs = context.Pipe(duplex=False)
        helper = context.Process(target=_help, args=(theirs, numbers, tasks), daemon=True)
        helper.start()
        theirs.close()
        helpers.append((helper, ours))
    done = dict(_taken(numbers, tasks))
    os.close(numbers)
    for helper, told in helpers:
        done |= _told(told)
        helper.join()
    # One that was ended, by a lack of memory for instance, told nothing: its tasks are done here.
    return [done[number] if number in done else task() for number, task in enumerate(tasks)]


def _all_numbers(count: int) -> int:
    """Return a pipe from which every process reads the number of its next task; it ends with the last of them."""
    numbers, into = os.pipe()
    os.write(into, b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
    os.close(into)
    return numbers


def _taken(numbers: int, tasks: Sequence[_Task]) -> Iterator[tuple[int, list[Finding]]]:
    while number := os.read(numbers, _NUMBER):
        yield int.from_bytes(number, "big"), tasks[int.from_bytes(number, "big")]()


def _help(telling: Connection, numbers: int, tasks: Sequence[_Task]) -> None:
    telling.send(dict(_taken(numbers, tasks)))
    telling.close()


def _told(told: Connection) -> Mapping[int, list[Finding]]:
    try:
        found: Mapping[int, list[Finding]] = told.recv()
    except EOFError:
        return {}
    return found


def _cores() -> int:
    """Return on how many cores processes can share what is in memory: one, where forking is not safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))
