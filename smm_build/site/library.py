"""The media library: every picture and film of the plan, where it is used and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from smm_build.domain.media import Media, Rights
from smm_build.site.filters import choices
from smm_build.site.periods import full_day
from smm_build.site.pictures import media_href
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown

__all__ = ["media_page"]


@dataclass(frozen=True, slots=True)
class _Item:
    """One file. ``over`` tells that it may not be shown any more, and ``expires`` since or until when."""

    media: Media
    href: str | None
    name: str
    kind: str
    alts: tuple[str, ...]
    cards: tuple[Card, ...]
    tokens: str
    rights: Rights | None
    expires: str | None
    over: bool


def media_page(shown: Shown) -> str:
    """Make the page of all media, those used last first."""
    return page(
        "media.html.j2",
        shown.words.media,
        s=shown,
        w=shown.words,
        base="",
        items=_items(shown),
        choices=choices(shown),
    )


def _items(shown: Shown) -> list[_Item]:
    used: dict[str, list[tuple[Media, str]]] = {}
    for delivery in shown.deliveries:
        for part in delivery.variant.parts:
            for media in part.media:
                used.setdefault(media.file, []).append((media, delivery.variant.post.id))
    cards: dict[str, list[Card]] = {}
    for card in shown.cards:
        cards.setdefault(card.post.id, []).append(card)
    found = [_item(shown, uses, cards) for uses in used.values()]
    return sorted(found, key=lambda item: max((c.at or shown.now for c in item.cards), default=shown.now), reverse=True)


def _item(shown: Shown, uses: list[tuple[Media, str]], cards: dict[str, list[Card]]) -> _Item:
    media = uses[0][0]
    posts = dict.fromkeys(post for _, post in uses)
    shown_in = tuple(card for post in posts for card in cards.get(post, [])[:1])
    tokens = dict.fromkeys(token for card in shown_in for token in card.tokens.split(" "))
    expires = media.rights.expires if media.rights else None
    return _Item(
        media,
        media_href(media),
        media.file.rpartition("/")[2],
        media.facts.kind if media.facts else "missing",
        tuple(dict.fromkeys(one.alt for one, _ in uses if one.alt)),
        shown_in,
        " ".join(tokens),
        media.rights,
        full_day(expires, shown.language) if expires else None,
        over=expires is not None and expires < shown.today,
    )
