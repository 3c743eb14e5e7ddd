"""Make and start ads: claimed before anything is sent, written down after, and never switched on by the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from smm_build.domain.ad import Ad
from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, PartReceipt, Record, Trouble
from smm_build.domain.reading import Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks import Account, Flow, InDoubt, Refused, Request, Response
from smm_build.networks._ads import AdTask, Advertiser, meter_for, spends, switched_off
from smm_build.run.drive import Driver, Send
from smm_build.run.errors import LedgerMovedError
from smm_build.run.ledger import Ledger
from smm_build.run.runs import dead_among

__all__ = ["AdRun", "Order", "SpendingGuard", "seed_of"]

_LEASE = timedelta(minutes=15)
_MARGIN = timedelta(minutes=2)


class SpendingGuard:
    """Sends requests, but none that could let money be spent unless ``approved``; that one raises ``Refused``.

    It knows nothing of ads: whatever a flow yields passes here, so a mistake in a flow stays a mistake and costs
    nothing. It remembers what the network has told to be switched off, because of what is put into that.
    """

    def __init__(self, send: Send, *, approved: bool) -> None:
        self._send = send
        self._approved = approved
        self._off: set[str] = set()

    def __call__(self, request: Request) -> Response:
        """Send one request."""
        if not self._approved and spends(request, self._off):
            raise Refused(Trouble.POLICY, _WOULD_SPEND)
        answer = self._send(request)
        self._off.update(switched_off(answer))
        return answer


@dataclass(frozen=True, slots=True)
class Order:
    """One ad with everything that is needed to make it; ``evidence`` says who approved it."""

    ad: Ad
    advertiser: Advertiser
    account: Account
    starts_at: datetime
    ends_at: datetime
    boosted: str | None = None
    evidence: Mapping[str, str] | None = None
    language: str = "en"


def seed_of(ad: Ad) -> str:
    """Return what names the ad's objects at the network: the same for every attempt, whatever its text is."""
    return hashlib.sha256("\0".join(ad.key).encode("utf-8")).hexdigest()


