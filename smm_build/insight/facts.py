"""What is known of posts, deliveries and the strategy, as rows of the tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from smm_build.domain.delivery import DeliveryKey, EventKind, Record
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["Cell", "Facts", "facts", "format_of"]

Cell = str | int | float | bool | date | datetime | None
Facts = Mapping[str, Sequence[tuple[Cell, ...]]]
"""Rows by table, in the order of the table's columns; without ``readings`` and ``latest``."""


def facts(workspace: Workspace, variants: Iterable[Variant], records: Mapping[DeliveryKey, Record]) -> Facts:
    """Return the rows of every table but the readings. A post's delivery has a row also when its file is gone."""
    strategy = workspace.strategy
    known = {DeliveryKey(*variant.key): variant for variant in variants}
    keys = sorted({*known, *filter(workspace.is_of_post, records)})
    languages = next(iter(workspace.brand.languages), None)
    posts = {post.id: post for post in workspace.posts} | {key.post: one.post for key, one in known.items()}
    return {
        "posts": [
            (
                post.id,
                post.title,
                post.path,
                post.pillar,
                post.objective,
                post.campaign,
                post.owner,
                post.settings.language or languages,
            )
            for post in posts.values()
        ],
        "deliveries": [_delivery(key, known.get(key), records.get(key), workspace.brand.zone) for key in keys],
        "channels": [
            (one.id, one.network, one.handle, one.cadence.per_week, one.rehearsed)
            for one in workspace.channels.values()
        ],
        "objectives": [
            (one.id, one.title, one.metric, one.baseline, one.target, one.deadline)
            for one in (strategy.objectives if strategy else ())
        ],
        "pillars": [(one.id, one.title, one.share) for one in (strategy.pillars if strategy else ())],
    }


def _delivery(key: DeliveryKey, variant: Variant | None, record: Record | None, zone: ZoneInfo) -> tuple[Cell, ...]:
    planned = variant.publish_at if variant else None
    sent = _sent_at(record)
    local = sent.astimezone(zone) if sent else None
    return (
        key.post,
        key.channel,
        record.last.kind.value if record else "planned",
        _utc(planned),
        _utc(sent),
        local.date() if local else None,
        local.isoweekday() if local else None,
        local.hour if local else None,
        format_of(variant) if variant else None,
        len(variant.parts) if variant else None,
        record.url if record else None,
    )


def _sent_at(record: Record | None) -> datetime | None:
    """Return when it went out; when a network published it by itself, that is the time it was told."""
    sent = (event for event in record.events if event.kind is EventKind.SENT) if record else ()
    return next(((event.scheduled_for or event.at) for event in sent), None)


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0) if at else None


def format_of(variant: Variant) -> str:
    """Return the format a post says it has, else what its content makes it on this channel."""
    if variant.settings.format:
        return variant.settings.format
    if variant.settings.poll:
        return "poll"
    if len(variant.parts) > 1:
        return "thread"
    kinds = [media.facts.kind if media.facts else "image" for part in variant.parts for media in part.media]
    if "video" in kinds:
        return "video"
    return "text" if not kinds else "picture" if len(kinds) == 1 else "carousel"
