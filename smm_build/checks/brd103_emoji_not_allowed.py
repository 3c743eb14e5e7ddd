"""Emoji the brand does not use."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._emoji import emoji_in, plain_emoji
from smm_build.checks._passages import texts_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["emoji_not_allowed"]


@post_check(Severity.WARNING, signs=(Has.SYMBOLS,))
def emoji_not_allowed(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """An emoji that is not on the brand's list.

    Skin tones make no difference.

    ## Why it matters
    A short list keeps a brand's look together, and keeps out emoji that mean something else to other people.

    ## How to fix
    Choose one from the list, or add this one to it.

    ## Options
    `emoji: {allowed: ["☕", "🌱"]}` in `brand/voice.yml`
    """
    allowed = workspace.brand.voice.emoji_allowed
    if allowed is None:
        return
    known = {plain_emoji(emoji) for emoji in allowed}
    for passage in texts_of(post):
        strangers = {emoji: at for at, emoji in reversed(emoji_in(passage.text)) if plain_emoji(emoji) not in known}
        for emoji, offset in sorted(strangers.items(), key=lambda item: item[1]):
            yield Problem(
                passage.at(offset),
                Sentence(
                    en=f"{emoji} is not one of the brand's emoji",
                    it=f"{emoji} non è fra le emoji del marchio",
                ),
                Sentence(en=f"Use {' '.join(allowed)}", it=f"Usa {' '.join(allowed)}")
                if allowed
                else Sentence(en="Leave it out", it="Toglila"),
            )
