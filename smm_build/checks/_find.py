"""Applying rules: each to everything of its level, and none to more than its level lets it see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from smm_build.checks._base import Check, Level, TextFile
from smm_build.checks._passages import media_of
from smm_build.domain.finding import Finding
from smm_build.domain.post import Post
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["ONE_BY_ONE", "find"]

ONE_BY_ONE: frozenset[Level] = frozenset({"post", "variant"})
"""The levels of rules that look at one post: what they find can be kept with it, and found on another core."""


def find(
    workspace: Workspace,
    variants: Sequence[Variant],
    checks: Sequence[Check],
    texts: Mapping[str, str] | None = None,
) -> Iterator[Finding]:
    """Apply every rule to everything of its level.

    Rules that look at one post or variant are given the workspace without its posts and texts, so that what they find
    can never depend on another post: it can be kept, and found on another core. Rules that look at a text are given it
    without posts, and of the texts those below ``brand/``; so can what they find, but for whose file it is. They look
    at ``texts``, a part of the workspace's, where it is given.
    """
    alone = replace(workspace, posts=(), texts={})
    with_brand = replace(alone, texts={path: text for path, text in workspace.texts.items() if _is_brand(path)})
    files = (workspace.texts if texts is None else texts).items()
    yield from _run_level("workspace", (workspace,), checks, workspace)
    yield from _run_level("text", [TextFile(path, text) for path, text in files], checks, with_brand)
    yield from _run_level("channel", tuple(workspace.channels.values()), checks, workspace)
    yield from _run_level("post", workspace.posts, checks, alone)
    yield from _run_level("variant", variants, checks, alone)
    yield from _run_level("calendar", (variants,), checks, workspace)


def _is_brand(path: str) -> bool:
    return path.startswith("brand/")


def _run_level(
    level: Level, subjects: Sequence[object], checks: Sequence[Check], workspace: Workspace
) -> Iterator[Finding]:
    """Apply every rule of a level to one subject after the other, so that a text is measured once for all of them."""
    rules = [(check.function, check) for check in checks if check.level == level]
    without_files = [(function, check) for function, check in rules if not check.of_files]
    for subject in subjects if rules else ():
        for function, check in rules if _has_files(subject) else without_files:
            # Nearly always there is nothing: a generator around each of them would take longer than most rules do.
            for problem in function(subject, workspace):
                yield check.finding(problem, subject)


def _has_files(subject: object) -> bool:
    if isinstance(subject, Variant):
        return any(part.media for part in subject.parts)
    return not isinstance(subject, Post) or bool(media_of(subject))
