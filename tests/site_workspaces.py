"""Workspaces and plans to make sites of, written as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from smm_build.domain.brand import Brand, Colour, LinkRules, Voice
from smm_build.domain.channel import Cadence, Channel, Profile
from smm_build.domain.delivery import DeliveryKey, Event, EventKind, PartReceipt, Record
from smm_build.domain.media import Media
from smm_build.domain.place import Place, Places
from smm_build.domain.plan import Plan, PlannedDelivery, State
from smm_build.domain.post import Post, Settings
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.strategy import Campaign, Strategy
from smm_build.domain.variant import Variant, VariantPart
from smm_build.domain.workspace import Workspace

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 11, 24, 10, 5, tzinfo=ROME)
NOWHERE = Places("", {}, {})


def brand(locale: Language = "en", name: str = "Torrefazione Aurora") -> Brand:
    return Brand(
        name=name,
        zone=ROME,
        locale=locale,
        languages=("it", "en"),
        site=None,
        description="A small roastery in Turin.",
        grace=timedelta(hours=6),
        palette=(Colour("Aurora red", "#b3392f"),),
        fonts={},
        logos=(),
        links=LinkRules(),
        voice=Voice(),
        places=NOWHERE,
    )


def channel(name: str, network: str | None = None, **more: object) -> Channel:
    values: dict[str, object] = {
        "id": name,
        "path": f"brand/channels/{name}.yml",
        "network": network or name,
        "handle": "aurora",
        "server": None,
        "credentials": "SMM_X",
        "publish": "auto",
        "defaults": Settings(),
        "limits": {},
        "cadence": Cadence(3),
        "quiet_hours": None,
        "profile": Profile(),
        "places": NOWHERE,
        "name": "Torrefazione Aurora",
    }
    return Channel(**(values | more))  # type: ignore[arg-type]


def post(post_id: str, title: str = "Five espresso mistakes", **more: object) -> Post:
    values: dict[str, object] = {
        "id": post_id,
        "path": f"content/posts/{post_id}.md",
        "title": title,
        "settings": Settings(),
        "overrides": {},
        "channels": (),
        "texts": {},
        "places": NOWHERE,
    }
    return Post(**(values | more))  # type: ignore[arg-type]


def delivery(  # noqa: PLR0913 - each test names what it is about
    of: Post,
    to: Channel,
    at: datetime | None,
    state: State = State.PLANNED,
    texts: Sequence[str] = ("A text.",),
    *,
    media: Sequence[Media] = (),
    settings: Settings | None = None,
    link: str | None = None,
    url: str | None = None,
    reason: str = "",
    digest: str | None = None,
) -> PlannedDelivery:
    """One delivery; one that is sent has a receipt with ``url``, of the present content unless ``digest`` says else."""
    place = Place(of.path)
    parts = tuple(VariantPart(text, tuple(media) if number == 0 else (), place) for number, text in enumerate(texts))
    variant = Variant(of, to, parts, settings or Settings(language="it"), link, at, timedelta(hours=6))
    record = None
    if state is State.SENT:
        sent_at = (at or NOW).astimezone(UTC)
        event = Event(
            EventKind.SENT,
            sent_at,
            "run-1",
            1,
            variant.digest if digest is None else digest,
            parts=(PartReceipt(1, "1", url),),
            url=url,
        )
        record = Record(DeliveryKey(of.id, to.id), (event,))
    return PlannedDelivery(variant, state, Sentence(reason or f"en {state}", reason or f"it {state}"), record)


def workspace(
    deliveries: Sequence[PlannedDelivery],
    *,
    of: Brand | None = None,
    posts: Sequence[Post] = (),
    channels: Sequence[Channel] = (),
    campaigns: Mapping[str, Campaign] | None = None,
    strategy: Strategy | None = None,
) -> Workspace:
    """A workspace with the posts and channels of the deliveries and any more."""
    known = {one.variant.channel.id: one.variant.channel for one in deliveries} | {one.id: one for one in channels}
    written = {one.variant.post.id: one.variant.post for one in deliveries} | {one.id: one for one in posts}
    return Workspace(of or brand(), known, {}, tuple(written.values()), campaigns or {}, strategy)


def plan(deliveries: Sequence[PlannedDelivery], now: datetime = NOW) -> Plan:
    return Plan(now, tuple(deliveries))
