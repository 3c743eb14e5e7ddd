"""The whole public site, file by file, is searched for everything the workspace has not published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.history import Change, FileHistory
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.plan import Plan, PlannedDelivery, State
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Campaign
from smm_build.domain.workspace import Workspace
from smm_build.site.build import build
from smm_build.site.pages import pages
from tests.site_workspaces import NOW, NOWHERE, channel, delivery, plan, post, workspace

UNPUBLISHED = [state for state in State if state is not State.SENT]


def picture(root: Path, name: str) -> Media:
    (root / "content").mkdir(exist_ok=True)
    (root / f"content/{name}").write_bytes(name.encode())
    facts = MediaFacts(hashlib.sha256(name.encode()).hexdigest(), len(name), "image/png", 10, 10)
    return Media(f"content/{name}", f"alt-of-{name}", Place("p.md"), facts)


def everything(root: Path) -> list[PlannedDelivery]:
    """A post that is out, one that was edited since, one half out, and one in every other state there is."""
    out = post("is-out", "It is out", owner="owner-of-out", pillar="pillar-of-out", notes="note-of-out")
    half = post("half-out", "Half is out")
    yesterday = NOW - timedelta(days=1)
    found = [
        delivery(out, channel("mastodon"), yesterday, State.SENT, ["What went out"], media=[picture(root, "out.png")]),
        delivery(half, channel("mastodon"), yesterday, State.SENT, ["The half that went out"]),
        delivery(half, channel("linkedin"), NOW + timedelta(days=1), State.PLANNED, ["hidden-half"]),
        delivery(post("edited", "Edited"), channel("x"), yesterday, State.SENT, ["hidden-edit"], digest="older"),
    ]
    for state in UNPUBLISHED:
        hidden = post(f"id-{state}", f"title-{state}", campaign=f"campaign-{state}", owner=f"owner-{state}")
        settings = Settings(first_comment=f"comment-{state}", language="it")
        media = [picture(root, f"picture-{state}.png")]
        at = None if state is State.UNSCHEDULED else NOW + timedelta(days=2)
        to = channel("threads")
        found.append(
            delivery(
                hidden,
                to,
                at,
                state,
                [f"text-{state}"],
                media=media,
                settings=settings,
                link=f"https://link-{state}.example/",
            )
        )
    return found  # fmt: skip


def workspace_of(deliveries: list[PlannedDelivery]) -> tuple[Workspace, Plan]:
    campaigns = {
        one.variant.post.campaign: Campaign(
            one.variant.post.campaign, f"content/campaigns/{one.variant.post.campaign}.md", "campaign-title",
            date(2026, 12, 1), date(2026, 12, 31), None, None, "campaign-prose", NOWHERE,
        )
        for one in deliveries
        if one.variant.post.campaign
    }  # fmt: skip
    idea = replace(post("id-idea", "title-idea"), notes="note-of-idea")
    return workspace(deliveries, campaigns=campaigns, posts=[idea]), plan(deliveries)


def secrets(deliveries: list[PlannedDelivery]) -> Iterator[str]:
    """Everything about what is not out that could stand in a file or be its name."""
    yield from ("hidden-half", "hidden-edit", "owner-of-out", "pillar-of-out", "note-of-out", "title-idea", "id-idea")
    yield from ("campaign-title", "campaign-prose", "secret-finding", "Ada of the team", "linkedin.yml")
    for one in deliveries:
        if one.state is not State.SENT:
            yield one.variant.digest
        if one.state in UNPUBLISHED and one.variant.post.id != "half-out":
            said = one.variant
            yield from (said.post.id, said.post.title, said.post.path, said.parts[0].text, said.link or "")
            yield from (said.settings.first_comment or "", said.post.campaign or "", said.post.owner or "")
            for media in said.parts[0].media:
                assert media.facts is not None
                yield from (media.file.rpartition("/")[2], media.alt or "", media.facts.sha256[:12])


def found_in(folder: Path, text: str) -> list[str]:
    needle = text.lower().encode()
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return [
        str(path.relative_to(folder))
        for path in paths
        if needle in str(path.relative_to(folder)).lower().encode() or needle in path.read_bytes().lower()
    ]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """The internal site; the public one, built where an internal one was; and what must not be told."""
    root = tmp_path_factory.mktemp("work")
    deliveries = everything(root)
    known, made = workspace_of(deliveries)
    finding = Finding(
        "A1", "odd", Severity.ERROR, Place("a.md"), Sentence("secret-finding", "secret-finding"), post="is-out"
    )
    ada = Change(NOW, "Ada of the team")
    history = {one.variant.post.path: FileHistory(ada, ada, 3) for one in deliveries}
    inside = pages(known, [finding], made, history=history)
    for out in ("internal", "public"):
        build(root, root / out, inside)
    build(
        root, root / "public", pages(known, [finding], made, public=True, history=history, address="https://x.example")
    )
    return root / "internal", root / "public", [text for text in secrets(deliveries) if text]  # fmt: skip


def test_no_file_of_the_public_site_tells_what_is_not_out(sites: tuple[Path, Path, list[str]]) -> None:
    """Pages, file names, pictures, feeds, the search and calendar.json."""
    _, public, hidden = sites
    assert {text: where for text in hidden if (where := found_in(public, text))} == {}


def test_what_is_out_is_told_by_pages_feeds_and_search(sites: tuple[Path, Path, list[str]]) -> None:
    _, public, _ = sites
    where = set(found_in(public, "What went out"))
    assert {
        "posts/is-out.html",
        "search/2026-11.js",
        "feeds/published.xml",
        "feeds/published.json",
        "feeds/published.atom",
        "feeds/all.ics",
    } <= where
    assert found_in(public, "is-out")
    assert "calendar.json" in found_in(public, "is-out")
    (picture_of_it,) = (public / "media").iterdir()
    assert picture_of_it.stem == hashlib.sha256(b"out.png").hexdigest()[:24]


def test_the_search_above_would_find_it(sites: tuple[Path, Path, list[str]]) -> None:
    """All but digests and original file names stand in the internal site, in this very form."""
    internal, _, hidden = sites
    told = [text for text in hidden if found_in(internal, text)]
    assert len(told) > 0.7 * len(hidden)
    for kind in ("title", "text", "id", "owner", "comment"):
        assert found_in(internal, f"{kind}-draft"), kind
