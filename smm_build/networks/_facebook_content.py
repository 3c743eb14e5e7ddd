"""What a message becomes on a Facebook page, what the page cannot take, and the words of the request for it."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterator, Sequence

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import refuse_content
from smm_build.networks._base import FileBody, PartTask

__all__ = ["Kind", "feed_form", "film_form", "kind_of", "refuse_unusable", "shown_now"]

_FORMATS = frozenset({None, "post", "carousel", "video", "reel", "story"})
_SECONDS = {"reel": (3, 90), "story": (0, 60)}
"""https://developers.facebook.com/documentation/video-api/guides/reels-publishing and
https://developers.facebook.com/docs/page-stories-api, read on 2026-11-23."""
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


def _is_film(media: Media) -> bool:
    """Whether a file is a film."""
    return media.facts is not None and media.facts.kind == "video"


def kind_of(task: PartTask) -> Kind:
    """Return what this message becomes."""
    if task.is_comment:
        return Kind.COMMENT
    film = any(map(_is_film, task.part.media))
    wanted = task.variant.settings.format
    if wanted == "story":
        return Kind.VIDEO_STORY if film else Kind.PHOTO_STORY
    if film:
        return Kind.REEL if wanted == "reel" else Kind.VIDEO
    return Kind.PHOTOS if task.part.media else Kind.WORDS


def _faults(task: PartTask) -> Iterator[Sentence]:
    """Tell what a page cannot take of a post, beyond numbers and sizes."""
    said, files = task.variant.settings, task.variant.parts[0].media
    if said.format not in _FORMATS:
        yield Sentence(f"Facebook has no format `{said.format}`.", f"Facebook non ha il formato `{said.format}`.")
    if len(task.variant.parts) > 1:
        yield Sentence("Facebook has no threads.", "Facebook non ha thread.")
    if said.poll is not None:
        yield Sentence("A Facebook page has no polls.", "Una pagina Facebook non ha sondaggi.")
    if said.location and not (said.location.isascii() and said.location.isdigit()):
        yield Sentence(
            "Facebook wants the id of a place's page, digits only, as `location`.",
            "Facebook vuole l'id della pagina di un luogo, solo cifre, come `location`.",
        )
    if said.format in {"reel", "video"} and not any(map(_is_film, files)):
        yield Sentence(f"The format `{said.format}` needs a film.", f"Al formato `{said.format}` serve un video.")
    if said.format == "story":
        yield from _story_faults(task, files)
    yield from _length_faults(said.format, files)
    if said.cover and said.format in {"reel", "story"}:
        yield Sentence(
            "Facebook takes a `cover` only for films in the feed: leave it out for this channel in `overrides`.",
            "Facebook accetta una `cover` solo per i video nel feed: toglila per questo canale in `overrides`.",
        )


def _story_faults(task: PartTask, files: Sequence[Media]) -> Iterator[Sentence]:
    if len(files) != 1:
        yield Sentence(
            "A story is one picture or one film: write one post for each.",
            "Una storia è un'immagine o un video: scrivi un post per ognuno.",
        )
    if task.variant.parts[0].text.strip():
        yield Sentence(
            "A story has no text: leave this channel's text empty, and write what people should read into the picture.",
            "Una storia non ha testo: lascia vuoto il testo di questo canale e scrivi nell'immagine ciò che va letto.",
        )
    if task.variant.comment is not None:
        yield Sentence("A story cannot be commented on.", "Una storia non si può commentare.")


def _length_faults(wanted: str | None, files: Sequence[Media]) -> Iterator[Sentence]:
    shortest, longest = _SECONDS.get(wanted or "", (0, math.inf))
    for film in files:
        length = film.facts.seconds if film.facts else None
        if length is not None and not shortest <= length <= longest:
            yield Sentence(
                f"{film.file} lasts {length:g} seconds; as a {wanted} Facebook takes {shortest:g} to {longest:g}.",
                f"{film.file} dura {length:g} secondi; come {wanted} Facebook accetta da {shortest:g} a {longest:g}.",
            )


def refuse_unusable(task: PartTask) -> None:
    """Raise :class:`Refused` for the first thing that a page cannot take."""
    fault = next(_faults(task), None)
    if fault is not None:
        raise refuse_content(fault)


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
