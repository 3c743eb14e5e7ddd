"""How late posts go out when runs come as CI's cron really sends them: ``python -m bench.cron``.

A year of 2,000 posts, decided by the real planner at every moment a run looks. What is simulated is when runs begin and
how long a job takes to get ready; a run sends what is due, and with ``--wait`` it stays until the next moment something
can be sent, as :class:`smm_build.run.publish.PublishRun` does.

Cron as it is, from threads read on 2026-11-22: 4 to 6 hours late (senar-ai/web#36), 10 h 50, 12 h and one that never
came (open-multi-agent/open-multi-agent#557), 12 hours for jobs at :00 and :30 (node-red/flow-library#143), more in
SauersML/gam#2437 and github/docs#3059. How often each happens nobody publishes: :data:`_DELAYS`, :data:`_DROPPED`,
:data:`_GAPS` and :data:`_SPELLS` are a dark guess, and late runs come in spells, not one by one.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from smm_build.domain.channel import Cadence, Channel, Profile
from smm_build.domain.place import Place, Places
from smm_build.domain.plan import State
from smm_build.domain.post import Post, Settings
from smm_build.domain.variant import Variant, VariantPart
from smm_build.plan import make_plan

__all__ = ["Lateness", "cron_as_it_is", "every", "main", "simulate", "year_of_posts"]

_START = datetime(2026, 1, 1, tzinfo=UTC)
_YEAR = timedelta(days=365)
_POSTS = 2_000
_GRACE = timedelta(hours=6)
_LOOK_AHEAD = timedelta(minutes=55)
_READY = timedelta(seconds=45)
"""From the start of a job until ``smm publish`` runs: checkout, Python, installation."""
_SENDING = timedelta(seconds=2)
"""For one delivery: claim, request, receipt."""
_NOMINAL = timedelta(minutes=30)
_DROPPED = 0.15
_DELAYS: tuple[tuple[float, float, float], ...] = ((0.60, 2, 15), (0.28, 15, 60), (0.10, 60, 360), (0.02, 360, 720))
"""How often a run is how late, in minutes from and to."""
_GAPS = 50
"""Times a year that nothing at all begins for two hours."""
_GAP = timedelta(hours=2)
_SPELLS = 15
"""Times a year that runs pile up, and begin all together up to twelve hours later."""
_LONGEST_SPELL = 12.0


def main() -> None:
    """Print one row for each way to run it."""
    posts = year_of_posts(random.Random(1))  # noqa: S311 - for variety, the same on every machine
    bad = cron_as_it_is(random.Random(2))  # noqa: S311
    steady = every(timedelta(minutes=50), random.Random(3))  # noqa: S311
    daemon = [(_START, _YEAR)]
    print(f"{_POSTS} posts in a year; cron as it is: {len(bad)} runs, longest time without one {_longest(bad)}")
    print(f"{'':<44}{'p50':>10}{'p99':>10}{'max':>10}  missed")
    for title, runs in (
        ("cron as it is", [(at, timedelta()) for at in bad]),
        ("cron as it is, --wait 55m", [(at, _LOOK_AHEAD) for at in bad]),
        ("a run at least every 50 minutes", [(at, timedelta()) for at in steady]),
        ("a run at least every 50 minutes, --wait 55m", [(at, _LOOK_AHEAD) for at in steady]),
        ("--daemon", daemon),
    ):
        found = simulate(posts, runs)
        figures = "".join(f"{found.at(share)!s:>10}" for share in (0.50, 0.99, 1))
        print(f"{title:<44}{figures}  {found.missed:>6}")


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late each post went out, in order, and how many were so late that a person has to decide."""

    sent: tuple[timedelta, ...]
    missed: int

    def at(self, share: float) -> timedelta:
        """Return the lateness that ``share`` of the posts that went out did not exceed."""
        place = min(len(self.sent) - 1, int(share * len(self.sent)))
        return timedelta(seconds=round(self.sent[place].total_seconds()))


