"""The simulated year: looking ahead makes a late cron harmless as long as runs come at all."""

from __future__ import annotations

import random
from datetime import timedelta

from bench.cron import Lateness, cron_as_it_is, every, simulate, year_of_posts

AHEAD = timedelta(minutes=55)


def figures(ahead: timedelta, *, steady: bool) -> Lateness:
    """Simulate the year with runs that look ahead so far."""
    chance = random.Random(7)  # noqa: S311 - another year than the one in the documentation
    runs = every(timedelta(minutes=50), chance) if steady else cron_as_it_is(chance)
    return simulate(year_of_posts(chance), [(at, ahead) for at in runs])


def test_with_a_run_every_fifty_minutes_and_a_look_ahead_nearly_all_posts_are_on_the_minute() -> None:
    found = figures(AHEAD, steady=True)
    assert (len(found.sent), found.missed) == (2_000, 0)
    assert found.at(0.99) < timedelta(seconds=60)


def test_without_looking_ahead_they_are_as_late_as_the_runs() -> None:
    found = figures(timedelta(), steady=True)
    assert found.at(0.99) > timedelta(minutes=30)


def test_what_is_too_late_is_counted_and_nothing_gets_lost() -> None:
    found = figures(AHEAD, steady=False)
    assert len(found.sent) + found.missed == 2_000
    assert found.missed > 0
    assert found.at(1) <= timedelta(hours=6, minutes=1)
