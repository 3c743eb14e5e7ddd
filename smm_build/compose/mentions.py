"""``@{entity}`` becomes the right mention on every network."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smm_build.domain.brand import Person
from smm_build.domain.channel import Channel
from smm_build.domain.post import PartText
from smm_build.domain.variant import Unresolved
from smm_build.networks import Namer, get_network

__all__ = ["resolve_mentions"]

_MENTION = re.compile(r"@\{([^{}\n]*)\}")


def resolve_mentions(
    part: PartText, channel: Channel, people: Mapping[str, Person]
) -> tuple[str, tuple[Unresolved, ...]]:
    """Return the text of ``part`` with every ``@{entity}`` replaced, and those that have no handle on this channel.

    What cannot be resolved stays as it was written.
    """
    if "@{" not in part.text:
        return part.text, ()
    unresolved: list[Unresolved] = []

    def mention(match: re.Match[str]) -> str:
        entity = match[1].strip()
        person = people.get(entity)
        handle = _handle(person, channel) if person else None
        if person is None or handle is None:
            unresolved.append(Unresolved(entity, person is not None, part.at(match.start())))
            return match[0]
        network = get_network(channel.network)
        return network.mention_by_name(handle, person.name) if isinstance(network, Namer) else network.mention(handle)

    return _MENTION.sub(mention, part.text), tuple(unresolved)


def _handle(person: Person, channel: Channel) -> str | None:
    return person.handles.get(channel.id) or person.handles.get(channel.network)
