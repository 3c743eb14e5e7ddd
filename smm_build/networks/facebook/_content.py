"""What a message becomes on a Facebook page, and the words of the request for it."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from smm_build.domain.media import Media
from smm_build.networks._base import FileBody, PartTask

__all__ = ["Kind", "feed_form", "film_form", "is_film", "kind_of", "shown_now"]

_SHOWN_AI = frozenset({"generated", "manipulated"})


class Kind(enum.StrEnum):
    """What a message is on Facebook. The value is what the ledger remembers."""

    COMMENT = "comment"
    WORDS = "words"
    PHOTOS = "photos"
    VIDEO = "video"
    REEL = "reel"
    PHOTO_STORY = "photo-story"
    VIDEO_STORY = "video-story"


def is_film(media: Media) -> bool:
    """Whether a file is a film."""
    return media.facts is not None and media.facts.kind == "video"


def kind_of(task: PartTask) -> Kind:
    """Return what this message becomes."""
    if task.is_comment:
        return Kind.COMMENT
    film = any(map(is_film, task.part.media))
    wanted = task.variant.settings.format
    if wanted == "story":
        return Kind.VIDEO_STORY if film else Kind.PHOTO_STORY
    if film:
        return Kind.REEL if wanted == "reel" else Kind.VIDEO
    return Kind.PHOTOS if task.part.media else Kind.WORDS


def feed_form(task: PartTask, photos: Sequence[str] = ()) -> dict[str, str]:
    """Return what is said to the page's feed, without when it is to be visible (:func:`shown_now`).

    Source: https://developers.facebook.com/docs/pages-api/posts, read on 2026-11-23.
    """
    form: dict[str, str] = {}
    if task.part.text.strip():
        form["message"] = task.part.text
    if task.variant.link and not photos:
        form["link"] = task.variant.link
    if task.variant.settings.location:
        form["place"] = task.variant.settings.location
    for number, photo in enumerate(photos):
        form[f"attached_media[{number}]"] = f'{{"media_fbid":"{photo}"}}'
    return form


def shown_now() -> dict[str, str]:
    """Return what makes a post visible at once: said, although it is what Facebook does when nothing is said."""
    return {"published": "true"}


def film_form(task: PartTask) -> dict[str, str | FileBody]:
    """Return what is said about a film: its words, its title where somebody wrote one for it, how it was made."""
    said = task.variant.settings
    form: dict[str, str | FileBody] = {}
    if task.part.text.strip():
        form["description"] = task.part.text
    if said.title and said.title != task.variant.post.title:
        form["title"] = said.title  # the post's own title is the team's name for it
    if said.ai in _SHOWN_AI:
        form["is_ai_generated"] = "true"
    return form
