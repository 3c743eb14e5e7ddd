"""More hashtags than the brand wants."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._hashtags import hashtags_in
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["too_many_brand_hashtags"]


@post_check(Severity.WARNING, signs=("#", "＃"))
def too_many_brand_hashtags(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """More hashtags in one message than the brand allows.

    Each part of a thread is counted for itself. What a network allows is another rule, `too-many-hashtags`.

    ## Why it matters
    A cloud of hashtags reads like an advertisement and is read out word by word to who listens.

    ## How to fix
    Keep those people of the post's audience look for.

    ## Options
    `hashtags: {max: 5}` in `brand/voice.yml`
    """
    most = workspace.brand.voice.hashtags_max
    if most is None:
        return
    for passage in texts_of(post):
        found = hashtags_in(passage.text)
        if len(found) > most:
            yield Problem(
                passage.at(found[most][0]),
                Sentence(
                    en=f"{len(found)} hashtags; the brand allows {most}",
                    it=f"{len(found)} hashtag; il marchio ne ammette {most}",
                ),
                Sentence(en=f"Leave out {len(found) - most}", it=f"Togline {len(found) - most}"),
            )
