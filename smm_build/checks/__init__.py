"""The rules, one module each, found by file name. Pure.

Adding a rule means adding ``<code>_<name>.py`` here and ``<code>_<name>.md`` beside its tests.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
from collections.abc import Iterable, Sequence

from smm_build.checks._base import Check
from smm_build.domain.finding import Finding
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
    """Apply the rules to the workspace and return what they found, in order of place, ignored findings left out."""
    found: list[Finding] = []
    for check in checks if checks is not None else all_checks():
        for subject in _subjects(check, workspace, variants):
            found.extend(check.run(subject, workspace))
    return tuple(sorted(_unignored(found, workspace), key=lambda finding: (finding.place, finding.code)))


def _subjects(check: Check, workspace: Workspace, variants: Sequence[Variant]) -> Iterable[object]:
    if check.level == "workspace":
        return (workspace,)
    if check.level == "channel":
        return workspace.channels.values()
    return workspace.posts if check.level == "post" else variants


def _unignored(found: Iterable[Finding], workspace: Workspace) -> Iterable[Finding]:
    """Leave out what an author ignores with a reason; a code and a name both work."""
    ignored = {(post.id, entry.code.lower()) for post in workspace.posts for entry in post.ignore if entry.reason}
    for finding in found:
        names = {(finding.post, finding.code.lower()), (finding.post, finding.name.lower())}
        if not names & ignored:
            yield finding