def simulate(posts: Sequence[Variant], runs: Iterable[tuple[datetime, timedelta]]) -> Lateness:
    """Let runs come, each with how far it looks ahead, until every post is out or missed.

    Overlapping runs need no care: what the earlier one waits for it sends at its minute, and no later one is faster.
    """
    left = {variant.key: variant for variant in posts}
    order = sorted(left.values(), key=_due)
    late: list[timedelta] = []
    missed = 0
    for begin, ahead in runs:
        now = begin + _READY
        until = now + ahead
        while True:
            near = _near(order, left, until)
            plan = make_plan(near, (), {}, now).deliveries
            for planned in plan:
                if planned.state is State.MISSED:
                    missed += 1
                    del left[planned.variant.key]
                elif planned.to_send:
                    now += _SENDING
                    late.append(now - _due(planned.variant))
                    del left[planned.variant.key]
            coming = [p.not_before for p in plan if p.not_before and p.not_before <= until and p.variant.key in left]
            if not coming:
                break
            now = max(now, min(coming))
    return Lateness(tuple(sorted(late)), missed + len(left))


def _near(order: list[Variant], left: dict[tuple[str, str], Variant], until: datetime) -> list[Variant]:
    """Return what is not out yet and due by ``until``, at most a few; ``order`` forgets what is out."""
    while order and order[0].key not in left:
        order.pop(0)
    near = []
    for variant in order[:50]:
        if _due(variant) > until:
            break
        if variant.key in left:
            near.append(variant)
    return near


def _due(variant: Variant) -> datetime:
    assert variant.publish_at is not None, "every post of this year has its time"
    return variant.publish_at.astimezone(UTC)


def cron_as_it_is(chance: random.Random) -> list[datetime]:
    """Return when the runs of a year begin that were wanted every half hour."""
    gaps = [_START + _YEAR * chance.random() for _ in range(_GAPS)]
    begins = [_START + _YEAR * chance.random() for _ in range(_SPELLS)]
    spells = [(begin, begin + timedelta(hours=chance.uniform(2, _LONGEST_SPELL))) for begin in begins]
    begun = []
    for number in range(int(_YEAR / _NOMINAL)):
        if chance.random() < _DROPPED:
            continue
        _, low, high = chance.choices(_DELAYS, [share for share, _, _ in _DELAYS])[0]
        at = _START + number * _NOMINAL + timedelta(minutes=chance.uniform(low, high))
        at = max((end for begin, end in spells if begin <= at < end), default=at)
        if not any(gap <= at < gap + _GAP for gap in gaps):
            begun.append(at)
    return sorted(begun)


def every(longest: timedelta, chance: random.Random) -> list[datetime]:
    """Return when runs begin that are never further apart than ``longest``."""
    begun = [_START]
    while begun[-1] < _START + _YEAR:
        begun.append(begun[-1] + longest * chance.uniform(0.4, 1))
    return begun


def year_of_posts(chance: random.Random) -> list[Variant]:
    """Return posts at round minutes of the working day, on the clock of Rome."""
    zone = ZoneInfo("Europe/Rome")
    return [_variant(number, _moment(chance, zone)) for number in range(_POSTS)]


def _moment(chance: random.Random, zone: ZoneInfo) -> datetime:
    day = (_START + timedelta(days=chance.randrange(1, 363))).date()
    return datetime(day.year, day.month, day.day, chance.randrange(8, 21), chance.choice((0, 15, 30, 45)), tzinfo=zone)


def _variant(number: int, at: datetime) -> Variant:
    name = f"post-{number}"
    path = f"content/posts/{name}.md"
    settings = Settings(publish_at=at)
    post = Post(name, path, name, settings, {}, ("sandbox",), {}, Places(path, {}, {}))
    parts = (VariantPart("Ciao", (), Place(path, 1)),)
    return Variant(post, _CHANNEL, parts, settings, None, at, _GRACE)


def _longest(begun: Sequence[datetime]) -> timedelta:
    longest = max(after - before for before, after in itertools.pairwise(begun))
    return timedelta(seconds=round(longest.total_seconds()))


_CHANNEL = Channel(
    id="sandbox",
    path="brand/channels/sandbox.yml",
    network="sandbox",
    handle=None,
    server=None,
    credentials="SMM_SANDBOX",
    publish="auto",
    defaults=Settings(),
    limits={},
    cadence=Cadence(),
    quiet_hours=None,
    profile=Profile(),
    places=Places("brand/channels/sandbox.yml", {}, {}),
)


if __name__ == "__main__":
    main()
