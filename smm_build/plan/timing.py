"""When a delivery may go out: quiet hours, the distance between posts, the grace. All reckoning is in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from smm_build.domain.channel import QuietHours
from smm_build.domain.delivery import EventKind, Record
from smm_build.domain.variant import Variant

__all__ = ["Window", "in_quiet_hours", "last_sent", "out_of_quiet_hours", "window"]

_NOT_SENT_BY_US = {"seed", "import", "resolve"}


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when a delivery may go out, in UTC."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether an aware instant lies in the window."""
        return self.start <= moment <= self.end


def window(variant: Variant, record: Record | None) -> Window | None:
    """Return when ``variant`` may go out: from its time for the length of its grace; ``None`` without a time.

    A time in the channel's quiet hours moves to their end. A person who released the delivery opens the window anew
    at that moment.
    """
    if variant.publish_at is None:
        return None
    start = out_of_quiet_hours(variant.publish_at, variant)
    if record is not None and record.last.kind is EventKind.RELEASED:
        start = max(start, record.last.at.astimezone(UTC))
    return Window(start, start + variant.grace)


def out_of_quiet_hours(moment: datetime, variant: Variant) -> datetime:
    """Return ``moment`` in UTC, or the end of the quiet hours it lies in, which are on the publishing zone's clock."""
    quiet = variant.channel.quiet_hours
    zone = variant.publish_at.tzinfo if variant.publish_at else UTC
    local = moment.astimezone(zone)
    if quiet is None or not in_quiet_hours(local.time(), quiet):
        return moment.astimezone(UTC)
    end = datetime.combine(local.date(), time.fromisoformat(quiet.end), zone)
    if end <= local:
        end = datetime.combine(local.date() + timedelta(days=1), time.fromisoformat(quiet.end), zone)
    return end.astimezone(UTC)


def in_quiet_hours(clock: time, quiet: QuietHours) -> bool:
    """Tell whether a clock time lies in the quiet hours; the end of them does not."""
    start, end = time.fromisoformat(quiet.start), time.fromisoformat(quiet.end)
    return start <= clock < end if start <= end else clock >= start or clock < end


def last_sent(records: Iterable[Record]) -> dict[str, datetime]:
    """Return when each channel last got something from a run, by channel id; what was only recorded does not count."""
    latest: dict[str, datetime] = {}
    for record in records:
        for event in record.events:
            if event.kind is EventKind.SENT and event.source not in _NOT_SENT_BY_US:
                channel = record.key.channel
                latest[channel] = max(latest.get(channel, event.at), event.at)
    return latest
