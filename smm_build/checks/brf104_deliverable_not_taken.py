"""Orders for files that no network takes."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.compose.deliverables import impossible
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["deliverable_not_taken"]


@workspace_check(Severity.WARNING)
def deliverable_not_taken(workspace: Workspace) -> Iterator[Problem]:
    """A deliverable that a network it is for does not take: its kind, its type, its length, its shape or its size.

    What a brief leaves open is filled in from the networks and is always right.

    ## Why it matters
    It is made, paid and delivered as ordered, and cannot be used.

    ## How to fix
    Order what the network takes, leave the figure out, or take the network out of `for`.
    """
    for brief in workspace.briefs.values():
        for wanted in brief.deliverables if not brief.cancelled else ():
            for problem in impossible(wanted, workspace.channels):
                yield Problem(
                    wanted.place,
                    Sentence(en=f"`{wanted.what}`: {problem.en}", it=f"`{wanted.what}`: {problem.it}"),
                    Sentence(
                        en="Order what the network takes, or leave the figure out",
                        it="Chiedi ciò che il social accetta, o togli il valore",
                    ),
                )
