"""Pictures that must be taken down again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from smm_build.checks._base import Option, Problem, variant_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["licence_ends_soon_after"]

DAYS = Option(
    "licence-ends-soon-after",
    "days",
    90,
    Sentence(en="days a post should be allowed to stay", it="giorni in cui un post deve poter restare"),
)


@variant_check(Severity.HINT, options=(DAYS,), signs=(Has.MEDIA,))
def licence_ends_soon_after(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A picture or film whose licence ends within ninety days of the post.

    ## Why it matters
    A post stays where it is, and somebody has to remember to delete it.

    ## How to fix
    Note the day, or choose a picture without an end.

    ## Options
    `days` in `brand/checks.yml`
    """
    at = variant.publish_at
    life = timedelta(days=DAYS.of(workspace))
    for media in (media for part in variant.parts for media in part.media) if at else ():
        last = media.rights.expires if media.rights else None
        if at and last and at.date() <= last < at.date() + life:
            yield Problem(
                media.place,
                Sentence(
                    en=f"`{media.file}` may be shown until {last}: the post has to go then",
                    it=f"`{media.file}` si può mostrare fino al {last}: poi il post va tolto",
                ),
                Sentence(en="Note the day, or choose another", it="Segnati il giorno, o scegline un'altra"),
            )
