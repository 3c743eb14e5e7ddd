"""A post in Threads' words, what it would not take, and recognising an own one among those it lists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._base import Limits, PartTask
from smm_build.networks._content import refuse_faults, refuse_objections
from smm_build.networks._polls import refuse_poll
from smm_build.networks._settings import refuse_settings
from smm_build.networks.mastodon._statuses import earliest
from smm_build.networks.threads._api import TITLE
from smm_build.text.markup import bare_form

__all__ = ["container_of", "is_part", "item_of", "objections", "refuse_unsendable", "shortcode_of", "since"]

_REPLIES = {"followed": "accounts_you_follow", "mentioned": "mentioned_only"}
"""Who may answer, in Threads' words: https://developers.facebook.com/docs/threads/reply-management, 2026-11-23."""
_FORMATS = frozenset({"story", "document"})
_HOSTS = frozenset({"threads.com", "www.threads.com", "threads.net", "www.threads.net"})
_OPTIONS = ("option_a", "option_b", "option_c", "option_d")
_MOST_IN_A_CAROUSEL = 20


def container_of(task: PartTask, children: tuple[str, ...], quoted: str | None) -> dict[str, str]:
    """Return the parameters of the container that is published; what is not said is left out.

    Source: https://developers.facebook.com/docs/threads/reference/publishing, read on 2026-11-23.
    """
    media = task.part.media
    if not media:
        form = {"media_type": "TEXT"} | _attached(task)
    elif len(media) == 1:
        form = _file(media[0], task.staged)
    else:
        form = {"media_type": "CAROUSEL", "children": ",".join(children)}
    if task.part.text:
        form["text"] = task.part.text
    if task.earlier:
        form["reply_to_id"] = task.earlier[-1].id
    if quoted and task.number == 1:
        form["quote_post_id"] = quoted
    said = task.variant.settings.replies
    if said in _REPLIES and task.number == 1:
        form["reply_control"] = _REPLIES[said]
    return form


def item_of(media: Media, staged: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of one picture or film of a carousel."""
    return _file(media, staged) | {"is_carousel_item": "true"}


def _attached(task: PartTask) -> dict[str, str]:
    """Return what goes with words alone: the card of a link, or a poll."""
    if task.number != 1:
        return {}
    poll = task.variant.settings.poll
    if poll:
        return {"poll_attachment": json.dumps(dict(zip(_OPTIONS, poll.options, strict=False)), ensure_ascii=False)}
    return {"link_attachment": task.variant.link} if task.variant.link else {}


def _file(media: Media, staged: Mapping[str, str]) -> dict[str, str]:
    kind = "video" if media.facts and media.facts.kind == "video" else "image"
    form = {"media_type": kind.upper(), f"{kind}_url": staged[media.file]}
    return form | ({"alt_text": media.alt} if media.alt else {})


def refuse_unsendable(task: PartTask, limits: Limits, lengths: tuple[int, ...]) -> None:
    """Raise :class:`Refused` for the first thing that Threads would not take or has no field for."""
    refuse_faults(task, TITLE, limits, lengths)
    refuse_settings(task, TITLE, limits)
    refuse_poll(task.variant, TITLE, limits)
    refuse_objections(objections(task.variant), _media_faults(task))


def objections(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    """Yield the fields of the post that Threads would refuse as they are, and why."""
    yield from _setting_faults(variant)
    yield from (("poll", fault) for fault in _poll_faults(variant))
    if any(len(part.media) > _MOST_IN_A_CAROUSEL for part in variant.messages):
        fault = Sentence(
            f"A carousel on Threads has {_MOST_IN_A_CAROUSEL} pictures and films at most",
            f"Un carosello su Threads ha al massimo {_MOST_IN_A_CAROUSEL} immagini e video",
        )
        yield "media", fault


def _setting_faults(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    said = variant.settings
    if said.format in _FORMATS:
        yield "format", Sentence(f"Threads has no format “{said.format}”", f"Threads non ha il formato “{said.format}”")
    if said.replies not in {None, "everyone", *_REPLIES}:
        fault = Sentence(
            f"Threads cannot limit replies to “{said.replies}”, only to {', '.join(_REPLIES)} or everyone",
            f"Threads non può limitare le risposte a “{said.replies}”, solo a {', '.join(_REPLIES)} o everyone",
        )
        yield "replies", fault
    if said.quote and shortcode_of(said.quote) is None:
        fault = Sentence(
            f"{said.quote} is not the address of a post on Threads",
            f"{said.quote} non è l'indirizzo di un post su Threads",
        )
        yield "quote", fault


def _poll_faults(variant: Variant) -> Iterator[Sentence]:
    poll = variant.settings.poll
    if poll and poll.multiple:
        yield Sentence(
            "A poll on Threads takes one answer of each person", "Un sondaggio su Threads accetta una sola risposta"
        )
    if poll and (variant.parts[0].media or variant.link):
        yield Sentence(
            "A poll on Threads stands beside words alone, without pictures and without the card of a link",
            "Un sondaggio su Threads accompagna solo parole, senza immagini e senza la scheda di un link",
        )


def _media_faults(task: PartTask) -> Iterator[Sentence]:
    for media in task.part.media:
        if media.file not in task.staged:
            yield Sentence(
                f"Threads fetches pictures and films itself, and {media.file} has no public address: name a place for"
                " them in brand.yml",
                f"Threads preleva da sé immagini e video, e {media.file} non ha un indirizzo pubblico: indica in"
                " brand.yml dove metterli",
            )


def shortcode_of(url: str) -> str | None:
    """Return the short code in the public address of a post, ``None`` when it is none."""
    parts = urlsplit(url)
    path = parts.path.strip("/").split("/")
    if (parts.hostname or "") not in _HOSTS or "post" not in path[:-1]:
        return None
    return path[path.index("post") + 1] or None


def since(task: PartTask) -> datetime:
    """Return the instant before which no attempt at this part can have been made."""
    return earliest(task)


def is_part(post: Mapping[str, object], task: PartTask) -> bool:
    """Whether a listed post says the same, answers the same and was made since the delivery was planned.

    Threads takes the sign off the first hashtag, so only letters and digits are compared.
    """
    parent = post.get("replied_to")
    answers = parent.get("id") if isinstance(parent, dict) else None
    if answers is not None and answers != (task.earlier[-1].id if task.earlier else None):
        return False
    text = post.get("text")
    same = bare_form(text if isinstance(text, str) else "") == bare_form(task.part.text)
    return same and not _made_before(post, since(task))


def _made_before(post: Mapping[str, object], instant: datetime) -> bool:
    made = post.get("timestamp")
    try:
        at = datetime.fromisoformat(made) if isinstance(made, str) else None
    except ValueError:
        return False
    return at is not None and (at if at.tzinfo else at.replace(tzinfo=UTC)) < instant
