"""What is made of one file of a post. It depends on no other post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smm_build.domain.finding import Finding
from smm_build.domain.media import Media
from smm_build.domain.post import Post
from smm_build.read.source import Source

__all__ = ["PostFile", "media_in"]


@dataclass(frozen=True, slots=True)
class PostFile:
    """A file below ``content/posts``, and everything that was made of it.

    ``posts`` is what it stands for: its post, or the occurrences of a series. ``sources`` are the texts that were read:
    its own first, then those beside its pictures. What is wrong with a series counts only if no other file has taken
    the id of the post.
    """

    path: str
    post: Post | None = None
    posts: tuple[Post, ...] = ()
    found: tuple[Finding, ...] = ()
    found_in_series: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()


def media_in(post: Post) -> Iterator[Media]:
    """Yield every picture and film a post shows anywhere: its own, those of its text, of a channel and of a day."""
    for settings in (post.settings, *post.overrides.values(), *(post.series.edits.values() if post.series else ())):
        yield from settings.media or ()
        yield from [settings.cover] if settings.cover else ()
    yield from (medium for parts in post.texts.values() for part in parts for medium in part.media)
