"""Questions that have a name: `results` puts every number beside the post it is about.

They are part of the tables, so what a report or a proposal rests on can be asked again by anybody, in one line.
"""

from __future__ import annotations

from smm_build.domain.ad import OF_ADS
from smm_build.domain.reading import Metric

__all__ = ["INTERACTIONS", "MACROS", "NUMBERS", "WIDEST"]

NUMBERS = tuple(metric.value for metric in Metric if metric is not Metric.FOLLOWERS)
"""What is counted of a post; ``followers`` are an account's."""

INTERACTIONS = ("reactions", "comments", "shares", "quotes", "saves")
"""What is added up as ``interactions``: what people did with a post. Clicks and views are not among them."""

WIDEST = ("views", "reach")
"""Of a thread, these are its widest part's: whoever reads on is not another person."""


def _column(metric: str) -> str:
    how = "max" if metric in WIDEST else "sum"
    return f"{how}(value) FILTER (metric = '{metric}') AS {metric}"


_SUM = " + ".join(f"coalesce({name}, 0)" for name in INTERACTIONS)
_ANY = ", ".join(INTERACTIONS)

_RESULTS = f"""
CREATE MACRO results(first_day, day_after, read_until) AS TABLE
WITH newest AS (
  SELECT r.channel, r.post, r.part, r.metric, arg_max(r.value, r.read_at) AS value, max(r.read_at) AS read_at
  FROM readings r JOIN deliveries d ON r.channel = d.channel AND r.post = d.post
  WHERE d.day >= CAST(first_day AS DATE) AND d.day < CAST(day_after AS DATE)
    AND r.read_at <= CAST(read_until AS TIMESTAMP)
  GROUP BY r.channel, r.post, r.part, r.metric
), wide AS (
  SELECT channel, post, max(read_at) AS read_at, {", ".join(map(_column, NUMBERS))}
  FROM newest GROUP BY channel, post
)
SELECT d.post, coalesce(p.title, d.post) AS title, d.channel, c.network, p.pillar, p.objective, p.campaign, p.language,
  d.format, d.day, d.weekday, d.hour, d.url, d.sent_at, w.read_at, {", ".join(f"w.{name}" for name in NUMBERS)},
  CASE WHEN coalesce({_ANY}) IS NULL THEN NULL ELSE {_SUM} END AS interactions
FROM deliveries d
LEFT JOIN posts p ON p.post = d.post
LEFT JOIN channels c ON c.channel = d.channel
LEFT JOIN wide w ON w.channel = d.channel AND w.post = d.post
WHERE d.state IN ('sent', 'amended') AND d.day >= CAST(first_day AS DATE) AND d.day < CAST(day_after AS DATE)
"""  # noqa: S608 - made of our own names

_ACCOUNTS = """
CREATE MACRO accounts(read_until) AS TABLE
SELECT channel, metric, arg_max(value, read_at) AS value, max(read_at) AS read_at
FROM readings WHERE post IS NULL AND read_at <= CAST(read_until AS TIMESTAMP)
GROUP BY channel, metric
"""

_ADVERTISING = f"""
CREATE MACRO advertising(read_until) AS TABLE
SELECT post AS ad, channel, metric, arg_max(value, read_at) AS value, max(read_at) AS read_at
FROM readings WHERE starts_with(post, '{OF_ADS}') AND read_at <= CAST(read_until AS TIMESTAMP)
GROUP BY post, channel, metric
"""  # noqa: S608 - made of our own names

MACROS = (_RESULTS, _ACCOUNTS, _ADVERTISING)
"""``results(first_day, day_after, read_until)``, ``accounts(read_until)`` and ``advertising(read_until)``, as DuckDB
takes them."""
