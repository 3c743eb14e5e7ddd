"""What the engine does around the rules: who is asked, what is said once, what an author may ignore."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest

from smm_build.checks import all_checks, run_checks
from smm_build.checks._base import Problem, calendar_check, channel_check, post_check, variant_check, workspace_check
from smm_build.domain.brand import Brand, LinkRules, Voice
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place, Places
from smm_build.domain.post import Ignore, PartText, Post, Settings, Status
from smm_build.domain.sentence import LANGUAGES, Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
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
        yield Problem(Place(post.path), ILL, post=post.id)


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
