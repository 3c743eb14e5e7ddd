"""How a profile stands: as declared, drifted away, declared anew since, or never looked at.

Two things tell: the ledger, which knows what smm wrote and what a person saw, and the last look at the network.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from smm_build.compose.profiles import profile_variant
from smm_build.domain.channel import Channel
from smm_build.domain.delivery import PROFILE_ID, DeliveryKey, EventKind, Record
from smm_build.domain.workspace import Workspace

__all__ = ["Look", "ProfileStanding", "ProfileState", "profile_standings"]


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen when the network was asked: at the aware instant ``at``, of the declaration with ``digest``.

    ``fields`` are the names of those that said something else; empty: it was as declared. ``events`` is how many the
    ledger had of the profile then, which tells what came later whatever the clocks of two machines say.
    """

    at: datetime
    digest: str
    fields: tuple[str, ...] = ()
    events: int = 0


class ProfileState(enum.StrEnum):
    """How a declared profile stands to the real one, as far as anybody knows."""

    DRIFTED = "drifted"
    CHANGED = "changed"
    UNSEEN = "unseen"
    AS_DECLARED = "as-declared"


@dataclass(frozen=True, slots=True)
class ProfileStanding:
    """A channel's profile: its state, when somebody or something looked last (aware), and what differed then.

    ``verified_at`` is when it was last known to be as it is declared now; ``by`` is who looked, if a person did.
    """

    channel: Channel
    state: ProfileState
    at: datetime | None = None
    fields: tuple[str, ...] = ()
    verified_at: datetime | None = None
    by: str | None = None


def profile_standings(
    workspace: Workspace, records: Mapping[DeliveryKey, Record], looks: Mapping[str, Look]
) -> tuple[ProfileStanding, ...]:
    """Return how the profiles stand that are declared; ``looks`` are by channel id."""
    return tuple(_standings(workspace, records, looks))


def _standings(
    workspace: Workspace, records: Mapping[DeliveryKey, Record], looks: Mapping[str, Look]
) -> Iterator[ProfileStanding]:
    for channel in workspace.channels.values():
        variant = profile_variant(channel, workspace.brand)
        if variant is not None:
            record = records.get(DeliveryKey(PROFILE_ID, channel.id))
            yield _standing(channel, variant.digest, record, looks.get(channel.id))


def _standing(channel: Channel, digest: str, record: Record | None, look: Look | None) -> ProfileStanding:
    events = record.events if record else ()
    later = [event for event in events[look.events if look else 0 :] if event.kind is EventKind.SENT]
    if look is None and not later:
        return ProfileStanding(channel, ProfileState.UNSEEN)
    looked = [Look(event.at, event.digest) for event in events if event.kind is EventKind.SENT]
    last = looked[-1] if later or look is None else look
    right = [one.at for one in (*looked, last) if one.digest == digest and not one.fields]
    by = later[-1].evidence.get("by") if later and later[-1].source == "done" else None
    return ProfileStanding(channel, _state(last, digest), last.at, last.fields, right[-1] if right else None, by)


def _state(last: Look, digest: str) -> ProfileState:
    if last.digest != digest:
        return ProfileState.CHANGED
    return ProfileState.DRIFTED if last.fields else ProfileState.AS_DECLARED
