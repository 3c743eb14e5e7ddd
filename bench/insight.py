"""Ask ten typical questions of 10,000 posts on 5 channels with 30 readings each: 1.5 million numbers.

`python -m bench.insight` makes the numbers, puts them into the tables, asks and prints how long each step took.
It fails when a question takes 0.2 seconds or more, at the best of three. Then it goes the whole way, from numbers as a
pull has them to the report of a month, with a tenth of them and with all, and fails when ten times as many take more
than twelve times as long: two more for other work on the machine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from smm_build.domain.brand import Brand, LinkRules, Voice
from smm_build.domain.place import Places
from smm_build.domain.reading import Metric, Reading
from smm_build.domain.workspace import Workspace
from smm_build.insight.archive import Archive, open_archive
from smm_build.insight.facts import Facts
from smm_build.insight.figures import month_of
from smm_build.insight.monthly import monthly
from smm_build.insight.proposal import proposed
from smm_build.insight.store import COLUMNS, append, tables

__all__ = ["QUESTIONS", "made", "main"]

POSTS = 10_000
CHANNELS = ("instagram", "facebook", "x", "linkedin", "mastodon")
READINGS = 30
LIMIT = 0.2
"""Seconds one question may take."""
_MOST_GROWTH = 12
_TRIES = 3
"""The best of so many counts: the others were slowed by something else."""

_FIRST = date(2024, 1, 1)
_PER_DAY = 10
_METRICS = ("views", "reach", "reactions", "comments", "shares")
_PILLARS = ("origins", "education", "shop", "product")
_FORMATS = ("text", "picture", "carousel", "video")

QUESTIONS = {
    "a month's results": "SELECT * FROM results('2026-05-01', '2026-06-01', '2026-06-02')",
    "by channel": "SELECT channel, count(*), median(interactions) FROM results('2026-05-01', '2026-06-01',"
    " '2026-06-02') GROUP BY channel",
    "by pillar, 90 days": "SELECT pillar, count(*), median(interactions) FROM results('2026-02-01', '2026-05-01',"
    " '2026-05-02') GROUP BY pillar",
    "by format and hour, a year": "SELECT format, hour, count(*), median(views) FROM results('2025-06-01',"
    " '2026-06-01', '2026-06-02') GROUP BY format, hour",
    "best ten of all time": "SELECT post, channel, sum(value) AS n FROM latest WHERE metric = 'reactions'"
    " GROUP BY post, channel ORDER BY n DESC LIMIT 10",
    "one post's numbers over time": "SELECT read_at, metric, value FROM readings WHERE post = 'post-7000'"
    " AND channel = 'x' ORDER BY read_at",
    "readings a day": "SELECT CAST(read_at AS DATE) AS day, count(*) FROM readings GROUP BY day ORDER BY day",
    "followers over time": "SELECT channel, read_at, value FROM readings WHERE post IS NULL AND metric = 'followers'"
    " ORDER BY channel, read_at",
    "posts nobody read": "SELECT d.post, d.channel FROM deliveries d LEFT JOIN latest l ON l.post = d.post"
    " AND l.channel = d.channel WHERE l.post IS NULL",
    "shares of the pillars": "SELECT pillar, count(*) / sum(count(*)) OVER () FROM posts GROUP BY pillar",
}


def made(posts: int = POSTS) -> tuple[Facts, list[tuple[str, bytes]]]:
    """Return the rows and the CSV files of a made-up history of ``posts`` posts; the same every time."""
    days = [_FIRST + timedelta(days=number // _PER_DAY) for number in range(posts)]
    rows: Facts = {
        "posts": [
            (f"post-{n}", f"Post {n}", f"content/posts/{n}.md", _PILLARS[n % 4], "aim", None, "giulia", "it")
            for n in range(posts)
        ],
        "deliveries": [_delivery(n, day, channel) for n, day in enumerate(days) for channel in CHANNELS],
        "channels": [(name, name, name, 3.0, False) for name in CHANNELS],
        "objectives": [("aim", "Aim", "reactions per month", "10", "20", date(2026, 12, 31))],
        "pillars": [(name, name.title(), 0.25) for name in _PILLARS],
    }
    head = ",".join(COLUMNS) + "\n"
    months: dict[str, list[str]] = {}
    for month, line in _lines(days):
        months.setdefault(month, []).append(line)
    return rows, [(f"readings/{month}/01.csv", (head + "".join(some)).encode()) for month, some in months.items()]


def _delivery(number: int, day: date, channel: str) -> tuple[str | int | date | datetime | None, ...]:
    sent = datetime(day.year, day.month, day.day, 6 + number % 14)  # noqa: DTZ001 - tables hold UTC without a zone
    weekday = day.isoweekday()
    return (
        f"post-{number}",
        channel,
        "sent",
        sent,
        sent,
        day,
        weekday,
        sent.hour,
        _FORMATS[number % 7 % 4],
        1,
        None,
    )


def _lines(days: list[date]) -> Iterator[tuple[str, str]]:
    times = READINGS // len(_METRICS)
    for number, day in enumerate(days):
        for age in range(times):
            at = datetime(day.year, day.month, day.day, 23, tzinfo=UTC) + timedelta(days=age * 2)
            stamp, month = f"{at:%Y-%m-%dT%H:%M:%SZ}", f"{at:%Y-%m}"
            for place, channel in enumerate(CHANNELS):
                for size, metric in enumerate(_METRICS):
                    value = (number * 7919 + place * 104_729) % (4000 >> size) * (age + 1) // times
                    yield month, f"{channel},post-{number},1,{metric},{value},{stamp},{metric}_count,api\n"
    for channel in CHANNELS:
        for number, day in enumerate(sorted(set(days))):
            yield f"{day:%Y-%m}", f"{channel},,1,followers,{1000 + number},{day}T22:00:00Z,followers,api\n"


def main() -> int:
    """Measure and print; return 1 when a question took too long."""
    rows, files = made()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        open_archive(rows, files, Path(folder)).close()
        count = sum(len(content.splitlines()) - 1 for _, content in files)
        print(f"{count:,} numbers into the tables: ", end="")
        print(f"{time.perf_counter() - began:.2f} s")
        began = time.perf_counter()
        with open_archive(rows, files, Path(folder)) as archive:
            print(f"opened again: {time.perf_counter() - began:.2f} s")
            slow = max(_timed(archive, name, sql) for name, sql in QUESTIONS.items())
            slow = max(slow, _report(archive))
    return max(slow, _growth())


class _Branch:
    """A branch of files in memory: what git does is measured with the ledger."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def read(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """Yield the files of a folder."""
        return ((path, content) for path, content in sorted(self.files.items()) if path.startswith(folder))

    def add(self, files: Mapping[str, bytes], message: str) -> None:  # noqa: ARG002 - as a branch has it
        """Keep the files."""
        self.files.update(files)


def _growth() -> int:
    """Go from numbers to a report with a tenth of the posts and with all of them; tell how much longer that takes."""
    few, many = (_whole_way(posts) for posts in (POSTS // 10, POSTS))
    print(f"pull to report: ten times the numbers take {many / few:.1f} times as long")
    return int(many / few > _MOST_GROWTH)


def _whole_way(posts: int) -> float:
    """Append, put into tables and report; return the seconds of CPU, which other work hardly changes."""
    rows, _ = made(posts)
    last = _FIRST + timedelta(days=posts // _PER_DAY)
    first = (last.replace(day=1) - timedelta(days=1)).replace(day=1)
    told = list(_told(posts))
    branch = _Branch()
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        count = append(branch, told)
        kept = time.process_time()
        with open_archive(rows, tables(branch), Path(folder)) as archive:
            at = datetime(last.year, last.month, last.day, tzinfo=UTC)
            month = month_of(archive, first, at, ZoneInfo("Europe/Rome"))
            monthly(_workspace(), month, (), "en")
    ended = time.process_time()
    print(f"{count:,} numbers kept in {kept - began:.1f} s of CPU, in a report after {ended - began:.1f} s")
    return ended - began


def _told(posts: int) -> Iterator[Reading]:
    """Yield the numbers as a network module tells them."""
    for number in range(posts):
        sent = datetime(_FIRST.year, _FIRST.month, _FIRST.day, 23, tzinfo=UTC) + timedelta(days=number // _PER_DAY)
        for age in range(READINGS // len(_METRICS)):
            at = sent + timedelta(days=age * 2)
            for channel in CHANNELS:
                for metric in _METRICS:
                    yield Reading(channel, f"post-{number}", Metric(metric), float(number % 4000 + age), at, metric)


def _report(archive: Archive) -> int:
    """Make a month's report and what it suggests; fail when one of its questions takes too long."""
    began = time.perf_counter()
    month = month_of(archive, date(2026, 5, 1), datetime(2026, 6, 9, tzinfo=UTC), ZoneInfo("Europe/Rome"))
    asked = time.perf_counter() - began
    text = monthly(_workspace(), month, (), "en").text
    found = proposed(_workspace(), month, ())
    print(f"six questions of a report: {asked * 1000:.0f} ms, {len(month.base) + len(month.results):,} results")
    print(f"the report with {len(found)} suggestions: {time.perf_counter() - began:.2f} s, {len(text):,} characters")
    return int(asked / 6 >= LIMIT)


def _workspace() -> Workspace:
    nowhere = Places("", {}, {})
    brand = Brand("Bench", ZoneInfo("Europe/Rome"), "en", ("en",), None, None, timedelta(hours=6), (), {}, (), LinkRules(), Voice(), nowhere)  # fmt: skip  # noqa: E501
    return Workspace(brand, {}, {}, (), {}, None)


def _timed(archive: Archive, name: str, sql: str) -> int:
    seconds, rows = float("inf"), 0
    for _ in range(_TRIES):
        began = time.perf_counter()
        rows = len(archive.ask(sql).rows)
        seconds = min(seconds, time.perf_counter() - began)
    print(f"{name}: {seconds * 1000:.0f} ms, {rows:,} rows")
    return int(seconds >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
