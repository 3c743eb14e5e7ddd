"""What the engine does around the rules: who is asked, what is said once, what an author may ignore."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from smm_build.checks import OneByOne, all_checks, find, run_checks
from smm_build.checks._base import (
    Notes,
    Problem,
    TextFile,
    calendar_check,
    channel_check,
    post_check,
    text_check,
    variant_check,
    workspace_check,
)
from smm_build.compose import compose_all
from smm_build.domain.brand import Brand, LinkRules, Voice
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place, Places
from smm_build.domain.post import Ignore, PartText, Post, Settings, Status
from smm_build.domain.sentence import LANGUAGES, Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from smm_build.read import load
from tests.servers import places
from tests.values import ROME, a_channel, a_post, a_variant

ILL = Sentence(en="It is ill", it="Sta male")


@post_check(Severity.ERROR)
def ill_post(post: Post) -> Iterator[Problem]:
    """A post that is ill."""
    yield Problem(Place(post.path), ILL)


@variant_check(Severity.WARNING)
def ill_variant(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A variant that is ill, in a brand that has a name."""
    if workspace.brand.name:
        yield Problem(variant.parts[0].place, ILL)


@variant_check(Severity.ERROR)
def gravely_ill_variant(variant: Variant) -> Iterator[Problem]:
    """A variant that is gravely ill."""
    yield Problem(variant.parts[0].place, ILL)


@channel_check(Severity.HINT)
def ill_channel(channel: Channel) -> Iterator[Problem]:
    """A channel that is ill."""
    yield Problem(Place(channel.path), ILL)


@calendar_check(Severity.HINT)
def crowd(variants: Sequence[Variant]) -> Iterator[Problem]:
    """A calendar with more than one thing in it."""
    if len(variants) > 1:
        yield Problem(variants[1].parts[0].place, ILL, post=variants[1].post.id, channel=variants[1].channel.id)


@workspace_check(Severity.HINT)
def ill_workspace(workspace: Workspace) -> Iterator[Problem]:
    """A workspace that counts its posts."""
    for post in workspace.posts:
        yield Problem(Place(post.path, 2), ILL, post=post.id)


@text_check(Severity.HINT)
def ill_text(file: TextFile, workspace: Workspace) -> Iterator[Problem]:
    """A text that is ill, in a workspace that shows nothing else."""
    if not workspace.posts and file.path not in workspace.texts and "ill" in file.text:
        yield Problem(file.at(file.text.index("ill")), ILL)


@calendar_check(Severity.HINT, note=lambda variant: variant.parts[0].text if "!" in variant.parts[0].text else None)
def same_shout(variants: Sequence[Variant], notes: Notes) -> Iterator[Problem]:
    """Two variants that shout the same."""
    first: dict[str, str] = {}
    for variant in variants:
        shout = notes.get(variant.key)
        if shout and first.setdefault(shout, variant.post.id) != variant.post.id:
            yield Problem(Place(variant.post.path), ILL, post=variant.post.id)


def a_workspace(*posts: Post, channels: Sequence[Channel] = ()) -> Workspace:
    brand = Brand(
        name="Aurora",
        zone=ROME,
        locale="en",
        languages=("en",),
        site=None,
        description=None,
        grace=timedelta(hours=6),
        palette=(),
        fonts={},
        logos=(),
        links=LinkRules(),
        voice=Voice(),
        places=Places("brand/brand.yml", {}, {}),
    )
    return Workspace(brand, {channel.id: channel for channel in channels}, {}, posts, {}, None)


def concerned(findings: Sequence[Finding]) -> list[tuple[str, str | None, str | None]]:
    return [(finding.name, finding.post, finding.channel) for finding in findings]


def test_a_finding_says_what_it_concerns() -> None:
    post, channel = a_post("one"), a_channel("mastodon")
    found = run_checks(
        a_workspace(post, channels=[channel]),
        [a_variant(post, channel)],
        [ill_post, ill_variant, ill_channel, ill_workspace],
    )
    assert sorted(concerned(found), key=str) == [
        ("ill-channel", None, "mastodon"),
        ("ill-post", "one", None),
        ("ill-variant", "one", "mastodon"),
        ("ill-workspace", "one", None),
    ]


def test_findings_come_in_order_of_place() -> None:
    posts = [a_post(name) for name in ("b", "a", "c")]
    found = run_checks(a_workspace(*posts), [], [ill_post])
    assert [finding.post for finding in found] == ["a", "b", "c"]


def test_what_is_the_same_for_several_channels_is_said_once_unless_it_holds_them_back() -> None:
    post = a_post("one")
    variants = [a_variant(post, a_channel(name)) for name in ("mastodon", "bluesky")]
    found = run_checks(a_workspace(post), variants, [ill_variant, gravely_ill_variant])
    assert concerned(found) == [
        ("ill-variant", "one", "mastodon"),
        ("gravely-ill-variant", "one", "mastodon"),
        ("gravely-ill-variant", "one", "bluesky"),
    ]


