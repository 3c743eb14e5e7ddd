"""The workspace newcomers see first keeps what it promises, and is clean by our own rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from smm_build.checks import all_checks, run_checks
from smm_build.compose import compose_all
from smm_build.compose.briefs import state_of
from smm_build.domain.brief import BriefState
from smm_build.domain.post import Status
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from smm_build.read import Loaded, load

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "content" / "assets"
NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
"""The moment the demo plays at: 10:05 in Rome."""

CHANNELS = {"bluesky", "facebook", "instagram", "linkedin", "mastodon", "threads", "tiktok", "x"}


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(ROOT)


@pytest.fixture(scope="module")
def workspace(loaded: Loaded) -> Workspace:
    return loaded.workspace


@pytest.fixture(scope="module")
def variants(workspace: Workspace) -> tuple[Variant, ...]:
    return compose_all(workspace)


def test_it_loads_without_a_finding(loaded: Loaded) -> None:
    assert [f"{finding.place} {finding.message.en}" for finding in loaded.findings] == []


def test_it_checks_clean(workspace: Workspace, variants: tuple[Variant, ...]) -> None:
    found = run_checks(workspace, variants, [check for check in all_checks() if not check.preview])
    assert [f"{finding.place} {finding.name}: {finding.message.en}" for finding in found] == []


def test_it_is_a_year_of_a_real_brand(workspace: Workspace) -> None:
    times = [post.settings.publish_at for post in workspace.posts if post.settings.publish_at]
    months = {(at.year, at.month) for at in times}
    assert len(workspace.posts) >= 72
    assert months == {(2026, month) for month in range(1, 13)} | {(2027, 1), (2027, 2)}
    assert set(workspace.campaigns) == {post.campaign for post in workspace.posts if post.campaign}
    assert len(workspace.campaigns) == 5


def test_the_mix_is_close_to_the_strategy(workspace: Workspace) -> None:
    strategy = workspace.strategy
    assert strategy is not None
    assert sum(pillar.share or 0 for pillar in strategy.pillars) == pytest.approx(1)
    said = Counter(post.pillar for post in workspace.posts if post.settings.status is not Status.CANCELLED)
    for pillar in strategy.pillars:
        assert said[pillar.id] / said.total() == pytest.approx(pillar.share, abs=0.03)


def test_all_channels_are_really_used(workspace: Workspace, variants: tuple[Variant, ...]) -> None:
    used = Counter(variant.channel.id for variant in variants)
    assert set(workspace.channels) == set(used) == CHANNELS
    assert min(used.values()) >= 10


def test_nothing_leaves_the_machine(workspace: Workspace) -> None:
    assert all(channel.rehearsed for channel in workspace.channels.values())


def test_both_languages_are_spoken(variants: tuple[Variant, ...]) -> None:
    posts = defaultdict(set)
    for variant in variants:
        posts[variant.settings.language].add(variant.post.id)
    assert set(posts) == {"it", "en"}
    assert len(posts["en"]) >= 12


def test_every_state_an_author_can_choose_occurs(workspace: Workspace) -> None:
    chosen = {post.settings.status for post in workspace.posts} - {None}
    assert chosen == {Status.DRAFT, Status.ON_HOLD, Status.CANCELLED}
    assert any(post.settings.publish_at is None for post in workspace.posts)


def test_the_morning_of_the_demo_has_something_of_everything(variants: tuple[Variant, ...]) -> None:
    due = [v for v in variants if v.publish_at and v.publish_at <= NOW <= v.publish_at + v.grace]
    assert {variant.channel.id for variant in due} == CHANNELS
    assert 5 <= len({variant.post.id for variant in due}) <= 7
    assert {v.channel.id for v in due if len(v.parts) > 1} == {"x", "threads", "bluesky", "mastodon"}
    assert any(len(part.media) == 2 for variant in due for part in variant.parts)
    assert any(variant.settings.language == "en" for variant in due)
    assert any("@{" in part.text for variant in due for part in variant.post.parts_for(variant.channel.id))


def test_a_channel_says_one_thing_an_hour(variants: tuple[Variant, ...]) -> None:
    times: dict[str, list[datetime]] = defaultdict(list)
    for variant in variants:
        if variant.publish_at and variant.settings.status is not Status.CANCELLED:
            times[variant.channel.id].append(variant.publish_at)
    for planned in times.values():
        assert all(later - earlier >= timedelta(hours=1) for earlier, later in pairwise(sorted(planned)))


def test_at_most_five_hashtags(variants: tuple[Variant, ...]) -> None:
    for variant in variants:
        assert sum(len(re.findall(r"(?<!\S)#\w", part.text)) for part in variant.parts) <= 5


def test_every_picture_has_words_of_its_own(workspace: Workspace) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for post in workspace.posts:
        for media in post.settings.media or ():
            assert media.alt
            said[media.alt].add(media.file)
    assert all(len(files) == 1 for files in said.values())


def test_pictures_are_small_and_used(workspace: Workspace) -> None:
    pictures = [path for path in ASSETS.rglob("*") if path.suffix in {".jpg", ".png"}]
    assert sum(path.stat().st_size for path in pictures) < 1_500_000
    for path in pictures:
        assert path.stat().st_size < 60_000
        with Image.open(path) as picture:
            assert max(picture.size) <= 1500
    shown = {media.file for post in workspace.posts for media in post.settings.media or ()}
    assert {f"content/assets/{path.relative_to(ASSETS).as_posix()}" for path in pictures} - shown == {
        f"content/assets/brand/{name}.png" for name in ("avatar", "cover", "logo")
    }


def test_addresses_are_invented(workspace: Workspace) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*ROOT.glob("brand/**/*.yml"), ROOT / "strategy.md")]
    texts += [(ROOT / post.path).read_text(encoding="utf-8") for post in workspace.posts]
    hosts = {host for text in texts for host in re.findall(r"https?://([\w.-]+)", text)}
    assert hosts
    assert all(host.endswith(".example") for host in hosts)


def test_six_briefs_are_in_six_states(workspace: Workspace) -> None:
    states = {brief.id: state_of(brief, workspace) for brief in workspace.briefs.values()}
    assert len(states) == 6
    assert set(states.values()) == set(BriefState) - {BriefState.DELIVERED}
    waiting = [post for post in workspace.posts if post.brief]
    assert {post.brief for post in waiting} == {name for name, state in states.items() if state != "cancelled"}
    undone = [post for post in waiting if states[str(post.brief)] is not BriefState.APPROVED]
    assert all(post.settings.status is Status.DRAFT or post.settings.publish_at is None for post in undone)


def test_the_strategy_has_its_numbers(workspace: Workspace) -> None:
    strategy = workspace.strategy
    assert strategy is not None
    assert 3 <= len(strategy.objectives) <= 5
    assert all(one.baseline and one.target and one.deadline and one.owner for one in strategy.objectives)
    assert {role.channel for role in strategy.channels} == CHANNELS
    assert strategy.audit
    assert strategy.decisions
    assert strategy.budget is not None
    assert strategy.budget.currency == "EUR"


def test_the_team_says_who_stands_in_and_who_gets_what(workspace: Workspace) -> None:
    team = workspace.team
    assert team is not None
    assert {"ordini", "sito", "stampa", "legale", "annunci-motori-di-ricerca"} <= set(team.hand_offs)
    assert all(hand_off.contact for hand_off in team.hand_offs.values())
    assert all(team.approvers(what) for what in ("posts", "replies", "ads", "brand"))
    assert any(person.backup for person in team.people.values())
