"""Briefs, the strategy's figures and everybody's desk on the site."""

from __future__ import annotations

import dataclasses
import html
import re
from datetime import date, timedelta

from smm_build.domain.brief import Brief, Deliverable
from smm_build.domain.channel import Cadence
from smm_build.domain.place import Place, Places
from smm_build.domain.strategy import Budget, ChannelRole, Decision, Experiment, Strategy
from smm_build.domain.team import HandOff, Team, TeamMember
from smm_build.plan.coverage import coverage
from smm_build.site.pages import Site, pages
from tests.site_workspaces import NOW, NOWHERE, channel, delivery, plan, post, workspace

TODAY = NOW.date()
PATH = "content/briefs/box.md"


def text_of(source: object) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", str(source))).split())


def a_brief(**more: object) -> Brief:
    wanted = Deliverable("The <box>", "content/assets/box.jpg", Place(PATH), ("instagram",))
    usual: dict[str, object] = {
        "requester": "giulia",
        "assignee": "chiara",
        "deliverables": (wanted,),
        "draft_by": TODAY + timedelta(days=3),
        "final_by": TODAY + timedelta(days=9),
    }
    return Brief("box", PATH, "Pictures of the box", Places(PATH, {}, {}), **(usual | more))  # type: ignore[arg-type]


def a_team() -> Team:
    people = (
        TeamMember("giulia", "Giulia Rossi", ("editor",), backup="chiara", approves=("posts", "ads")),
        TeamMember("chiara", "Chiara Bianchi", ("photographer",)),
    )
    orders = HandOff("orders", "giulia", "shop@aurora.example", backup="chiara", note="Never in a comment")
    return Team({one.id: one for one in people}, {"orders": orders}, NOWHERE)


def a_strategy() -> Strategy:
    place = Place("strategy.md")
    return Strategy(
        path="strategy.md",
        owner="giulia",
        start_on=None,
        end_on=TODAY + timedelta(days=20),
        objectives=(),
        audiences=(),
        pillars=(),
        tactics=(),
        experiments=(Experiment("reels", "Reels reach more", "reach", None, TODAY - timedelta(days=1), None, place),),
        prose="",
        places=NOWHERE,
        channels=(ChannelRole("x", place, role="To be quick", exit="Nobody clicks"),),
        budget=Budget("EUR", total=6000, channels={"x": 120.5}),
        decisions=(Decision(date(2026, 5, 4), "One reel a week", by="giulia"),),
    )


def site(brief: Brief | None = None) -> Site:
    x = channel("x", cadence=Cadence(3))
    some = [delivery(post("one", brief="box"), x, NOW + timedelta(days=1))]
    known = workspace(some, strategy=a_strategy())
    known = dataclasses.replace(known, briefs={"box": brief or a_brief()}, team=a_team())
    return pages(known, (), plan(some))


def test_a_brief_shows_what_is_wanted_and_who_waits() -> None:
    page = str(site()["briefs.md"])
    said = text_of(page)
    assert "Pictures of the box" in said
    assert "The &lt;box&gt;" in page
    assert re.search(r"posts/one\.html", page)
    assert "1080" not in said
    assert "JPEG" in said


def test_it_lies_on_the_desk_of_whoever_has_to_do_something() -> None:
    made = site()
    assert "Pictures of the box" in text_of(made["people/chiara.md"])
    assert "Pictures of the box" not in text_of(made["people/giulia.md"])
    assert "Reels reach more" in text_of(made["people/giulia.md"])
    assert "Chiara Bianchi" in text_of(made["people/giulia.md"])
    assert "Never in a comment" in text_of(made["people.md"])


def test_its_days_are_in_the_calendars() -> None:
    made = site()
    for feed in ("feeds/deadlines.ics", "feeds/owner-chiara.ics"):
        said = str(made[feed])
        assert f"DTSTART;VALUE=DATE:{TODAY + timedelta(days=3):%Y%m%d}" in said
        assert f"DTSTART;VALUE=DATE:{TODAY + timedelta(days=9):%Y%m%d}" in said
    cancelled = site(a_brief(cancelled=True))
    assert "feeds/owner-chiara.ics" not in cancelled


def test_the_strategy_says_the_same_as_the_command() -> None:
    x = channel("x", cadence=Cadence(3))
    some = [delivery(post("one"), x, NOW + timedelta(days=1))]
    known = workspace(some, strategy=a_strategy())
    said = text_of(pages(known, (), plan(some))["strategy.md"])
    (figures,) = coverage(known, some, TODAY).channels
    assert figures.missing > 0
    assert re.search(rf"\b{figures.missing} (until|fino al) ", said)
    assert "6 000 EUR" in said
    assert "120.50 EUR" in said
    assert "Nobody clicks" in said
    assert "One reel a week" in said


def test_the_world_sees_none_of_it() -> None:
    x = channel("x")
    some = [delivery(post("one", brief="box"), x, NOW + timedelta(days=1))]
    known = dataclasses.replace(workspace(some), briefs={"box": a_brief()}, team=a_team())
    public = pages(known, (), plan(some), public=True)
    assert "briefs.md" not in public
    assert not any("Pictures of the box" in str(public[path]) for path in public)
