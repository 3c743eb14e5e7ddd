"""Applying rules: each to everything of its level, and none to more than its level lets it see."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from smm_build.checks._base import Check, Level, Note, Notes, TextFile
from smm_build.checks._signs import Asked, Signs
from smm_build.domain.finding import Finding
from smm_build.domain.post import Post
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["ONE_BY_ONE", "Looked", "OneByOne", "PostNotes", "find", "find_together"]

ONE_BY_ONE: frozenset[Level] = frozenset({"post", "variant"})
"""The levels of rules that look at one post: what they find can be kept with it, and found on another core."""

PostNotes = tuple[tuple[str, str, Note], ...]
"""What rules have noted of one post: the rule's code, the channel (empty for the post itself), and the note."""


class Looked(NamedTuple):
    """What came of looking at one post: what rules found, and what those about everything noted."""

    found: list[Finding]
    notes: PostNotes


class OneByOne:
    """Rules ready to look at one post after the other, whatever else there is.

    Applied are those about one post or variant; of those about everything or the calendar the notes are made. They are
    given the workspace without its posts and texts, so that what they find can never depend on another post.
    """

    def __init__(self, workspace: Workspace, checks: Sequence[Check]) -> None:
        self._around = replace(workspace, posts=(), texts={})
        self._about_post = Asked([check for check in checks if check.level == "post"])
        self._about_variant = Asked([check for check in checks if check.level == "variant"])
        self._noting_post = Asked([check for check in checks if check.note and check.level == "workspace"])
        self._noting_variant = Asked([check for check in checks if check.note and check.level == "calendar"])
        self._of_posts = bool(self._about_post.rules or self._noting_post.rules)
        self._of_variants = bool(self._about_variant.rules or self._noting_variant.rules)
        self._signs = Signs(sign for check in checks for sign in check.signs)

    @property
    def any(self) -> bool:
        """Whether there is one that looks at posts."""
        return self._of_posts or self._of_variants

    def look(self, post: Post | None, variants: Sequence[Variant]) -> Looked:
        """Look at one post and its variants, a text being measured once for all rules; or at variants alone."""
        found: list[Finding] = []
        notes: list[tuple[str, str, Note]] = []
        if post and self._of_posts:
            seen = self._signs.in_post(post)
            self._apply(self._about_post.where(seen), post, found)
            notes += _noted(self._noting_post.where(seen), post, "")
        for variant in variants if self._of_variants else ():
            seen = self._signs.in_variant(variant)
            self._apply(self._about_variant.where(seen), variant, found)
            notes += _noted(self._noting_variant.where(seen), variant, variant.channel.id)
        return Looked(found, tuple(notes))

    def _apply(self, rules: Sequence[Check], subject: Post | Variant, found: list[Finding]) -> None:
        for check in rules:
            # Nearly always there is nothing: a generator around each of them would take longer than most rules do.
            for problem in check.function(subject, self._around, _NO_NOTES):
                found.append(check.finding(problem, subject))  # noqa: PERF401 - a comprehension is slower for nothing


_NO_NOTES: Notes = {}


def _noted(rules: Sequence[Check], subject: Post | Variant, channel: str) -> Iterator[tuple[str, str, Note]]:
    for check in rules:
        note = check.note(subject) if check.note else None
        if note is not None:
            yield check.code, channel, note


def find(
    workspace: Workspace,
    variants: Sequence[Variant],
    checks: Sequence[Check],
    notes: Mapping[str, PostNotes] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Iterator[Finding]:
    """Apply every rule to everything of its level, and none to more: see :class:`OneByOne` and :func:`_in_texts`.

    ``notes`` are what was noted of posts before, by id; of the others it is noted here. Rules about one text look at
    ``texts``, a part of the workspace's, where it is given.
    """
    known = dict(notes or {})
    noting = OneByOne(workspace, checks)
    applying = OneByOne(workspace, [check for check in checks if check.level in ONE_BY_ONE])
    for name, post, own in _posts(workspace, variants):
        rules = applying if name in known else noting
        if rules.any:
            looked = rules.look(post, own)
            yield from looked.found
            known.setdefault(name, looked.notes)
    yield from find_together(workspace, variants, checks, known, workspace.texts if texts is None else texts)


def find_together(
    workspace: Workspace,
    variants: Sequence[Variant],
    checks: Sequence[Check],
    notes: Mapping[str, PostNotes],
    texts: Mapping[str, str],
) -> Iterator[Finding]:
    """Apply the rules that do not look at one post, when every post has been looked at: ``notes`` holds all of them."""
    yield from _in_texts(workspace, texts, checks)
    by_rule = _by_rule(notes, {check.code for check in checks if check.note})
    for check in checks:
        noted = by_rule.get(check.code, _NO_NOTES)
        if check.level == "channel":
            for channel in workspace.channels.values():
                yield from check.run(channel, workspace)
        elif check.level == "workspace":
            yield from check.run(workspace, workspace, noted)
        elif check.level == "calendar":
            yield from check.run(variants, workspace, noted)


def _posts(workspace: Workspace, variants: Sequence[Variant]) -> Iterator[tuple[str, Post | None, Sequence[Variant]]]:
    """Yield every post with its variants, and at last variants of posts that are not in the workspace."""
    theirs: dict[str, list[Variant]] = {}
    for variant in variants:
        theirs.setdefault(variant.post.id, []).append(variant)
    for post in workspace.posts:
        yield post.id, post, theirs.pop(post.id, ())
    for name, own in theirs.items():
        yield name, None, own


def _by_rule(known: Mapping[str, PostNotes], codes: Collection[str]) -> dict[str, dict[tuple[str, str], Note]]:
    notes: dict[str, dict[tuple[str, str], Note]] = {code: {} for code in codes}
    for post, noted in known.items() if codes else ():
        for code, channel, note in noted:
            if code in notes:
                notes[code][post, channel] = note
    return notes


def _in_texts(workspace: Workspace, texts: Mapping[str, str], checks: Sequence[Check]) -> Iterator[Finding]:
    """Apply the rules about one text to one after the other.

    They are given the workspace without its posts, and of its texts those below ``brand/``: what they find depends on
    no other text, but for whose file it is, which is not theirs to say.
    """
    asked = Asked([check for check in checks if check.level == "text"])
    if not asked.rules:
        return
    brand = {path: text for path, text in workspace.texts.items() if path.startswith("brand/")}
    around = replace(workspace, posts=(), texts=brand)
    signs = Signs(sign for check in asked.rules for sign in check.signs)
    for path, text in texts.items():
        for check in asked.where(signs.in_text(text)):
            yield from check.run(TextFile(path, text), around)
