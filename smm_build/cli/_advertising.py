"""An advertising run put together: whose ads, with which ledger, through which wire."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from datetime import time as clock_time

from smm_build.cli._ad_approval import Approval
from smm_build.cli._ledgers import Ledgers
from smm_build.cli._shared import Checked
from smm_build.domain.ad import Ad
from smm_build.domain.channel import Channel
from smm_build.domain.delivery import DeliveryKey, EventKind, Record, Trouble
from smm_build.domain.finding import Severity
from smm_build.domain.pause import Pause
from smm_build.domain.reading import Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks import Account, InDoubt, Refused, Told
from smm_build.networks._ads import Advertiser, advertiser_for
from smm_build.run.ads import AdRun, Order
from smm_build.run.runs import this_run
from smm_build.run.transport import HttpTransport
from smm_build.sandbox import local_folder
from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins

__all__ = ["Desk", "ad_numbers", "advertising", "state_of"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the commands for ads work with."""

    checked: Checked
    ledgers: Ledgers
    clock: Callable[[], datetime]
    send: HttpTransport
    server: SandboxServer | None

    def run_for(self, ad: Ad) -> AdRun:
        """Return the run for the ledger that the ad's channel belongs to."""
        ledger = self.ledgers.get(rehearsed=self._channel(ad).rehearsed)
        return AdRun(ledger, self.send, time.sleep, self.clock, this_run())

    def order(self, ad: Ad, approval: Approval | None = None) -> Order:
        """Return the order for an ad. Raises :class:`Refused` when it cannot be carried out as it is written."""
        wrong = next(
            (f for f in self.checked.findings if f.place.path == ad.path and f.severity is Severity.ERROR), None
        )
        if wrong is not None:
            raise Refused(Trouble.INVALID, wrong.message)
        if ad.status is not None:
            raise Refused(Trouble.INVALID, Sentence(f"The ad is `{ad.status}`", f"L'annuncio è `{ad.status}`"))
        self._refuse_while_paused(ad, self._channel(ad), approval.pauses if approval else ())
        return self.looking(ad, approval.evidence if approval else {})

    def looking(self, ad: Ad, evidence: Mapping[str, str] | None = None) -> Order:
        """Return the order for an ad that is only looked at: whatever else is wrong with it does not matter.

        Raises :class:`Refused` where there is nobody to ask.
        """
        channel = self._channel(ad)
        advertiser = advertiser_for(channel.network)
        if advertiser is None or ad.start_on is None or ad.end_on is None:
            raise Refused(Trouble.INVALID, _INCOMPLETE)
        zone = self.checked.workspace.brand.zone
        starts_at = datetime.combine(ad.start_on, clock_time(), zone)
        ends_at = datetime.combine(ad.end_on + timedelta(days=1), clock_time(), zone)
        account, stood_in = self._account(ad, channel, advertiser)
        language = self.checked.workspace.brand.languages[0]
        return Order(stood_in, advertiser, account, starts_at, ends_at, self._boosted(ad), evidence, language)

    def is_made(self, ad: Ad) -> bool:
        """Whether the ledger says that the ad was made."""
        record = self.ledgers.get(rehearsed=self._channel(ad).rehearsed).read([ad.key]).get(ad.key)
        return record is not None and record.last.kind is EventKind.SENT

    def _refuse_while_paused(self, ad: Ad, channel: Channel, approved: Sequence[Pause]) -> None:
        now = self.clock()
        for pause in (*self.checked.workspace.pauses, *approved):
            if pause.holds_at(now) and pause.covers_ad(ad, channel.network):
                why = pause.reason or "PAUSE"
                raise Refused(
                    Trouble.POLICY,
                    Sentence(f"Everything is paused here: {why}", f"Qui è tutto in pausa: {why}"),
                )

    def _channel(self, ad: Ad) -> Channel:
        channel = self.checked.workspace.channels.get(ad.channel or "")
        if channel is None:
            raise Refused(Trouble.INVALID, Sentence(f"{ad.id} names no channel", f"{ad.id} non indica un canale"))
        return channel

    def _account(self, ad: Ad, channel: Channel, advertiser: Advertiser) -> tuple[Account, Ad]:
        """Return who speaks; for a rehearsed channel nobody real, with the account that the stand-in knows."""
        if not channel.rehearsed:
            said = {known.suffix: f"{channel.credentials}_{known.suffix}" for known in advertiser.CREDENTIALS}
            secrets = {suffix: os.environ[name] for suffix, name in said.items() if os.environ.get(name)}
            return Account(channel, (channel.server or "").rstrip("/"), secrets), ad
        assert self.server is not None, "a rehearsed channel has a server of its own"
        stand_in = stand_ins()[channel.network]
        address = self.server.address(channel.network)
        known_as = replace(channel, server=address, account=stand_in.ACCOUNT)
        stood_in = replace(ad, account=getattr(stand_in, "AD_ACCOUNT", ad.account))
        return Account(known_as, address, stand_in.SECRETS), stood_in

    def _boosted(self, ad: Ad) -> str | None:
        """Return the network's id of the post that the ad boosts. Raises :class:`Refused` when it is not out."""
        if ad.boost is None:
            return None
        key = DeliveryKey(ad.boost, ad.channel or "")
        record = self.ledgers.get(rehearsed=self._channel(ad).rehearsed).read([key]).get(key)
        receipt = next(iter(record.receipts), None) if record else None
        if receipt is None or record is None or record.last.kind not in {EventKind.SENT, EventKind.AMENDED}:
            raise Refused(Trouble.INVALID, _not_out(ad.boost))
        return receipt.id


