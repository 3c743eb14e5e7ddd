"""Calendars, read back by other hands: the ``icalendar`` package, and khal."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.history import Change, FileHistory
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.post import Post
from smm_build.domain.strategy import Campaign
from smm_build.site.feeds import feed_files
from smm_build.site.feeds.ical import Alarm, Entry, calendar
from smm_build.site.view import Shown
from tests.servers import places
from tests.site_workspaces import NOW, NOWHERE, ROME, brand, channel, delivery, plan, post, workspace

BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def feeds_of(
    some: list[PlannedDelivery],
    *,
    changes: int = 0,
    address: str | None = None,
    posts: tuple[Post, ...] = (),
    campaigns: dict[str, Campaign] | None = None,
) -> dict[str, str]:
    shown = Shown(workspace(some, of=brand("it"), posts=posts, campaigns=campaigns), (), plan(some))
    history = FileHistory(Change(BEFORE, "Ada"), Change(BEFORE, "Ada"), changes)
    paths = {one.variant.post.path for one in some}
    return dict(feed_files(shown, Shown(workspace([]), (), plan([])), dict.fromkeys(paths, history), address))


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def entry(start: datetime | date, text: str = "A text", **more: object) -> Entry:
    return Entry(**{  # type: ignore[arg-type]
        "uid": "1", "sequence": 0, "stamp": BEFORE, "start": start, "summary": text, "description": text,
        "status": "CONFIRMED", **more,
    })  # fmt: skip


# --- The format -------------------------------------------------------------------------------------------------------


@given(st.text(max_size=300))
def test_any_text_comes_back_as_it_was_and_no_line_is_too_long(text: str) -> None:
    made = calendar("Name", ROME, [entry(NOW, text)])
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert "\n" not in made.replace("\r\n", "")
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\n\t" or c >= " ")
    kept = "".join(c for c in kept if c != "\x7f" and not 0xD800 <= ord(c) <= 0xDFFF)
    assert str(events(made)[0]["SUMMARY"]) == kept


def test_a_text_cannot_end_its_line_and_begin_another_event() -> None:
    made = calendar("N", ROME, [entry(NOW, "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\rATTENDEE:mailto:a@evil.example")])
    assert len(events(made)) == 1
    assert "ATTENDEE" not in events(made)[0]


@pytest.mark.parametrize("name", ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"])
def test_every_hour_of_two_years_is_the_same_moment_for_whoever_knows_no_zones(name: str) -> None:
    """The zone's own description in the file decides, so it is tried instead of the reader's database."""
    zone = ZoneInfo(name)
    some = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=31 * number) for number in range(560)]
    made = calendar("N", zone, [entry(at) for at in some])
    (description,) = icalendar.Timezone.from_ical(made).walk("VTIMEZONE")
    described = cast("icalendar.Timezone", description).to_tz(lookup_tzid=False)
    for at in some:
        wall = at.astimezone(zone).replace(tzinfo=None)
        assert wall.replace(tzinfo=described).utcoffset() == at.astimezone(zone).utcoffset(), at


def test_an_alarm_and_a_whole_day_are_read_as_such() -> None:
    made = calendar(
        "N", ROME, [entry(NOW, alarms=[Alarm(timedelta(hours=1), "Now, please")]), entry(date(2026, 12, 24))]
    )
    first, second = events(made)
    (alarm,) = first.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=-1)
    assert str(alarm["DESCRIPTION"]) == "Now, please"
    assert second["DTSTART"].dt == date(2026, 12, 24)
    assert second["DTEND"].dt == date(2026, 12, 25)


# --- The plan ---------------------------------------------------------------------------------------------------------


def test_a_post_is_one_entry_for_the_channels_that_go_out_together() -> None:
    first = post("p", "Espresso, at home; now", pillar="craft")
    some = [
        delivery(first, channel("x"), NOW),
        delivery(first, channel("mastodon"), NOW),
        delivery(first, channel("linkedin"), NOW + timedelta(hours=2)),
    ]
    together, later = events(feeds_of(some, address="https://plan.example/site")["feeds/all.ics"])
    assert str(together["SUMMARY"]) == "Espresso, at home; now (X, Mastodon)"
    assert together["DTSTART"].dt == NOW
    assert [str(name) for name in together["CATEGORIES"].cats] == ["X", "Mastodon", "craft"]
    assert str(together["URL"]) == "https://plan.example/site/posts/p.html"
    assert later["DTSTART"].dt == NOW + timedelta(hours=2)
    assert together["UID"] != later["UID"]


def test_a_post_that_moves_keeps_its_name_and_a_changed_file_counts_up() -> None:
    (before,) = events(feeds_of([delivery(post("p"), channel("x"), NOW)], changes=1)["feeds/all.ics"])
    moved = [delivery(post("p", "Another title"), channel("x"), NOW + timedelta(days=9))]
    (after,) = events(feeds_of(moved, changes=2)["feeds/all.ics"])
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_build_without_a_change_makes_the_same_file() -> None:
    some = [delivery(post("p"), channel("x"), NOW)]
    assert feeds_of(some)["feeds/all.ics"] == feeds_of(some)["feeds/all.ics"]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.PLANNED, "CONFIRMED"),
        (State.SENT, "CONFIRMED"),
        (State.DRAFT, "TENTATIVE"),
        (State.BLOCKED, "TENTATIVE"),
        (State.CANCELLED, "CANCELLED"),
    ],
)
def test_the_status_follows_the_state(state: State, status: str) -> None:
    (only,) = events(feeds_of([delivery(post("p"), channel("x"), NOW, state)])["feeds/all.ics"])
    assert only["STATUS"] == status


def test_a_post_by_hand_rings_when_it_is_time() -> None:
    some = [
        delivery(post("by-hand", "Una storia"), channel("instagram"), NOW, State.MANUAL),
        delivery(post("other"), channel("x"), NOW),
    ]
    by_hand, other = events(feeds_of(some)["feeds/all.ics"])
    assert str(by_hand.walk("VALARM")[0]["DESCRIPTION"]) == "Da pubblicare a mano: Una storia"
    assert not other.walk("VALARM")


def test_channels_and_owners_have_calendars_of_their_own() -> None:
    some = [
        delivery(post("hers", owner="giulia"), channel("x"), NOW),
        delivery(post("his", owner="marco rossi"), channel("mastodon"), NOW),
    ]
    made = feeds_of(some)
    assert [str(one["UID"])[:4] for one in events(made["feeds/channel-x.ics"])] == ["hers"]
    assert [str(one["UID"])[:4] for one in events(made["feeds/owner-giulia.ics"])] == ["hers"]
    (marco,) = (path for path in made if path.startswith("feeds/owner-marco-rossi"))
    assert len(events(made[marco])) == 1
    assert f'href="{marco}"' in made["feeds.md"]


def test_deadlines_are_reviews_of_drafts_and_the_days_of_campaigns() -> None:
    winter = Campaign("winter", "c.md", "Inverno", date(2026, 12, 1), date(2027, 1, 6), None, None, "", NOWHERE)
    draft = post("draft", "Bozza", reviewers=("giulia",))
    some = [delivery(draft, channel("x"), NOW + timedelta(days=3), State.DRAFT)]
    made = events(feeds_of(some, campaigns={"winter": winter})["feeds/deadlines.ics"])
    assert [str(one["SUMMARY"]) for one in made] == [
        "Da rivedere: Bozza",
        "Inizia la campagna: Inverno",
        "Finisce la campagna: Inverno",
    ]
    assert made[0]["DTSTART"].dt == NOW + timedelta(days=2)
    assert len(made[0].walk("VALARM")) == 1


KHAL = """\
[calendars]
[[plan]]
path = {0}/calendars
[sqlite]
path = {0}/khal.db
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


