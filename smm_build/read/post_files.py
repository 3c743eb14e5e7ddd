"""Files of posts, each read alone: what is made of one depends on no other post."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from smm_build.domain.finding import Finding
from smm_build.domain.media import Media
from smm_build.domain.post import Post
from smm_build.read.files import Tree
from smm_build.read.posts import Surroundings, read_post
from smm_build.read.series import occurrences
from smm_build.read.source import Source

__all__ = ["PostFile", "media_in", "read_post_file"]


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


def read_post_file(tree: Tree, path: str, around: Surroundings) -> PostFile:
    """Read one file of a post; what cannot be read is a finding."""
    known = len(tree.read)
    found: list[Finding] = []
    in_series: list[Finding] = []
    source = tree.source(path, found)
    if source is None:
        return PostFile(path, found=tuple(found))
    post, wrong = read_post(source, around)
    posts = occurrences(post, around.zone, in_series) if post else ()
    fresh = dict([*itertools.islice(reversed(tree.read.items()), len(tree.read) - known)][::-1])
    beside = (tree.read.get(f"{medium.file}.yml") for medium in (media_in(post) if post else ()))
    sources = {source.path: source, **fresh, **{one.path: one for one in beside if one}}
    return PostFile(path, post, posts, tuple(wrong), tuple(in_series), tuple(sources.values()))


def media_in(post: Post) -> Iterator[Media]:
    """Yield every picture and film a post shows anywhere: its own, those of its text, of a channel and of a day."""
    for settings in (post.settings, *post.overrides.values(), *(post.series.edits.values() if post.series else ())):
        yield from settings.media or ()
        yield from [settings.cover] if settings.cover else ()
    yield from (medium for parts in post.texts.values() for part in parts for medium in part.media)
