"""A mix of themes that is more or less than everything."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["pillar_shares_do_not_add_up"]

_TOLERANCE = 0.015
"""Three times 33% is meant to be everything."""


@workspace_check(Severity.WARNING)
def pillar_shares_do_not_add_up(workspace: Workspace) -> Iterator[Problem]:
    """Shares of pillars that are not 100% together.

    Pillars without a share take what is left.

    ## Why it matters
    The calendar compares the mix that is planned with the one there is; a plan that does not add up can never be met.

    ## How to fix
    Correct the shares in `strategy.md`.
    """
    if workspace.strategy is None:
        return
    shares = [pillar.share for pillar in workspace.strategy.pillars]
    said = [share for share in shares if share is not None]
    total = sum(said)
    too_little = len(said) == len(shares) and total < 1 - _TOLERANCE
    if said and (too_little or total > 1 + _TOLERANCE):
        yield Problem(
            workspace.strategy.places.of_key("pillars"),
            Sentence(
                en=f"The shares of the pillars are {total:.0%} together",
                it=f"Le quote dei pilastri fanno insieme {total:.0%}",
            ),
            Sentence(en="Make them 100%", it="Portale al 100%"),
        )
