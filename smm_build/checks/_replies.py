"""Answers to people are checked like posts, as far as a rule has to do with words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from smm_build.checks._base import Check
from smm_build.compose.replies import compose_replies
from smm_build.domain.finding import Finding
from smm_build.domain.workspace import Workspace

__all__ = ["reply_findings"]

_FAMILIES = frozenset({"ACC", "BRD", "LNK", "MEN", "NET", "PRV", "SEC", "TXT"})
_ABOUT_POSTS = frozenset({"no-picture-where-needed", "unresolved-placeholder", "handle-typed-by-hand"})
"""An answer needs no picture, its ``{name}`` is filled when it is sent, and COM102 looks for handles."""


def reply_findings(workspace: Workspace, checks: Sequence[Check]) -> Iterator[Finding]:
    """Apply the rules for words to every answer."""
    if not workspace.replies:
        return
    alone = replace(workspace, posts=(), texts={})
    rules = [check for check in checks if check.family in _FAMILIES and check.name not in _ABOUT_POSTS]
    for check in rules:
        subjects: Sequence[object] = ()
        if check.level == "post":
            subjects = workspace.replies
        elif check.level == "variant":
            subjects = compose_replies(workspace)
        for subject in subjects:
            yield from check.run(subject, alone)
