"""Domain values for tests that need some without reading files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from smm_build.domain.channel import Cadence, Channel, Profile
from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record
from smm_build.domain.place import Place, Places
from smm_build.domain.post import PartText, Post, Settings
from smm_build.domain.variant import Variant, VariantPart

__all__ = ["ROME", "a_channel", "a_claim", "a_post", "a_record", "a_variant", "an_event"]

ROME = ZoneInfo("Europe/Rome")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ROME)


def places(path: str) -> Places:
    """Return a file whose keys are nowhere in particular."""
    return Places(path, {}, {})


def a_channel(name: str = "sandbox", network: str | None = None, **more: Any) -> Channel:
    """Return a channel; without ``server`` it is rehearsed."""
    path = f"brand/channels/{name}.yml"
    usual: dict[str, Any] = {
        "handle": f"{name}.example.com",
        "server": None,
        "credentials": f"SMM_{name.upper()}",
        "publish": "auto",
        "defaults": Settings(),
        "limits": {},
        "cadence": Cadence(),
        "quiet_hours": None,
        "profile": Profile(),
    }
    return Channel(id=name, path=path, network=network or name, places=places(path), **(usual | more))


def a_post(
    name: str = "espresso",
    texts: Mapping[str, Sequence[str]] | None = None,
    settings: Settings | None = None,
    **more: Any,
) -> Post:
    """Return a post that says "Ciao" unless told otherwise."""
    path = f"content/posts/{name}.md"
    written = texts or {"": ["Ciao"]}
    return Post(
        id=name,
        path=path,
        title=name.title(),
        settings=settings or Settings(publish_at=NOON),
        overrides=more.pop("overrides", {}),
        channels=more.pop("channels", ("sandbox",)),
        texts={
            channel: tuple(PartText(text, (), Place(path, 10)) for text in parts) for channel, parts in written.items()
        },
        places=places(path),
        **more,
    )


def a_variant(
    post: Post | None = None,
    channel: Channel | None = None,
    publish_at: datetime | None = NOON,
    parts: Sequence[str] = ("Ciao",),
    grace: timedelta = timedelta(hours=6),
) -> Variant:
    """Return a variant that is sent at noon and may be six hours late."""
    post = post or a_post()
    return Variant(
        post=post,
        channel=channel or a_channel(),
        parts=tuple(VariantPart(text, (), Place(post.path, 10)) for text in parts),
        settings=post.settings,
        link=None,
        publish_at=publish_at,
        grace=grace,
    )


def a_claim(at: datetime = NOON, lease: timedelta = timedelta(minutes=15), parts: int = 1) -> Claim:
    """Return a claim that was made at ``at``."""
    return Claim("seed", at.astimezone(UTC), (at + lease).astimezone(UTC), parts)


def an_event(kind: EventKind, at: datetime = NOON, **more: Any) -> Event:
    """Return an event of run ``run-1``."""
    usual: dict[str, Any] = {"run": "run-1", "attempt": 1, "digest": "digest"}
    return Event(kind=kind, at=at.astimezone(UTC), **(usual | more))


def a_record(*events: Event, key: tuple[str, str] = ("espresso", "sandbox")) -> Record:
    """Return a history of these events."""
    return Record(DeliveryKey(*key), events)
