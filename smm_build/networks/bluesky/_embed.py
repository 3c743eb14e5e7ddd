"""What a Bluesky post carries beside its words: pictures, a film, the card of a link, another post.

Source: https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky/embed, read on 2026-11-23.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from smm_build.domain.media import Captions, Media
from smm_build.domain.variant import Variant
from smm_build.networks._base import PartTask
from smm_build.networks._cards import LinkCard

__all__ = ["Attached", "caption_file", "card_address", "embed_of", "in_gallery", "is_film", "link_card"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NAME_AND_TYPE = 2
_IN_IMAGES = 4
"""``app.bsky.embed.images`` has so many at most; more need ``app.bsky.embed.gallery``, which came on 2026-06-03."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What was made ready for one message: its files' ``blobs`` in order, the card's picture, the quoted post.

    ``captions`` is a film's. ``quoted`` is a strong reference: the address of a record and the content id it has now.
    """

    blobs: Sequence[Mapping[str, object]] = ()
    thumb: Mapping[str, object] | None = None
    captions: Mapping[str, object] | None = None
    quoted: Mapping[str, str] | None = None


def is_film(media: Media) -> bool:
    """Whether it goes out as a film."""
    return media.facts is not None and media.facts.kind == "video"


def caption_file(media: Sequence[Media]) -> Captions | None:
    """Return the captions that go with a message: those of its film."""
    rights = media[0].rights if media and is_film(media[0]) else None
    return rights.caption_file if rights else None


def in_gallery(media: Sequence[Media]) -> bool:
    """Whether so many pictures need a gallery, in which each has to tell its shape."""
    return len(media) > _IN_IMAGES


def card_address(task: PartTask) -> str | None:
    """Return the link that this message shows as a card: the post's own, in the first message, if it has no files."""
    card = link_card(task.variant) if task.number == 1 else None
    return card.address if card else None


def link_card(variant: Variant) -> LinkCard | None:
    """Return the card of the post's own link, which pictures and films take the place of."""
    if variant.link is None or variant.parts[0].media:
        return None
    return LinkCard(variant.link, _title(variant, variant.link), variant.settings.cover)


def embed_of(task: PartTask, attached: Attached) -> dict[str, object] | None:
    """Return the embed of this message, ``None`` when it has words alone."""
    media = _media(task, attached)
    if attached.quoted is None:
        return media
    record = {"$type": "app.bsky.embed.record", "record": dict(attached.quoted)}
    return {"$type": "app.bsky.embed.recordWithMedia", "record": record, "media": media} if media else dict(record)


def _media(task: PartTask, attached: Attached) -> dict[str, object] | None:
    media = task.part.media
    address = card_address(task)
    if address is not None:
        return {"$type": "app.bsky.embed.external", "external": _card(task.variant, address, attached.thumb)}
    if not media:
        return None
    if is_film(media[0]):
        return _film(task, media[0], attached)
    name, items = ("gallery", "items") if in_gallery(media) else ("images", "images")
    pictures = [_picture(*each, name) for each in zip(media, attached.blobs, strict=True)]
    return {"$type": f"app.bsky.embed.{name}", items: pictures}


def _card(variant: Variant, address: str, thumb: Mapping[str, object] | None) -> dict[str, object]:
    """Return the card. Its description is empty: nothing is fetched from the linked page, and nobody wrote one."""
    card: dict[str, object] = {"uri": address, "title": _title(variant, address), "description": ""}
    return card | ({"thumb": thumb} if thumb else {})


def _title(variant: Variant, address: str) -> str:
    """Return the post's title; one that was only taken from the text would say the same twice."""
    title = (variant.settings.title or "").strip()
    if title and not variant.parts[0].text.lstrip().startswith(title.rstrip("… ")):
        return title
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/")


def _film(task: PartTask, film: Media, attached: Attached) -> dict[str, object]:
    embed: dict[str, object] = {"$type": "app.bsky.embed.video", "video": attached.blobs[0], **_shape(film)}
    if film.alt:
        embed["alt"] = film.alt
    if attached.captions:
        embed["captions"] = [{"lang": _language_of(task, film), "file": attached.captions}]
    return embed


def _language_of(task: PartTask, film: Media) -> str:
    """Return the language of a film's captions: as in ``steam.it.vtt``, else the post's."""
    captions = caption_file([film])
    said = captions.file.rpartition("/")[2].split(".") if captions else []
    named = said[-2] if len(said) > _NAME_AND_TYPE else ""
    return named if _LANGUAGE.fullmatch(named) else task.variant.settings.language or "und"


def _picture(picture: Media, blob: Mapping[str, object], embed: str) -> dict[str, object]:
    image: dict[str, object] = {"image": blob, "alt": picture.alt or "", **_shape(picture)}
    return {"$type": "app.bsky.embed.gallery#image", **image} if embed == "gallery" else image


def _shape(media: Media) -> dict[str, object]:
    facts = media.facts
    if facts is None or not facts.width or not facts.height:
        return {}
    return {"aspectRatio": {"width": facts.width, "height": facts.height}}
