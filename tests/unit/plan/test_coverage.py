"""What is wanted against what is planned, week by week, and where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from smm_build.domain.brand import Brand, LinkRules, Voice
from smm_build.domain.channel import Cadence, Channel, QuietHours
from smm_build.domain.place import Place
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import ChannelRole, Experiment, Objective, Pillar, Strategy
from smm_build.domain.workspace import Workspace
from smm_build.plan.coverage import coverage, wanted_in_week
from smm_build.plan.slots import Slot, free_slots, next_slot
from tests.values import ROME, a_channel, a_post, a_variant, places

TUESDAY = date(2026, 11, 24)
NOWHERE = Place("strategy.md")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ROME)


def a_strategy(**more: Any) -> Strategy:
    usual: dict[str, Any] = dict.fromkeys(("objectives", "audiences", "pillars", "tactics", "experiments"), ())
    usual |= {"owner": "giulia", "start_on": date(2026, 1, 1), "end_on": date(2026, 12, 20)}
    return Strategy(path="strategy.md", prose="", places=places("strategy.md"), **(usual | more))


def a_workspace(
    channels: Sequence[Channel], deliveries: Sequence[PlannedDelivery] = (), strategy: Strategy | None = None
) -> Workspace:
    brand = Brand(
        name="Aurora",
        zone=ROME,
        locale="en",
        languages=("en",),
        site=None,
        description=None,
        grace=timedelta(hours=6),
        palette=(),
        fonts={},
        logos=(),
        links=LinkRules(),
        voice=Voice(),
        places=places("brand/brand.yml"),
    )
    posts = tuple({one.key.post: one.variant.post for one in deliveries}.values())
    return Workspace(brand, {one.id: one for one in channels}, {}, posts, {}, strategy)


def a_delivery(name: str, at: datetime, channel: Channel, state: State = State.PLANNED, **more: Any) -> PlannedDelivery:
    post = a_post(name, settings=Settings(publish_at=at), **more)
    return PlannedDelivery(a_variant(post, channel, at), state, Sentence("", ""))


def test_each_week_says_what_it_lacks() -> None:
    """Three a week, one planned and one in draft in week 50, two planned in week 51."""
    instagram = a_channel("instagram", cadence=Cadence(3))
    planned = [
        a_delivery("one", datetime(2026, 12, 8, 9, tzinfo=ROME), instagram, pillar="how-to", audience=("home",)),
        a_delivery("two", datetime(2026, 12, 9, 9, tzinfo=ROME), instagram, State.DRAFT),
        a_delivery("three", datetime(2026, 12, 14, 9, tzinfo=ROME), instagram, State.SENT),
        a_delivery("four", datetime(2026, 12, 20, 23, 30, tzinfo=ROME), instagram),
        a_delivery("five", datetime(2026, 12, 10, 9, tzinfo=ROME), instagram, State.CANCELLED),
    ]
    (found,) = coverage(a_workspace([instagram], planned, a_strategy()), planned, TUESDAY).channels
    weeks = [(week.number, week.wanted, week.count, week.drafts, week.missing) for week in found.weeks]
    assert weeks == [(48, 3, 0, 0, 3), (49, 3, 0, 0, 3), (50, 3, 1, 1, 2), (51, 3, 2, 0, 1)]
    assert found.missing == 9
    assert (found.weeks[2].pillars, found.weeks[2].audiences) == ({"how-to": 1}, {"home": 1})


def test_the_day_is_the_brands() -> None:
    """Half past midnight on Monday in Rome is still Sunday in London, and the week is Rome's."""
    mastodon = a_channel("mastodon", cadence=Cadence(1))
    planned = [a_delivery("night", datetime(2026, 11, 30, 0, 30, tzinfo=ROME), mastodon)]
    (found,) = coverage(a_workspace([mastodon], planned), planned, TUESDAY).channels
    assert [week.count for week in found.weeks[:2]] == [0, 1]


@pytest.mark.parametrize(("per_week", "total"), [(0.5, 5), (1, 10), (2.5, 25), (3, 30), (None, 0), (0.1, 1)])
def test_parts_of_posts_add_up(per_week: float | None, total: int) -> None:
    monday = date(2026, 1, 5)
    weeks = [wanted_in_week(per_week, monday + timedelta(weeks=n), date(2027, 1, 1)) for n in range(10)]
    assert sum(weeks) == total
    assert max(weeks) - min(weeks) <= 1


def test_a_week_that_is_cut_off_wants_its_share() -> None:
    assert wanted_in_week(7, date(2026, 12, 14), date(2026, 12, 16)) == 3
    assert wanted_in_week(3, date(2026, 12, 14), date(2026, 12, 15)) == 0
    assert wanted_in_week(3, date(2026, 12, 21), date(2026, 12, 20)) == 0


def test_the_channels_own_cadence_comes_before_the_strategys() -> None:
    strategy = a_strategy(
        channels=(ChannelRole("x", NOWHERE, per_week=5), ChannelRole("mastodon", NOWHERE, per_week=2))
    )
    channels = [a_channel("x", cadence=Cadence(1)), a_channel("mastodon"), a_channel("threads")]
    found = coverage(a_workspace(channels, strategy=strategy), (), TUESDAY).channels
    assert [one.per_week for one in found] == [1, 2, None]
    assert found[2].missing == 0


