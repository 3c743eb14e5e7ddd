"""Channels that ask for a scheduling their network does not have."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, channel_check
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import format_duration
from smm_build.networks import Scheduler, get_network

__all__ = ["cannot_schedule_ahead"]


@channel_check(Severity.WARNING)
def cannot_schedule_ahead(channel: Channel) -> Iterator[Problem]:
    """A `schedule_ahead` that has no effect: the network takes no posts ahead of time, or not so few minutes ahead.

    ## Why it matters
    Somebody counts on the network to publish at the minute, without a run of ours. Here smm sends the post itself, at
    the first run after its time.

    ## How to fix
    Take `schedule_ahead` out, or give it more time than the network asks for. A channel with a `distance` between its
    posts is always served by smm: when the post before goes out is only known then.
    """
    ahead = channel.schedule_ahead
    if ahead is None:
        return
    why = _why_not(channel)
    if why is not None:
        yield Problem(
            channel.places.of("schedule_ahead"),
            Sentence(
                f"schedule_ahead has no effect on {channel.id}: {why.en}",
                f"schedule_ahead non ha effetto su {channel.id}: {why.it}",
            ),
            Sentence("Take it out, or change that", "Toglilo, o cambia la causa"),
        )


def _why_not(channel: Channel) -> Sentence | None:
    network: object = get_network(channel.network)
    if not isinstance(network, Scheduler):
        return Sentence("the network takes no posts ahead of time", "il network non accetta post in anticipo")
    if channel.distance:
        return Sentence("it keeps a distance between its posts", "tiene una distanza tra i suoi post")
    least = network.SCHEDULING.least
    if channel.schedule_ahead is not None and channel.schedule_ahead <= least:
        return Sentence(
            f"the network wants more than {format_duration(least)}",
            f"il network vuole più di {format_duration(least)}",
        )
    return None
