"""A delivery as its channel shows it, worked out for the templates: texts cut and marked, pictures in their shapes."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from smm_build.domain.delivery import Event, EventKind
from smm_build.domain.media import Media
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import LinkPlace, Network, all_networks
from smm_build.plan import what_next
from smm_build.site.cards import card_of
from smm_build.site.channels import ChannelLook
from smm_build.site.frames import Cut, Frame, Gallery, Layout, frame_of
from smm_build.site.marked import mark
from smm_build.site.pictures import brand_picture_href, media_href
from smm_build.site.templating import linked
from smm_build.site.view import Shown, StateText, web_address
from smm_build.site.words import short_day

__all__ = ["Card", "Length", "Picture", "Preview", "Told", "preview", "told_of"]

_STORY = frozenset({"story"})
_REEL = frozenset({"reel"})
_OVER = frozenset({State.SENT, State.CANCELLED})
_SCREEN = 9 / 16
_SQUARE = 1.0


class Length(NamedTuple):
    """How long a text is as the network counts, and how long it may be."""

    used: int
    limit: int

    @property
    def too_long(self) -> bool:
        """Whether the network would refuse it."""
        return self.used > self.limit

    @property
    def percent(self) -> int:
        """How full it is, at most 100."""
        return min(100, round(100 * self.used / self.limit)) if self.limit else 100


class Picture(NamedTuple):
    """A picture or film as the page shows it.

    ``href`` is relative to the root; ``None``: only its name. ``ratio`` is the shape it is shown in, width divided by
    height, and ``cropped`` tells that this cuts something off. ``more`` counts those that are not shown behind it.
    """

    href: str | None
    kind: str
    name: str
    alt: str | None
    width: int | None
    height: int | None
    ratio: float
    cropped: bool
    more: int = 0


class PreviewPart(NamedTuple):
    """One message of a preview. ``gallery`` is how its pictures stand together, ``ratio`` their common shape."""

    number: int
    text: str
    head: Markup
    rest: Markup
    length: Length | None
    pictures: tuple[Picture, ...]
    gallery: str
    ratio: float


class Told(NamedTuple):
    """One line of a delivery's history: what happened, when, and why."""

    kind: str
    when: str
    at: str
    note: str | None
    url: str | None


class Card(NamedTuple):
    """The card of a link. Without a ``title``, that and the picture come from the linked page, which is not asked."""

    link: str
    host: str
    title: str | None
    picture: str | None


class Preview(NamedTuple):
    """A delivery as its channel shows it. ``kind`` names its style: ``feed``, ``caption``, ``screen`` or ``story``.

    ``answers`` are those of a poll, where the network has polls.
    """

    channel: ChannelLook
    network: str
    kind: str
    frame: Frame
    name: str
    handle: str | None
    avatar: str | None
    initial: str
    day: str
    state: StateText
    reason: str
    next_step: str
    when: str | None
    at: str | None
    permalink: str | None
    lang: str
    parts: tuple[PreviewPart, ...]
    more: str
    cut: Cut | None
    card: Card | None
    answers: tuple[str, ...]
    link_unused: bool
    comment: Markup | None
    told: tuple[Told, ...]
    variant: Variant


def preview(shown: Shown, delivery: PlannedDelivery) -> Preview:
    """Return what the page of a post says of one delivery."""
    variant = delivery.variant
    network = all_networks().get(variant.channel.network)
    frame = frame_of(variant.channel.network)
    kind = _kind(variant, frame)
    at = shown.at(delivery)
    link = web_address(variant.link)
    name = variant.channel.name or shown.brand.name
    said = variant.settings
    return Preview(
        channel=shown.looks[variant.channel.id],
        network=variant.channel.network,
        kind=kind,
        frame=frame,
        name=name,
        handle=variant.channel.handle.lstrip("@") if variant.channel.handle else None,
        avatar=brand_picture_href(variant.channel.profile.avatar),
        initial=name[:1].upper(),
        day=short_day(at.date(), shown.language) if at else "",
        state=shown.state([delivery.state]),
        reason=delivery.reason.into(shown.language),
        next_step=what_next(delivery).into(shown.language) if shown.inside and delivery.state not in _OVER else "",
        when=shown.moment(at) if at else None,
        at=at.isoformat() if at else None,
        permalink=web_address(delivery.url),
        lang=shown.language_of(said.language),
        parts=tuple(_part(variant, part, number, network, frame, kind) for number, part in enumerate(variant.parts, 1)),
        more=frame.cut.more.into(shown.language) if frame.cut else "",
        cut=frame.cut,
        card=_card(variant),
        answers=said.poll.options if said.poll and (network is None or network.LIMITS.polls) else (),
        link_unused=bool(link and network and network.LINKS is LinkPlace.NOWHERE),
        comment=linked(said.first_comment) if said.first_comment else None,
        told=told_of(shown, delivery),
        variant=variant,
    )


