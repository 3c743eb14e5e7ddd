"""Characters nobody sees that break a handle."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from smm_build.checks._base import Edit, Notes, Problem, workspace_check
from smm_build.checks._passages import passages_of
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["invisible_character_in_handle"]

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_BROKEN_MENTION = re.compile(rf"@[\w.@-]*(?:{_INVISIBLE.pattern}[\w.@-]*)+")


def _broken_mentions(post: Post) -> tuple[tuple[str, int, int, str | None], ...] | None:
    """Return the mentions in ``post`` that have such a character: line, column, and the channel they are for."""
    found = [
        (match[0], passage.at(match.start()), passage.channel)
        for passage in passages_of(post)
        for match in _BROKEN_MENTION.finditer(passage.text)
    ]
    return tuple((mention, at.line, at.column, channel) for mention, at, channel in found) or None


@workspace_check(Severity.ERROR, signs=("@",), note=_broken_mentions)
def invisible_character_in_handle(workspace: Workspace, notes: Notes) -> Iterator[Problem]:
    """A character that cannot be seen in or at a handle.

    They come along when a handle is copied from a profile page: U+202C and its kind, which switch the direction of
    writing, or U+200B, a blank without width.

    ## Why it matters
    The handle looks right and is another one: the mention becomes plain text, or names somebody else. This happened in
    the published posts of a real team.

    ## How to fix
    Delete the handle together with the blank after it and type it anew.
    """
    for entity, person in workspace.people.items():
        for network, handle in person.handles.items():
            yield from _in_handle(handle, person.places.of(f"{entity}.handles.{network}"))
    for channel in workspace.channels.values():
        yield from _in_handle(channel.handle or "", channel.places.of("handle"), channel.id)
    for post in workspace.posts:
        for mention, line, column, channel in notes.get((post.id, ""), ()):
            yield _problem(mention, Place(post.path, line, column), post.id, channel)


def _in_handle(handle: str, place: Place, channel: str | None = None) -> Iterator[Problem]:
    if _INVISIBLE.search(handle):
        yield _problem(handle, place, None, channel)


def _problem(handle: str, place: Place, post: str | None, channel: str | None) -> Problem:
    found = _INVISIBLE.findall(handle)
    names = ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, '').lower()}" for char in dict.fromkeys(found))
    visible = _INVISIBLE.sub("", handle)
    return Problem(
        place,
        Sentence(
            en=f"There is an invisible character in `{visible}`: {names}",
            it=f"C'è un carattere invisibile in `{visible}`: {names}",
        ),
        Sentence(
            en="Delete it together with what stands around it and type it anew",
            it="Cancellalo insieme a ciò che gli sta intorno e riscrivilo a mano",
        ),
        post,
        channel,
        (Edit(place, handle, visible, safe=True),),
    )
