"""Cadences that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["two_cadences"]


@workspace_check(Severity.WARNING)
def two_cadences(workspace: Workspace) -> Iterator[Problem]:
    """A channel whose cadence in the strategy is another one than in its own file.

    The file's counts, in `smm strategy` and on the site.

    ## Why it matters
    Two people plan for two paces.

    ## How to fix
    Write it once, or make both the same.
    """
    for role in workspace.strategy.channels if workspace.strategy else ():
        channel = workspace.channels.get(role.channel)
        own = channel.cadence.per_week if channel else None
        if workspace.strategy and own is not None and role.per_week is not None and own != role.per_week:
            yield Problem(
                workspace.strategy.places.of(f"channels.{role.channel}.cadence"),
                Sentence(
                    en=f"{role.per_week:g} posts a week here, {own:g} in the channel's own file",
                    it=f"{role.per_week:g} post a settimana qui, {own:g} nel file del canale",
                ),
                Sentence(en="Write it once, or make both the same", it="Scrivilo una volta sola, o rendili uguali"),
            )
