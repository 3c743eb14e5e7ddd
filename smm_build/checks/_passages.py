"""The words of a post that readers will see, with the place of every character."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from smm_build.domain.media import Media
from smm_build.domain.place import Place
from smm_build.domain.post import PartText, Post, Settings
from smm_build.domain.variant import Variant, VariantPart

__all__ = [
    "LINK",
    "Passage",
    "alt_place",
    "first_key",
    "links_in",
    "media_of",
    "passages_of",
    "place_in",
    "publish_place",
    "remembered",
    "texts_of",
    "without_links",
]

T = TypeVar("T")

LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
"""A web address in running text, up to the next blank."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text. ``place`` is where it starts.

    ``part`` is set when it stands in the body of the post: of a value in the front matter only the start is known.
    ``channel`` is set when the text is for one channel alone.
    """

    text: str
    place: Place
    part: PartText | None = None
    channel: str | None = None

    def at(self, offset: int) -> Place:
        """Return where the character at ``offset`` stands."""
        return self.part.at(offset) if self.part else self.place


def place_in(variant: Variant, part: VariantPart, offset: int) -> Place:
    """Return where the character at ``offset`` of a part's text is written, to the line.

    The column is that of the text as it is sent, where mentions and links may be longer than they are written.
    """
    written = variant.post.parts_for(variant.channel.id)
    lines = next((source.lines for source in written if source.place == part.place), ())
    return PartText(part.text, (), part.place, lines).at(offset)


def remembered(find: Callable[[Post], Iterable[T]]) -> Callable[[Post], tuple[T, ...]]:
    """Answer again what was asked last: all rules look at one post before any of them looks at the next."""
    last: Post | None = None
    found: tuple[T, ...] = ()

    @functools.wraps(find)
    def of(post: Post) -> tuple[T, ...]:
        nonlocal last, found
        if post is not last:
            found = tuple(find(post))
            last = post
        return found

    return of


@remembered
def texts_of(post: Post) -> Iterator[Passage]:
    """Return every part of every text of ``post`` once, also where several channels share it."""
    for part in _parts_of(post):
        yield Passage(part.text, part.place, part, _only_channel(post, part))


def _parts_of(post: Post) -> tuple[PartText, ...]:
    return tuple({part.place: part for parts in post.texts.values() for part in parts}.values())


def _only_channel(post: Post, part: PartText) -> str | None:
    """Return the channel that ``part`` is written for, ``None`` when there are several or it is the common text."""
    if len(post.texts) == 1 and "" in post.texts:
        return None
    named = [channel for channel, parts in post.texts.items() if part in parts]
    return named[0] if len(named) == 1 and named[0] else None


@remembered
def passages_of(post: Post) -> Iterator[Passage]:
    """Return the texts of ``post`` and what else of it people read: first comment, warning, poll, alt texts."""
    yield from texts_of(post)
    yield from _fields_of(post, post.settings, "")
    for channel, override in post.overrides.items():
        for passage in _fields_of(post, override, f"overrides.{channel}."):
            yield Passage(passage.text, passage.place, channel=channel)
    for media in media_of(post):
        if media.alt:
            yield Passage(media.alt, alt_place(post, media))


def _fields_of(post: Post, settings: Settings, prefix: str) -> Iterator[Passage]:
    if settings.first_comment:
        yield Passage(settings.first_comment, post.places.of(f"{prefix}first_comment"))
    if settings.content_warning:
        yield Passage(settings.content_warning, post.places.of(f"{prefix}content_warning"))
    for number, option in enumerate(settings.poll.options if settings.poll else ()):
        yield Passage(option, post.places.of(f"{prefix}poll.options.{number}"))


@remembered
def media_of(post: Post) -> Iterable[Media]:
    """Return every picture and film of ``post`` once, in whatever text or override it stands."""
    said = [post.settings, *post.overrides.values()]
    listed = [media for settings in said for media in settings.media or ()]
    inline = [media for part in _parts_of(post) for media in part.media]
    return {(media.place, media.file): media for media in (*listed, *inline)}.values()


def alt_place(post: Post, media: Media) -> Place:
    """Return where the alt text of ``media`` is written: its own line in the front matter, else the picture's place."""
    for key, place in post.places.values.items():
        if place == media.place and key.endswith(".file"):
            return post.places.of(f"{key.removesuffix('file')}alt")
    return media.place


def first_key(post: Post) -> Place:
    """Return where the front matter says its first thing: the place for what is missing in it."""
    return min(post.places.keys.values(), default=Place(post.path))


def publish_place(variant: Variant) -> Place:
    """Return where the time of ``variant`` is written: in its override, else in the post."""
    override = variant.post.overrides.get(variant.channel.id)
    own = override is not None and (override.publish_at or override.shift) is not None
    return variant.post.places.of(f"overrides.{variant.channel.id}.publish_at" if own else "publish_at")


@functools.lru_cache(maxsize=64)
def without_links(text: str) -> str:
    """Return ``text`` with every link blanked out, so that offsets stay and the words in an address do not count."""
    for offset, link in links_in(text) if "://" in text else ():
        text = f"{text[:offset]}{' ' * len(link)}{text[offset + len(link) :]}"
    return text


@functools.lru_cache(maxsize=64)
def links_in(text: str) -> tuple[tuple[int, str], ...]:
    """Return every web address of ``text`` with its offset."""
    # Looking for what is in its middle is quicker by far than trying the pattern everywhere.
    links: list[tuple[int, str]] = []
    end, middle = 0, text.find("://")
    while middle >= 0:
        begins = [middle - len(scheme) for scheme in ("https", "http")]
        match = next((match for at in begins if at >= end and (match := LINK.match(text, at))), None)
        if match:
            links.append((match.start(), match[0]))
            end = match.end()
        middle = text.find("://", max(end, middle + 1))
    return tuple(links)
