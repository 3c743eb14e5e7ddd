"""The rules, one module each, found by file name. Pure.

Adding a rule means adding ``<code>_<name>.py`` here and ``<code>_<name>.md`` beside its tests.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from smm_build.checks._base import Check, Level
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Settings, Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["Check", "all_checks", "run_checks"]

_FILE_NAME = re.compile(r"[a-z]{3}\d{3}_[a-z0-9_]+")


@functools.cache
def all_checks() -> tuple[Check, ...]:
    """Return every rule, in order of its code."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if _FILE_NAME.fullmatch(module.name))
    return tuple(_load(name) for name in names)


def _load(name: str) -> Check:
    check = getattr(importlib.import_module(f"{__name__}.{name}"), name.partition("_")[2])
    if not isinstance(check, Check):
        raise TypeError(f"{name}.py has no check called {name.partition('_')[2]}")
    return check


def run_checks(
    workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check] | None = None
) -> tuple[Finding, ...]:
    """Apply the rules to the workspace and return what they found, in order of place.

    Left out is what an author ignores with a reason, and everything about cancelled posts.
    """
    workspace = replace(workspace, posts=tuple(post for post in workspace.posts if _is_alive(post.settings)))
    subjects = _subjects(workspace, [variant for variant in variants if _is_alive(variant.settings)])
    chosen = all_checks() if checks is None else checks
    found = [finding for level in subjects for finding in _run_level(level, subjects[level], chosen, workspace)]
    return tuple(sorted(_unignored(_said_once(found), workspace), key=lambda finding: (finding.place, finding.code)))


def _is_alive(settings: Settings) -> bool:
    return settings.status is not Status.CANCELLED


def _subjects(workspace: Workspace, variants: Sequence[Variant]) -> dict[Level, Sequence[object]]:
    return {
        "workspace": (workspace,),
        "channel": tuple(workspace.channels.values()),
        "post": workspace.posts,
        "variant": variants,
        "calendar": (variants,),
    }


def _run_level(
    level: Level, subjects: Sequence[object], checks: Sequence[Check], workspace: Workspace
) -> Iterator[Finding]:
    """Apply every rule of a level to one subject after the other, so that a text is measured once for all of them."""
    rules = [check for check in checks if check.level == level]
    for subject in subjects:
        for check in rules:
            yield from check.run(subject, workspace)


def _said_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Say once what is the same for several channels of a post.

    Errors stay apart: each names the channel it holds back.
    """
    seen: set[tuple[str, Place, Sentence, str | None]] = set()
    for finding in found:
        same = (finding.code, finding.place, finding.message, finding.post)
        if finding.severity is Severity.ERROR or same not in seen:
            yield finding
        seen.add(same)


def _unignored(found: Iterable[Finding], workspace: Workspace) -> Iterator[Finding]:
    """Leave out what an author ignores with a reason; a code and a name both work."""
    ignored = {(post.id, entry.code.lower()) for post in workspace.posts for entry in post.ignore if entry.reason}
    for finding in found:
        names = {(finding.post, finding.code.lower()), (finding.post, finding.name.lower())}
        if not names & ignored:
            yield finding
