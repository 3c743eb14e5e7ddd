"""Which numbers an objective is measured by, where its metric says so in words that leave no doubt. Pure.

A metric such as "reach per month" or "salvataggi e condivisioni al mese" can be measured. "Buyers from Turin" cannot:
no network tells it, and a number that only looks like it would be worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from smm_build.domain.reading import Metric
from smm_build.domain.strategy import Objective
from smm_build.insight.figures import Month, Result

__all__ = ["Kpi", "Measure", "kpi", "number_in", "read_measure"]

_WORDS: Mapping[str, str] = {
    **{metric.value.replace("_", " "): metric.value for metric in Metric},
    "impressions": "views",
    "visualizzazioni": "views",
    "impression": "views",
    "people reached": "reach",
    "persone raggiunte": "reach",
    "copertura": "reach",
    "likes": "reactions",
    "reazioni": "reactions",
    "mi piace": "reactions",
    "replies": "comments",
    "commenti": "comments",
    "risposte": "comments",
    "reposts": "shares",
    "condivisioni": "shares",
    "bookmarks": "saves",
    "salvataggi": "saves",
    "link clicks": "clicks",
    "clic": "clicks",
    "nuovi follower": "follows",
    "new followers": "follows",
    "follower": "followers",
    "seguaci": "followers",
    "profile visits": "profile_visits",
    "visite al profilo": "profile_visits",
    "interactions": "interactions",
    "interazioni": "interactions",
}
_SPAN = re.compile(
    r"\s*(?:(?P<month>(?:per|a|al|ogni|each) (?:month|mese)|/ ?(?:month|mese)|monthly|mensili)"
    r"|(?P<post>(?:per|a|each|ogni) (?:post|uscita|contenuto)|/ ?post))\s*$"
)
_AND = re.compile(r"\s*(?:,|\+|\band\b|\be\b)\s*")
_NUMBER = re.compile(r"[+-]?\d[\d.,' ]*")


@dataclass(frozen=True, slots=True)
class Measure:
    """Metrics that are added up: over a month, on average of a post, or of the accounts (``followers``)."""

    metrics: tuple[str, ...]
    per_post: bool = False

    @property
    def of_account(self) -> bool:
        """Whether it is read from the accounts and not from posts."""
        return self.metrics == ("followers",)


@dataclass(frozen=True, slots=True)
class Kpi:
    """An objective in numbers, of the month, the month before and a month of the base; ``None`` is not known."""

    objective: Objective
    measure: Measure | None
    now: float | None
    before: float | None
    base: float | None

    @property
    def way(self) -> float | None:
        """How much of the way from the baseline to the target is done, 1 at the target."""
        start, end = number_in(self.objective.baseline), number_in(self.objective.target)
        if self.now is None or end is None or start is None or start == end:
            return None
        return (self.now - start) / (end - start)


def read_measure(text: str | None) -> Measure | None:
    """Return what an objective's metric measures, ``None`` when it is not wholly in known words."""
    said = " ".join((text or "").casefold().split())
    span = _SPAN.search(said)
    bare = said[: span.start()] if span else said
    names = [_WORDS.get(word) for word in _AND.split(bare)]
    metrics = tuple(name for name in names if name)
    if not metrics or len(metrics) < len(names):
        return None
    return Measure(metrics, per_post=bool(span and span["post"]))


def number_in(text: str | None) -> float | None:
    """Return the number a baseline or target is, with thousands separators of either kind; ``None`` for other words."""
    match = _NUMBER.fullmatch((text or "").strip())
    if not match:
        return None
    plain = re.sub(r"[' ]", "", match[0])
    if re.fullmatch(r"[+-]?\d{1,3}([.,])\d{3}(?:\1\d{3})*", plain):
        plain = re.sub(r"[.,]", "", plain)
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None


def kpi(objective: Objective, month: Month) -> Kpi:
    """Return an objective's numbers: of the month, of the month before, and on average of a month of the base."""
    measure = read_measure(objective.metric)
    if measure is None:
        return Kpi(objective, None, None, None, None)
    if measure.of_account:
        now, before = (_followers(objective, numbers) for numbers in (month.accounts, month.accounts_before))
        return Kpi(objective, measure, now, before, None)
    now, before = (_measured(objective, measure, some) for some in (month.results, month.before))
    base = _measured(objective, measure, month.base)
    return Kpi(objective, measure, now, before, base if base is None or measure.per_post else base / 3)


def _followers(objective: Objective, accounts: Mapping[tuple[str, str], float]) -> float | None:
    told = [
        value
        for (channel, metric), value in accounts.items()
        if metric == "followers" and (not objective.channels or channel in objective.channels)
    ]
    return sum(told) if told else None


def _measured(objective: Objective, measure: Measure, results: tuple[Result, ...]) -> float | None:
    own = [one for one in results if not objective.channels or one.channel in objective.channels]
    told = [
        sum(one.numbers.get(metric, 0) for metric in measure.metrics)
        for one in own
        if any(metric in one.numbers for metric in measure.metrics)
    ]
    if not told:
        return None
    return fmean(told) if measure.per_post else sum(told)
