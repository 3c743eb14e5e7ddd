from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from smm_build.domain.time import read_time
from smm_build.importers._dates import day_in_name, day_in_text, morning_of, usual_order, wall_text


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("posts/2024/2024-10-2-brc-webinar.md", date(2024, 10, 2)),
        ("2025-11-6-genome-info-posters.md", date(2025, 11, 6)),
        ("2024-06-10_help_forum_integration.md", date(2024, 6, 10)),
        ("retry-201_retry-200_2025-02-24-Canis_lupus.md", date(2025, 2, 24)),
        ("2025-12-17-25.1-release-announcement.md", date(2025, 12, 17)),
        ("20241002-note.md", date(2024, 10, 2)),
        ("tweets/2019/03/07/nock.tweet", date(2019, 3, 7)),
        ("08-31-2020-slack.tweet", date(2020, 8, 31)),
        ("31.08.2020.tweet", date(2020, 8, 31)),
        ("09-09-2020-application.tweet", date(2020, 9, 9)),
        ("2024-13-05-nonsense.md", None),
        ("1234-5678-9.md", None),
        ("galaxy-europe-eu.md", None),
        ("2024/100Kusers.md", None),
    ],
)
def test_days_in_names(name: str, day: date | None) -> None:
    found = day_in_name(name)
    assert (found.day if found else None) == day
    assert found is None or found.other is None


def test_a_name_of_two_days_says_so() -> None:
    found = day_in_name("06-10-2020-election.tweet")
    assert found is not None
    assert {found.day, found.other} == {date(2020, 10, 6), date(2020, 6, 10)}
    assert day_in_text(found, "closes today, October 6 at 0000UTC. See you on October 12th!") == date(2020, 10, 6)
    assert day_in_text(found, "closes on 10 June") == date(2020, 6, 10)
    assert day_in_text(found, "closes today") is None
    assert day_in_text(found, "from 10 June to 6 October") is None


def test_the_order_most_names_have() -> None:
    names = ["08-31-2020", "09-18-2020", "31-01-2020", "06-10-2020", "2020-01-02", "09-09-2020"]
    days = [day for name in names if (day := day_in_name(name))]
    assert usual_order(days) == "month first"
    assert usual_order([]) == "day first"


def test_times_are_read_as_they_were_written() -> None:
    rome = ZoneInfo("Europe/Rome")
    twice = datetime(2024, 10, 27, 1, 30, tzinfo=UTC)  # 02:30 for the second time that night
    for at in (morning_of(date(2024, 6, 1), rome), twice, datetime(2024, 12, 10, 7, 5, 9, tzinfo=UTC)):
        assert read_time(wall_text(at, rome), ZoneInfo("Asia/Tokyo" if at is twice else "Europe/Rome")).at == at
    assert wall_text(morning_of(date(2024, 6, 1), rome), rome) == "2024-06-01 09:00"
