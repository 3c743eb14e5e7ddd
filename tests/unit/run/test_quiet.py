"""The note of a run that found nothing to do: void as soon as anything changed, never hiding what somebody must do."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.delivery import EventKind
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.run.ledger import Ledger
from smm_build.run.quiet import LONGEST, forget, is_quiet, note, quiet_until, stamp
from tests.servers.git import Remote
from tests.values import a_claim, a_record, a_variant, an_event

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(hours=1)
WHY = Sentence("why", "perché")
IsQuiet = Callable[..., bool]


@pytest.fixture
def root(remote: Remote) -> Path:
    """A workspace in a clone."""
    work = remote.clone()
    work.write({"brand/brand.yml": "name: Test\n", "content/posts/a.md": "Ciao\n", "strategy.md": "Prose.\n"})
    return work.path


@pytest.fixture
def asked(root: Path, tmp_path: Path) -> IsQuiet:
    """A note that says "nothing until in an hour", and the question whether it holds."""
    ledger = Ledger(root, "origin")
    ledger.refresh()
    note(tmp_path, stamp(root), {"shared": ledger}, NOW, SOON)

    def ask(now: datetime = NOW, ahead: timedelta = timedelta()) -> bool:
        return is_quiet(root, tmp_path, lambda _: Ledger(root, "origin"), now, now + ahead)

    return ask


def test_it_holds_while_nothing_changes_and_the_time_has_not_come(asked: IsQuiet) -> None:
    assert asked()
    assert asked(SOON - timedelta(seconds=1))
    assert asked(ahead=timedelta(minutes=55))
    assert not asked(SOON)
    assert not asked(ahead=timedelta(minutes=60))
    assert not asked(NOW - timedelta(seconds=1)), "the clock went back, so it knows nothing"


@pytest.mark.parametrize(
    "path", ["content/posts/a.md", "content/posts/new.md", "brand/brand.yml", "strategy.md", "PAUSE"]
)
def test_a_file_that_changes_makes_it_void(root: Path, asked: IsQuiet, path: str) -> None:
    (root / path).write_text("Something else\n", encoding="utf-8")
    assert not asked()


def test_a_file_of_the_same_length_and_time_makes_it_void(root: Path, asked: IsQuiet) -> None:
    """Some tools set a file's time back."""
    file = root / "content/posts/a.md"
    before = file.stat()
    file.write_text("Ciel\n", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not asked()


def test_a_file_that_goes_makes_it_void(root: Path, asked: IsQuiet) -> None:
    (root / "content/posts/a.md").unlink()
    assert not asked()


def test_what_another_machine_writes_to_the_ledger_makes_it_void(remote: Remote, asked: IsQuiet) -> None:
    other = Ledger(remote.clone("other").path, "origin")
    other.refresh()
    other.claim([a_record(an_event(EventKind.CLAIMED, claim=a_claim()))], "claim")
    assert not asked()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"from": 1}', '{"from": "2026-11-24", "until": "2026-11-25"}']
)
def test_a_note_that_cannot_be_read_says_nothing(tmp_path: Path, asked: IsQuiet, content: str) -> None:
    (tmp_path / "quiet.json").write_text(content, encoding="utf-8")
    assert not asked()


def test_it_can_be_taken_away(tmp_path: Path, asked: IsQuiet) -> None:
    forget(tmp_path)
    forget(tmp_path)
    assert not asked()


def planned(state: State, **more: Any) -> PlannedDelivery:
    """Return a delivery that was due an hour ago unless told otherwise."""
    found = PlannedDelivery(a_variant(publish_at=NOW - timedelta(hours=1)), state, WHY)
    return dataclasses.replace(found, **more)


def at(moment: datetime) -> dict[str, Any]:
    """Return what gives a delivery this time."""
    return {"variant": a_variant(publish_at=moment)}


@pytest.mark.parametrize("state", sorted(set(State) - {State.SENT, State.SKIPPED, State.DRAFT, State.ON_HOLD}
                                         - {State.CANCELLED, State.REMOVED, State.UNSCHEDULED}))  # fmt: skip
def test_what_is_past_its_time_and_not_over_is_never_quiet(state: State) -> None:
    assert quiet_until([planned(state)], NOW) is None


def test_a_plan_is_quiet_until_its_next_moment() -> None:
    over = [planned(State.SENT), planned(State.DRAFT), planned(State.CANCELLED)]
    missed = planned(State.MISSED, record=a_record(an_event(EventKind.MISSED)))
    assert quiet_until([*over, missed], NOW) == NOW + LONGEST
    assert quiet_until([*over, planned(State.PLANNED, **at(SOON))], NOW) == SOON
    assert quiet_until([planned(State.BLOCKED, **at(SOON)), planned(State.MANUAL, **at(SOON))], NOW) == SOON
    assert quiet_until([planned(State.PLANNED, not_before=SOON)], NOW) == SOON, "quiet hours move it"
    assert quiet_until([planned(State.FAILED, not_before=SOON)], NOW) is None
