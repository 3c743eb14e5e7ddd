"""Channels with a cadence and no posts."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["nothing_planned"]

_ENOUGH = 3


@workspace_check(Severity.HINT)
def nothing_planned(workspace: Workspace) -> Iterator[Problem]:
    """A channel that has a cadence and no post, in a plan of three posts or more.

    ## Why it matters
    The account is there and says nothing.

    ## How to fix
    Plan something for it, or take its cadence away.
    """
    used = {name for post in workspace.posts for name in post.channels}
    for channel in workspace.channels.values() if len(workspace.posts) >= _ENOUGH else ():
        if channel.cadence.per_week and channel.id not in used:
            yield Problem(
                channel.places.of("cadence"),
                Sentence(en=f"No post goes to {channel.id}", it=f"Nessun post va su {channel.id}"),
                Sentence(en="Plan something for it", it="Pianifica qualcosa"),
                channel=channel.id,
            )
