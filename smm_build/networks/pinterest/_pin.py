"""A post as a pin, and what Pinterest would refuse of it.

Source: https://developers.pinterest.com/docs/api/v5/pins-create and its schema
https://github.com/pinterest/api-description (5.23.0), read on 2026-11-23.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import FileBody, PartTask
from smm_build.text.markup import bare_form

__all__ = ["earliest", "faults", "film_of", "is_it", "is_like_it", "pin", "source_of", "words"]

_BOARD = re.compile(r"\d{1,30}", re.ASCII)
_LONGEST_TITLE = 100
_LONGEST_ALT = 500
_LONGEST_LINK = 2_048
_COVERS = frozenset({"image/jpeg", "image/png"})
_SKEW = timedelta(minutes=10)
"""How far the clocks of this machine and of Pinterest may be apart."""


def pin(task: PartTask, source: Mapping[str, object]) -> dict[str, object]:
    """Return the pin that is to be created; ``source`` is where its pictures or its film come from."""
    return {**words(task), "media_source": dict(source)}


def words(task: PartTask) -> dict[str, object]:
    """Return everything of a pin that can be changed later."""
    said = task.variant.settings
    fields = {
        "board_id": said.board,
        "title": said.title,
        "description": task.part.text,
        "link": task.variant.link,
        "alt_text": _alt(task),
    }
    return {name: value for name, value in fields.items() if value}


def source_of(task: PartTask) -> dict[str, object]:
    """Return the pictures of a pin: one, or several as a carousel. They go with the request itself."""
    pictures = [_picture(media) for media in task.part.media]
    if len(pictures) == 1:
        return {"source_type": "image_base64", **pictures[0]}
    return {"source_type": "multiple_image_base64", "items": pictures, "index": 0}


def film_of(task: PartTask, media_id: str) -> dict[str, object]:
    """Return the film of a pin, with its still picture or else its first frame."""
    source: dict[str, object] = {"source_type": "video_id", "media_id": media_id}
    cover = task.variant.settings.cover
    if cover is None or cover.facts is None:
        return {**source, "cover_image_key_frame_time": 0}
    still = _picture(cover)
    return {**source, "cover_image_content_type": still["content_type"], "cover_image_data": still["data"]}


def faults(task: PartTask) -> Iterator[Sentence]:
    """Yield what Pinterest would refuse beyond the usual limits."""
    said = task.variant.settings
    if len(task.variant.parts) > 1:
        yield _NO_THREADS
    if not task.variant.parts[0].media:
        yield _NO_PICTURE
    if not _BOARD.fullmatch(said.board or ""):
        yield _NO_BOARD
    if len(said.title or "") > _LONGEST_TITLE:
        yield _LONG_TITLE
    if len(task.variant.link or "") > _LONGEST_LINK:
        yield _LONG_LINK
    if len(_alt(task)) > _LONGEST_ALT:
        yield _LONG_ALTS
    if said.cover and not (said.cover.facts and said.cover.facts.mime in _COVERS):
        yield _COVER


def earliest(task: PartTask) -> datetime:
    """Return the instant before which no attempt at this pin can have been made."""
    return min(task.at, task.claim.planned_at) - _SKEW


def is_it(found: Mapping[str, object], task: PartTask) -> bool:
    """Whether a pin on the board says what this post says, and is not older than it."""
    return is_like_it(found, task) and _bare(found.get("description")) == bare_form(task.part.text)


def is_like_it(found: Mapping[str, object], task: PartTask) -> bool:
    """Whether a pin on the board has this post's title, and is not older than it."""
    made = found.get("created_at")
    try:
        at = datetime.fromisoformat(made) if isinstance(made, str) else None
    except ValueError:
        at = None
    if at is not None and (at if at.tzinfo else at.replace(tzinfo=UTC)) < earliest(task):
        return False
    return _bare(found.get("title")) == bare_form(task.variant.settings.title or "")


def _bare(text: object) -> str:
    return bare_form(text) if isinstance(text, str) else ""


def _picture(media: Media) -> dict[str, object]:
    assert media.facts is not None, "refused before anything was asked"
    return {"content_type": media.facts.mime, "data": FileBody(media.file, media.facts.mime)}


def _alt(task: PartTask) -> str:
    """Return the one alternative text a pin has: those of all its pictures, a line each."""
    return "\n".join(media.alt for media in task.variant.parts[0].media if media.alt)


_NO_THREADS = Sentence("Pinterest has no threads: a post is one pin.", "Pinterest non ha thread: un post è un pin.")
_NO_PICTURE = Sentence(
    "A pin is made of pictures or a film, and this post has neither.",
    "Un pin è fatto di immagini o di un video, e questo post non ne ha.",
)
_NO_BOARD = Sentence(
    "A pin stands on a board: write its number as `board` into the post or under `defaults` of the channel.",
    "Un pin sta in una bacheca: scrivi il suo numero come `board` nel post o sotto `defaults` del canale.",
)
_LONG_TITLE = Sentence(
    f"The title of a pin has {_LONGEST_TITLE} characters at most: give the channel its own `title`.",
    f"Il titolo di un pin ha al massimo {_LONGEST_TITLE} caratteri: dai al canale un suo `title`.",
)
_LONG_LINK = Sentence(
    f"The link of a pin has {_LONGEST_LINK} characters at most.",
    f"Il link di un pin ha al massimo {_LONGEST_LINK} caratteri.",
)
_LONG_ALTS = Sentence(
    f"A pin has one alternative text of {_LONGEST_ALT} characters, and those of its pictures are longer together.",
    f"Un pin ha un solo testo alternativo di {_LONGEST_ALT} caratteri: quelli delle immagini insieme lo superano.",
)
_COVER = Sentence(
    "The still picture of a film on Pinterest is a JPEG or PNG.",
    "L'immagine di copertina di un video su Pinterest è un JPEG o PNG.",
)
