"""A month with known numbers, as rows and CSV, for tests of reports and proposals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from smm_build.insight.facts import Cell, Facts
from smm_build.insight.store import COLUMNS
from tests.values import ROME

__all__ = ["Past", "Sent"]


@dataclass(frozen=True)
class Sent:
    """One delivery on a day at an hour of Rome's clock, and its numbers a day after it went out."""

    post: str
    day: date
    hour: int = 9
    channel: str = "mastodon"
    pillar: str | None = "education"
    format: str = "text"
    campaign: str | None = None
    numbers: dict[str, float] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, time(self.hour), ROME).astimezone(UTC)


@dataclass(frozen=True)
class Past:
    """What was sent, and the accounts' followers by channel and moment."""

    sent: tuple[Sent, ...]
    followers: tuple[tuple[str, datetime, int], ...] = ()

    @classmethod
    def daily(cls, first: date, days: int, make: Callable[[int, date], Sent]) -> Past:
        """One delivery a day."""
        return cls(tuple(make(number, first + timedelta(days=number)) for number in range(days)))

    def facts(self) -> Facts:
        """The rows of the tables."""
        posts: dict[str, tuple[Cell, ...]] = {
            one.post: (one.post, one.post.title(), "", one.pillar, "aim", one.campaign, None, "en") for one in self.sent
        }
        return {
            "posts": list(posts.values()),
            "deliveries": [self._delivery(one) for one in self.sent],
            "channels": [(name, name, name, 3.0, False) for name in sorted({one.channel for one in self.sent})],
            "objectives": [],
            "pillars": [],
        }

    def _delivery(self, one: Sent) -> tuple[Cell, ...]:
        at = one.at.replace(tzinfo=None)
        when = (at, at, one.day, one.day.isoweekday(), one.hour)
        return (one.post, one.channel, "sent", *when, one.format, 1, f"https://m.example/{one.post}")

    def files(self) -> list[tuple[str, bytes]]:
        """The store's files."""
        rows = [
            f"{one.channel},{one.post},1,{metric},{value:g},{one.at + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ},n,api"
            for one in self.sent
            for metric, value in one.numbers.items()
        ]
        rows += [f"{name},,1,followers,{count},{at:%Y-%m-%dT%H:%M:%SZ},n,api" for name, at, count in self.followers]
        return [("readings/2026-11/all.csv", "\n".join([",".join(COLUMNS), *rows, ""]).encode())]
