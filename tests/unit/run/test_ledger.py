"""The ledger against real git: what is written is read back, and of two writers exactly one wins."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, PartReceipt, Record, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.run.errors import LedgerError, LedgerMovedError
from smm_build.run.git import Git, ledger_remote
from smm_build.run.ledger import Ledger
from smm_build.run.ledger_file import file_path, read_record, write_record
from tests.servers.git import Remote

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
KEY = DeliveryKey("2026-11-24-caffè", "bluesky")


def a_claim(run: str = "run-1", key: DeliveryKey = KEY) -> Record:
    """Return a delivery that was claimed."""
    claim = Claim("seed", NOW, NOW + timedelta(minutes=15), 2)
    return Record(key, (Event(EventKind.CLAIMED, NOW, run, 1, "digest", claim),))


def sent(run: str = "run-1") -> Event:
    """Return the event that ends it well."""
    parts = (PartReceipt(1, "at://one", "https://example.com/1", "cid"), PartReceipt(2, "at://two"))
    return Event(EventKind.SENT, NOW, run, 1, "digest", parts=parts, url="https://example.com/1")


def test_a_record_survives_its_file() -> None:
    """Everything an event can hold is read back as it was written."""
    failed = Event(
        EventKind.FAILED, NOW, "r", 1, "d", trouble=Trouble.RATE_LIMIT, reason=Sentence("Wait", "Aspetta"), retry_at=NOW
    )
    record = Record(KEY, (*a_claim().events, failed, sent()))
    assert read_record(write_record(record)) == record


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"version": 2}', b'{"version": 1, "post": "a", "channel": "b", "events": []}'],
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    """Nothing half-read is ever taken for a history."""
    with pytest.raises(ValueError, match=r"."):
        read_record(content)


def test_without_a_remote_the_local_branch_remembers(remote: Remote) -> None:
    """A repository without a remote keeps its ledger on its own branch, without touching the checkout."""
    work = remote.clone()
    work.commit("first", {"a.txt": "a"})
    ledger = Ledger(work.path)
    ledger.refresh()
    ledger.claim([a_claim()], "claim")
    ledger.append({KEY: sent()}, "sent")

    again = Ledger(work.path)
    again.refresh()
    assert again.read([KEY])[KEY] == a_claim().and_then(sent())
    assert again.read_all().keys() == {KEY}
    assert work.git("status", "--porcelain") == ""
    assert work.git("log", "--format=%s", "smm-ledger").split("\n") == ["sent", "claim"]
    assert work.git("rev-list", "--max-parents=0", "smm-ledger") not in work.git("rev-list", "HEAD")
    assert "refs/smm/writing" not in work.git("for-each-ref")


def test_two_clones_share_one_ledger(remote: Remote) -> None:
    """What one clone writes, the other reads after a refresh, and no local branch appears in either."""
    one, two = remote.clone("one"), remote.clone("two")
    first, second = Ledger(one.path, "origin"), Ledger(two.path, "origin")
    first.refresh()
    second.refresh()
    first.claim([a_claim()], "claim")
    second.refresh()
    assert second.read([KEY]) == {KEY: a_claim()}
    assert one.git("branch", "--list") == two.git("branch", "--list") == ""
    assert remote.git("rev-list", "--count", "smm-ledger") == "1"


@pytest.mark.parametrize("shared", [True, False])
def test_of_two_claims_exactly_one_wins(remote: Remote, shared: bool) -> None:  # noqa: FBT001 - a parameter
    """Two runners that decided on the same state: the second is refused, and nothing of it is written."""
    one = remote.clone("one")
    two = remote.clone("two") if shared else one
    name = "origin" if shared else None
    first, second = Ledger(one.path, name), Ledger(two.path, name)
    first.refresh()
    second.refresh()
    first.claim([a_claim("run-1")], "claim")
    with pytest.raises(LedgerMovedError):
        second.claim([a_claim("run-2")], "claim")
    second.refresh()
    assert second.read([KEY])[KEY].last.run == "run-1"


def test_a_result_is_added_behind_what_others_wrote(remote: Remote) -> None:
    """A receipt is never lost because somebody else wrote about another delivery meanwhile."""
    one, two = remote.clone("one"), remote.clone("two")
    first, second = Ledger(one.path, "origin"), Ledger(two.path, "origin")
    first.refresh()
    first.claim([a_claim()], "claim")
    second.refresh()
    other = DeliveryKey("other", "x")
    second.claim([a_claim("run-2", other)], "claim")
    first.append({KEY: sent()}, "sent")
    first.append({KEY: sent()}, "the same once more")
    second.refresh()
    assert second.read([KEY, other]) == {KEY: a_claim().and_then(sent()), other: a_claim("run-2", other)}


def test_an_unreachable_remote_stops_everything(remote: Remote, tmp_path: Path) -> None:
    """Nothing may be sent when it cannot be known what was sent; credentials in the address are not printed."""
    work = remote.clone()
    work.git("remote", "set-url", "origin", f"file://user:secret@{tmp_path}/gone.git")
    with pytest.raises(LedgerError, match="nothing was sent") as caught:
        Ledger(work.path, "origin").refresh()
    assert "secret" not in str(caught.value)


def test_a_damaged_ledger_stops_everything(remote: Remote) -> None:
    """One file that cannot be read is a reason to send nothing at all."""
    work = remote.clone()
    work.commit("damage", {file_path(KEY): "{"})
    work.push("smm-ledger")
    ledger = Ledger(work.path, "origin")
    ledger.refresh()
    with pytest.raises(LedgerError, match="cannot be read"):
        ledger.read([KEY])


def test_a_branch_that_vanished_is_not_taken_for_an_empty_one(remote: Remote) -> None:
    """Deleting the branch on the remote is refused with the command that brings it back, which works."""
    work = remote.clone()
    ledger = Ledger(work.path, "origin")
    ledger.refresh()
    ledger.claim([a_claim()], "claim")
    remote.git("update-ref", "-d", "refs/heads/smm-ledger")
    with pytest.raises(LedgerError, match="disappeared") as caught:
        ledger.refresh()
    command = caught.value.sentence.en.partition("Put it back with: ")[2].removeprefix("git ")
    work.git(*command.split())
    ledger.refresh()
    assert ledger.read([KEY]) == {KEY: a_claim()}


def test_a_push_that_is_not_allowed_says_so(remote: Remote) -> None:
    """A protected branch is an error with a reason, not a lost race that is tried for ever."""
    hook = remote.path / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    work = remote.clone()
    ledger = Ledger(work.path, "origin")
    ledger.refresh()
    with pytest.raises(LedgerError, match="may push to that branch"):
        ledger.claim([a_claim()], "claim")


def test_the_path_never_depends_on_the_date() -> None:
    """The path is made of the id and the channel only."""
    assert file_path(DeliveryKey("espresso", "x")) == "deliveries/aa/espresso/x.json".replace(
        "aa", subprocess.check_output(["sha256sum"], input=b"espresso", text=False)[:2].decode()
    )


def test_the_remote_is_chosen_without_guessing(remote: Remote) -> None:
    """``origin`` or the only remote; with several others the user is asked to say which."""
    work = remote.clone()
    git = Git(work.path)
    assert ledger_remote(git) == "origin"
    work.git("remote", "rename", "origin", "upstream")
    assert ledger_remote(git) == "upstream"
    work.git("remote", "add", "fork", str(remote.path))
    with pytest.raises(Exception, match=r"git config smm\.remote"):
        ledger_remote(git)
    work.git("config", "smm.remote", "fork")
    assert ledger_remote(git) == "fork"
    work.git("remote", "remove", "fork")
    work.git("remote", "remove", "upstream")
    work.git("config", "--unset", "smm.remote")
    assert ledger_remote(git) is None
