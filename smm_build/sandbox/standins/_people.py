"""What people write at a stand-in: nobody is there, so whoever rehearses says what somebody wrote.

A stand-in tells it in its network's own words; the brand's answers are :class:`Shown` things like everything it sends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from smm_build.sandbox.standins._base import Shown, World

__all__ = ["KINDS", "Word", "answers", "newest_first", "word", "write"]

KINDS = ("comment", "reply", "mention", "direct")
"""How somebody turns to the brand; the words of :class:`smm_build.domain.message.MessageKind`."""

_OWN_ANSWERS = frozenset({"comment", "reply", "message"})


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that somebody wrote, or that the brand did below it.

    ``to`` is the id of what it is about: a post, or what it answers. ``person`` is the writer's number there, in
    digits, ``at`` aware. ``own`` says that the brand wrote it.
    """

    id: str
    kind: str
    text: str
    name: str
    person: str
    at: datetime
    to: str | None = None
    language: str | None = None
    own: bool = False

    @property
    def handle(self) -> str:
        """The writer's name as networks write it in an address."""
        return "".join(sign for sign in self.name.lower() if sign.isascii() and sign.isalnum()) or "somebody"


def write(
    world: World, kind: str, text: str, name: str = "Bob", to: str | None = None, language: str | None = None
) -> str:
    """Let somebody called ``name`` write to the brand now; return the id of it.

    ``kind`` is one of :data:`KINDS`. A comment without ``to`` is under the newest post. Raises :class:`ValueError`
    when there is no post to comment on, or no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}")
    about = to or (_newest_post(world) if kind in {"comment", "reply"} else None)
    if kind in {"comment", "reply"} and about is None:
        raise ValueError("there is no post to comment on yet: publish one first")
    number = world.new_id()
    world.kind("words")[number] = {
        "kind": kind,
        "text": text,
        "name": name,
        "to": about,
        "at": world.clock().isoformat(),
        "language": language,
    }
    return number


def word(world: World, number: str) -> Word | None:
    """Return what somebody wrote, by its id."""
    kept = world.kind("words").get(number)
    return None if kept is None else _word(number, kept)


def newest_first(world: World, *kinds: str) -> list[Word]:
    """Return everything that people wrote in these ways."""
    return sorted(_all(world, kinds), key=lambda one: (one.at, int(one.id)), reverse=True)


def answers(world: World, to: str) -> list[Word]:
    """Return what stands directly below a thing, people's words and the brand's, the oldest first."""
    theirs = [one for one in _all(world, ("comment", "reply")) if one.to == to]
    ours = [_own(shown) for shown in world.shown.values() if shown.reply_to == to and shown.kind in _OWN_ANSWERS]
    return sorted([*theirs, *ours], key=lambda one: one.at)


def _all(world: World, kinds: tuple[str, ...]) -> Iterator[Word]:
    found = (_word(number, kept) for number, kept in world.kind("words").items())
    return (one for one in found if one.kind in kinds)


def _word(number: str, kept: dict[str, object]) -> Word:
    to, language = kept["to"], kept["language"]
    return Word(
        id=number,
        kind=str(kept["kind"]),
        text=str(kept["text"]),
        name=str(kept["name"]),
        person=_number_of(str(kept["name"])),
        at=datetime.fromisoformat(str(kept["at"])),
        to=to if isinstance(to, str) else None,
        language=language if isinstance(language, str) else None,
    )


def _own(shown: Shown) -> Word:
    return Word(shown.id, shown.kind, shown.text, "", "", shown.at, shown.reply_to, own=True)


def _newest_post(world: World) -> str | None:
    posts = [shown for shown in world.shown.values() if shown.visible and shown.reply_to is None]
    return max(posts, key=lambda shown: shown.at).id if posts else None


def _number_of(name: str) -> str:
    """Return a number of fifteen digits that is always the same for a name."""
    return str(10**14 + int(hashlib.sha256(name.encode()).hexdigest()[:11], 16))
