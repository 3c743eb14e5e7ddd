"""What the stand-in for Mastodon holds until its time.

Source: https://docs.joinmastodon.org/methods/scheduled_statuses/, read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from smm_build.sandbox.standins._base import World

__all__ = ["due_later", "keep_scheduled", "publish_what_is_due"]

_SOONEST = timedelta(minutes=5)


def due_later(said: object, world: World) -> datetime | None:
    """Return for when a status is meant; less than five minutes ahead it is published at once, as Mastodon does."""
    try:
        at = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    if at is None:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at if at - world.clock() >= _SOONEST else None


def keep_scheduled(status: dict[str, Any], said: dict[str, Any], at: datetime, world: World) -> dict[str, Any]:
    """Keep a status for its time and return what the server shows of it."""
    params = {("text" if name == "status" else name): value for name, value in said.items()}
    shown = {
        "id": status["id"],
        "scheduled_at": at.isoformat().replace("+00:00", "Z"),
        "params": params,
        "media_attachments": status["media_attachments"],
    }
    # What it becomes has another id.
    world.kind("scheduled")[status["id"]] = {
        "shown": shown,
        "said": said,
        "at": at,
        "status": {**status, "id": world.new_id()},
    }
    return shown


def publish_what_is_due(world: World, publish: Callable[[dict[str, Any], datetime, World], None]) -> None:
    """Make everything visible whose time has come."""
    for name, kept in list(world.kind("scheduled").items()):
        at: Any = kept["at"]
        if at <= world.clock():
            del world.kind("scheduled")[name]
            publish(kept, at, world)
