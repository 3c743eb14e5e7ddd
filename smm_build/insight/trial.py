"""Whether two groups of posts really differ: a ratio with an interval, or the honest answer that nobody can tell. Pure.

Numbers of posts are skewed: most get little, a few get a lot. So logarithms are compared, by Welch's test, which
does not ask both groups to scatter alike. The answer is a ratio of what is typical: "1.4 times, between 0.9 and 2.1".
"""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, variance

__all__ = ["ENOUGH", "Comparison", "Verdict", "compare", "student"]

ENOUGH = 8
"""Posts that each group needs. With fewer, one lucky post decides."""

_SURE = 0.95


class Verdict(enum.Enum):
    """What a comparison says."""

    TOO_FEW = "too-few"
    UNDECIDED = "undecided"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first group against the second: how many posts each has, and how many times as much is typical.

    ``low`` and ``high`` are where the true ratio lies in 95 of 100 such comparisons; ``None`` with too few posts.
    """

    first: int
    second: int
    ratio: float | None
    low: float | None
    high: float | None

    @property
    def verdict(self) -> Verdict:
        """What can be said with that much certainty."""
        if self.low is None or self.high is None:
            return Verdict.TOO_FEW
        return Verdict.MORE if self.low > 1 else Verdict.LESS if self.high < 1 else Verdict.UNDECIDED


def compare(first: Sequence[float], second: Sequence[float], looks: int = 1) -> Comparison:
    """Compare two groups of numbers that are not below zero.

    ``looks`` is how many comparisons are made together: the more one looks, the surer each has to be (Bonferroni).
    """
    if min(len(first), len(second)) < ENOUGH:
        return Comparison(len(first), len(second), None, None, None)
    a, b = ([math.log1p(value) for value in group] for group in (first, second))
    shift = fmean(a) - fmean(b)
    spread = (variance(a) / len(a), variance(b) / len(b))
    error = math.sqrt(sum(spread))
    reach = error and error * student(1 - (1 - _SURE) / (2 * looks), _freedom(spread, len(a), len(b)))
    return Comparison(len(a), len(b), math.exp(shift), math.exp(shift - reach), math.exp(shift + reach))


def _freedom(spread: tuple[float, float], first: int, second: int) -> float:
    """Return the degrees of freedom after Welch and Satterthwaite."""
    return sum(spread) ** 2 / (spread[0] ** 2 / (first - 1) + spread[1] ** 2 / (second - 1))


def student(p: float, freedom: float) -> float:
    """Return the quantile of Student's distribution, to three digits from 7 degrees of freedom on.

    The expansion is formula 26.7.5 of Abramowitz and Stegun's handbook, https://personal.math.ubc.ca/~cbm/aands/,
    from memory and held against printed quantiles by a test.
    """
    z = NormalDist().inv_cdf(p)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return sum(term / freedom**power for power, term in enumerate(terms))
