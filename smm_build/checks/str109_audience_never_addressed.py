"""Audiences no post speaks to."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["audience_never_addressed"]

_ENOUGH = 3


@workspace_check(Severity.HINT)
def audience_never_addressed(workspace: Workspace) -> Iterator[Problem]:
    """An audience of the strategy that no post names, once three posts name one.

    ## Why it matters
    The strategy says that these people matter, and nobody says a word to them.

    ## How to fix
    Plan a post for them, or take them out of the strategy.
    """
    named = [post for post in workspace.posts if post.audience]
    spoken_to = {audience for post in named for audience in post.audience}
    for audience in workspace.strategy.audiences if workspace.strategy and len(named) >= _ENOUGH else ():
        if audience.id not in spoken_to:
            yield Problem(
                audience.place,
                Sentence(en=f"No post is for `{audience.id}`", it=f"Nessun post è per `{audience.id}`"),
                Sentence(en="Plan one for them", it="Pianificane uno per loro"),
            )
