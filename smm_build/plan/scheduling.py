"""Posts that are handed to their network ahead of time, and what lies there although nobody wants it any more. Pure."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import DeliveryKey, Record
from smm_build.domain.place import Places
from smm_build.domain.post import Post, Settings, Status
from smm_build.domain.variant import Variant
from smm_build.networks import Scheduler, publisher_for

__all__ = ["CONFIRM_AFTER", "Slot", "lying", "schedules", "slot_for", "with_forgotten"]

CONFIRM_AFTER = timedelta(minutes=2)
"""So long after its time a network is asked whether what it held is out: its own clock and queue take a moment."""

_ROOM = timedelta(minutes=5)
"""Beyond the network's least: claiming, uploading and a clock that is a little off."""


@dataclass(frozen=True, slots=True)
class Slot:
    """From when to when a delivery may be handed over, in UTC."""

    opens: datetime
    closes: datetime


def schedules(channel: Channel) -> Scheduler | None:
    """Return who takes posts of a channel ahead of time; nobody does for a rehearsed channel."""
    return _scheduler(channel.network, channel.rehearsed)


@functools.cache
def _scheduler(network: str, rehearsed: bool) -> Scheduler | None:  # noqa: FBT001 - both are what is remembered
    # Asked once a network: what a module offers takes as long to find out as much of a plan.
    publisher: object = publisher_for(network, rehearsed=rehearsed)
    return publisher if isinstance(publisher, Scheduler) else None


def slot_for(variant: Variant, at: datetime) -> Slot | None:
    """Return when ``variant`` may be handed over so that it becomes visible ``at`` (aware), ``None`` if never.

    A thread, or a post with a first comment, is sent by us. So is everything of a channel that keeps a distance
    between its posts: when the one before goes out is only known then.
    """
    channel = variant.channel
    scheduler = schedules(channel)
    if channel.schedule_ahead is None or channel.distance or scheduler is None or len(variant.messages) > 1:
        return None
    if not scheduler.can_schedule(variant):
        return None
    ahead = min(channel.schedule_ahead, scheduler.SCHEDULING.most)
    return Slot(at - ahead, at - scheduler.SCHEDULING.least - _ROOM)


def lying(records: Iterable[Record]) -> dict[DeliveryKey, Record]:
    """Return the deliveries that a network may publish by itself."""
    return {record.key: record for record in records if record.lies is not None}


def with_forgotten(
    variants: Sequence[Variant], waiting: Mapping[DeliveryKey, Record], channels: Iterable[Channel]
) -> tuple[Variant, ...]:
    """Return the variants, and for what lies at a network without a file any more one that is cancelled.

    So a post that was deleted, or taken off a channel, is taken back like one that says ``status: cancelled``.
    """
    known = {DeliveryKey(*variant.key) for variant in variants}
    by_id = {channel.id: channel for channel in channels}
    gone = [key for key in waiting if key not in known and key.channel in by_id]
    return (*variants, *(_cancelled(key, by_id[key.channel]) for key in sorted(gone)))


def _cancelled(key: DeliveryKey, channel: Channel) -> Variant:
    settings = Settings(status=Status.CANCELLED)
    path = f"content/posts/{key.post}.md"
    post = Post(key.post, path, key.post, settings, {}, (channel.id,), {}, Places(path, {}, {}))
    return Variant(post, channel, (), settings, None, None, timedelta())
