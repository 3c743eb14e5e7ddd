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

from smm_build.checks._base import Check, Option
from smm_build.checks._baseline import Baseline, against, can_be_known, fingerprint
from smm_build.checks._choice import Choice, as_the_brand_has_it, chosen, of_choice
from smm_build.checks._declared import declared_checks
from smm_build.checks._families import FAMILIES, NEVER_LOWERED, family_name
from smm_build.checks._find import ONE_BY_ONE, Looked, OneByOne, PostNotes, find, find_together
from smm_build.checks._replies import reply_findings
from smm_build.checks._suppressions import SUPPRESSION_RULES, Known, suppress
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Settings, Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = [
    "FAMILIES",
    "NEVER_LOWERED",
    "ONE_BY_ONE",
    "SUPPRESSION_RULES",
    "Baseline",
    "Check",
    "Choice",
    "Finder",
    "Looked",
    "OneByOne",
    "Option",
    "PostNotes",
    "against",
    "all_checks",
    "can_be_known",
    "declared_checks",
    "examine",
    "family_name",
    "find",
    "find_together",
    "fingerprint",
    "rules_for",
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


def rules_for(workspace: Workspace, choice: Choice) -> tuple[Check, ...]:
    """Return the rules to be asked, the brand's own among them; no post has a say in it."""
    return chosen((*all_checks(), *declared_checks(workspace.rules)), workspace.check_settings, choice)


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
    asked = rules_for(workspace, choice)
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
    alive = _alive(workspace)
    found = _with_owners(finder(alive, living, checks), alive, checks)
    return tuple(sorted(_said_once(found), key=lambda finding: (finding.place, finding.code)))


def _with_owners(found: Iterable[Finding], workspace: Workspace, checks: Sequence[Check]) -> Iterator[Finding]:
    """Enter whose file it is in what was found in a text: a rule that looks at nothing else cannot know."""
    about_texts = {check.code for check in checks if check.level == "text"}
    belongs: dict[str, tuple[str | None, str | None]] = {post.path: (post.id, None) for post in workspace.posts}
    belongs |= {channel.path: (None, channel.id) for channel in workspace.channels.values()}
    for finding in found:
        if finding.code in about_texts and finding.place.path in belongs:
            post, channel = belongs[finding.place.path]
            yield replace(finding, post=post, channel=channel)
        else:
            yield finding


def _alive(workspace: Workspace) -> Workspace:
    return replace(workspace, posts=tuple(post for post in workspace.posts if _is_alive(post.settings)))


def _is_alive(settings: Settings) -> bool:
    return settings.status is not Status.CANCELLED


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
