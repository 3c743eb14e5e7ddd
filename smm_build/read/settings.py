"""From the schema's groups of keys to :class:`~smm_build.domain.post.Settings`, at every level they occur."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from smm_build.domain.finding import Finding
from smm_build.domain.media import Media
from smm_build.domain.place import Places
from smm_build.domain.post import Disclosure, Poll, Settings, Status
from smm_build.read.clock import moment, shift
from smm_build.read.media import Shelf
from smm_build.read.schema.post import DefaultsFile, DisclosureFile, MediaFile, OverrideFile, PollFile, SettingsFile

__all__ = ["CONTENT", "SettingsReader", "defaults"]

CONTENT = "content"
"""The folder that ``file`` in front matter starts from."""

_POLL_DURATION = timedelta(days=1)
"""How long one can vote when nobody says: the shortest that every network with polls offers."""


def defaults(said: DefaultsFile) -> Settings:
    """Return what a channel says for all of its posts."""
    return Settings(**_defaults(said))


class _Defaults(TypedDict):
    """What channels can say as well as posts."""

    grace: timedelta | None
    format: str | None
    link: str | None
    first_comment: str | None
    language: str | None
    location: str | None
    visibility: str | None
    content_warning: str | None
    disclosure: Disclosure | None
    ai: str | None
    replies: str | None
    board: str | None
    tags: tuple[str, ...] | None
    made_for_kids: bool | None


def _defaults(said: DefaultsFile) -> _Defaults:
    return {
        "grace": said.grace,
        "format": said.format,
        "link": said.link,
        "first_comment": said.first_comment,
        "language": said.language,
        "location": said.location,
        "visibility": said.visibility,
        "content_warning": said.content_warning,
        "disclosure": _disclosure(said.disclosure),
        "ai": said.ai,
        "replies": said.replies,
        "board": said.board,
        "tags": said.tags,
        "made_for_kids": said.made_for_kids,
    }


@dataclass(frozen=True, slots=True)
class SettingsReader:
    """Reads the settings of one post and its overrides."""

    zone: ZoneInfo
    shelf: Shelf
    places: Places
    found: list[Finding]

    def of_post(self, said: SettingsFile) -> Settings:
        """Return what the post says for all of its channels."""
        if said.publish_at is None:
            return self._at(said, "")
        return self._at(said, "", moment(said.publish_at, self.zone, self.places, "publish_at", self.found))

    def of_override(self, said: OverrideFile, prefix: str) -> Settings:
        """Return what is different on one channel; its keys' paths begin with ``prefix``."""
        if said.publish_at is None:
            return self._at(said, prefix)
        key = prefix + "publish_at"
        length = shift(said.publish_at, self.places, key, self.found)
        if length is not None:
            return self._at(said, prefix, later=length)
        return self._at(said, prefix, moment(said.publish_at, self.zone, self.places, key, self.found))

    def _at(
        self, said: SettingsFile, prefix: str, publish_at: datetime | None = None, later: timedelta | None = None
    ) -> Settings:
        """Return all that is said; built in one go, because there is one of them for every post."""
        return Settings(
            **_defaults(said),
            publish_at=publish_at,
            shift=later,
            status=None if said.status is None else Status(said.status),
            publish=said.publish,
            title=said.title,
            media=None if said.media is None else self._media(said.media, prefix),
            poll=_poll(said.poll),
            cover=self._cover(said.cover, prefix),
            quote=said.quote,
        )

    def _media(self, said: tuple[MediaFile, ...], prefix: str) -> tuple[Media, ...]:
        media = (self._medium(item, f"{prefix}media.{index}") for index, item in enumerate(said))
        return tuple(medium for medium in media if medium is not None)

    def _medium(self, said: MediaFile, key: str) -> Media | None:
        medium = self.shelf.media(CONTENT, said.file, said.alt, self.places.of(f"{key}.file"), self.found)
        return None if medium is None else replace(medium, focus=said.focus, convert=bool(said.convert))

    def _cover(self, file: str | None, prefix: str) -> Media | None:
        if file is None:
            return None
        return self.shelf.media(CONTENT, file, None, self.places.of(f"{prefix}cover"), self.found)


def _poll(said: PollFile | None) -> Poll | None:
    return None if said is None else Poll(said.options, said.duration or _POLL_DURATION, bool(said.multiple))


def _disclosure(said: DisclosureFile | None) -> Disclosure | None:
    return None if said is None else Disclosure(said.type, said.partner, said.text)
