"""A post as LinkedIn takes it, and what it would not take.

Sources: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api and …/poll-post-api,
read on 2026-11-22.
"""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._base import Limits, PartTask
from smm_build.networks._cards import LinkCard
from smm_build.networks._content import refuse_faults, refuse_objections
from smm_build.networks.linkedin._api import TITLE
from smm_build.networks.linkedin._text import to_little, visible
from smm_build.networks.linkedin._uploads import DOCUMENT

__all__ = ["Kind", "check_post", "files_of", "kind_of", "link_card", "media_in", "objections", "post_body", "words_of"]

_TITLE = 400
"""Characters of a card's title (clients' reports, read on 2026-11-22); held to for documents and films too."""
_QUESTION = 140
_OPTIONS = 4
_OPTION = 30
_DURATIONS = {
    timedelta(days=1): "ONE_DAY",
    timedelta(days=3): "THREE_DAYS",
    timedelta(days=7): "SEVEN_DAYS",
    timedelta(days=14): "FOURTEEN_DAYS",
}
_VISIBILITIES = {"public": "PUBLIC", "logged-in": "LOGGED_IN", "connections": "CONNECTIONS"}
_DOCUMENT_BYTES = 100_000_000
_POST = re.compile(r"urn:li:(?:share|ugcPost):\d+", re.ASCII)
_PERSON = "urn:li:person:"


class Kind(enum.Enum):
    """What a post carries beside its words."""

    TEXT = "text"
    CARD = "card"
    IMAGE = "image"
    IMAGES = "images"
    FILM = "film"
    DOCUMENT = "document"
    POLL = "poll"
    QUOTE = "quote"


def kind_of(variant: Variant) -> Kind:
    """Return what the post carries; what it asks for beyond that is found by :func:`check_post`."""
    media = variant.parts[0].media
    if variant.settings.poll:
        return Kind.POLL
    if variant.settings.quote:
        return Kind.QUOTE
    if media:
        first = media[0].facts
        if first and first.kind != "image":
            return Kind.DOCUMENT if first.mime == DOCUMENT else Kind.FILM
        return Kind.IMAGE if len(media) == 1 else Kind.IMAGES
    return Kind.CARD if variant.link else Kind.TEXT


def words_of(variant: Variant) -> str:
    """Return the text of the post, with the link at its end where something else takes the card's place."""
    text, link = variant.parts[0].text, variant.link
    if not link or link in text or kind_of(variant) is Kind.CARD:
        return text
    return f"{text}\n\n{link}".lstrip("\n")


def files_of(variant: Variant) -> tuple[Media, ...]:
    """Return the files to upload: the post's own, or the picture of its card."""
    cover = variant.settings.cover
    return (cover,) if cover and kind_of(variant) is Kind.CARD else variant.parts[0].media


def check_post(task: PartTask, limits: Limits) -> None:
    """Raise :class:`Refused` for the first thing that LinkedIn would not take or would leave out."""
    variant = task.variant
    refuse_objections(objections(variant), _unfit(variant))
    if kind_of(variant) is Kind.DOCUMENT:
        limits = dataclasses.replace(limits, video_bytes=_DOCUMENT_BYTES)
    words = [words_of(variant), *(part.text for part in variant.messages[1:])]
    refuse_faults(task, TITLE, limits, tuple(len(visible(text)) for text in words))


def post_body(task: PartTask, urns: Sequence[str]) -> dict[str, object]:
    """Return the body of the post; every default is said, none is left to the network."""
    variant = task.variant
    body: dict[str, object] = {
        "author": _author(variant),
        "commentary": to_little(words_of(variant)),
        "visibility": _VISIBILITIES[variant.settings.visibility or "public"],
        "distribution": {"feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": []},
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
    }
    if kind_of(variant) is Kind.QUOTE:
        return body | {"reshareContext": {"parent": _quoted(variant)}}
    content = _content(variant, urns)
    return body | {"content": content} if content else body


def _author(variant: Variant) -> str:
    """Return the URN of the page or person that writes."""
    return variant.channel.account or ""


def _content(variant: Variant, urns: Sequence[str]) -> dict[str, object]:
    kind, title, media = kind_of(variant), (variant.settings.title or "").strip(), variant.parts[0].media
    if kind is Kind.POLL:
        return {"poll": _poll(variant)}
    if card := link_card(variant):
        article = {"source": card.address, "title": card.title}
        return {"article": article | ({"thumbnail": urns[0]} if urns else {})}
    if kind is Kind.IMAGES:
        return {"multiImage": {"images": [_picture(urn, one) for urn, one in zip(urns, media, strict=True)]}}
    if kind is Kind.IMAGE:
        return {"media": _picture(urns[0], media[0])}
    if kind in {Kind.FILM, Kind.DOCUMENT}:
        name = media[0].file.rpartition("/")[2].rpartition(".")[0]
        return {"media": {"id": urns[0], "title": title or name}}
    return {}


def _picture(urn: str, media: Media) -> dict[str, object]:
    return {"id": urn, "altText": media.alt} if media.alt else {"id": urn}


def _poll(variant: Variant) -> dict[str, object]:
    poll = variant.settings.poll
    assert poll is not None, "asked before"
    return {
        "question": _question(variant),
        "options": [{"text": option} for option in poll.options],
        "settings": {"duration": _DURATIONS[poll.duration]},
    }


