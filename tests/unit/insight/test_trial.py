"""The comparison keeps its promise: it is wrong as seldom as it says."""

from __future__ import annotations

import math
import random

import pytest

from smm_build.insight.kpi import Measure, number_in, read_measure
from smm_build.insight.trial import ENOUGH, Verdict, compare, student


@pytest.mark.parametrize(
    ("p", "freedom", "printed"),
    [
        (0.975, 7, 2.365),
        (0.975, 10, 2.228),
        (0.975, 30, 2.042),
        (0.995, 10, 3.169),
        (0.995, 20, 2.845),
        (0.9975, 12, 3.428),
        (0.95, 8, 1.860),
    ],
)
def test_quantiles_are_as_printed(p: float, freedom: int, printed: float) -> None:
    assert student(p, freedom) == pytest.approx(printed, abs=0.004)


def test_too_few_is_too_few() -> None:
    assert compare([100.0] * (ENOUGH - 1), [1.0] * 50).verdict is Verdict.TOO_FEW
    assert compare([100.0] * 50, []).verdict is Verdict.TOO_FEW


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    chance = random.Random(20261123)  # noqa: S311 - the same dice every time
    rounds, held, wrong = 2000, 0, 0
    for _ in range(rounds):
        first = [math.expm1(chance.gauss(3 + math.log(1.5), 0.9)) for _ in range(12)]
        second = [math.expm1(chance.gauss(3, 0.5)) for _ in range(20)]
        found = compare([max(0.0, one) for one in first], [max(0.0, one) for one in second])
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 1.5 <= found.high
        alike = [[max(0.0, math.expm1(chance.gauss(2, 0.8))) for _ in range(10)] for _ in range(2)]
        same = compare(alike[0], alike[1])
        wrong += same.verdict is not Verdict.UNDECIDED
    print(f"held {held / rounds:.3f}, wrong {wrong / rounds:.3f}")
    assert 0.935 < held / rounds < 0.965
    assert wrong / rounds < 0.065


def test_whoever_looks_more_often_has_to_be_surer() -> None:
    first, second = [12.0, 15, 9, 20, 14, 11, 13, 16], [8.0, 7, 11, 12, 6, 9, 10, 8]
    once, often = compare(first, second), compare(first, second, looks=20)
    assert once.verdict is Verdict.MORE
    assert often.low is not None
    assert once.low is not None
    assert often.low < once.low


def test_groups_without_any_difference_inside_are_compared_too() -> None:
    assert compare([5.0] * 8, [5.0] * 8).verdict is Verdict.UNDECIDED
    assert compare([9.0] * 8, [5.0] * 8).verdict is Verdict.MORE


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("reach per month", Measure(("reach",))),
        ("Salvataggi e condivisioni al mese", Measure(("saves", "shares"))),
        ("Comments per post", Measure(("comments",), per_post=True)),
        ("Risposte per uscita", Measure(("comments",), per_post=True)),
        ("followers", Measure(("followers",))),
        ("Persone raggiunte al mese a Torino", None),
        ("Salvataggi e condivisioni al mese sui contenuti educativi", None),
        ("Qualified requests", None),
        ("", None),
        (None, None),
    ],
)
def test_a_metric_is_understood_wholly_or_not_at_all(text: str | None, measure: Measure | None) -> None:
    assert read_measure(text) == measure


@pytest.mark.parametrize(
    ("text", "value"),
    [("9000", 9000), ("11.400", 11400), ("11,400", 11400), ("1'200", 1200), ("4.5", 4.5), ("4,5", 4.5), ("many", None),
     ("1.234.567", 1234567), ("12 a month", None), (None, None), ("1,2,3", None)],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str | None, value: float | None) -> None:
    assert number_in(text) == value
