"""What Instagram would not take of a post, beyond numbers and sizes, told before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.domain.media import MediaFacts
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._base import PartTask
from smm_build.networks._content import refuse_objections
from smm_build.networks.instagram._content import is_film

__all__ = ["objections", "refuse_unusable"]

_FOR_FILMS = frozenset({"video", "reel"})
_MOST = 10
_STORY_BYTES = 100_000_000


def objections(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    """Yield the front matter key at fault and what is wrong with it.

    Source: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media, read
    on 2026-11-23.
    """
    said, media = variant.settings, variant.parts[0].media
    if said.format == "document":
        yield "format", Sentence("Instagram has no documents", "Instagram non ha documenti")
    if len(media) > _MOST:
        fault = Sentence(
            f"It has {len(media)} pictures and films, {_MOST} together are allowed",
            f"Ha {len(media)} immagini e video, il massimo è {_MOST} in tutto",
        )
        yield "media", fault
    if said.location and not (said.location.isascii() and said.location.isdigit()):
        fault = Sentence(
            "Instagram wants the id of a Facebook page with an address, digits only, as `location`",
            "Instagram vuole l'id di una pagina Facebook con un indirizzo, solo cifre, come `location`",
        )
        yield "location", fault
    yield from _film_faults(variant)
    if said.format == "story":
        yield from _story_faults(variant)


def refuse_unusable(task: PartTask) -> None:
    """Raise :class:`Refused` for the first thing Instagram cannot take, also where another check would say so."""
    refuse_objections(objections(task.variant), _unfit(task.variant))


def _unfit(variant: Variant) -> Iterator[Sentence]:
    said, media = variant.settings, variant.parts[0].media
    if len(variant.parts) > 1:
        yield Sentence("Instagram has no threads", "Instagram non ha thread")
    if not media:
        yield Sentence(
            "Instagram shows nothing without a picture or film", "Instagram non mostra nulla senza foto o video"
        )
    if said.poll is not None or said.format == "poll":
        yield Sentence("Instagram has no polls", "Instagram non ha sondaggi")
    if said.format == "carousel" and len(media) == 1:
        yield Sentence("A carousel has 2 to 10 pictures or films", "Un carosello ha da 2 a 10 immagini o video")
    if said.format in _FOR_FILMS and not any(map(is_film, media)):
        yield Sentence(f"The format `{said.format}` needs a film", f"Al formato `{said.format}` serve un video")


def _film_faults(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    said, media = variant.settings, variant.parts[0].media
    if said.format in _FOR_FILMS and len(media) > 1 and any(map(is_film, media)):
        fault = Sentence(
            f"The format `{said.format}` is one film and nothing else",
            f"Il formato `{said.format}` è un solo video e nient'altro",
        )
        yield "format", fault
    reel = len(media) == 1 and is_film(media[0]) and said.format != "story"
    if said.cover and not reel:
        yield (
            "cover",
            Sentence("Instagram takes a `cover` only for a reel", "Instagram accetta `cover` solo per i reel"),
        )


def _story_faults(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    part = variant.parts[0]
    if len(part.media) > 1:
        fault = Sentence(
            "A story is one picture or one film: write one post for each",
            "Una storia è un'immagine o un video: scrivi un post per ognuno",
        )
        yield "format", fault
    facts = part.media[0].facts if part.media else None
    if facts and facts.kind == "video" and not _fits_a_story(facts):
        fault = Sentence(
            f"A film of a story lasts 3 to 60 seconds and has 100 MB at most: {part.media[0].file} does not",
            f"Un video di una storia dura da 3 a 60 secondi e ha al massimo 100 MB: {part.media[0].file} no",
        )
        yield "format", fault
    if part.text.strip():
        fault = Sentence(
            "A story has no text: leave this channel's text empty, and write what people should read into the picture",
            "Una storia non ha testo: lascia vuoto il testo di questo canale e scrivi nell'immagine ciò che va letto",
        )
        yield "format", fault
    if variant.comment is not None:
        yield "first_comment", Sentence("A story cannot be commented on", "Una storia non si può commentare")


def _fits_a_story(film: MediaFacts) -> bool:
    return film.size <= _STORY_BYTES and (film.seconds is None or 3 <= film.seconds <= 60)  # noqa: PLR2004