class AdRun:
    """Carries orders out with one ledger. ``send`` speaks to the network, ``run`` names this run."""

    def __init__(
        self, ledger: Ledger, send: Send, sleep: Callable[[float], None], clock: Callable[[], datetime], run: str
    ) -> None:
        self._ledger = ledger
        self._send = send
        self._sleep = sleep
        self._clock = clock
        self._run = run

    def validate(self, order: Order) -> tuple[Sentence, ...]:
        """Ask the network whether the ad could be made; return what was looked at. Raises :class:`Refused`."""
        task = self._task(order, {})
        return self._driver(approved=False)(order.advertiser.validate(task, order.account))

    def create(self, order: Order) -> Event:
        """Make the ad, switched off, unless it is there. Raises :class:`Refused` when it must not be tried."""
        key, digest = order.ad.key, order.ad.digest
        record = self._known(key)
        if record and record.last.kind is EventKind.SENT:
            if record.last.digest != digest:
                raise Refused(Trouble.POLICY, _CHANGED)
            return record.last
        claimed = self._claim(order, key, record, digest)
        task = self._task(order, claimed.notes)
        return self._carry_out(claimed, lambda: order.advertiser.create(task, order.account), approved=False)

    def start(self, order: Order) -> Event:
        """Switch the ad on: somebody has approved it in the file, and somebody asked for it now.

        Raises :class:`Refused` when either is missing, or when what was made is not what was approved.
        """
        if not order.ad.start:
            raise Refused(Trouble.POLICY, _NOT_APPROVED)
        made = self._known(order.ad.key)
        if made is None or made.last.kind is not EventKind.SENT:
            raise Refused(Trouble.INVALID, _NOT_MADE)
        if made.last.digest != order.ad.digest:
            raise Refused(Trouble.POLICY, _CHANGED)
        record = self._known(order.ad.start_key)
        if record and record.last.kind is EventKind.SENT:
            return record.last
        claimed = self._claim(order, order.ad.start_key, record, order.ad.digest)
        task = self._task(order, {})

        def flow() -> Flow[tuple[PartReceipt, ...]]:
            yield from order.advertiser.start(task, order.account, made.receipts)
            return made.receipts

        return self._carry_out(claimed, flow, approved=True)

    def results(self, order: Order) -> tuple[Reading, ...]:
        """Ask what the ad came to up to now; nothing for one that was not made. Raises :class:`Refused`."""
        made = self._known(order.ad.key)
        meter = meter_for(order.account.channel.network)
        if made is None or made.last.kind is not EventKind.SENT or meter is None:
            return ()
        flow = meter.results(self._task(order, {}), order.account, made.receipts, self._clock())
        return self._driver(approved=False)(flow)

    # --- the pieces

    def _driver(self, *, approved: bool) -> Driver:
        return Driver(SpendingGuard(self._send, approved=approved), self._sleep)

    def _task(self, order: Order, notes: Mapping[str, str]) -> AdTask:
        return AdTask(order.ad, seed_of(order.ad), order.starts_at, order.ends_at, order.boosted, notes, order.language)

    def _known(self, key: DeliveryKey) -> Record | None:
        return self._ledger.read([key]).get(key)

    def _claim(self, order: Order, key: DeliveryKey, record: Record | None, digest: str) -> Record:
        """Write down that this run has it in hand, before anything is sent."""
        now = self._clock()
        if record and record.last.kind is EventKind.CLAIMED and not self._over(record, now):
            raise Refused(Trouble.TRANSIENT, _IN_HAND)
        event = Event(
            kind=EventKind.CLAIMED,
            at=now,
            run=self._run,
            attempt=(record.attempts if record else 0) + 1,
            digest=digest,
            claim=Claim(seed_of(order.ad), order.starts_at, now + _LEASE, 1),
            evidence=order.evidence or {},
        )
        claimed = record.and_then(event) if record else Record(key, (event,))
        try:
            self._ledger.claim([claimed], f"claim {key.post} on {key.channel}")
        except LedgerMovedError:
            raise Refused(Trouble.TRANSIENT, _IN_HAND) from None
        return claimed

    def _over(self, record: Record, now: datetime) -> bool:
        claim = record.last.claim
        return claim is None or now >= claim.expires_at or bool(dead_among([record.last.run]))

    def _carry_out(self, record: Record, flow: Callable[[], Flow[tuple[PartReceipt, ...]]], *, approved: bool) -> Event:
        claimed = record.last
        assert claimed.claim is not None, "just claimed"
        deadline = claimed.claim.expires_at - _MARGIN

        def note(said: Mapping[str, str]) -> None:
            written = replace(claimed, at=self._clock(), notes=dict(said))
            self._ledger.append({record.key: written}, f"note {record.key.post}")

        try:
            parts = self._driver(approved=approved)(flow(), lambda: self._clock() < deadline, note)
            event = replace(claimed, kind=EventKind.SENT, parts=parts, claim=None)
        except Refused as refused:
            event = replace(claimed, kind=EventKind.FAILED, claim=None, trouble=refused.trouble, reason=refused.reason)
        except InDoubt as doubt:
            event = replace(claimed, kind=EventKind.FAILED, claim=None, trouble=Trouble.UNKNOWN, reason=doubt.reason)
        event = replace(event, at=self._clock(), evidence={})
        self._ledger.append({record.key: event}, f"{event.kind.value} {record.key.post} on {record.key.channel}")
        return event


_WOULD_SPEND = Sentence(
    "A request would have let money be spent without approval and was not sent; this is a bug in smm: please report it",
    "Una richiesta avrebbe fatto spendere denaro senza approvazione e non è stata inviata; è un difetto di smm:"
    " segnalalo",
)
_NOT_APPROVED = Sentence(
    "Nobody has approved that this ad starts: write `start: approved` into its file and have it merged",
    "Nessuno ha approvato l'avvio di questo annuncio: scrivi `start: approved` nel file e fallo approvare",
)
_NOT_MADE = Sentence(
    "The ad has not been made yet: run `smm ads create` first",
    "L'annuncio non è ancora stato creato: esegui prima `smm ads create`",
)
_CHANGED = Sentence(
    "The ad was changed after it was made, and what was made stays as it is: put the file back, or write a new ad",
    "L'annuncio è cambiato dopo la creazione, e ciò che è stato creato resta com'è: ripristina il file o scrivine uno"
    " nuovo",
)
_IN_HAND = Sentence(
    "Another run has this ad in hand; try again in a quarter of an hour",
    "Un'altra esecuzione ha in mano questo annuncio; riprova tra un quarto d'ora",
)
