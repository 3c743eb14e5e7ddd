"""A month whose numbers are known: the report says them, the proposal follows from them, and nothing is invented."""

from __future__ import annotations

import dataclasses
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smm_build.domain.channel import Cadence, Channel
from smm_build.domain.place import Place
from smm_build.domain.strategy import Experiment, Objective, Pillar, Strategy
from smm_build.domain.workspace import Workspace
from smm_build.insight.archive import Archive, open_archive
from smm_build.insight.evidence import gather
from smm_build.insight.figures import Month, month_of
from smm_build.insight.monthly import YOURS, Monthly, monthly
from smm_build.insight.proposal import proposed
from tests.site_workspaces import NOWHERE, channel, workspace
from tests.unit.insight.months import Past, Sent
from tests.values import ROME

NOVEMBER = date(2026, 11, 1)
MADE_AT = datetime(2026, 12, 20, 8, tzinfo=UTC)
HERE = Place("strategy.md")


def one_a_day(number: int, day: date) -> Sent:
    """Education in the morning does well, the shop in the evening does not; every sixth post has a number more."""
    good = number % 2 == 0
    reactions = (20 if good else 4) + number % 3
    return Sent(
        f"post-{number}",
        day,
        hour=7 if good else 19,
        pillar="education" if good else "shop",
        format="carousel" if good else "text",
        numbers={"reactions": reactions, "comments": number % 2, "views": 100.0 * reactions},
    )


DAILY = Past.daily(date(2026, 8, 3), 120, one_a_day)
FOLLOWERS = (
    ("mastodon", datetime(2026, 11, 1, 20, tzinfo=UTC), 1000),
    ("mastodon", datetime(2026, 11, 30, 20, tzinfo=UTC), 1100),
)


def a_strategy(**more: object) -> Strategy:
    usual: dict[str, object] = {
        "path": "strategy.md",
        "owner": None,
        "start_on": None,
        "end_on": None,
        "objectives": (
            Objective("talk", "Be talked to", "reactions and comments per month", "100", "400", None, (), None, HERE),
            Objective("known", "Be known", "People from Turin", "1", "2", None, (), None, HERE),
            Objective("fans", "More followers", "followers", "1.000", "1.200", None, (), None, HERE),
        ),
        "audiences": (),
        "pillars": (
            Pillar("education", "How to", 0.4, None, (), HERE),
            Pillar("shop", "The shop", 0.6, None, (), HERE),
        ),
        "tactics": (),
        "experiments": (),
        "prose": "",
        "places": NOWHERE,
    }
    return Strategy(**(usual | more))  # type: ignore[arg-type]


def around(past: Past, strategy: Strategy | None = None, cadence: Cadence | None = None) -> Workspace:
    known: list[Channel] = [
        channel(name, server="https://m.example", cadence=cadence or Cadence(7, ("tue 19:30", "sat 07:30")))
        for name in sorted({one.channel for one in past.sent})
    ]
    return workspace((), channels=known, strategy=strategy or a_strategy())


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    past = dataclasses.replace(DAILY, followers=FOLLOWERS)
    with open_archive(past.facts(), past.files(), tmp_path) as opened:
        yield opened


@pytest.fixture
def november(archive: Archive) -> Month:
    return month_of(archive, NOVEMBER, MADE_AT, ROME)


def of_month(number: int) -> list[Sent]:
    return [one for one in DAILY.sent if one.day.month == number]


def report(month: Month, language: str = "en", strategy: Strategy | None = None) -> Monthly:
    assert language in {"en", "it"}
    return monthly(around(DAILY, strategy), month, (), "it" if language == "it" else "en")


def test_the_sums_are_those_of_what_was_sent(november: Month) -> None:
    own = of_month(11)
    assert len(november.results) == len(own) == 30
    done = sum(one.numbers["reactions"] + one.numbers["comments"] for one in own)
    earlier = sum(one.numbers["reactions"] + one.numbers["comments"] for one in of_month(10))
    text = report(november).text
    assert f"Networks told of {done:g} interactions with them; in the month before it was {earlier:g}." in text
    views = sum(one.numbers["views"] for one in own)
    row = next(line for line in text.splitlines() if line.startswith("| mastodon |"))
    assert f"| 30 | {views:,.0f} | – | {done:g} |" in row, "reach was not told, so it is a dash"
    assert row.endswith("| 1,100 (+100) |")


