"""A channel's times move only from hours that surely do worse to hours that surely do better."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from smm_build.insight.figures import Result
from smm_build.insight.hours import better_slots, block_of, standings
from smm_build.insight.trial import Verdict


def result(number: int, hour: int, interactions: float, channel: str = "x") -> Result:
    day = date(2026, 9, 1) + timedelta(days=number)
    return Result(
        f"post-{number}-{hour}",
        "Post",
        channel,
        None,
        None,
        "en",
        "text",
        day,
        day.isoweekday(),
        hour,
        None,
        datetime(2026, 11, 1, tzinfo=UTC),
        {"interactions": interactions},
    )


def day_of(hours: dict[int, float], days: int = 20) -> list[Result]:
    return [result(number, hour, usual + number % 3) for number in range(days) for hour, usual in hours.items()]


@pytest.mark.parametrize(
    ("slots", "moved"),
    [
        (("tue 18:30", "sat 10:00"), ("tue 07:30", "sat 10:00")),
        (("tue 18:30", "tue 07:30"), ("tue 18:30", "tue 07:30")),
        (("tue 18:30", "tue 19:30"), ("tue 07:30", "tue 19:30")),
        ((), ()),
    ],
    ids=["worse hours move", "not onto another", "not both onto one", "no times"],
)
def test_times_move_to_where_posts_do_better(slots: tuple[str, ...], moved: tuple[str, ...]) -> None:
    assert better_slots(slots, day_of({7: 40, 12: 20, 18: 6})) == moved


@pytest.mark.parametrize(
    "results",
    [day_of({7: 20, 18: 20}), day_of({7: 40, 18: 6}, days=5), [], [result(n, 18, 0) for n in range(30)]],
    ids=["all alike", "too few", "nothing", "all zero"],
)
def test_nothing_moves_without_evidence(results: list[Result]) -> None:
    assert better_slots(("tue 18:30",), results) == ("tue 18:30",)


def test_a_loud_channel_does_not_make_an_hour_look_good() -> None:
    loud = [result(number, 7, 1000 + number % 5, "loud") for number in range(20)]
    quiet = [result(number, 18, 10 + number % 5, "quiet") for number in range(20)]
    assert {one.against.verdict for one in standings([*loud, *quiet], block_of)} == {Verdict.UNDECIDED}


def test_blocks_hold_three_hours() -> None:
    assert [block_of(result(0, hour, 1)) for hour in (0, 2, 3, 23)] == ["00-03", "00-03", "03-06", "21-24"]
