"""What YouTube's resources may hold, as far as we use them, and what is refused of them.

Source: https://developers.google.com/youtube/v3/docs/videos and https://developers.google.com/youtube/v3/docs/errors,
read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from smm_build.sandbox.standins._base import Asked

__all__ = ["ACCOUNT", "Wrong", "read_comment", "read_reply", "read_thread", "read_video"]

ACCOUNT = "UCstand-in-channel"


class Wrong(Exception):  # noqa: N818 - named as what it is
    """A refusal: its status, its reason and its words."""

    def __init__(self, status: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason


def _text(value: object) -> bool:
    return isinstance(value, str)


def _yes_no(value: object) -> bool:
    return isinstance(value, bool)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


_PARTS: Mapping[str, Mapping[str, Callable[[object], bool]]] = {
    "snippet": {
        "title": _text,
        "description": _text,
        "categoryId": _text,
        "tags": _texts,
        "defaultLanguage": _text,
    },
    "status": {
        "privacyStatus": lambda value: value in {"public", "unlisted", "private"},
        "selfDeclaredMadeForKids": _yes_no,
        "containsSyntheticMedia": _yes_no,
        "publishAt": _moment,
    },
    "paidProductPlacementDetails": {"hasPaidProductPlacement": _yes_no},
}


def read_video(asked: Asked, *, insert: bool) -> dict[str, object]:
    """Return the parts of a video resource; raises :class:`Wrong`."""
    named = asked.params.get("part", "").split(",")
    said = asked.data
    unknown = set(said) - {*_PARTS} - (set() if insert else {"id"})
    if unknown or not all(name in _PARTS for name in named):
        raise Wrong(400, "badRequest", f"Invalid JSON payload received. Unknown name: {sorted(unknown) or named}")
    if set(said) - {"id"} != set(named):
        raise Wrong(400, "unexpectedPart", "The part parameter and the resource name different parts.")
    for name in named:
        _read_part(name, said[name])
    if "snippet" in named or insert:
        _read_words(said.get("snippet"))
    _read_time(said.get("status"))
    return {name: said[name] for name in named}


def _read_part(name: str, said: object) -> None:
    fields = _PARTS[name]
    if not isinstance(said, dict):
        raise Wrong(400, "badRequest", f"Invalid JSON payload received: {name}")
    for field, value in said.items():
        if field not in fields or not fields[field](value):
            raise Wrong(400, "badRequest", f"Invalid value at 'video.{name}.{field}'")


def _read_time(status: object) -> None:
    """Refuse a time for a film that is not private, as the reference of ``status.publishAt`` says."""
    if isinstance(status, dict) and "publishAt" in status and status.get("privacyStatus") != "private":
        raise Wrong(400, "invalidPublishAt", "The request metadata specifies an invalid scheduled publishing time.")


def _read_words(snippet: object) -> None:
    if not isinstance(snippet, dict):
        raise Wrong(400, "missingRequiredParameter", "No snippet")
    title, description, tags = snippet.get("title", ""), snippet.get("description", ""), snippet.get("tags", [])
    if not title or len(title) > 100 or _bracketed(title):  # noqa: PLR2004 - the documented number
        raise Wrong(400, "invalidTitle", "The request metadata specifies an invalid or empty video title.")
    if len(description.encode()) > 5000 or _bracketed(description):  # noqa: PLR2004 - the documented number
        raise Wrong(400, "invalidDescription", "The request metadata specifies an invalid video description.")
    if len(",".join(f'"{tag}"' if " " in tag else tag for tag in tags)) > 500:  # noqa: PLR2004 - the documented number
        raise Wrong(400, "invalidTags", "The request metadata specifies invalid video keywords.")
    if not snippet.get("categoryId"):
        raise Wrong(400, "invalidCategoryId", "The snippet.categoryId property specifies an invalid category ID.")


def read_thread(asked: Asked) -> tuple[str, str]:
    """Return the film and the words of a new comment; raises :class:`Wrong`."""
    snippet = _object(asked.data.get("snippet"), {"videoId", "topLevelComment", "channelId"})
    comment = _object(snippet.get("topLevelComment"), {"snippet"})
    text = _object(comment.get("snippet"), {"textOriginal"}).get("textOriginal")
    video = snippet.get("videoId")
    if asked.params.get("part") != "snippet" or not isinstance(video, str):
        raise Wrong(400, "missingRequiredParameter", "Required parameter: videoId")
    return video, _words(text)


def read_comment(asked: Asked) -> tuple[str, str]:
    """Return the id and the new words of a comment; raises :class:`Wrong`."""
    said = _object(asked.data, {"id", "snippet"})
    if asked.params.get("part") != "snippet" or not isinstance(said.get("id"), str):
        raise Wrong(400, "missingRequiredParameter", "Required parameter: id")
    return str(said["id"]), _words(_object(said.get("snippet"), {"textOriginal"}).get("textOriginal"))


def read_reply(asked: Asked) -> tuple[str, str]:
    """Return the id of what is answered and the words; raises :class:`Wrong`."""
    snippet = _object(_object(asked.data, {"snippet"}).get("snippet"), {"parentId", "textOriginal"})
    parent = snippet.get("parentId")
    if asked.params.get("part") != "snippet" or not isinstance(parent, str) or not parent:
        raise Wrong(400, "parentIdMissing", "The comments resource must specify the snippet.parentId.")
    return parent, _words(snippet.get("textOriginal"))


def _object(value: object, fields: set[str]) -> dict[str, object]:
    if not isinstance(value, dict) or not set(value) <= fields:
        raise Wrong(400, "badRequest", "Invalid JSON payload received.")
    return value


def _words(text: object) -> str:
    if not isinstance(text, str) or not text.strip():
        raise Wrong(400, "commentTextRequired", "The comment that you are trying to insert must have text.")
    if len(text) > 10_000:  # noqa: PLR2004 - as long as a comment may be
        raise Wrong(400, "commentTextTooLong", "The comment text is too long.")
    return text


def _bracketed(text: str) -> bool:
    return "<" in text or ">" in text