def test_what_people_did_is_told_kind_by_kind(november: Month) -> None:
    """Against the month before, and a dash for what the network does not tell; a channel without posts is named."""
    text = report(november).text
    (_, row) = [line for line in text.splitlines() if line.startswith("| mastodon |")]
    sums = {
        metric: [sum(one.numbers[metric] for one in of_month(number)) for number in (11, 10)]
        for metric in ("reactions", "comments")
    }
    wanted = [f"{now:g} ({round(100 * (now - then) / then):+d} %)" for now, then in sums.values()]
    assert row == f"| mastodon | {' | '.join(wanted)} | – | – | – |"
    idle = replace(around(DAILY, None).channels["mastodon"], id="linkedin", server="https://api.linkedin.com")
    workspace = around(DAILY, None)
    more = replace(workspace, channels={**workspace.channels, "linkedin": idle})
    assert "- No post went out on: linkedin." in monthly(more, november, (), "en").text
    assert "No post went out on" not in text


def test_objectives_are_measured_only_in_words_that_leave_no_doubt(november: Month) -> None:
    text = report(november).text
    done = sum(one.numbers["reactions"] + one.numbers["comments"] for one in of_month(11))
    way = (done - 100) / 300
    row = next(line for line in text.splitlines() if line.startswith("| Be talked to |"))
    assert f"| {done:g} |" in row
    assert row.endswith(f"| {100 * way:.1f} %{' reached' if way >= 1 else ''} |")
    known = next(line for line in text.splitlines() if line.startswith("| Be known |"))
    assert known.endswith("| – | – | – | – |")
    assert "No network tells the measure of: Be known." in text
    fans = next(line for line in text.splitlines() if line.startswith("| More followers |"))
    assert fans.endswith("| 1,100 | 1,000 (+10 %) | – | 50.0 % |")


def test_it_is_written_in_italian_too(november: Month) -> None:
    text = report(november, "it").text
    assert "# Torrefazione Aurora, novembre 2026" in text
    assert "| 1.100 (+100) |" in text
    assert "## Che cosa volevamo fare" in text
    assert "What" not in text


def test_charts_are_pictures_with_words_beside_a_table_with_the_same_numbers(november: Month) -> None:
    made = report(november)
    assert set(made.charts) == {"channels.svg", "pillars.svg", "formats.svg", "hours.svg"}
    for name, svg in made.charts.items():
        root = ET.fromstring(svg)  # noqa: S314 - we made it
        said = {child.tag.rpartition("}")[2]: child.text or "" for child in root}
        assert said["title"]
        assert said["desc"].count(":") > 1
        assert "prefers-color-scheme:dark" in said["style"]
        assert "@media print" in said["style"]
        before, _, after = made.text.partition(f"(2026-11/{name})")
        assert after.strip().startswith("|"), "the table stands right below"
        assert before
        assert "<script" not in svg


def test_what_people_wrote_stays(november: Month) -> None:
    first = report(november)
    assert first.text.count(YOURS) == 1
    again = monthly(around(DAILY), november, (), "en", yours="We **stop** the shop.\n")
    assert again.text.endswith(f"{YOURS}\n\nWe **stop** the shop.\n")
    assert again.text.partition(YOURS)[0] == first.text.partition(YOURS)[0]


def test_the_best_and_worst_are_told_with_facts(november: Month) -> None:
    lines = report(november).text.splitlines()
    best = next(number for number, line in enumerate(lines) if line.startswith("| Post | Channel |"))
    ranked = sorted((one.numbers["reactions"] + one.numbers["comments"] for one in of_month(11)), reverse=True)
    shown = [float(line.split(" | ")[2]) for line in lines[best + 2 : best + 8]]
    assert shown == [*ranked[:3], *ranked[-3:]]
    assert "07:00, carousel, mostly 22 reactions" in lines[best + 2]


def test_nothing_is_said_of_a_month_in_which_nothing_went_out(archive: Archive) -> None:
    empty = month_of(archive, date(2027, 3, 1), datetime(2027, 4, 9, tzinfo=UTC), ROME)
    text = monthly(around(DAILY), empty, (), "en").text
    assert "0 posts went out, 0 times in all. Networks told of – interactions" in text
    assert "Nothing went out in this month." in text
    assert proposed(around(DAILY), empty, ()) == ()


def test_a_month_that_is_not_over_says_so(archive: Archive) -> None:
    early = month_of(archive, NOVEMBER, datetime(2026, 11, 10, 12, tzinfo=UTC), ROME)
    assert "The month is not over" in monthly(around(DAILY), early, (), "en").text
    assert sum(one.interactions is not None for one in early.results) == 9, "later readings are not known yet"


