"""Pages that are made when somebody asks for them, and known by what they would be made of."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from smm_build.domain.post import Post
from smm_build.site.view import Shown

__all__ = ["Later", "post_key"]


@dataclass(frozen=True, slots=True)
class Later:
    """A page that is not made yet. With the same ``key``, and the same program, ``make`` returns the same."""

    key: str
    make: Callable[[], str]


def post_key(shown: Shown, post: Post) -> str:
    """Return a digest of everything the page of ``post`` shows; the clock is no part of it, only what follows from it.

    A variant follows from the post, its channel and the brand, so only where it stands has to be looked at.
    """
    deliveries = [
        (one.key, one.publish_at, one.state, one.reason, one.record) for one in shown.by_post.get(post.id, ())
    ]
    said = (post, deliveries, shown.findings_of(post), shown.history.get(post.path))
    return _digest(f"{_surroundings(shown)} {said!r}")


@functools.lru_cache(maxsize=2)
def _surroundings(shown: Shown) -> str:
    """Return a digest of all that the pages of posts have in common."""
    known = shown.workspace
    common = (known.brand, known.channels, known.people, known.campaigns, known.strategy, known.team)
    return _digest(f"{common!r} {shown.inside} {shown.forge!r}")


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
