"""Pictures the readers of a channel have just seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from smm_build.checks._base import Option, Problem, calendar_check
from smm_build.checks._planned import planned_by_channel
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["picture_used_again"]

DAYS = Option(
    "picture-used-again",
    "days",
    7,
    Sentence(en="days in which a picture may not return", it="giorni in cui un'immagine non può tornare"),
)


@calendar_check(Severity.HINT, options=(DAYS,))
def picture_used_again(variants: Sequence[Variant], workspace: Workspace) -> Iterator[Problem]:
    """The same picture or film on the same channel within a week.

    Compared is what is in the file, not its name.

    ## Why it matters
    Who scrolls sees a picture before a word, knows it and takes the post for an old one.

    ## How to fix
    Choose another picture, or another detail of this one.

    ## Options
    `days` in `brand/checks.yml`
    """
    within = timedelta(days=DAYS.of(workspace))
    for channel, planned in planned_by_channel(variants).items():
        seen: dict[str, tuple[datetime, Variant]] = {}
        for at, variant in planned:
            for media in (media for part in variant.parts for media in part.media):
                digest = media.facts.sha256 if media.facts else media.file
                earlier = seen.get(digest)
                if earlier and earlier[1] is not variant and at - earlier[0] < within:
                    yield _problem(channel, media.file, media.place, (earlier[1], variant))
                seen[digest] = (at, variant)


def _problem(channel: str, file: str, place: Place, posts: tuple[Variant, Variant]) -> Problem:
    first, second = posts
    return Problem(
        place,
        Sentence(
            en=f"`{file}` is shown on {channel} in `{first.post.id}`, too",
            it=f"`{file}` si vede su {channel} anche in `{first.post.id}`",
        ),
        Sentence(en="Choose another picture", it="Scegli un'altra immagine"),
        second.post.id,
        channel,
    )