def _question(variant: Variant) -> str:
    """Return what a poll asks: the title, which is the first line of the text when nobody gave one."""
    return (variant.settings.title or variant.parts[0].text.partition("\n")[0]).strip()


def _quoted(variant: Variant) -> str | None:
    found = _POST.search(unquote(variant.settings.quote or ""))
    return found[0] if found else None


def link_card(variant: Variant) -> LinkCard | None:
    """Return the card of a post that has no pictures, film, poll or quoted post."""
    if kind_of(variant) is not Kind.CARD or variant.link is None:
        return None
    title = (variant.settings.title or "").strip()
    return LinkCard(variant.link, title or _host(variant.link), variant.settings.cover)


def _host(link: str) -> str:
    return (urlsplit(link).hostname or link).removeprefix("www.")


def objections(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    """Yield what LinkedIn would not take of a post's settings, with the key at fault."""
    said, kind = variant.settings, kind_of(variant)
    if said.format == "story":
        yield "format", Sentence("LinkedIn has no stories", "LinkedIn non ha storie")
    if said.visibility and said.visibility not in _VISIBILITIES:
        known = ", ".join(_VISIBILITIES)
        yield (
            "visibility",
            Sentence(
                f"LinkedIn knows no visibility “{said.visibility}”, only {known}",
                f"LinkedIn non conosce la visibilità “{said.visibility}”, solo {known}",
            ),
        )
    if said.visibility == "connections" and not _author(variant).startswith(_PERSON):
        yield "visibility", Sentence("Only a person has connections", "Solo una persona ha collegamenti")
    yield from (("poll", fault) for fault in _wrong_poll(variant))
    if said.quote:
        yield from (("quote", fault) for fault in _wrong_quote(variant))
    if kind in {Kind.CARD, Kind.FILM, Kind.DOCUMENT} and len((said.title or "").strip()) > _TITLE:
        yield (
            "title",
            Sentence(f"The title is longer than {_TITLE} characters", f"Il titolo supera i {_TITLE} caratteri"),
        )


def _unfit(variant: Variant) -> Iterator[Sentence]:
    """Yield what is wrong with the parts and files as they are sent; before that a check may still mend it."""
    if len(variant.parts) > 1:
        yield Sentence("LinkedIn has no threads", "LinkedIn non ha thread")
    form, kind, cover = variant.settings.format, kind_of(variant), variant.settings.cover
    if form == "document" and kind is not Kind.DOCUMENT:
        yield Sentence("A document post needs one PDF", "A un post con documento serve un PDF")
    if form in {"video", "reel"} and kind is not Kind.FILM:
        yield Sentence(f"A {form} needs a film", f"A un {form} serve un video")
    if form == "poll" and kind is not Kind.POLL:
        yield Sentence("A poll needs `poll:` with its answers", "A un sondaggio serve `poll:` con le risposte")
    if kind is Kind.CARD and cover and not (cover.facts and cover.facts.kind == "image"):
        yield Sentence(f"{cover.file} is no picture", f"{cover.file} non è un'immagine")


def _wrong_poll(variant: Variant) -> Iterator[Sentence]:
    poll = variant.settings.poll
    if poll is None:
        return
    if variant.parts[0].media or variant.settings.quote:
        yield Sentence(
            "A poll on LinkedIn goes alone, without files and quoted posts",
            "Un sondaggio su LinkedIn va da solo, senza file e senza post citati",
        )
    if poll.multiple:
        yield Sentence("A poll on LinkedIn has one choice", "Un sondaggio su LinkedIn ha una sola scelta")
    if poll.duration not in _DURATIONS:
        yield Sentence(
            "A poll on LinkedIn lasts 1, 3, 7 or 14 days", "Un sondaggio su LinkedIn dura 1, 3, 7 o 14 giorni"
        )
    if not 1 < len(poll.options) <= _OPTIONS or not all(0 < len(option) <= _OPTION for option in poll.options):
        yield Sentence(
            f"A poll on LinkedIn has 2 to {_OPTIONS} answers of {_OPTION} characters at most",
            f"Un sondaggio su LinkedIn ha da 2 a {_OPTIONS} risposte di al massimo {_OPTION} caratteri",
        )
    if not 0 < len(_question(variant)) <= _QUESTION:
        yield Sentence(
            f"A poll's question, its `title`, has {_QUESTION} characters at most",
            f"La domanda di un sondaggio, il suo `title`, ha al massimo {_QUESTION} caratteri",
        )


def _wrong_quote(variant: Variant) -> Iterator[Sentence]:
    if variant.parts[0].media:
        yield Sentence("A quoting post on LinkedIn has no files", "Un post che cita su LinkedIn non ha file")
    if _quoted(variant) is None:
        yield Sentence(
            "LinkedIn quotes a post by an address with urn:li:share: or urn:li:ugcPost: in it (in its menu: Embed)",
            "LinkedIn cita un post da un indirizzo con urn:li:share: o urn:li:ugcPost: (nel suo menu: Incorpora)",
        )


def media_in(content: Mapping[str, object]) -> Iterator[str]:
    """Return the URNs of the files in a post's content, as sent or as LinkedIn gives it back."""
    multi, single, card = content.get("multiImage"), content.get("media"), content.get("article")
    images = multi.get("images") if isinstance(multi, dict) else None
    for one in [*(images if isinstance(images, list) else []), single]:
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            yield one["id"]
    if isinstance(card, dict) and isinstance(card.get("thumbnail"), str):
        yield card["thumbnail"]
