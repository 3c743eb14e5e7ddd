"""Patience that is too short for a late runner, or so long that old news goes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import format_duration
from smm_build.domain.workspace import Workspace

__all__ = ["grace_out_of_proportion"]

_SHORTEST = timedelta(hours=1)
_LONGEST = timedelta(days=3)
_TOO_SHORT = Sentence(en="short: a late runner misses the post", it="poco: un ritardo del server fa perdere il post")
_TOO_LONG = Sentence(en="long: old news may go out", it="tanto: può uscire una notizia vecchia")


@workspace_check(Severity.HINT)
def grace_out_of_proportion(workspace: Workspace) -> Iterator[Problem]:
    """A `grace` below an hour or above three days.

    ## Why it matters
    Runners of CI systems are late by minutes as a rule and by hours now and then. A post with little patience is then
    missed and somebody has to decide; one with too much goes out days later, when its "tomorrow" is long over.

    ## How to fix
    Six hours suit most posts. A post about an hour, such as "we open now", may have less: then say why under `ignore`.

    ## Sources
    - <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule>, on
      delays (read 2026-11-23)
    """
    for grace, place, post, channel in _written(workspace):
        if not _SHORTEST <= grace <= _LONGEST:
            said, why = format_duration(grace), _TOO_SHORT if grace < _SHORTEST else _TOO_LONG
            yield Problem(
                place,
                Sentence(en=f"A grace of {said} is {why.en}", it=f"Un margine di {said} è {why.it}"),
                Sentence(en="6h suits most posts", it="6h va bene per quasi tutti i post"),
                post,
                channel,
            )


def _written(workspace: Workspace) -> Iterator[tuple[timedelta, Place, str | None, str | None]]:
    if "grace" in workspace.brand.places.keys:
        yield workspace.brand.grace, workspace.brand.places.of("grace"), None, None
    for channel in workspace.channels.values():
        if channel.defaults.grace is not None:
            yield channel.defaults.grace, channel.places.of("defaults.grace"), None, channel.id
    for post in workspace.posts:
        if post.settings.grace is not None:
            yield post.settings.grace, post.places.of("grace"), post.id, None
        for name, override in post.overrides.items():
            if override.grace is not None:
                yield override.grace, post.places.of(f"overrides.{name}.grace"), post.id, name