def test_the_proposal_follows_from_the_numbers(november: Month) -> None:
    found = proposed(around(DAILY), november, ())
    assert [one.what.en for one in found] == [
        "How to: 45% of all posts; The shop: 55%",
        "mastodon: tue 19:30 → tue 07:30",
    ]
    assert [(path, edit.keys, edit.value) for one in found for path, edit in one.edits] == [
        ("strategy.md", ("pillars", "@education", "share"), "45%"),
        ("strategy.md", ("pillars", "@shop", "share"), "55%"),
        ("brand/channels/mastodon.yml", ("cadence", "slots", 0), '"tue 07:30"'),
    ]
    assert found[0].why.it.startswith("education: di più: ×")


def test_every_question_behind_a_proposal_can_be_asked(archive: Archive, november: Month) -> None:
    strategy = a_strategy(experiments=(an_experiment(),))
    around_it = around(DAILY, strategy, Cadence(14, ("tue 19:30",)))
    outcomes = gather(archive, around_it, november)
    found = proposed(around_it, november, outcomes)
    assert len(found) == 4, [one.what.en for one in found]
    for one in found:
        assert archive.ask(one.question).rows
    shares = archive.ask(found[0].question).dicts()
    assert {row["pillar"]: row["n"] for row in shares} == {"education": 60, "shop": 60}
    assert archive.ask(found[1].question).rows == [(90,)]
    assert found[1].what.en == "mastodon: 7 posts a week"


def an_experiment(**more: object) -> Experiment:
    values: dict[str, object] = {
        "id": "early",
        "hypothesis": "Mornings are better",
        "metric": "reactions per post",
        "start_on": date(2026, 10, 20),
        "end_on": date(2026, 11, 10),
        "decision": None,
        "place": HERE,
    }
    return Experiment(**(values | more))  # type: ignore[arg-type]


def test_an_experiment_without_a_difference_is_called_that(archive: Archive, november: Month) -> None:
    around_it = around(DAILY, a_strategy(experiments=(an_experiment(),)))
    (outcome,) = gather(archive, around_it, november)
    assert outcome.comparison is not None
    assert (outcome.comparison.first, outcome.comparison.second) == (22, 22)
    assert outcome.over
    (decided,) = (one for one in proposed(around_it, november, (outcome,)) if one.what.en.startswith("early"))
    assert decided.what.en == "early: not shown: no difference that is sure"
    text = monthly(around_it, november, (outcome,), "en").text
    assert "nobody can tell yet: ×" in text


@pytest.mark.parametrize(
    "more",
    [
        {"decision": "On Friday we decide"},
        {"metric": "orders from abroad"},
        {"end_on": date(2026, 12, 31)},
        {"start_on": date(2026, 11, 6)},
        {"end_on": None},
    ],
    ids=["decided by people", "told by no network", "still running", "too few", "without an end"],
)
def test_an_experiment_is_only_decided_on_evidence(archive: Archive, november: Month, more: dict[str, object]) -> None:
    around_it = around(DAILY, a_strategy(experiments=(an_experiment(**more),)))
    outcomes = gather(archive, around_it, november)
    assert not [one for one in proposed(around_it, november, outcomes) if one.what.en.startswith("early")]


def test_numbers_that_do_not_differ_change_nothing(tmp_path: Path) -> None:
    flat = Past.daily(
        date(2026, 8, 3),
        120,
        lambda number, day: dataclasses.replace(one_a_day(number, day), numbers={"reactions": 10.0 + number * 7 % 5}),
    )
    with open_archive(flat.facts(), flat.files(), tmp_path) as archive:
        month = month_of(archive, NOVEMBER, MADE_AT, ROME)
    assert proposed(around(flat), month, ()) == ()
    assert "The numbers are not sure enough to change anything." in monthly(around(flat), month, (), "en").text


def test_posts_that_nobody_read_are_no_zeros(tmp_path: Path) -> None:
    unread = Past(tuple(dataclasses.replace(one, numbers={}) for one in DAILY.sent))
    with open_archive(unread.facts(), unread.files(), tmp_path) as archive:
        month = month_of(archive, NOVEMBER, MADE_AT, ROME)
    text = monthly(around(unread), month, (), "en").text
    assert "Networks told of – interactions" in text
    assert "mastodon: nothing was read." in text
    assert proposed(around(unread), month, ()) == ()
