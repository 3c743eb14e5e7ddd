"""Colours for texts that cannot be read on the brand's grounds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._colour import contrast
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["palette_without_contrast"]

_TEXT = re.compile(r"(?i)\b(?:test[oi]|text|type|scritt[ae]|letter)")
_GROUND = re.compile(r"(?i)\b(?:fond[oi]|sfond[oi]|background|ground)")
_READABLE = 4.5


@workspace_check(Severity.WARNING)
def palette_without_contrast(workspace: Workspace) -> Iterator[Problem]:
    """A colour of the palette whose `use` is text, and no colour for grounds on which it can be read.

    ## Why it matters
    One person in twelve sees contrasts badly, and everybody does in the sun. WCAG wants 4.5 to 1 for text.

    ## How to fix
    Make the text darker or the ground lighter.

    ## Sources
    - <https://www.w3.org/TR/WCAG22/#contrast-minimum> (read 2026-11-23)
    """
    palette = workspace.brand.palette
    grounds = [colour for colour in palette if _GROUND.search(colour.use or "")]
    for number, text in enumerate(palette):
        if not _TEXT.search(text.use or "") or not grounds:
            continue
        best = max(grounds, key=lambda ground: contrast(text.value, ground.value))
        ratio = contrast(text.value, best.value)
        if ratio < _READABLE:
            shown = math.floor(ratio * 10) / 10  # 4.48 is not 4.5
            yield Problem(
                workspace.brand.places.of(f"palette.{number}.value"),
                Sentence(
                    en=f"{text.name} on {best.name} has a contrast of {shown}, and texts need {_READABLE}",
                    it=f"{text.name} su {best.name} ha un contrasto di {shown}, e ai testi serve {_READABLE}",
                ),
                Sentence(en="Make one of them darker", it="Rendi uno dei due più scuro"),
            )
