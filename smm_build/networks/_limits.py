"""What a network is like: what our code can do there, and what the network accepts."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, timedelta

from smm_build.domain.sentence import Sentence

__all__ = ["Capability", "Limits", "LinkPlace", "PollLimits", "ProfileLimits"]


class Capability(enum.StrEnum):
    """What our code can do on a network. What is missing becomes a task for a person, never an error."""

    PUBLISH = "publish"
    FIND = "find"
    THREAD = "thread"
    ALT_TEXT = "alt_text"
    SCHEDULE = "schedule"
    EDIT = "edit"
    DELETE = "delete"
    FIRST_COMMENT = "first_comment"
    IDEMPOTENCY = "idempotency"
    PROFILE_READ = "profile_read"
    PROFILE_WRITE = "profile_write"
    METRICS = "metrics"
    INBOX = "inbox"
    REPLY = "reply"


class LinkPlace(enum.Enum):
    """Where a post's ``link`` goes: attached as a card, written at the end of the text, or nowhere.

    ``CARD`` is attached to a message of words alone; pictures and films take the card's place, and then the link is
    written at the end of the text.
    """

    ATTACHED = "attached"
    CARD = "card"
    IN_TEXT = "in text"
    NOWHERE = "nowhere"

    def beside(self, *, media: bool) -> LinkPlace:
        """Return where the link of one message goes, which has pictures or films or has none."""
        if self is not LinkPlace.CARD:
            return self
        return LinkPlace.IN_TEXT if media else LinkPlace.ATTACHED


@dataclass(frozen=True, slots=True)
class PollLimits:
    """What a poll may be: most answers, longest answer in characters, shortest and longest time to vote."""

    options: int
    option_characters: int
    shortest: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class ProfileLimits:
    """The longest name and the longest bio of an account in characters; ``None``: not known."""

    name: int | None = None
    bio: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a network accepts, in its own units, with where that is written and when it was read.

    ``characters`` is counted as the network's ``measure`` counts, and so are ``comment_characters`` and
    ``caption_characters``, which are set when a comment, or the text beside pictures and films, may be of another
    length. ``None`` means that no limit is known, for ``polls`` that there are none.
    ``links`` counts different ones in a message. ``image_ratios`` are the narrowest and the widest width divided by
    height of a picture in the feed, ``image_width`` is the least in pixels, ``image_pixels`` the most (width times
    height). ``film_seconds`` are the shortest and the longest film. ``mixed`` tells whether one message may have
    pictures and films, ``comments`` whether the author can comment on a post. ``settings`` are those of
    ``content_warning``, ``quote``, ``replies`` and ``visibility`` that a post can have there, ``warnings`` the only
    content warnings there are; ``None``: nothing is known against it. ``documents`` are the types of the one document
    that a message may have in the place of pictures.
    """

    characters: int
    counted_in: Sentence
    images: int
    image_bytes: int | None
    image_types: tuple[str, ...]
    source: str
    read_on: date
    videos: int = 0
    video_bytes: int | None = None
    video_types: tuple[str, ...] = ()
    alt_characters: int | None = None
    hashtags: int | None = None
    parts: int = 1
    media_required: bool = False
    bytes: int | None = None
    links: int | None = None
    mentions: int | None = None
    hashtag_characters: int | None = None
    image_width: int | None = None
    image_pixels: int | None = None
    image_ratios: tuple[float, float] | None = None
    film_seconds: tuple[float, float] | None = None
    mixed: bool = False
    comments: bool = True
    comment_characters: int | None = None
    caption_characters: int | None = None
    polls: PollLimits | None = None
    profile: ProfileLimits = ProfileLimits()
    settings: frozenset[str] | None = None
    warnings: tuple[str, ...] | None = None
    documents: tuple[str, ...] = ()
