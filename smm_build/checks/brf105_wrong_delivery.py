"""Files that came and are not what was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.compose.deliverables import faults, specification
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["wrong_delivery"]


@workspace_check(Severity.WARNING)
def wrong_delivery(workspace: Workspace) -> Iterator[Problem]:
    """A delivered file of another type, shape, size, weight or length than its brief and its networks want.

    ## Why it matters
    It comes to light on the day of the post, when whoever made it has no time.

    ## How to fix
    Send it back while there are rounds left, or change the brief.
    """
    for brief in workspace.briefs.values():
        for wanted in brief.deliverables if not brief.cancelled else ():
            for fault in faults(wanted, specification(wanted, workspace.channels)):
                yield Problem(
                    wanted.place,
                    Sentence(en=f"`{wanted.file}`: {fault.en}", it=f"`{wanted.file}`: {fault.it}"),
                    Sentence(en="Send it back, or change the brief", it="Rimandalo indietro, o cambia il brief"),
                )
