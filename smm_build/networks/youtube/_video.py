"""A post as YouTube's video resource, and what YouTube would refuse of it.

Source: https://developers.google.com/youtube/v3/docs/videos and its schema
https://youtube.googleapis.com/$discovery/rest?version=v3 (revision 20261104), read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import utc_text
from smm_build.networks._base import PartTask

__all__ = ["PRIVATE", "address", "faults", "parts", "resource", "wanted_privacy"]

PRIVATE = "private"
_PRIVACIES = ("public", "unlisted", PRIVATE)
_CATEGORY = "22"
"""People and blogs: a video has to have a category, and a post names none."""
_LONGEST_TITLE = 100
_MOST_TAGS = 500
_LARGEST_COVER = 52_428_800
_COVERS = frozenset({"image/jpeg", "image/png"})
_SHORTEST_NOT_SHORT = 180
"""Seconds: https://support.google.com/youtube/answer/15424877, read on 2026-11-23."""
_PAID = frozenset({"paid", "gift"})
_SYNTHETIC = frozenset({"generated", "manipulated"})


def wanted_privacy(task: PartTask) -> str:
    """Return who is to see the film. Said always: left out, YouTube decides."""
    return task.variant.settings.visibility or "public"


def parts(task: PartTask) -> str:
    """Return which parts of the resource are written; each is replaced as a whole."""
    return "snippet,status,paidProductPlacementDetails" if _is_paid(task) else "snippet,status"


def resource(
    task: PartTask, privacy: str, category: str | None = None, at: datetime | None = None
) -> dict[str, object]:
    """Return the video resource that says what the post says; ``at`` (aware) is when YouTube makes it public."""
    said = task.variant.settings
    snippet: dict[str, object] = {
        "title": said.title or "",
        "description": task.part.text,
        "categoryId": category or _CATEGORY,
    }
    if said.tags:
        snippet["tags"] = list(said.tags)
    if said.language:
        snippet["defaultLanguage"] = said.language
    status: dict[str, object] = {
        "privacyStatus": privacy,
        "selfDeclaredMadeForKids": bool(said.made_for_kids),
        "containsSyntheticMedia": said.ai in _SYNTHETIC,
    }
    if at is not None:
        status["publishAt"] = utc_text(at)
    paid = {"paidProductPlacementDetails": {"hasPaidProductPlacement": True}} if _is_paid(task) else {}
    return {"snippet": snippet, "status": status, **paid}


def address(task: PartTask, video: str) -> str:
    """Return where people see the film."""
    if task.variant.settings.format == "reel":
        return f"https://www.youtube.com/shorts/{video}"
    return f"https://www.youtube.com/watch?v={video}"


def faults(task: PartTask) -> Iterator[Sentence]:
    """Yield what YouTube would refuse beyond the usual limits."""
    said, text = task.variant.settings, task.variant.parts[0].text
    if len(task.variant.parts) > 1:
        yield _NO_THREADS
    if not task.variant.parts[0].media:
        yield _NO_FILM
    yield from _faults_of_words(said.title or "", text, said.tags or ())
    if said.visibility and said.visibility not in _PRIVACIES:
        yield _unknown_visibility(said.visibility)
    if said.made_for_kids and task.variant.comment:
        yield _NO_COMMENTS_FOR_KIDS
    if said.format == "reel" and any(map(_no_short, task.variant.parts[0].media)):
        yield _NO_SHORT
    if said.cover and not _fits_as_cover(said.cover):
        yield _COVER


def _faults_of_words(title: str, text: str, tags: tuple[str, ...]) -> Iterator[Sentence]:
    if not title.strip():
        yield _NO_TITLE
    if len(title) > _LONGEST_TITLE:
        yield _LONG_TITLE
    if any(sign in title + text + "".join(tags) for sign in "<>"):
        yield _BRACKETS
    if _tags_length(tags) > _MOST_TAGS:
        yield _MANY_TAGS


def _is_paid(task: PartTask) -> bool:
    disclosure = task.variant.settings.disclosure
    return disclosure is not None and disclosure.type in _PAID


def _tags_length(tags: tuple[str, ...]) -> int:
    """Count as YouTube does: commas between tags count, and a tag with a space has quotation marks around it."""
    return sum(len(tag) + (2 if " " in tag else 0) for tag in tags) + max(len(tags) - 1, 0)


def _no_short(film: Media) -> bool:
    facts = film.facts
    assert facts is not None, "refused before this is asked"
    wide = bool(facts.width and facts.height and facts.width > facts.height)
    return wide or (facts.seconds or 0) > _SHORTEST_NOT_SHORT


def _fits_as_cover(cover: Media) -> bool:
    return cover.facts is not None and cover.facts.mime in _COVERS and cover.facts.size <= _LARGEST_COVER


def _unknown_visibility(said: str) -> Sentence:
    return Sentence(
        f"YouTube knows no visibility “{said}”, only {', '.join(_PRIVACIES)}.",
        f"YouTube non conosce la visibilità “{said}”, solo {', '.join(_PRIVACIES)}.",
    )


_NO_THREADS = Sentence(
    "YouTube has no threads: a post there is one film.", "YouTube non ha thread: un post è un video."
)
_NO_FILM = Sentence(
    "A post on YouTube is a film, and this one has none.", "Un post su YouTube è un video, e qui manca."
)
_NO_TITLE = Sentence("A film on YouTube needs a `title`.", "A un video su YouTube serve un `title`.")
_LONG_TITLE = Sentence(
    f"The title of a film on YouTube has {_LONGEST_TITLE} characters at most: give the channel its own `title`.",
    f"Il titolo di un video su YouTube ha al massimo {_LONGEST_TITLE} caratteri: dai al canale un suo `title`.",
)
_BRACKETS = Sentence(
    "YouTube takes neither < nor > in title, description and tags.",
    "YouTube non accetta né < né > in titolo, descrizione e tag.",
)
_MANY_TAGS = Sentence(
    f"The tags have more than {_MOST_TAGS} characters together, commas included.",
    f"I tag superano in tutto i {_MOST_TAGS} caratteri, virgole comprese.",
)
_NO_COMMENTS_FOR_KIDS = Sentence(
    "A film made for children has no comments on YouTube, so nobody could write the first one.",
    "Un video per bambini su YouTube non ha commenti, quindi nessuno potrebbe scrivere il primo.",
)
_NO_SHORT = Sentence(
    f"A Short on YouTube is upright or square and lasts {_SHORTEST_NOT_SHORT} seconds at most.",
    f"Uno Short su YouTube è verticale o quadrato e dura al massimo {_SHORTEST_NOT_SHORT} secondi.",
)
_COVER = Sentence(
    "The still picture of a film on YouTube is a JPEG or PNG of 50 MB at most.",
    "L'immagine di copertina di un video su YouTube è un JPEG o PNG di 50 MB al massimo.",
)
