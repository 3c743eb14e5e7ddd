"""Colours that look the same."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._colour import difference
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["colours_nobody_tells_apart"]

_SAME = 0.02


@workspace_check(Severity.HINT)
def colours_nobody_tells_apart(workspace: Workspace) -> Iterator[Problem]:
    """Two colours of the palette that hardly anybody can tell apart.

    The distance is measured in OKLab.

    ## Why it matters
    Designers will use one for the other, and the palette grows with each of them.

    ## How to fix
    Leave one out.

    ## Sources
    - <https://bottosson.github.io/posts/oklab/> (read 2026-11-23)
    """
    palette = workspace.brand.palette
    for number, colour in enumerate(palette):
        twin = next((other for other in palette[:number] if difference(other.value, colour.value) < _SAME), None)
        if twin:
            yield Problem(
                workspace.brand.places.of(f"palette.{number}.value"),
                Sentence(
                    en=f"{colour.name} and {twin.name} look the same",
                    it=f"{colour.name} e {twin.name} sembrano uguali",
                ),
                Sentence(en="Leave one out", it="Togline uno"),
            )
