"""The rules, one module each, found by file name. Pure.

Adding a rule means adding ``<code>_<name>.py`` here and ``<code>_<name>.md`` beside its tests.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from smm_build.checks._base import Check, Level, Option
from smm_build.checks._baseline import Baseline, against, can_be_known, fingerprint
from smm_build.checks._choice import Choice, as_the_brand_has_it, chosen, of_choice
from smm_build.checks._declared import declared_checks
from smm_build.checks._families import FAMILIES, NEVER_LOWERED, family_name
from smm_build.checks._passages import media_of
from smm_build.checks._replies import reply_findings
from smm_build.checks._suppressions import SUPPRESSION_RULES, Known, suppress
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Post, Settings, Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = [
    "FAMILIES",
    "NEVER_LOWERED",
    "SUPPRESSION_RULES",
    "Baseline",
    "Check",
    "Choice",
    "Finder",
    "Option",
    "against",
    "all_checks",
    "can_be_known",
    "declared_checks",
    "examine",
    "family_name",
    "find",
    "fingerprint",
    "run_checks",
]

Finder = Callable[[Workspace, Sequence[Variant], Sequence[Check]], Iterable[Finding]]
"""Applies rules; :func:`find` does it here and now."""

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


def examine(
    workspace: Workspace,
    variants: Sequence[Variant],
    reading: Sequence[Finding] = (),
    choice: Choice | None = None,
    known: Mapping[str, str] | None = None,
    finder: Finder | None = None,
) -> tuple[Finding, ...]:
    """Return everything there is to say about the workspace as its brand wants it, in order of place.

    ``reading`` is what reading the files found, and ``known`` names every code it may have. Left out is what authors
    let pass with a reason; what is wrong with that is found instead. Rules of the brand's own are among the checks.
    """
    choice = choice or Choice()
    settings = workspace.check_settings
    every = (*all_checks(), *declared_checks(workspace.rules))
    asked = chosen(every, settings, choice)
    found = [
        *of_choice(reading, settings, choice),
        *_found(workspace, variants, asked, finder or find),
    ]
    names = {**{check.code: check.name for check in every}, **(known or {}), **_suppression_names()}
    told = list(as_the_brand_has_it((*found, *reply_findings(workspace, asked)), settings))
    left = suppress(told, _alive(workspace), names, {check.code for check in asked} | set(known or {}))
    wanted = (finding for finding in left if finding.code[:3] != "SUP" or choice.takes(finding.code, finding.name))
    return tuple(sorted(wanted, key=lambda finding: (finding.place, finding.code)))


def _suppression_names() -> Known:
    return {code: rule.name for code, rule in SUPPRESSION_RULES.items()}


def run_checks(
    workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check] | None = None
) -> tuple[Finding, ...]:
    """Apply the rules to the workspace and return what they found, in order of place.

    Left out is what an author lets pass with a reason, and everything about cancelled posts. What the brand's settings
    say and what is wrong with letting pass is :func:`examine`'s business.
    """
    found = _found(workspace, variants, all_checks() if checks is None else checks, find)
    return tuple(finding for finding in suppress(found, _alive(workspace), {}, ()) if finding.code[:3] != "SUP")


def _found(
    workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check], finder: Finder
) -> tuple[Finding, ...]:
    living = [variant for variant in variants if _is_alive(variant.settings)]
    found = finder(_alive(workspace), living, checks)
    return tuple(sorted(_said_once(found), key=lambda finding: (finding.place, finding.code)))


def _alive(workspace: Workspace) -> Workspace:
    return replace(workspace, posts=tuple(post for post in workspace.posts if _is_alive(post.settings)))


def _is_alive(settings: Settings) -> bool:
    return settings.status is not Status.CANCELLED


def find(workspace: Workspace, variants: Sequence[Variant], checks: Sequence[Check]) -> Iterator[Finding]:
    """Apply every rule to everything of its level.

    Rules that look at one post or variant are given the workspace without its posts and texts, so that what they find
    can never depend on another post: it can be kept, and found on another core.
    """
    alone = replace(workspace, posts=(), texts={})
    subjects: dict[Level, Sequence[object]] = {
        "workspace": (workspace,),
        "channel": tuple(workspace.channels.values()),
        "post": workspace.posts,
        "variant": variants,
        "calendar": (variants,),
    }
    for level, those in subjects.items():
        yield from _run_level(level, those, checks, alone if level in {"post", "variant"} else workspace)


def _run_level(
    level: Level, subjects: Sequence[object], checks: Sequence[Check], workspace: Workspace
) -> Iterator[Finding]:
    """Apply every rule of a level to one subject after the other, so that a text is measured once for all of them."""
    rules = [(check.function, check) for check in checks if check.level == level]
    without_files = [(function, check) for function, check in rules if not check.of_files]
    for subject in subjects:
        for function, check in rules if _has_files(subject) else without_files:
            # Nearly always there is nothing: a generator around each of them would take longer than most rules do.
            for problem in function(subject, workspace):
                yield check.finding(problem, subject)


def _has_files(subject: object) -> bool:
    if isinstance(subject, Variant):
        return any(part.media for part in subject.parts)
    return not isinstance(subject, Post) or bool(media_of(subject))


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
