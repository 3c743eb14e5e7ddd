"""Slots in which nothing may go out."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, channel_check
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence

__all__ = ["slot_in_quiet_hours"]


@channel_check(Severity.WARNING)
def slot_in_quiet_hours(channel: Channel) -> Iterator[Problem]:
    """A slot of a channel's cadence that lies in its quiet hours.

    ## Why it matters
    Every post planned for it will be warned of.

    ## How to fix
    Move the slot, or change the quiet hours.
    """
    quiet = channel.quiet_hours
    for number, slot in enumerate(channel.cadence.slots if quiet else ()):
        clock = slot.rpartition(" ")[2]
        if quiet and _within(clock, quiet.start, quiet.end):
            yield Problem(
                channel.places.of(f"cadence.slots.{number}"),
                Sentence(en=f"{slot} is in the quiet hours", it=f"{slot} è nelle ore di silenzio"),
                Sentence(en="Move it", it="Spostalo"),
            )


def _within(clock: str, start: str, end: str) -> bool:
    return start <= clock < end if start <= end else clock >= start or clock < end
