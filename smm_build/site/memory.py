"""What pages are made of, kept from one site to the next: a post that stands as it stood is not worked out again.

Nothing is kept that depends on the clock. What depends on it follows from how a post's deliveries stand, and that is
compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TypeVar, cast

from smm_build.domain.history import FileHistory
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.post import Post

__all__ = ["Drawer", "Memory", "Room", "digest"]

T = TypeVar("T")


@dataclass(slots=True)
class Drawer:
    """What was made of one post, for as long as the post, its deliveries and its file's history stay the same.

    ``stands`` is how the deliveries stand, ``mark`` a digest of everything.
    """

    post: Post
    stands: tuple[object, ...]
    history: FileHistory | None
    mark: str
    _things: dict[object, object] = field(default_factory=dict)

    def keep(self, name: object, make: Callable[[], T]) -> T:
        """Return what is in the drawer under ``name``, made by ``make`` the first time."""
        if name not in self._things:
            self._things[name] = make()
        return cast("T", self._things[name])

    def keep_while(self, name: object, given: object, make: Callable[[], T]) -> T:
        """The same for something that is made anew when ``given`` is not equal to what it was made from."""
        known = self._things.get(name)
        if isinstance(known, tuple) and known[0] == given:
            return cast("T", known[1])
        made = make()
        self._things[name] = (given, made)
        return made


@dataclass(slots=True)
class Room:
    """The drawers of one kind of site, and a digest of what all its posts have in common."""

    common: str
    _before: dict[str, Drawer]
    _now: dict[str, Drawer] = field(default_factory=dict)

    def drawer(self, post: Post, deliveries: tuple[PlannedDelivery, ...], history: FileHistory | None) -> Drawer:
        """Return the drawer of a post: with what is in it if nothing has changed, else an empty one."""
        found = self._now.get(post.id)
        if found is not None and (found.post is post or found.post == post):
            return found
        found, stands = self._before.get(post.id), tuple(map(_fields, deliveries))
        if found is None or not _same(found, post, stands, history):
            found = Drawer(post, stands, history, _mark(post, deliveries, history))
        found.post = post  # whoever asks again has this one in hand, and need not compare
        self._now[post.id] = found
        return found

    def next(self, common: str) -> Room:
        """Return the room for the next site of the same workspace; what is here counts if ``common`` is as it was."""
        return Room(common, self._now) if common == self.common else Room(common, {})

    def settle(self) -> None:
        """Let go of everything that nobody has asked for."""
        self._before = {}


class Memory:
    """Keeps one room for the team's site and one for the world's."""

    def __init__(self) -> None:
        self._rooms: dict[bool, Room] = {}

    def room(self, common: str, *, inside: bool) -> Room:
        """Return the room for a site that begins; what was there counts if ``common`` is as it was."""
        last = self._rooms.get(inside)
        self._rooms[inside] = last.next(common) if last else Room(common, {})
        return self._rooms[inside]

    def settle(self) -> None:
        """Let go of everything that the last sites did not use."""
        for room in self._rooms.values():
            room.settle()


# Tuples are compared, written down and read much quicker than what they are taken from.
_fields: Callable[[PlannedDelivery], tuple[object, ...]] = attrgetter(*(one.name for one in fields(PlannedDelivery)))


def _same(drawer: Drawer, post: Post, stands: tuple[object, ...], history: FileHistory | None) -> bool:
    same_post = drawer.post is post or drawer.post == post
    return same_post and drawer.history == history and drawer.stands == stands


def _mark(post: Post, deliveries: tuple[PlannedDelivery, ...], history: FileHistory | None) -> str:
    # A variant follows from the post, its channel and the brand, so only where it stands has to be looked at.
    stands = [(one.key, one.publish_at, one.state, one.reason, one.record) for one in deliveries]
    return digest(repr((post, stands, history)))


def digest(text: str) -> str:
    """Return a short digest of ``text``."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
