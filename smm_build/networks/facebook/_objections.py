"""What a Facebook page would not take of a post, beyond numbers and sizes, told before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks._base import PartTask
from smm_build.networks._content import refuse_objections
from smm_build.networks.facebook._content import is_film

__all__ = ["objections", "refuse_unusable"]

_SECONDS = {"reel": (3, 90), "story": (0, 60)}
"""https://developers.facebook.com/documentation/video-api/guides/reels-publishing and
https://developers.facebook.com/docs/page-stories-api, read on 2026-11-23."""


def objections(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    """Yield the front matter key at fault and what is wrong with it."""
    said = variant.settings
    if said.format == "document":
        yield "format", Sentence("Facebook pages have no documents", "Le pagine Facebook non hanno documenti")
    if said.location and not (said.location.isascii() and said.location.isdigit()):
        fault = Sentence(
            "Facebook wants the id of a place's page, digits only, as `location`",
            "Facebook vuole l'id della pagina di un luogo, solo cifre, come `location`",
        )
        yield "location", fault
    if said.cover and said.format in _SECONDS:
        fault = Sentence(
            "Facebook takes a `cover` only for films in the feed, not for reels and stories",
            "Facebook accetta una `cover` solo per i video nel feed, non per reel e storie",
        )
        yield "cover", fault
    if said.format == "story":
        yield from _story_faults(variant)
    yield from (("format", fault) for fault in _length_faults(variant))


def refuse_unusable(task: PartTask) -> None:
    """Raise :class:`Refused` for the first thing that a page cannot take, also where another check would say so."""
    refuse_objections(objections(task.variant), _unfit(task.variant))


def _unfit(variant: Variant) -> Iterator[Sentence]:
    said, files = variant.settings, variant.parts[0].media
    if len(variant.parts) > 1:
        yield Sentence("Facebook has no threads", "Facebook non ha thread")
    if said.poll is not None or said.format == "poll":
        yield Sentence("A Facebook page has no polls", "Una pagina Facebook non ha sondaggi")
    if said.format in {"reel", "video"} and not any(map(is_film, files)):
        yield Sentence(f"The format `{said.format}` needs a film", f"Al formato `{said.format}` serve un video")
    if said.format == "story" and not files:
        yield Sentence("A story needs a picture or a film", "A una storia serve un'immagine o un video")


def _story_faults(variant: Variant) -> Iterator[tuple[str, Sentence]]:
    if len(variant.parts[0].media) > 1:
        fault = Sentence(
            "A story is one picture or one film: write one post for each",
            "Una storia è un'immagine o un video: scrivi un post per ognuno",
        )
        yield "format", fault
    if variant.parts[0].text.strip():
        fault = Sentence(
            "A story has no text: leave this channel's text empty, and write what people should read into the picture",
            "Una storia non ha testo: lascia vuoto il testo di questo canale e scrivi nell'immagine ciò che va letto",
        )
        yield "format", fault
    if variant.comment is not None:
        yield "first_comment", Sentence("A story cannot be commented on", "Una storia non si può commentare")


def _length_faults(variant: Variant) -> Iterator[Sentence]:
    wanted = variant.settings.format or ""
    for film in variant.parts[0].media if wanted in _SECONDS else ():
        shortest, longest = _SECONDS[wanted]
        length = film.facts.seconds if film.facts else None
        if length is not None and not shortest <= length <= longest:
            yield Sentence(
                f"{film.file} lasts {length:g} seconds; as a {wanted} Facebook takes {shortest:g} to {longest:g}",
                f"{film.file} dura {length:g} secondi; come {wanted} Facebook accetta da {shortest:g} a {longest:g}",
            )
