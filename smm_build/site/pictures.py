"""Where the pictures and films of posts are in the site: named by their content, so that no file name travels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from smm_build.domain.channel import Channel
from smm_build.domain.media import Media
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.variant import Variant
from smm_build.site.cards import card_of

__all__ = ["brand_picture_href", "brand_pictures", "media_href", "media_sources"]

_EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/avif": ".avif",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
}
_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def media_href(media: Media) -> str | None:
    """Return where the file is in the site, relative to its root; ``None`` when it cannot be shown."""
    if media.facts is None or media.facts.mime not in _EXTENSIONS:
        return None
    return f"media/{media.facts.sha256[:24]}{_EXTENSIONS[media.facts.mime]}"


def media_sources(deliveries: Iterable[PlannedDelivery]) -> Mapping[str, str]:
    """Return, for every file the deliveries show, its place in the site and in the workspace."""
    shown = (media for delivery in deliveries for media in _shown(delivery.variant))
    return {href: media.file for media in shown if (href := media_href(media))}


def _shown(variant: Variant) -> Iterator[Media]:
    yield from (media for part in variant.parts for media in part.media)
    card = card_of(variant) if variant.settings.cover else None
    if card and card.picture:
        yield card.picture


def brand_picture_href(file: str | None) -> str | None:
    """Return where a logo or avatar is in the site; nobody has looked into it, so its name decides what it is."""
    end = next((end for end in _PICTURES if (file or "").lower().endswith(end)), None)
    return f"media/brand-{hashlib.sha256(file.encode()).hexdigest()[:16]}{end}" if file and end else None


def brand_pictures(channels: Iterable[Channel], logos: Iterable[str]) -> Mapping[str, str]:
    """Return, for every logo, avatar and cover, its place in the site and in the workspace."""
    declared = [file for channel in channels for file in (channel.profile.avatar, channel.profile.cover)]
    return {href: file for file in (*declared, *logos) if file and (href := brand_picture_href(file))}