def khal(folder: Path, *words: str) -> list[str]:
    """Run khal, https://khal.readthedocs.io, for somebody in London, and return the lines it says."""
    assert places.khal(), "khal was not found: `make test` installs it (Debian, Ubuntu: apt-get install khal)"
    command = ["khal", "-c", str(folder / "khal.conf"), *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_khal_reads_every_calendar_and_shows_the_plan(tmp_path: Path) -> None:
    (tmp_path / "khal.conf").write_text(KHAL.format(tmp_path))
    (tmp_path / "calendars").mkdir()
    winter = Campaign("winter", "c.md", "Inverno", date(2026, 12, 1), date(2027, 1, 6), None, None, "", NOWHERE)
    july, draft = post("p", "Caffè; crema, e già ☕", owner="giulia"), post("d", "Bozza", reviewers=("giulia",))
    some = [
        delivery(july, channel("x"), datetime(2026, 7, 1, 9, 30, tzinfo=ROME), State.MANUAL),
        delivery(post("off", "Niente"), channel("x"), datetime(2026, 7, 2, 9, tzinfo=ROME), State.CANCELLED),
        delivery(draft, channel("mastodon"), NOW + timedelta(days=3), State.DRAFT),
    ]
    calendars = {
        path.rpartition("/")[2]: text
        for path, text in feeds_of(some, campaigns={"winter": winter}).items()
        if path.endswith(".ics")
    }
    assert {"all.ics", "deadlines.ics", "channel-x.ics", "channel-mastodon.ics", "owner-giulia.ics"} == set(calendars)
    for name, text in calendars.items():
        (tmp_path / name).write_text(text, "utf-8", newline="")
        assert len(khal(tmp_path, "printics", "--format", "{title}", name)) == 1 + len(events(text)), name
    for name in ("all.ics", "deadlines.ics"):
        khal(tmp_path, "import", "--batch", "-a", "plan", name)
    said = khal(tmp_path, "list", "--day-format", "", "--format", "{start}|{title}|{status}|{alarm-symbol}",
                "2026-07-01", "200d")  # fmt: skip
    assert [line.split("|")[:2] for line in said if line] == [
        ["2026-07-01 08:30", "Caffè; crema, e già ☕ (X)"],
        ["2026-07-02 08:00", "Niente (X)"],
        ["2026-11-26 09:05", "Da rivedere: Bozza"],
        ["2026-11-27 09:05", "Bozza (Mastodon)"],
        ["2026-12-01", "Inizia la campagna: Inverno"],
        ["2027-01-06", "Finisce la campagna: Inverno"],
    ]
    states = [line.split("|")[2:] for line in said if line]
    assert [state.strip() for state, _ in states][:4] == ["CONFIRMED", "CANCELLED", "CONFIRMED", "TENTATIVE"]
    assert [bool(rings.strip()) for _, rings in states] == [True, False, True, False, False, False]
