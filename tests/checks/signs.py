"""Rules where none of their signs is: they are not asked there, so they must have nothing to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from smm_build.checks import Check, all_checks
from smm_build.checks._base import Level, TextFile
from smm_build.checks._signs import Signs
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["found_without_a_sign"]

SIGNS = Signs(sign for check in all_checks() for sign in check.signs)


def found_without_a_sign(workspace: Workspace, variants: Sequence[Variant]) -> list[str]:
    """Return what rules find, or note, in posts, variants and texts that have none of their signs."""
    found: list[str] = []
    for level, subject, seen in _subjects(workspace, variants):
        around = replace(workspace, posts=(), texts={} if level != "text" else workspace.texts)
        for check in all_checks():
            if check.level == level and _is_left_out(check, seen):
                found += [f"{check.name}: {one.message.en}" for one in check.run(subject, around)]
            elif check.note and _of_what(check) == level and _is_left_out(check, seen):
                found += [f"{check.name} notes {check.note(subject)}"] if check.note(subject) is not None else []
    return found


def _subjects(workspace: Workspace, variants: Sequence[Variant]) -> Iterator[tuple[Level, object, frozenset[str]]]:
    for post in workspace.posts:
        yield "post", post, SIGNS.in_post(post)
    for variant in variants:
        yield "variant", variant, SIGNS.in_variant(variant)
    for path, text in workspace.texts.items():
        yield "text", TextFile(path, text), SIGNS.in_text(text)


def _is_left_out(check: Check, seen: frozenset[str]) -> bool:
    return bool(check.signs) and seen.isdisjoint(check.signs)


def _of_what(check: Check) -> Level:
    return "post" if check.level == "workspace" else "variant"