@contextmanager
def advertising(checked: Checked, clock: Callable[[], datetime]) -> Iterator[Desk]:
    """Open what is needed; what rehearsed channels ask goes to stand-ins on this machine, which remember it."""
    rehearsed = any(channel.rehearsed for channel in checked.workspace.channels.values())
    ledgers = Ledgers(checked)
    with HttpTransport(checked.root) as http:
        if not rehearsed:
            yield Desk(checked, ledgers, clock, http, None)
            return
        with SandboxServer(local_folder(checked.root) / "ads", clock) as server:
            yield Desk(checked, ledgers, clock, http, server)


def ad_numbers(checked: Checked, ads: Sequence[Ad], clock: Callable[[], datetime]) -> Iterator[tuple[str, Told]]:
    """Yield what networks tell of ads that were made, channel by channel; nothing of channels without any."""
    with advertising(checked, clock) as desk:
        for channel in sorted({ad.channel for ad in ads if ad.channel}):
            readings: list[Reading] = []
            untold: list[Sentence] = []
            for ad in (ad for ad in ads if ad.channel == channel and desk.is_made(ad)):
                try:
                    readings += desk.run_for(ad).results(desk.looking(ad))
                except (Refused, InDoubt) as error:
                    untold.append(error.reason)
            if readings or untold:
                yield channel, Told(tuple(readings), tuple(untold))


def state_of(ad: Ad, records: Mapping[DeliveryKey, Record]) -> Sentence:
    """Return how far an ad is, in a word or two: nobody types it, it follows from the ledger and the file."""
    made, started = records.get(ad.key), records.get(ad.start_key)
    if ad.status is not None:
        return Sentence(ad.status, {"draft": "bozza", "on-hold": "in attesa", "cancelled": "annullato"}[ad.status])
    if started and started.last.kind is EventKind.SENT:
        return Sentence("started", "avviato")
    if made and made.last.kind is EventKind.SENT:
        return (
            Sentence("made, start approved", "creato, avvio approvato")
            if ad.start
            else Sentence("made, off", "creato, spento")
        )
    if made and made.last.kind is EventKind.FAILED:
        return Sentence("failed", "non riuscito")
    return Sentence("planned", "previsto")


def _not_out(post: str) -> Sentence:
    return Sentence(
        f"The post {post} is not out on this channel, so it cannot be boosted yet",
        f"Il post {post} non è uscito su questo canale, quindi non si può ancora sponsorizzare",
    )


_TO_START = Sentence("made, start approved", "creato, avvio approvato")
_OFF = Sentence("made, off", "creato, spento")
_INCOMPLETE = Sentence("The ad is not complete: run `smm check`", "L'annuncio non è completo: esegui `smm check`")
