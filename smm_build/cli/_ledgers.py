"""The two ledgers of a workspace: the shared one on its git branch, and the sandbox's, which stays on this machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from smm_build.cli._ledger_marks import sandbox_home
from smm_build.cli._shared import Checked, fail
from smm_build.compose.profiles import compose_profiles
from smm_build.domain.delivery import DeliveryKey, EventKind, Record
from smm_build.domain.plan import Plan
from smm_build.domain.sentence import Sentence
from smm_build.plan import Situation, lying, make_plan, schedules, with_forgotten
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, find_repository, ledger_remote
from smm_build.run.ledger import Ledger
from smm_build.run.runs import dead_among
from smm_build.sandbox import local_folder

__all__ = ["Ledgers"]

T = TypeVar("T")


class Ledgers:
    """Opens the ledgers a workspace needs. Leaves the program with a plain sentence when one cannot be trusted."""

    def __init__(self, checked: Checked, *, fetch: bool = True) -> None:
        self._checked = checked
        self._fetch = fetch
        self._open: dict[bool, Ledger] = {}

    def get(self, *, rehearsed: bool) -> Ledger:
        """Return the sandbox's ledger or the shared one, with its newest state read."""
        if rehearsed not in self._open:
            try:
                self._open[rehearsed] = self._sandbox() if rehearsed else self._shared()
            except OperationalError as error:
                fail(error.sentence)
        return self._open[rehearsed]

    def _sandbox(self) -> Ledger:
        local_folder(self._checked.root)
        home = sandbox_home(self._checked.root)
        if not (home / "HEAD").exists():
            home.mkdir(parents=True, exist_ok=True)
            Git(home)("init", "--bare", "--quiet", "--initial-branch=smm-ledger")
        ledger = Ledger(home)
        ledger.refresh()
        return ledger

    def _shared(self) -> Ledger:
        repository = find_repository(self._checked.root)
        if repository is None:
            raise OperationalError(_no_repository(self._checked.root))
        remote = ledger_remote(Git(repository))
        ledger = Ledger(repository, remote)
        if self._fetch:
            ledger.refresh()
        else:
            ledger.look()
        return ledger

    def needed(self) -> tuple[bool, ...]:
        """Return for which kinds of channels there is anything: ``True`` for rehearsed ones."""
        return tuple(sorted({channel.rehearsed for channel in self._checked.workspace.channels.values()}))

    def records(self) -> dict[DeliveryKey, Record]:
        """Return what is known of every delivery in the files, each from the ledger its channel belongs to."""
        records: dict[DeliveryKey, Record] = {}
        for rehearsed in self.needed():
            keys = [DeliveryKey(*v.key) for v in self._checked.variants if v.channel.rehearsed is rehearsed]
            if keys:
                records |= self._guarded(partial(self.get(rehearsed=rehearsed).read, keys))
        return records

    def out(self) -> frozenset[DeliveryKey]:
        """Return what has been sent: nobody has to approve it any more."""
        return _out(self.records())

    def profiles(self) -> dict[DeliveryKey, Record]:
        """Return what is known of the profiles that are declared, each from the ledger its channel belongs to."""
        records: dict[DeliveryKey, Record] = {}
        declared = compose_profiles(self._checked.workspace)
        for rehearsed in self.needed():
            keys = [DeliveryKey(*v.key) for v in declared if v.channel.rehearsed is rehearsed]
            if keys:
                records |= self._guarded(partial(self.get(rehearsed=rehearsed).read, keys))
        return records

    def known(self) -> dict[DeliveryKey, Record]:
        """Return what is known on this machine without asking anybody; nothing where there is no ledger yet.

        For looking only: what cannot be read is passed over here, and stops whoever wants to send.
        """
        records: dict[DeliveryKey, Record] = {}
        for rehearsed in self.needed():
            keys = [DeliveryKey(*v.key) for v in self._checked.variants if v.channel.rehearsed is rehearsed]
            home = sandbox_home(self._checked.root) if rehearsed else find_repository(self._checked.root)
            if home is None or not home.exists() or not keys:
                continue
            try:
                ledger = Ledger(home, None if rehearsed else ledger_remote(Git(home)))
                ledger.look()
                records |= ledger.read(keys)
            except OperationalError:
                continue
        return records

    def everything(self) -> list[tuple[str, Record]]:
        """Return every delivery of the ledgers with the ledger's name, in order of its last event."""
        found: list[tuple[str, Record]] = []
        for rehearsed in self.needed():
            ledger = self.get(rehearsed=rehearsed)
            name = "sandbox" if rehearsed else ledger.name
            found += [(name, record) for record in self._guarded(ledger.read_all).values()]
        return sorted(found, key=lambda entry: (entry[1].last.at, entry[1].key))

    def plan(self, now: datetime) -> Plan:
        """Return the plan of the whole workspace at the aware instant ``now``."""
        from smm_build.cli._outlook import glance  # who only asks what is out does not wait for approvals

        records = self.records()
        claims = {record.last.run for record in records.values() if record.last.kind is EventKind.CLAIMED}
        local = now.astimezone(self._checked.workspace.brand.zone)
        verdicts = self._guarded(partial(glance, self._checked, now, _out(records)))
        pauses = (*self._checked.workspace.pauses, *verdicts.pauses)
        situation = Situation(dead_among(claims), pauses, verdicts.unapproved)
        waiting = self._waiting()
        variants = with_forgotten(self._checked.variants, waiting, self._checked.workspace.channels.values())
        return make_plan(variants, self._checked.findings, {**waiting, **records}, local, situation)

    def _waiting(self) -> Mapping[DeliveryKey, Record]:
        """Return what networks may publish by themselves, also for posts whose files are gone."""
        if not any(schedules(channel) for channel in self._checked.workspace.channels.values()):
            return {}
        return self._guarded(lambda: lying(self.get(rehearsed=False).read_all().values()))

    def _guarded(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except OperationalError as error:
            fail(error.sentence)


def _out(records: Mapping[DeliveryKey, Record]) -> frozenset[DeliveryKey]:
    out = {EventKind.SENT, EventKind.AMENDED}
    return frozenset(key for key, record in records.items() if record.last.kind in out)


def _no_repository(root: Path) -> Sentence:
    return Sentence(
        f"{root} is not in a git repository. What was sent is remembered on a git branch: run `git init` first",
        f"{root} non è in un repository git. Ciò che è uscito si ricorda in un ramo git: prima esegui `git init`",
    )
