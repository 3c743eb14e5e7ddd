"""Free times: when a channel likes to speak and nothing is planned yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from smm_build.domain.channel import Channel
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.workspace import Workspace
from smm_build.plan.coverage import Coverage, monday_of
from smm_build.plan.timing import in_quiet_hours

__all__ = ["Slot", "free_slots", "next_slot"]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FREE = frozenset({State.CANCELLED, State.REMOVED, State.SKIPPED, State.MISSED})
_APART = timedelta(hours=1)
"""How far two posts of a channel are apart, where the channel itself says nothing."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time (aware, on the brand's clock) at which a channel could speak.

    ``needed`` tells whether its week lacks a post of this channel, ``holiday`` what the day is called if it is one.
    """

    channel: str
    at: datetime
    needed: bool
    holiday: str | None = None


def free_slots(
    workspace: Workspace,
    deliveries: Sequence[PlannedDelivery],
    about: Coverage,
    now: datetime,
    holidays: Mapping[date, str] | None = None,
) -> tuple[Slot, ...]:
    """Return every free time after the aware instant ``now`` and not after ``about.end``, in order of time.

    A time is taken when the channel has a post nearer than its ``distance``, an hour if it has none; a draft takes
    one, too. Times in quiet hours, and those a change of the clocks leaves out, are no times.
    """
    names = holidays or {}
    zone = workspace.brand.zone
    found = []
    for one in about.channels:
        short = {week.monday for week in one.weeks if week.missing}
        taken = _taken(one.channel, deliveries)
        apart = one.channel.distance or _APART
        for at in _times(one.channel, zone, about.today, about.end):
            if at > now and all(abs(at.astimezone(UTC) - other) >= apart for other in taken):
                day = at.date()
                found.append(Slot(one.channel.id, at, monday_of(day) in short, names.get(day)))
    return tuple(sorted(found, key=lambda slot: (slot.at, slot.channel)))


def next_slot(slots: Sequence[Slot], channel: str | None = None) -> Slot | None:
    """Return the free time to fill next: the first in a week that lacks a post, else the first; ``None``: none is."""
    own = [slot for slot in slots if channel in {None, slot.channel}]
    return next((slot for slot in own if slot.needed), own[0] if own else None)


def _taken(channel: Channel, deliveries: Sequence[PlannedDelivery]) -> list[datetime]:
    own = (one for one in deliveries if one.variant.channel.id == channel.id and one.state not in _FREE)
    return [one.publish_at.astimezone(UTC) for one in own if one.publish_at]


def _times(channel: Channel, zone: ZoneInfo, first: date, last: date) -> Iterator[datetime]:
    clocks: dict[int, list[time]] = {}
    for said in channel.cadence.slots:
        day, _, hour = said.partition(" ")
        clocks.setdefault(_WEEKDAYS.index(day), []).append(time.fromisoformat(hour))
    for number in range((last - first).days + 1):
        day_of = first + timedelta(days=number)
        for clock in sorted(clocks.get(day_of.weekday(), ())):
            at = datetime.combine(day_of, clock, zone)
            exists = at.astimezone(UTC).astimezone(zone).time() == clock
            quiet = channel.quiet_hours
            if exists and not (quiet and in_quiet_hours(clock, quiet)):
                yield at