def _card(variant: Variant) -> Card | None:
    card = card_of(variant)
    if card is None:
        return None
    host = (urlsplit(card.address).hostname or "").removeprefix("www.")
    return Card(card.address, host, card.title, media_href(card.picture) if card.picture else None)


def _kind(variant: Variant, frame: Frame) -> str:
    if variant.settings.format in _STORY:
        return "story"
    if variant.settings.format in _REEL:
        return Layout.SCREEN.value
    return frame.layout.value


def _part(
    variant: Variant, part: VariantPart, number: int, network: Network | None, frame: Frame, kind: str
) -> PreviewPart:
    measure = network.measure(part.text) if network else None
    marked = mark(part.text, measure, frame.cut, links_work=not (network and network.LINKS is LinkPlace.NOWHERE))
    length = None
    if network and measure:
        caption = network.LIMITS.caption_characters if part.media else None
        most = caption or variant.channel.limits.get("characters", network.LIMITS.characters)
        length = Length(measure.length, most)
    pictures, gallery, ratio = _gallery(part.media, frame, kind)
    return PreviewPart(number, part.text, marked.head, marked.rest, length, pictures, gallery, ratio)


def _gallery(media: tuple[Media, ...], frame: Frame, kind: str) -> tuple[tuple[Picture, ...], str, float]:
    if kind in {"story", "screen"}:
        return tuple(_picture(item, _SCREEN) for item in media), "carousel" if len(media) > 1 else "one", _SCREEN
    shapes = [frame.crop.shown(_ratio(item)) if frame.crop else _ratio(item) for item in media]
    first = shapes[0] if shapes else _SQUARE
    if len(media) <= 1:
        return tuple(_picture(item, first) for item in media), "one", first
    if frame.gallery is Gallery.CAROUSEL:
        return tuple(_picture(item, first) for item in media), "carousel", first
    if frame.gallery is Gallery.STRIP:
        return tuple(_picture(item, shape) for item, shape in zip(media, shapes, strict=True)), "strip", first
    return _mosaic(media, frame), f"mosaic-{min(len(media), frame.most_shown)}", frame.mosaic


def _mosaic(media: tuple[Media, ...], frame: Frame) -> tuple[Picture, ...]:
    hidden = len(media) - frame.most_shown
    return tuple(
        _picture(item, _SQUARE, cropped=True, more=hidden if number == frame.most_shown and hidden > 0 else 0)
        for number, item in enumerate(media, 1)
    )


def _ratio(media: Media) -> float:
    facts = media.facts
    return facts.width / facts.height if facts and facts.width and facts.height else _SQUARE


def _picture(media: Media, ratio: float, *, cropped: bool | None = None, more: int = 0) -> Picture:
    facts = media.facts
    name = media.file.rpartition("/")[2]
    if facts is None:
        return Picture(None, "missing", name, media.alt, None, None, ratio, cropped=False)
    sized = bool(facts.width and facts.height)
    differs = sized and abs(_ratio(media) / ratio - 1) > 0.01  # noqa: PLR2004 - a hundredth is rounding
    return Picture(
        media_href(media),
        facts.kind,
        name,
        media.alt,
        facts.width,
        facts.height,
        round(ratio, 4),
        cropped=differs if cropped is None else cropped,
        more=more,
    )


# --- What the ledger tells -------------------------------------------------------------------------------------------


def told_of(shown: Shown, delivery: PlannedDelivery) -> tuple[Told, ...]:
    """Return the delivery's history; a claim that was followed by its sending is not told, because it says no more."""
    if delivery.record is None:
        return ()
    events = delivery.record.events
    boring = {
        id(first) for first, then in pairwise(events) if first.kind is EventKind.CLAIMED and then.kind is EventKind.SENT
    }
    return tuple(_line(shown, event) for event in events if id(event) not in boring)


def _line(shown: Shown, event: Event) -> Told:
    word: str = getattr(shown.words, f"event_{event.kind.value}")
    if event.attempt > 1:
        word = f"{word} ({shown.words.attempt} {event.attempt})"
    return Told(
        word,
        shown.moment(event.at),
        event.at.isoformat(),
        event.reason.into(shown.language) if event.reason else None,
        web_address(event.url),
    )