def test_a_rule_sees_the_whole_calendar() -> None:
    posts = [a_post("one"), a_post("two")]
    found = run_checks(a_workspace(*posts), [a_variant(post) for post in posts], [crowd])
    assert concerned(found) == [("crowd", "two", "sandbox")]


def test_cancelled_posts_and_channels_are_left_alone() -> None:
    cancelled = Settings(status=Status.CANCELLED)
    gone, half = a_post("gone", settings=cancelled), a_post("half", overrides={"sandbox": cancelled})
    variants = [a_variant(gone), a_variant(half, a_channel("mastodon"))]
    found = run_checks(a_workspace(gone, half), variants, [ill_post, ill_variant, ill_workspace])
    assert {finding.post for finding in found} == {"half"}


@pytest.mark.parametrize("code", ["ill-post", "ILL-POST", ill_post.code, ill_post.code.lower()])
def test_an_author_ignores_by_name_or_code(code: str) -> None:
    post = a_post("one", ignore=(Ignore(code, "it will get well", Place("content/posts/one.md")),))
    other = a_post("two")
    found = run_checks(a_workspace(post, other), [], [ill_post])
    assert concerned(found) == [("ill-post", "two", None)]


def test_nothing_is_ignored_without_a_reason() -> None:
    post = a_post("one", ignore=(Ignore("ill-post", None, Place("content/posts/one.md")),))
    assert concerned(run_checks(a_workspace(post), [], [ill_post])) == [("ill-post", "one", None)]


def test_codes_and_names_are_used_once() -> None:
    checks = all_checks()
    assert len({check.code for check in checks}) == len({check.name for check in checks}) == len(checks)


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_each_rule_says_why_it_matters_and_how_to_fix_it(check: object) -> None:
    doc = getattr(check, "doc", "")
    headings = [line for line in doc.splitlines() if line.startswith("#")]
    allowed = ["## Why it matters", "## How to fix", "## Options", "## Sources"]
    assert headings[:2] == allowed[:2]
    assert headings == [heading for heading in allowed if heading in headings]
    assert len(doc.splitlines()[0]) <= 120
    assert doc.splitlines()[0].endswith(".")


def test_a_part_knows_its_lines_across_gaps() -> None:
    part = PartText("First.\n\nThird.", (), Place("a.md", 6, 3), lines=(6, 9, 12))
    assert part.at(0) == Place("a.md", 6, 3)
    assert part.at(8) == Place("a.md", 12, 1)
    assert part.at(10) == Place("a.md", 12, 3)
    assert PartText("First.\n\nThird.", (), Place("a.md", 6)).at(10) == Place("a.md", 8, 3)


def test_the_product_speaks_both_languages() -> None:
    assert [ILL.into(language) for language in LANGUAGES] == ["It is ill", "Sta male"]


def test_a_rule_about_a_text_sees_no_post_and_is_told_whose_file_it_is_afterwards() -> None:
    post = a_post("one")
    workspace = replace(a_workspace(post), texts={post.path: "Ciao\nI am ill", "README.md": "ill"})
    assert [finding.post for finding in find(workspace, (), [ill_text])] == [None, None]
    found = run_checks(workspace, (), [ill_text])
    assert [(str(finding.place), finding.post) for finding in found] == [
        ("README.md:1:1", None),
        ("content/posts/one.md:2:6", "one"),
    ]
    assert [finding.place.path for finding in find(workspace, (), [ill_text], texts={"README.md": "ill"})] == [
        "README.md"
    ]


def test_what_was_noted_before_is_not_noted_again() -> None:
    posts = [a_post("one"), a_post("two"), a_post("three")]
    variants = [a_variant(post, parts=(text,)) for post, text in zip(posts, ("Ciao!", "Ciao!", "Ciao"), strict=True)]
    workspace = a_workspace(*posts)
    look = OneByOne(workspace, [same_shout]).look
    notes = {post.id: look(post, [variant]).notes for post, variant in zip(posts, variants, strict=True)}
    assert notes == {"one": (("TEST", "sandbox", "Ciao!"),), "two": (("TEST", "sandbox", "Ciao!"),), "three": ()}
    assert [finding.post for finding in find(workspace, variants, [same_shout])] == ["two"]
    assert [finding.post for finding in find(workspace, variants, [same_shout], notes)] == ["two"]
    other = {**notes, "two": (("TEST", "sandbox", "Another!"),)}
    assert list(find(workspace, variants, [same_shout], other)) == []


def test_notes_may_be_kept_in_a_file() -> None:
    """Whatever the plan, the rules find the same when the notes went through JSON."""
    plan = load(places.ROOT).workspace
    variants = compose_all(plan)
    noted = [check for check in all_checks() if check.note]
    look = OneByOne(plan, noted).look
    notes = {
        post.id: look(post, [variant for variant in variants if variant.post is post]).notes for post in plan.posts
    }
    kept = json.loads(json.dumps(notes))
    assert noted
    assert any(notes.values())
    assert list(find(plan, variants, noted, kept)) == list(find(plan, variants, noted))


def test_only_rules_about_many_make_notes() -> None:
    with pytest.raises(TypeError, match="needs no notes"):
        post_check(Severity.HINT, note=lambda _: None)(lambda _: iter(()))
