"""Texts full of little pictures."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._emoji import emoji_in, most_emoji_in
from smm_build.checks._passages import texts_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["many_emoji"]

_MOST = 8


@post_check(Severity.HINT, signs=(Has.SYMBOLS,))
def many_emoji(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """More than eight emoji in one message, where the brand has set no limit of its own.

    ## Why it matters
    Each has a name that is read out. Eight names make a text that nobody can follow.

    ## How to fix
    Keep those that say something. `emoji: {max: 3}` in `brand/voice.yml` sets the brand's own limit, which
    `too-many-emoji` watches over.
    """
    for passage in texts_of(post) if workspace.brand.voice.emoji_max is None else ():
        found = emoji_in(passage.text) if most_emoji_in(passage.text) > _MOST else ()
        if len(found) > _MOST:
            yield Problem(
                passage.at(found[_MOST][0]),
                Sentence(en=f"{len(found)} emoji in one message", it=f"{len(found)} emoji in un messaggio"),
                Sentence(en="Keep those that say something", it="Tieni quelle che dicono qualcosa"),
            )
