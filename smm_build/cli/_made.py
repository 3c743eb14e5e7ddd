"""What is made of a file of a post, as a value. Light, because a build of what has not changed makes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smm_build.domain.channel import Channel
from smm_build.domain.finding import Finding
from smm_build.domain.post import Post
from smm_build.domain.variant import Variant
from smm_build.read.post_files import PostFile
from smm_build.run.packed import Names

if TYPE_CHECKING:
    from smm_build.checks import PostNotes

__all__ = ["Entry", "Known", "Made", "all_names", "names_of"]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of one post: its variants, what rules found that look at one post, and what the others noted."""

    variants: tuple[Variant, ...]
    found: tuple[Finding, ...] = ()
    notes: PostNotes = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What was made of one file: what was read, of each of its posts what came of it, and what is found in its text."""

    file: PostFile
    made: tuple[Made, ...]
    in_text: tuple[Finding, ...]

    def values(self) -> Iterator[Post | Variant]:
        """Yield the posts and variants, always in the same order."""
        for post, made in zip(self.file.posts, self.made, strict=True):
            yield post
            yield from made.variants


@dataclass(frozen=True, slots=True)
class Known:
    """What was made of a file, and the mark the file had in the inventory."""

    mark: str
    entry: Entry


def names_of(channels: Mapping[str, Channel]) -> Names:
    """Return what is only named when what was made of posts is written down."""
    return {Channel: (lambda channel: channel.id, channels.__getitem__)}


def all_names(channels: Mapping[str, Channel], files: Mapping[str, Known]) -> Names:
    """Return the same for what speaks of posts that are written down already: they and their variants have names.

    Where there is no such post any more, ``None`` is meant.
    """
    named = {
        (path, known.mark, at): value for path, known in files.items() for at, value in enumerate(known.entry.values())
    }
    names = {id(value): name for name, value in named.items()}
    way = (lambda value: names.get(id(value)), named.get)
    return {**names_of(channels), Post: way, Variant: way}
