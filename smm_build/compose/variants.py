"""The post as one channel will show it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from smm_build.compose.links import put_link, tag_link
from smm_build.compose.mentions import resolve_mentions
from smm_build.compose.threads import cut_thread
from smm_build.domain.channel import Channel
from smm_build.domain.post import PartText, Post, Settings
from smm_build.domain.variant import Unresolved, Variant, VariantPart
from smm_build.domain.workspace import Workspace
from smm_build.networks import Capability, LinkPlace, get_network

__all__ = ["comment_text", "compose", "compose_all", "compose_post", "in_order"]


def compose_all(workspace: Workspace) -> tuple[Variant, ...]:
    """Return every variant of the workspace, in order of publishing time, unscheduled ones last."""
    return in_order(variant for post in workspace.posts for variant in compose_post(workspace, post))


def compose_post(workspace: Workspace, post: Post) -> Iterator[Variant]:
    """Yield ``post`` as each of its channels will show it, those left out that have no file to be used."""
    laid: _Laid = {}
    for name in dict.fromkeys(post.channels):
        if name in workspace.channels:
            yield _composed(workspace, post, workspace.channels[name], laid)


def in_order(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """Return variants in order of publishing time, unscheduled ones last."""
    return tuple(sorted(variants, key=_order))


def _order(variant: Variant) -> tuple[bool, float, str, str]:
    at = variant.publish_at
    return (at is None, at.timestamp() if at else 0.0, *variant.key)


def compose(workspace: Workspace, post: Post, channel: Channel) -> Variant:
    """Return ``post`` as ``channel`` will show it. Never fails: what cannot be resolved is kept and listed."""
    return _composed(workspace, post, channel, {})


_Laid = dict[int, Settings]
"""A post's own settings laid over what holds below them, by the identity of the latter: most channels have the same."""


def _composed(workspace: Workspace, post: Post, channel: Channel, laid: _Laid) -> Variant:
    settings = _settings(workspace, post, channel, laid)
    network = get_network(channel.network)
    link = tag_link(settings.link, workspace.brand.links, post, channel) if settings.link else None
    parts, unresolved = _parts(workspace, post, channel, settings)
    link_place = network.LINKS.beside(media=bool(parts[0].media))
    parts = _with_link(parts, settings.link, link, link_place)
    parts = cut_thread(parts, next(iter(post.parts_for(channel.id)), None), settings, channel, network)
    comment, unresolved_there = _comment(workspace, post, channel, settings)
    return Variant(
        post=post,
        channel=channel,
        parts=parts,
        settings=settings,
        link=link if link_place is LinkPlace.ATTACHED else None,
        publish_at=_publish_at(settings),
        grace=settings.grace or workspace.brand.grace,
        unresolved=(*unresolved, *unresolved_there),
        comment=comment,
    )


def comment_text(workspace: Workspace, post: Post, channel: Channel, settings: Settings) -> str | None:
    """Return the first comment as it is written on ``channel``, whoever writes it; ``None`` when there is none."""
    comment, _ = _composed_comment(workspace, post, channel, settings)
    return comment.text if comment else None


def _comment(
    workspace: Workspace, post: Post, channel: Channel, settings: Settings
) -> tuple[VariantPart | None, tuple[Unresolved, ...]]:
    """Return the first comment where our code can write one; elsewhere a check says that nobody does."""
    if Capability.FIRST_COMMENT not in get_network(channel.network).CAPABILITIES:
        return None, ()
    return _composed_comment(workspace, post, channel, settings)


def _composed_comment(
    workspace: Workspace, post: Post, channel: Channel, settings: Settings
) -> tuple[VariantPart | None, tuple[Unresolved, ...]]:
    if settings.first_comment is None:
        return None, ()
    own = post.overrides.get(channel.id)
    key = f"overrides.{channel.id}.first_comment" if own and own.first_comment else "first_comment"
    place = post.places.of(key)
    text, missing = resolve_mentions(PartText(settings.first_comment, (), place), channel, workspace.people)
    if settings.link:
        tagged = tag_link(settings.link, workspace.brand.links, post, channel)
        text, _ = put_link(text, settings.link, tagged)
    return VariantPart(text, (), place), missing


def _settings(workspace: Workspace, post: Post, channel: Channel, laid: _Laid) -> Settings:
    """Lay the levels over each other: network default < channel default < post < override."""
    below = _below(channel.network, channel.defaults, next(iter(workspace.brand.languages), None))
    if channel.id in post.overrides:
        return _titled(post.settings_for(channel.id).over(below), post)
    if id(below) not in laid:
        laid[id(below)] = _titled(post.settings.over(below), post)
    return laid[id(below)]


def _titled(settings: Settings, post: Post) -> Settings:
    return settings if settings.title is not None else replace(settings, title=post.title)


@functools.lru_cache(maxsize=256)
def _below(network: str, defaults: Settings, language: str | None) -> Settings:
    """Return what holds where a post says nothing: the same for all posts of a channel."""
    return _the_one(defaults.over(get_network(network).DEFAULTS.over(Settings(language=language))))


@functools.lru_cache(maxsize=256)
def _the_one(settings: Settings) -> Settings:
    """Return always the same of equal settings."""
    return settings


def _publish_at(settings: Settings) -> datetime | None:
    """Return the instant with the shift applied: elapsed time, so that a clock change does not stretch it."""
    if settings.publish_at is None or settings.shift is None:
        return settings.publish_at
    return (settings.publish_at.astimezone(UTC) + settings.shift).astimezone(settings.publish_at.tzinfo)


def _parts(
    workspace: Workspace, post: Post, channel: Channel, settings: Settings
) -> tuple[tuple[VariantPart, ...], tuple[Unresolved, ...]]:
    written = post.parts_for(channel.id) or (PartText("", (), post.places.of("")),)
    parts: list[VariantPart] = []
    unresolved: list[Unresolved] = []
    for number, part in enumerate(written):
        text, missing = resolve_mentions(part, channel, workspace.people)
        media = (*(settings.media or ()), *part.media) if number == 0 else part.media
        parts.append(VariantPart(text, media, part.place))
        unresolved.extend(missing)
    return tuple(parts), tuple(unresolved)


def _with_link(
    parts: tuple[VariantPart, ...], clean: str | None, tagged: str | None, where: LinkPlace
) -> tuple[VariantPart, ...]:
    """Tag the link where it stands in the text; where links only live in the text and it is absent, add it."""
    if clean is None or tagged is None:
        return parts
    found = False
    tagged_parts = []
    for part in parts:
        text, here = put_link(part.text, clean, tagged)
        found = found or here
        tagged_parts.append(replace(part, text=text))
    if not found and where is LinkPlace.IN_TEXT:
        first = tagged_parts[0]
        tagged_parts[0] = replace(first, text=f"{first.text}\n\n{tagged}".lstrip("\n"))
    return tuple(tagged_parts)
