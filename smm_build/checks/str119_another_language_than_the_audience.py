"""Posts their audience cannot read."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.checks._signs import Has
from smm_build.checks._words import language_in
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["another_language_than_the_audience"]


@post_check(Severity.WARNING, signs=(Has.AUDIENCE,))
def another_language_than_the_audience(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A post in another language than all of its audiences read, as the strategy says.

    An audience without `language` reads everything.

    ## Why it matters
    Those it is meant for pass over it.

    ## How to fix
    Correct `language` or `audience`, or write the text in their language.
    """
    audiences = workspace.strategy.audiences if workspace.strategy else ()
    theirs = {audience.language for audience in audiences if audience.id in post.audience}
    if not theirs or None in theirs:
        return
    spoken = {language_in(post, passage, workspace) for passage in texts_of(post)}
    if spoken and not spoken & {language.lower().partition("-")[0] for language in theirs if language}:
        mine, other = ", ".join(sorted(spoken)), ", ".join(sorted(language for language in theirs if language))
        yield Problem(
            post.places.of("audience"),
            Sentence(
                en=f"The post is in {mine}, its audience reads {other}",
                it=f"Il post è in {mine}, il suo pubblico legge {other}",
            ),
            Sentence(en="Correct `language` or `audience`", it="Correggi `language` o `audience`"),
        )
