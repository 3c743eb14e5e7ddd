"""A post as one channel will show it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from smm_build.domain.channel import Channel
from smm_build.domain.media import Media
from smm_build.domain.place import Place
from smm_build.domain.post import Post, Settings

__all__ = ["Unresolved", "Variant", "VariantPart"]


@dataclass(frozen=True, slots=True)
class VariantPart:
    """One message of the variant with the text exactly as it is sent: mentions resolved, links tagged."""

    text: str
    media: tuple[Media, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A mention ``@{entity}`` that has no handle here; ``known`` tells whether the entity exists at all."""

    entity: str
    known: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Variant:
    """One post on one channel: everything that is sent, and when.

    ``settings`` has every level laid over the other. ``publish_at`` is aware and in the brand's zone, ``None`` while
    nobody has set a time. ``comment`` is the first comment where our code can write one.
    """

    post: Post
    channel: Channel
    parts: tuple[VariantPart, ...]
    settings: Settings
    link: str | None
    publish_at: datetime | None
    grace: timedelta
    unresolved: tuple[Unresolved, ...] = ()
    comment: VariantPart | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Post id and channel id: what a delivery is called."""
        return (self.post.id, self.channel.id)

    @property
    def messages(self) -> tuple[VariantPart, ...]:
        """Everything that becomes visible, in the order in which it is sent: the parts, then the first comment."""
        return self.parts if self.comment is None else (*self.parts, self.comment)

    @property
    def digest(self) -> str:
        """SHA-256 in hex of what people would see: texts, media bytes, alt texts, link and options; not the time."""
        canonical = json.dumps(self._content(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8")).hexdigest()

    def _content(self) -> dict[str, object]:
        said = self.settings
        comment = self.comment.text if self.comment else said.first_comment
        # What came later is only in it when it is said: a post that does not use it keeps its digest.
        later = {
            "ai": said.ai if said.ai in _SHOWN_AI else None,
            "quote": said.quote,
            "replies": said.replies,
            "board": said.board,
            "tags": said.tags,
            "cover": _media_content(said.cover) if said.cover else None,
            "made_for_kids": said.made_for_kids,
        }
        return {name: value for name, value in later.items() if value is not None} | {
            "channel": self.channel.id,
            "network": self.channel.network,
            "parts": [[part.text, [_media_content(media) for media in part.media]] for part in self.parts],
            "link": self.link,
            "first_comment": comment,
            "format": said.format,
            "language": said.language,
            "location": said.location,
            "poll": None if said.poll is None else [list(said.poll.options), said.poll.duration.total_seconds()],
            "title": said.title,
            "visibility": said.visibility,
            "content_warning": said.content_warning,
            "disclosure": None if said.disclosure is None else [said.disclosure.type, said.disclosure.partner],
        }


def _media_content(media: Media) -> list[object]:
    content: list[object] = [media.facts.sha256 if media.facts else media.file, media.alt]
    if media.focus or media.convert:
        content += [media.focus, media.convert]
    captions = media.rights.caption_file if media.rights else None
    return [*content, captions.sha256] if captions else content


_SHOWN_AI = frozenset({"generated", "manipulated"})
"""What networks with a field for it are told."""
