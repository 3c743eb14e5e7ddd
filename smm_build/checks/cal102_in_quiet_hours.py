"""Posts while the channel is meant to be silent."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._passages import publish_place
from smm_build.domain.channel import QuietHours
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["in_quiet_hours"]


@variant_check(Severity.WARNING)
def in_quiet_hours(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A post planned for the channel's quiet hours, on the brand's clock.

    ## Why it matters
    Nobody is there to read it, or to answer when somebody asks.

    ## How to fix
    Choose another time, or move this channel alone: `overrides: {<channel>: {publish_at: +10h}}`.

    ## Options
    `quiet_hours: {from: "22:00", to: "07:00"}` in the channel's file
    """
    quiet = variant.channel.quiet_hours
    if quiet is None or variant.publish_at is None:
        return
    clock = f"{variant.publish_at.astimezone(workspace.brand.zone):%H:%M}"
    override = f"overrides: {{{variant.channel.id}: {{publish_at: …}}}}"
    if _covers(quiet, clock):
        yield Problem(
            publish_place(variant),
            Sentence(
                en=f"{clock} is in the quiet hours of {variant.channel.id}, {quiet.start} to {quiet.end}",
                it=f"Le {clock} cadono nelle ore di silenzio di {variant.channel.id}, dalle {quiet.start}"
                f" alle {quiet.end}",
            ),
            Sentence(
                en=f"Choose another time, or move this channel alone: `{override}`",
                it=f"Scegli un'altra ora, o sposta solo questo canale: `{override}`",
            ),
        )


def _covers(quiet: QuietHours, clock: str) -> bool:
    """Tell whether ``HH:MM`` is in the hours, the end excluded; texts of this form compare as times do."""
    start, end = quiet.start.zfill(5), quiet.end.zfill(5)
    return start <= clock < end if start <= end else clock >= start or clock < end
