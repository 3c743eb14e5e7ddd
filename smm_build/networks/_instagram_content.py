"""What a message becomes on Instagram, what Instagram cannot take, and the words of the request for it."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from smm_build.domain.media import Media, MediaFacts
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
    "refuse_unusable",
    "staged",
]

_FORMATS = frozenset({None, "post", "carousel", "video", "reel", "story"})
_FOR_FILMS = frozenset({"video", "reel"})
_SHOWN_AI = frozenset({"generated", "manipulated"})
_MOST = 10
_STORY_BYTES = 100_000_000


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


def refuse_unusable(task: PartTask) -> None:
    """Raise :class:`Refused` for the first thing that Instagram cannot take, beyond numbers and sizes."""
    fault = next(_faults(task), None)
    if fault is not None:
        raise refuse_content(fault)


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


def _faults(task: PartTask) -> Iterator[Sentence]:
    said, part = task.variant.settings, task.variant.parts[0]
    if said.format not in _FORMATS:
        yield Sentence(f"Instagram has no format `{said.format}`.", f"Instagram non ha il formato `{said.format}`.")
    if len(task.variant.parts) > 1:
        yield Sentence("Instagram has no threads.", "Instagram non ha thread.")
    if not part.media:
        yield Sentence(
            "Instagram shows nothing without a picture or film.", "Instagram non mostra nulla senza foto o video."
        )
    if len(part.media) > _MOST:
        yield Sentence(
            f"It has {len(part.media)} pictures and films, {_MOST} are allowed.",
            f"Ha {len(part.media)} immagini e video, il massimo è {_MOST}.",
        )
    if said.format == "carousel" and len(part.media) == 1:
        yield Sentence("A carousel has 2 to 10 pictures or films.", "Un carosello ha da 2 a 10 immagini o video.")
    if said.poll is not None:
        yield Sentence("Instagram has no polls.", "Instagram non ha sondaggi.")
    yield from _film_faults(task)
    if said.format == "story":
        yield from _story_faults(task)
    if said.location and not (said.location.isascii() and said.location.isdigit()):
        yield Sentence(
            "Instagram wants the id of a Facebook page with an address, digits only, as `location`.",
            "Instagram vuole l'id di una pagina Facebook con un indirizzo, solo cifre, come `location`.",
        )


def _film_faults(task: PartTask) -> Iterator[Sentence]:
    said, media = task.variant.settings, task.variant.parts[0].media
    one_film = len(media) == 1 and is_film(media[0])
    if said.format in _FOR_FILMS and not one_film:
        yield Sentence(
            f"The format `{said.format}` is one film and nothing else.",
            f"Il formato `{said.format}` è un solo video e nient'altro.",
        )
    if said.cover and (not one_film or said.format == "story"):
        yield Sentence(
            "Instagram takes a `cover` only for a reel: leave it out for this channel in `overrides`.",
            "Instagram accetta una `cover` solo per un reel: toglila per questo canale in `overrides`.",
        )


def _story_faults(task: PartTask) -> Iterator[Sentence]:
    part = task.variant.parts[0]
    if len(part.media) > 1:
        yield Sentence(
            "A story is one picture or one film: write one post for each.",
            "Una storia è un'immagine o un video: scrivi un post per ognuno.",
        )
    facts = part.media[0].facts if part.media else None
    if facts and facts.kind == "video" and not _fits_a_story(facts):
        yield Sentence(
            f"A film of a story lasts 3 to 60 seconds and has 100 MB at most: {part.media[0].file} does not.",
            f"Un video di una storia dura da 3 a 60 secondi e ha al massimo 100 MB: {part.media[0].file} no.",
        )
    if part.text.strip():
        yield Sentence(
            "A story has no text: leave this channel's text empty, and write what people should read into the picture.",
            "Una storia non ha testo: lascia vuoto il testo di questo canale e scrivi nell'immagine ciò che va letto.",
        )
    if task.variant.comment is not None:
        yield Sentence("A story cannot be commented on.", "Una storia non si può commentare.")


def _fits_a_story(film: MediaFacts) -> bool:
    """Whether a film can be a story; the source is that of :func:`child_form`."""
    return film.size <= _STORY_BYTES and (film.seconds is None or 3 <= film.seconds <= 60)  # noqa: PLR2004


_TYPES: dict[Kind, dict[str, str]] = {
    Kind.IMAGE: {},
    Kind.CAROUSEL: {"media_type": "CAROUSEL"},
    # Said, because what is taken when nothing is said is written nowhere.
    Kind.REEL: {"media_type": "REELS", "share_to_feed": "true"},
    Kind.STORY: {"media_type": "STORIES"},
}
