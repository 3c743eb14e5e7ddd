"""Channels that ride one theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from smm_build.checks._base import Option, Problem, calendar_check
from smm_build.checks._planned import planned_by_channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["same_pillar_in_a_row"]

POSTS = Option(
    "same-pillar-in-a-row",
    "posts",
    5,
    Sentence(en="posts of one pillar in a row on a channel", it="post di fila dello stesso pilastro su un canale"),
)


@calendar_check(Severity.HINT, options=(POSTS,))
def same_pillar_in_a_row(variants: Sequence[Variant], workspace: Workspace) -> Iterator[Problem]:
    """Six posts or more of the same pillar in a row on a channel, where the strategy has several pillars.

    ## Why it matters
    The mix may be right over the year and still be monotonous in the weeks a reader sees.

    ## How to fix
    Put a post of another pillar between them.

    ## Options
    `posts` in `brand/checks.yml`: how many are all right
    """
    if workspace.strategy is None or not workspace.strategy.pillars[1:]:
        return
    most = POSTS.of(workspace)
    for channel, planned in planned_by_channel(variants).items():
        for pillar, run in groupby((variant for _, variant in planned), key=lambda variant: variant.post.pillar):
            row = list(run)
            if pillar is not None and len(row) > most:
                yield Problem(
                    row[most].post.places.of("pillar"),
                    Sentence(
                        en=f"{len(row)} posts in a row on {channel} are about `{pillar}`",
                        it=f"{len(row)} post di fila su {channel} parlano di `{pillar}`",
                    ),
                    Sentence(en="Put something else in between", it="Metti qualcos'altro nel mezzo"),
                    row[most].post.id,
                    channel,
                )
