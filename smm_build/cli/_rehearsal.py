"""A rehearsal put together: the real run, with stand-ins for networks, a clock that jumps, and a ledger of its own."""

from __future__ import annotations

import fcntl
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

from smm_build.cli._preparation import preparation
from smm_build.cli._shared import Checked
from smm_build.domain.brand import Staging
from smm_build.domain.channel import Channel
from smm_build.domain.delivery import DeliveryKey, Event
from smm_build.domain.plan import PlannedDelivery
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import SANDBOX, Request, Response
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git
from smm_build.run.ledger import Ledger
from smm_build.run.prepared import Prepare
from smm_build.run.publish import Outlook, PublishRun
from smm_build.run.runs import this_run
from smm_build.run.transport import HttpTransport, NotSent
from smm_build.sandbox import Sandbox, local_folder
from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins

__all__ = ["Rehearsed", "rehearse"]

_TICK = timedelta(milliseconds=250)
"""What a request takes on the rehearsal's clock."""

_PATIENCE = timedelta(days=7)
"""A rehearsal is never too late: one delivery's long upload must not make the next one miss its time."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What became of one delivery, and how many requests that took; logging in counts for the first of a channel."""

    planned: PlannedDelivery
    requests: int


@dataclass
class _Clock:
    """A clock that jumps to the next delivery and lets every wait pass at once. Aware, UTC."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def reach(self, moment: datetime) -> None:
        self.now = max(self.now, moment.astimezone(UTC))


@dataclass
class _Wire:
    """The only way out: to the server of the rehearsal and to nobody else. Counts requests."""

    http: Callable[[Request], Response]
    server: str
    clock: _Clock
    count: int = 0

    def __call__(self, request: Request) -> Response:
        if not request.url.startswith(f"{self.server}/"):
            raise NotSent("a rehearsal speaks to stand-ins only, and this request wanted to go elsewhere")
        self.count += 1
        self.clock.now += _TICK
        return self.http(request)


def rehearse(
    checked: Checked, variants: Sequence[Variant], language: Language, tell: Callable[[Rehearsed], None]
) -> tuple[list[Rehearsed], Path]:
    """Publish ``variants`` to stand-ins and return what became of each, and the page that shows what went out.

    Everything of the last rehearsal in this workspace is forgotten. The page speaks ``language``; ``tell`` hears of
    each delivery as it ends. Raises :class:`~smm_build.run.errors.OperationalError`.
    """
    clock = _Clock(datetime.now(UTC))
    rehearsed: list[Rehearsed] = []
    with (
        _alone(checked.root),
        SandboxServer(_fresh_home(checked.root) / "server", clock, language=language) as server,
        HttpTransport(checked.root, lambda: (clock(), secrets.token_hex(16))) as http,
    ):
        home = server.folder.parent
        wire = _Wire(http, server.url, clock)
        stood_in = [_stood_in(variant, server, clock.now) for variant in variants]
        run = _run(home, wire, _preparation(checked, server, wire), _secrets(stood_in))
        for one in _act(run, wire, clock, checked, stood_in):
            rehearsed.append(one)
            tell(one)
        page = home / "feed.html"
        server.write_page(page)
    return rehearsed, page


def _act(
    run: PublishRun, wire: _Wire, clock: _Clock, checked: Checked, variants: Iterable[Variant]
) -> Iterator[Rehearsed]:
    """Let one run after the other publish what goes out at the same moment, as the run of that moment would."""
    in_order = sorted(variants, key=_moment)
    clock.now = min((_moment(variant) for variant in in_order), default=clock.now)
    for moment, group in groupby(in_order, key=_moment):
        due = list(group)
        clock.reach(moment)
        requests: dict[DeliveryKey, int] = {}
        before = wire.count

        def count(planned: PlannedDelivery, _: Event, requests: dict[DeliveryKey, int] = requests) -> None:
            nonlocal before
            requests[planned.key], before = wire.count - before, wire.count

        outlook = partial(Outlook, due, checked.findings)
        outcome = {planned.key: planned for planned in replace(run, outlook=outlook, progress=count)()}
        for variant in due:
            key = DeliveryKey(*variant.key)
            yield Rehearsed(outcome[key], requests.get(key, 0))


def _moment(variant: Variant) -> datetime:
    assert variant.publish_at is not None, "given by _stood_in"
    return variant.publish_at.astimezone(UTC)


def _stood_in(variant: Variant, server: SandboxServer, now: datetime) -> Variant:
    """Return the variant as it goes to its network's stand-in, at its own time or, without one, now."""
    channel = replace(variant.channel, server=None, quiet_hours=None, distance=None, schedule_ahead=None)
    if channel.network != SANDBOX:
        channel = replace(channel, server=server.address(channel.network, channel.id))
    if channel.network in stand_ins():
        channel = replace(channel, account=stand_ins()[channel.network].ACCOUNT)
    zone = variant.publish_at.tzinfo if variant.publish_at else UTC
    at = variant.publish_at or now.astimezone(zone)
    return replace(variant, channel=channel, publish_at=at, grace=_PATIENCE)


def _secrets(variants: Iterable[Variant]) -> dict[str, str]:
    """Return the whole environment of a rehearsal: secrets of nobody, that stand-ins take."""
    channels: dict[str, Channel] = {variant.channel.id: variant.channel for variant in variants}
    return {
        f"{channel.credentials}_{suffix}": said
        for channel in channels.values()
        if channel.network in stand_ins()
        for suffix, said in stand_ins()[channel.network].SECRETS.items()
    }


def _preparation(checked: Checked, server: SandboxServer, wire: _Wire) -> Prepare:
    """Make files ready as a real run does; what a network fetches itself lies on the rehearsal's server."""
    staging = Staging(server.media_base, str(server.media))
    brand = replace(checked.workspace.brand, staging=staging)
    staged = replace(checked, workspace=replace(checked.workspace, brand=brand))
    return preparation(staged, wire, wire.clock)


def _run(home: Path, wire: _Wire, prepare: Prepare, environment: Mapping[str, str]) -> PublishRun:
    ledger_home = home / "ledger.git"
    ledger_home.mkdir()
    Git(ledger_home)("init", "--bare", "--quiet", "--initial-branch=smm-ledger")
    ledger = Ledger(ledger_home)
    drivers = {True: Driver(Sandbox(home), wire.clock.pass_by), False: Driver(wire, wire.clock.pass_by)}
    return PublishRun(
        outlook=lambda: Outlook((), ()),
        ledgers={True: ledger, False: ledger},
        attempts=Attempts(lambda channel: drivers[channel.rehearsed], environment, wire.clock, prepare),
        clock=wire.clock,
        sleep=wire.clock.pass_by,
        run=this_run(),
        progress=lambda _planned, _event: None,
    )


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one rehearsal at a time have the folder; a process that dies lets go of it."""
    with (local_folder(root) / "rehearsal.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OperationalError(_ONE_AT_A_TIME) from error
        yield


def _fresh_home(root: Path) -> Path:
    home = local_folder(root) / "rehearsal"
    try:
        if home.exists():
            shutil.rmtree(home)
        home.mkdir()
    except OSError as error:
        why = error.strerror or "?"
        raise OperationalError(
            Sentence(f"{home} cannot be made anew: {why}", f"{home} non si può rifare da capo: {why}")
        ) from error
    return home


_ONE_AT_A_TIME = Sentence(
    "another rehearsal of this workspace is going on: wait until it has ended",
    "è in corso un'altra prova di questo spazio di lavoro: aspetta che finisca",
)
