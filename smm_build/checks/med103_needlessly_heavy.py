"""Files that make the repository slow."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._kinds import weight
from smm_build.checks._passages import media_of
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["needlessly_heavy"]

_HEAVY = 25_000_000
_WIDE = 6_000


@workspace_check(Severity.HINT)
def needlessly_heavy(workspace: Workspace) -> Iterator[Problem]:
    """A picture or film of more than 25 MB, or a picture of more than 6,000 pixels on a side.

    ## Why it matters
    Git keeps every version of it for ever, every checkout fetches it, and forges refuse files of 100 MB. No network
    shows more than 2,048 pixels.

    ## How to fix
    Export it in the size that is shown and keep the original where originals are kept.

    ## Sources
    - <https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github>
      (read 2026-11-23)
    """
    seen: set[str] = set()
    for post in workspace.posts:
        for media in media_of(post):
            facts = media.facts
            if facts is None or media.file in seen:
                continue
            seen.add(media.file)
            if facts.size > _HEAVY or max(facts.width or 0, facts.height or 0) > _WIDE:
                shown = f"{facts.width} × {facts.height}, {weight(facts.size)}" if facts.width else weight(facts.size)
                yield Problem(
                    media.place,
                    Sentence(
                        en=f"`{media.file}` is needlessly big: {shown}",
                        it=f"`{media.file}` è più grande del necessario: {shown}",
                    ),
                    Sentence(en="Export it in the size that is shown", it="Esportala nella misura in cui si vede"),
                    post.id,
                )
