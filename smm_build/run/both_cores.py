"""Rules applied on several cores, where a plan is large enough for it to pay."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection

from smm_build.checks import Check, find
from smm_build.domain.finding import Finding
from smm_build.domain.post import Post
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["ENOUGH", "find_on_all_cores", "find_one_by_one", "find_posts_on_all_cores"]

ENOUGH = 2_000
"""Posts. A second process takes some tenths of a second to begin and to tell what it found."""

_ONE_BY_ONE = frozenset({"post", "variant"})


def find_one_by_one(
    workspace: Workspace, posts: Sequence[Post], variants: Sequence[Variant], checks: Sequence[Check]
) -> Iterable[Finding]:
    """Apply the rules that look at one post or variant to these posts."""
    wanted = {post.id for post in posts}
    theirs = [variant for variant in variants if variant.post.id in wanted]
    rules = [check for check in checks if check.level in _ONE_BY_ONE]
    return find(replace(workspace, posts=tuple(posts)), theirs, rules)


def find_on_all_cores(workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check]) -> Iterator[Finding]:
    """Apply every rule to everything of its level, those that look at one post on every core."""
    yield from find_posts_on_all_cores(workspace, workspace.posts, variants, checks)
    yield from find(workspace, variants, [check for check in checks if check.level not in _ONE_BY_ONE])


def find_posts_on_all_cores(
    workspace: Workspace, posts: Sequence[Post], variants: Sequence[Variant], checks: Sequence[Check]
) -> list[Finding]:
    """The same as :func:`find_one_by_one`, with every core on its share of the posts where that is quicker."""
    cores = min(_cores(), len(posts) // (ENOUGH // 2))
    if cores < 2:  # noqa: PLR2004 - one is no sharing
        return list(find_one_by_one(workspace, posts, variants, checks))
    context = multiprocessing.get_context("fork")
    helpers = []
    for number in range(1, cores):
        ours, theirs = context.Pipe(duplex=False)
        share = posts[number::cores]
        helper = context.Process(target=_help, args=(theirs, workspace, share, variants, checks), daemon=True)
        helper.start()
        theirs.close()
        helpers.append((helper, ours, share))
    found = list(find_one_by_one(workspace, posts[::cores], variants, checks))
    for helper, ours, share in helpers:
        try:
            found += ours.recv()
        except EOFError:  # it was ended, by a lack of memory for instance: its share is done here
            found += find_one_by_one(workspace, share, variants, checks)
        helper.join()
    return found


def _help(
    told: Connection, workspace: Workspace, posts: Sequence[Post], variants: Sequence[Variant], checks: Sequence[Check]
) -> None:
    told.send(list(find_one_by_one(workspace, posts, variants, checks)))
    told.close()


def _cores() -> int:
    """Return on how many cores processes can share what is in memory: one, where forking is not safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))
