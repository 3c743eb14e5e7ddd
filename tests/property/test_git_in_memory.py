"""The git in memory against real git: one ledger class over both, the same answers from both."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from smm_build.domain.delivery import DeliveryKey, EventKind, Record
from smm_build.run.errors import LedgerError, LedgerMovedError
from smm_build.run.git import Git
from smm_build.run.ledger import Ledger
from tests.property.git_in_memory import Clone, GitInMemory, Lost, Remote
from tests.servers.git import bare
from tests.values import a_claim, a_record, an_event

MakeLedger = Callable[[], Ledger]
KEY = DeliveryKey("espresso", "sandbox")
CLAIMED = an_event(EventKind.CLAIMED, claim=a_claim())
SENT = an_event(EventKind.SENT, url="https://example.com/1")


def in_memory(remote: Remote) -> Ledger:
    """Return a ledger in a fresh clone, on git in memory."""
    ledger = Ledger(Path("nowhere"), "origin")
    ledger._git = cast("Git", GitInMemory(Clone(remote)))
    return ledger


class TestLedgerOverBothGits:
    """What a run relies on."""

    @pytest.fixture(params=["real git", "git in memory"])
    def make(self, request: pytest.FixtureRequest, tmp_path: Path) -> MakeLedger:
        """Make ledgers in clones of one remote."""
        if request.param == "git in memory":
            forge = Remote()
            return lambda: in_memory(forge)
        remote = bare(tmp_path / "remote.git")
        names = iter(range(9))
        return lambda: Ledger(remote.clone(f"clone-{next(names)}").path, "origin")

    def test_an_empty_ledger_holds_nothing(self, make: MakeLedger) -> None:
        ledger = make()
        ledger.refresh()
        assert (ledger.read([KEY]), ledger.read_all()) == ({}, {})

    def test_what_is_claimed_is_read_by_others_after_a_refresh(self, make: MakeLedger) -> None:
        one, two = make(), make()
        one.refresh()
        two.refresh()
        one.claim([a_record(CLAIMED)], "claim")
        assert two.read([KEY]) == {}
        two.refresh()
        assert two.read([KEY]) == two.read_all() == {KEY: a_record(CLAIMED)}

    def test_of_two_claims_the_second_is_refused(self, make: MakeLedger) -> None:
        one, two = make(), make()
        one.refresh()
        two.refresh()
        one.claim([a_record(CLAIMED)], "claim")
        other = a_record(dataclasses.replace(CLAIMED, run="run-2"), key=("another", "sandbox"))
        with pytest.raises(LedgerMovedError):
            two.claim([other], "claim")
        one.refresh()
        assert one.read_all() == {KEY: a_record(CLAIMED)}

    def test_results_are_added_behind_what_others_wrote(self, make: MakeLedger) -> None:
        one, two = make(), make()
        one.refresh()
        one.claim([a_record(CLAIMED)], "claim")
        two.refresh()
        other = Record(DeliveryKey("another", "sandbox"), (CLAIMED,))
        two.claim([other], "claim")
        one.append({KEY: SENT}, "sent")
        one.append({KEY: SENT}, "the same once more")
        two.refresh()
        assert two.read_all() == {KEY: a_record(CLAIMED, SENT), other.key: other}

    def test_a_ledger_whose_objects_are_gone_is_not_taken_for_an_empty_one(self, make: MakeLedger) -> None:
        """Git calls both "missing"; believing it would send everything again."""
        ledger = make()
        ledger.refresh()
        ledger.claim([a_record(CLAIMED)], "claim")
        ledger._head = "0" * 39 + "1"
        with pytest.raises(LedgerError, match="cannot be read"):
            ledger.read([KEY])


def test_a_lost_push_is_an_error_whether_it_took_effect_or_not() -> None:
    """Both ways a connection can break look the same from here, as with real git."""
    for after in (False, True):
        remote = Remote()
        ledger = Ledger(Path("nowhere"), "origin")

        def break_pushes(name: str, act: Callable[[], bytes], *, after: bool = after) -> bytes:
            if name != "push":
                return act()
            if after:
                act()
            raise Lost(after=after)

        ledger._git = cast("Git", GitInMemory(Clone(remote), break_pushes))
        ledger.refresh()
        with pytest.raises(LedgerError, match="hung up"):
            ledger.claim([a_record(CLAIMED)], "claim")
        assert bool(remote.heads) is after
