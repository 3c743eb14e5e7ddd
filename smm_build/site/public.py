"""What the world may see of a workspace: what is out, and nothing that is not.

The pages of a public site are made from what this module returns, so they cannot tell what they were never given.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from smm_build.domain.brand import Brand, LinkRules, Voice
from smm_build.domain.channel import Cadence, Channel, Profile
from smm_build.domain.delivery import Event, EventKind, Record
from smm_build.domain.place import Place, Places
from smm_build.domain.plan import Plan, PlannedDelivery, State
from smm_build.domain.post import Post, Settings
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant, VariantPart
from smm_build.domain.workspace import Workspace

__all__ = ["published"]

_NOWHERE = Places("", {}, {})
_OUT = Sentence("It is out", "È uscito")


def published(workspace: Workspace, plan: Plan) -> tuple[Workspace, Plan]:
    """Return the workspace and the plan with everything taken out that has not been published.

    What was rehearsed in the sandbox has not, as soon as any channel is live. Where every channel is rehearsed the
    workspace is a demonstration, and the sandbox is all the world there is.
    """
    live = any(not channel.rehearsed for channel in workspace.channels.values())
    sent = tuple(_delivery(delivery) for delivery in plan.deliveries if _is_out(delivery, live=live))
    channels = {delivery.variant.channel.id: delivery.variant.channel for delivery in sent}
    posts = {delivery.variant.post.id: delivery.variant.post for delivery in sent}
    known = [name for name in workspace.channels if name in channels]
    public = Workspace(
        brand=_brand(workspace.brand),
        channels={name: channels[name] for name in known},
        people={},
        posts=tuple(posts[post.id] for post in workspace.posts if post.id in posts),
        campaigns={},
        strategy=None,
    )
    return public, Plan(plan.now, sent)


def _brand(brand: Brand) -> Brand:
    # Voice, terms and the repository's address are how the team works, not what it has said.
    return replace(
        brand, grace=timedelta(), logos=(), links=LinkRules(), voice=Voice(), places=_NOWHERE, repository=None
    )


def _is_out(delivery: PlannedDelivery, *, live: bool) -> bool:
    return delivery.state is State.SENT and not (live and delivery.variant.channel.rehearsed)


def _delivery(delivery: PlannedDelivery) -> PlannedDelivery:
    variant = delivery.variant
    unchanged = _went_out_like_this(variant, delivery.record)
    shown = Variant(
        _post(variant.post),
        _channel(variant.channel),
        tuple(_part(part) for part in variant.parts) if unchanged else (),
        _settings(variant.settings) if unchanged else Settings(language=variant.settings.language),
        variant.link if unchanged else None,
        variant.publish_at,
        variant.grace,
    )
    return PlannedDelivery(shown, State.SENT, _OUT, _record(delivery.record))


def _went_out_like_this(variant: Variant, record: Record | None) -> bool:
    # An edit after publishing is a text nobody has seen yet.
    digest = next((event.digest for event in record.events if event.kind is EventKind.SENT), "") if record else ""
    return digest in {"", variant.digest}


def _record(record: Record | None) -> Record | None:
    sent = [event for event in record.events if event.kind is EventKind.SENT] if record else []
    if record is None or not sent:
        return None
    last = sent[-1]
    return Record(record.key, (Event(EventKind.SENT, last.at, "", 1, "", url=record.url),))


def _post(post: Post) -> Post:
    return Post(
        id=post.id,
        path="",
        title=post.title,
        settings=Settings(),
        overrides={},
        channels=(),
        texts={},
        places=_NOWHERE,
    )


def _channel(channel: Channel) -> Channel:
    return replace(
        channel,
        path="",
        server=None,
        credentials="",
        publish="auto",
        defaults=Settings(),
        cadence=Cadence(),
        quiet_hours=None,
        profile=Profile(),
        places=_NOWHERE,
        account=None,
    )


def _part(part: VariantPart) -> VariantPart:
    media = tuple(replace(item, place=Place("")) for item in part.media)
    return VariantPart(part.text, media, Place(""))


def _settings(settings: Settings) -> Settings:
    # The title and the cover are what the card of a link, a pin or a film went out with.
    return Settings(
        language=settings.language,
        poll=settings.poll,
        content_warning=settings.content_warning,
        title=settings.title,
        cover=replace(settings.cover, place=Place("")) if settings.cover else None,
    )
