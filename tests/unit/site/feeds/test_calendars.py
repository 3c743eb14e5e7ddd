"""Calendars, read back by another hand: the ``icalendar`` package, and khal where a system has it."""

from __future__ import annotations

import shutil
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


def test_khal_reads_the_calendar(tmp_path: Path) -> None:
    khal = shutil.which("khal")
    if khal is None:
        pytest.skip("khal is not installed here (Debian, Ubuntu: apt-get install khal)")
    some = [
        delivery(post("p", "Caffè; crema, e già"), channel("x"), datetime(2026, 7, 1, 9, 30, tzinfo=ROME), State.MANUAL)
    ]
    (tmp_path / "all.ics").write_text(feeds_of(some)["feeds/all.ics"], "utf-8", newline="")
    (tmp_path / "calendars").mkdir()
    (tmp_path / "khal.conf").write_text(
        f"[calendars]\n[[plan]]\npath = {tmp_path}/calendars\n[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    done = subprocess.run(
        [
            khal,
            "-c",
            tmp_path / "khal.conf",
            "printics",
            "--format",
            "{start} | {title} | {status}",
            tmp_path / "all.ics",
        ],
        capture_output=True,
        check=False,
    )
    said = done.stdout.decode() + done.stderr.decode()
    assert "2026-07-01 08:30 | Caffè; crema, e già (X)" in said, said
