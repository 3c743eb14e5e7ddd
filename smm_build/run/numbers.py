"""Asking networks how posts do: only looking, so everything may be repeated and nothing is written down here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import cast

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import DeliveryKey, EventKind, PartReceipt, Record, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Capability, Flow, Measured, Publisher, Refused, Told, get_network
from smm_build.run.drive import Driver
from smm_build.run.sessions import Sessions

__all__ = ["Numbers", "Receipts", "receipts_by_channel"]

Receipts = Mapping[str, tuple[PartReceipt, ...]]
"""What is out on one channel, by post id."""

_ONE_POSTS = frozenset({Trouble.INVALID, Trouble.PERMISSION, Trouble.POLICY, Trouble.UNKNOWN})
"""Refusals that may be about one post; after others the channel is not asked again."""
_IN_A_ROW = 3
"""After as many refusals one after the other they are not about one post either."""
_OUT = frozenset({EventKind.SENT, EventKind.AMENDED})


def receipts_by_channel(
    records: Iterable[Record], variants: Mapping[DeliveryKey, Variant], since: datetime
) -> dict[str, dict[str, tuple[PartReceipt, ...]]]:
    """Return the receipts of what was sent after ``since`` and is out, by channel and post.

    A first comment is no part of its post, so only as many receipts count as the post has parts; of a post whose file
    is gone only the first.
    """
    found: dict[str, dict[str, tuple[PartReceipt, ...]]] = {}
    for record in records:
        sent = [event.at for event in record.events if event.kind is EventKind.SENT]
        variant = variants.get(record.key)
        parts = len(variant.parts) if variant else 1
        receipts = tuple(receipt for receipt in record.receipts if receipt.part <= parts)
        if record.last.kind in _OUT and sent and sent[-1] >= since and receipts:
            found.setdefault(record.key.channel, {})[record.key.post] = receipts
    return found


class Numbers:
    """Asks one channel after the other for its numbers, with one log-in for each."""

    def __init__(self, driver: Callable[[Channel], Driver], sessions: Sessions) -> None:
        self._driver = driver
        self._sessions = sessions

    def read(self, channel: Channel, receipts: Receipts, at: datetime, *, account: bool = True) -> Told:
        """Return what the channel's network tells of these posts, and of the account, at the aware instant ``at``.

        Whatever cannot be had is said in ``untold``; what was told before stays. Raises :class:`Refused` when nothing
        at all can be asked: no such interface, no log-in.
        """
        network = get_network(channel.network)
        if channel.rehearsed or Capability.METRICS not in network.CAPABILITIES:
            raise Refused(Trouble.PERMISSION, _cannot(channel))
        measured = cast("Measured", network)
        session = self._sessions(cast("Publisher", network), channel)
        flows = [partial(measured.metrics, group, session, at) for group in _groups(receipts, measured.AT_ONCE)]
        if account:
            flows.insert(0, partial(measured.audience, session, at))
        return self._ask(channel, flows)

    def _ask(self, channel: Channel, flows: Iterable[Callable[[], Flow[Told]]]) -> Told:
        told, in_a_row = Told(), 0
        for flow in flows:
            try:
                more = self._driver(channel)(flow())
                in_a_row = 0
            except Refused as refused:
                more, in_a_row = Told(untold=(refused.reason,)), in_a_row + 1
                if refused.trouble not in _ONE_POSTS:
                    in_a_row = _IN_A_ROW
            told = Told(told.readings + more.readings, told.untold + more.untold)
            if in_a_row >= _IN_A_ROW:
                break
        return told


def _groups(receipts: Receipts, at_once: int) -> Iterator[Receipts]:
    """Yield posts in groups of at most ``at_once`` messages; a thread stays together."""
    group: dict[str, tuple[PartReceipt, ...]] = {}
    size = 0
    for post, parts in receipts.items():
        if group and size + len(parts) > at_once:
            yield group
            group, size = {}, 0
        group[post] = parts
        size += len(parts)
    if group:
        yield group


def _cannot(channel: Channel) -> Sentence:
    if channel.rehearsed:
        return Sentence(
            f"{channel.id} is rehearsed on this machine, where nobody sees its posts: it has no numbers",
            f"{channel.id} è in prova su questa macchina, dove nessuno vede i suoi post: non ha numeri",
        )
    return Sentence(
        f"{channel.network} tells smm no numbers: export them there and read the file with `smm metrics import`",
        f"{channel.network} non dice numeri a smm: esportali lì e leggi il file con `smm metrics import`",
    )
