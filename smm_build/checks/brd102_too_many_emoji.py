"""More emoji than the brand's voice has."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._emoji import emoji_in
from smm_build.checks._passages import texts_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["too_many_emoji"]


@post_check(Severity.WARNING, signs=(Has.SYMBOLS,))
def too_many_emoji(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """More emoji in one message than the brand allows.

    Each part of a thread is counted for itself. A family, a flag or a hand with a skin tone is one emoji.

    ## Why it matters
    Screen readers say the name of every single one: three rockets are "rocket, rocket, rocket". And it may not be how
    the brand speaks.

    ## How to fix
    Keep the one that says something the words do not.

    ## Options
    `emoji: {max: 3}` in `brand/voice.yml`
    """
    most = workspace.brand.voice.emoji_max
    if most is None:
        return
    for passage in texts_of(post):
        found = emoji_in(passage.text)
        if len(found) > most:
            yield Problem(
                passage.at(found[most][0]),
                Sentence(
                    en=f"{len(found)} emoji; the brand allows {most}",
                    it=f"{len(found)} emoji; il marchio ne ammette {most}",
                ),
                Sentence(en=f"Leave out {len(found) - most}", it=f"Togline {len(found) - most}"),
            )
