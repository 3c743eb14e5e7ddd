"""At which hours, in which formats and on which themes posts do better, as far as numbers can say. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from smm_build.insight.figures import Group, Result, groups, lifts
from smm_build.insight.trial import ENOUGH, Comparison, Verdict, compare

__all__ = ["BLOCK", "Standing", "better_slots", "block_of", "standings"]

BLOCK = 3
"""Hours that are looked at together."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A group of posts against all others: its typical lift in each channel's usual, and the comparison."""

    group: Group
    against: Comparison


def block_of(result: Result) -> str:
    """Return the hours a post went out in, such as ``06-09``, on the brand's clock."""
    first = result.hour // BLOCK * BLOCK
    return f"{first:02}-{first + BLOCK:02}"


def standings(results: Sequence[Result], by: Callable[[Result], str | None]) -> tuple[Standing, ...]:
    """Hold every group against all the others.

    What is compared is lifts, so a group of posts on a loud channel is not better for that. As many groups as have
    enough posts to be compared, so much surer each comparison has to be.
    """
    known = lifts(results)
    found = groups((one for one in results if (one.post, one.channel) in known), by)
    looks = sum(len(group.results) >= ENOUGH for group in found.values()) or 1
    everything = [one for group in found.values() for one in group.results]
    return tuple(Standing(group, _against(group, everything, known, looks)) for group in found.values())


def _against(group: Group, everything: Iterable[Result], known: dict[tuple[str, str], float], looks: int) -> Comparison:
    own = {(one.post, one.channel) for one in group.results}
    others = [known[one.post, one.channel] for one in everything if (one.post, one.channel) not in own]
    return compare([known[key] for key in sorted(own)], others, looks)


def better_slots(slots: Sequence[str], results: Sequence[Result]) -> tuple[str, ...]:
    """Return a channel's times (``tue 18:30``) with those in worse hours moved to the best ones, on the same weekday.

    ``results`` are the channel's own. A time moves only when its hours do worse and others better than the rest, both
    surely; the hour it moves to is the one at which most of the better posts went out. Nothing moves onto another time.
    """
    stands = {one.group.key: one for one in standings(results, block_of)}
    better = [one for one in stands.values() if one.against.verdict is Verdict.MORE]
    worse = {key for key, one in stands.items() if one.against.verdict is Verdict.LESS}
    if not better:
        return tuple(slots)
    best = max(better, key=lambda one: (one.against.ratio or 0, one.group.key))
    hour = Counter(one.hour for one in best.group.results).most_common(1)[0][0]
    moved: list[str] = []
    for slot in slots:
        day, _, clock = slot.partition(" ")
        new = f"{day} {hour:02}:{clock[-2:]}" if _block(clock) in worse else slot
        moved.append(slot if new != slot and new in {*slots, *moved} else new)
    return tuple(moved)


def _block(clock: str) -> str:
    first = int(clock.partition(":")[0]) // BLOCK * BLOCK
    return f"{first:02}-{first + BLOCK:02}"