def test_mix_and_objectives() -> None:
    sandbox = a_channel()
    objectives = tuple(
        Objective(name, name.title(), None, None, None, end, (), None, NOWHERE)
        for name, end in (("reach", date(2026, 12, 31)), ("sales", None), ("past", date(2026, 11, 1)))
    )
    strategy = a_strategy(
        objectives=objectives, pillars=(Pillar("how-to", "How to", 0.75, None, (), NOWHERE),), end_on=None
    )
    planned = [
        a_delivery("one", NOW - timedelta(days=3), sandbox, State.SENT, pillar="how-to", objective="sales"),
        a_delivery("two", NOW + timedelta(days=3), sandbox, pillar="how-to", objective="reach"),
        a_delivery("three", NOW + timedelta(days=4), sandbox, pillar="gossip"),
        a_delivery("four", NOW + timedelta(days=5), sandbox, State.CANCELLED, pillar="how-to"),
    ]
    found = coverage(a_workspace([sandbox], planned, strategy), planned, TUESDAY)
    assert [(one.count, round(one.actual, 2), one.wanted) for one in found.pillars] == [(2, 0.67, 0.75)]
    assert found.rest == 1
    assert [(one.id, one.before, one.ahead) for one in found.objectives] == [
        ("reach", 0, 1),
        ("sales", 1, 0),
        ("past", 0, 0),
    ]
    assert [one.id for one in found.idle] == ["sales"]
    assert found.end == TUESDAY + timedelta(weeks=4)


def test_experiments_ask_for_a_decision() -> None:
    def tried(name: str, end: date, decision: str | None = None) -> Experiment:
        return Experiment(name, name, "reach", None, end, decision, NOWHERE)

    experiments = (
        tried("over", TUESDAY - timedelta(days=1)),
        tried("today", TUESDAY),
        tried("far", TUESDAY + timedelta(days=15)),
        tried("decided", TUESDAY - timedelta(days=9), "Keep it"),
    )
    due = coverage(a_workspace([a_channel()], strategy=a_strategy(experiments=experiments)), (), TUESDAY).due
    assert [(one.id, one.over, one.owner) for one in due] == [("over", True, "giulia"), ("today", False, "giulia")]


# --- Free times ---------------------------------------------------------------------------------------------------


def slots_of(channel: Channel, deliveries: Sequence[PlannedDelivery] = (), until: date = TUESDAY) -> list[Slot]:
    workspace = a_workspace([channel], deliveries)
    about = coverage(workspace, deliveries, TUESDAY, until)
    return list(free_slots(workspace, deliveries, about, NOW, {date(2026, 12, 8): "Immaculate Conception"}))


def test_a_time_is_free_until_something_is_near() -> None:
    """A post an hour before leaves it free, one 59 minutes after takes it; a draft takes it, a cancelled one not."""
    channel = a_channel(cadence=Cadence(1, ("tue 18:30",)))
    at = datetime(2026, 12, 1, 18, 30, tzinfo=ROME)
    until = date(2026, 12, 1)

    def free(minutes: int, state: State = State.PLANNED) -> bool:
        planned = [a_delivery("one", at + timedelta(minutes=minutes), channel, state)]
        return at in [slot.at for slot in slots_of(channel, planned, until)]

    assert free(-60)
    assert not free(59)
    assert not free(0, State.DRAFT)
    assert free(0, State.CANCELLED)


def test_the_channels_own_distance_counts() -> None:
    channel = a_channel(cadence=Cadence(1, ("tue 18:30",)), distance=timedelta(hours=3))
    planned = [a_delivery("one", datetime(2026, 11, 24, 16, 0, tzinfo=ROME), channel)]
    assert slots_of(channel, planned) == []


def test_what_is_over_quiet_or_does_not_exist_is_no_time() -> None:
    """10:00 is now, 23:00 is quiet, and 02:30 on the last Sunday of March is skipped by the clocks."""
    quiet = a_channel(
        cadence=Cadence(1, ("tue 10:00", "tue 23:00", "tue 22:00")), quiet_hours=QuietHours("22:30", "07:00")
    )
    assert [slot.at.hour for slot in slots_of(quiet)] == [22]
    night = a_channel(cadence=Cadence(1, ("sun 02:30",)))
    sundays = [slot.at.date() for slot in slots_of(night, until=date(2027, 4, 5))]
    assert date(2027, 3, 21) in sundays
    assert date(2027, 3, 28) not in sundays


def test_the_next_time_is_where_a_week_lacks_a_post() -> None:
    channel = a_channel(cadence=Cadence(1, ("tue 18:30", "thu 18:30")))
    planned = [a_delivery("one", datetime(2026, 11, 25, 9, tzinfo=ROME), channel)]
    slots = slots_of(channel, planned, date(2026, 12, 13))
    assert [(slot.at.day, slot.needed, slot.holiday) for slot in slots] == [
        (24, False, None),
        (26, False, None),
        (1, True, None),
        (3, True, None),
        (8, True, "Immaculate Conception"),
        (10, True, None),
    ]
    found = next_slot(slots)
    assert found is not None
    assert found.at == datetime(2026, 12, 1, 18, 30, tzinfo=ROME)
    assert next_slot(slots, "elsewhere") is None
