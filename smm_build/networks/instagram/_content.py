"""What a message becomes on Instagram, and the words of the request for it."""

from __future__ import annotations

import enum

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import Account, PartTask, Session

__all__ = [
    "Kind",
    "by_instagram_login",
    "child_form",
    "container_form",
    "is_film",
    "kind_of",
    "staged",
]

_SHOWN_AI = frozenset({"generated", "manipulated"})


class Kind(enum.Enum):
    """What a message is on Instagram. A film alone is always a reel."""

    COMMENT = "comment"
    IMAGE = "image"
    CAROUSEL = "carousel"
    REEL = "reel"
    STORY = "story"


def by_instagram_login(account: Account) -> bool:
    """Whether the account is reached without a Facebook page: another host, other permissions, other fields."""
    return account.server.endswith("graph.instagram.com")


def is_film(media: Media) -> bool:
    """Whether a file is a film."""
    return media.facts is not None and media.facts.kind == "video"


def kind_of(task: PartTask) -> Kind:
    """Return what this message becomes."""
    if task.is_comment:
        return Kind.COMMENT
    if task.variant.settings.format == "story":
        return Kind.STORY
    if len(task.part.media) > 1:
        return Kind.CAROUSEL
    return Kind.REEL if is_film(task.part.media[0]) else Kind.IMAGE


def child_form(media: Media) -> dict[str, str]:
    """Return what is said about one file of a carousel, without where it comes from.

    Source: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media, read
    on 2026-11-23.
    """
    film = {"media_type": "VIDEO"} if is_film(media) else _alternative(media)
    return {"is_carousel_item": "true", **film}


def container_form(task: PartTask, session: Session) -> dict[str, str]:
    """Return what is said about a post as a whole, without its files; the source is that of :func:`child_form`."""
    said, kind = task.variant.settings, kind_of(task)
    form = dict(_TYPES[kind])
    if kind is Kind.IMAGE:
        form |= _alternative(task.part.media[0])
    if kind is Kind.REEL and said.cover:
        form["cover_url"] = staged(task, said.cover)
    if kind is not Kind.STORY and task.part.text.strip():
        form["caption"] = task.part.text
    if kind is not Kind.STORY and said.location:
        form["location_id"] = said.location
    if said.ai in _SHOWN_AI:
        form["is_ai_generated"] = "true"
    if said.disclosure and said.disclosure.type == "paid" and not by_instagram_login(session.account):
        form["is_paid_partnership"] = "true"
    return form


def staged(task: PartTask, media: Media) -> str:
    """Return the public address of a file; raises :class:`Refused` when it has none."""
    url = task.staged.get(media.file)
    if url:
        return url
    raise refuse_content(
        Sentence(
            f"Instagram fetches {media.file} from a public address, and it has none: write `staging` into"
            " brand/brand.yml.",
            f"Instagram preleva {media.file} da un indirizzo pubblico, e non ne ha uno: scrivi `staging` in"
            " brand/brand.yml.",
        )
    )


def _alternative(media: Media) -> dict[str, str]:
    """Return the alternative text: Instagram takes one for pictures, alone or in a carousel, and for nothing else."""
    return {"alt_text": media.alt} if media.alt else {}


_TYPES: dict[Kind, dict[str, str]] = {
    Kind.IMAGE: {},
    Kind.CAROUSEL: {"media_type": "CAROUSEL"},
    # Said, because what is taken when nothing is said is written nowhere.
    Kind.REEL: {"media_type": "REELS", "share_to_feed": "true"},
    Kind.STORY: {"media_type": "STORIES"},
}
