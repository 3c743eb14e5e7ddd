"""Whether a profile is as declared follows from what smm wrote, what a person saw, and the last look, in that order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smm_build.compose.profiles import profile_variant
from smm_build.domain.channel import Profile
from smm_build.domain.delivery import DeliveryKey, Event, EventKind, Record
from smm_build.plan.profile_standing import Look, ProfileStanding, ProfileState, profile_standings
from smm_build.run.branch import FileBranch
from smm_build.run.git import Git
from smm_build.run.profile_looks import read_looks, write_looks
from tests.unit.plan.test_coverage import a_workspace
from tests.values import a_channel

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CHANNEL = replace(a_channel("x"), profile=Profile(name="Aurora", bio="Coffee"))
WORKSPACE = a_workspace([CHANNEL, a_channel("mastodon")])
VARIANT = profile_variant(CHANNEL, WORKSPACE.brand)
assert VARIANT is not None
DIGEST = VARIANT.digest


def event(kind: EventKind, days: int = 0, digest: str = DIGEST, by: str | None = None) -> Event:
    evidence = {"by": by} if by else {}
    return Event(kind, NOW + timedelta(days=days), "run", 1, digest, source="done" if by else None, evidence=evidence)


def standing(events: tuple[Event, ...] = (), look: Look | None = None) -> ProfileStanding:
    key = DeliveryKey("profile", "x")
    records = {key: Record(key, events)} if events else {}
    (found,) = profile_standings(WORKSPACE, records, {"x": look} if look else {})
    return found


SENT = event(EventKind.SENT)
FINE = Look(NOW, DIGEST, events=1)
DRIFT = Look(NOW, DIGEST, ("bio",), events=1)


@pytest.mark.parametrize(
    ("events", "look", "state"),
    [
        ((), None, ProfileState.UNSEEN),
        ((event(EventKind.CLAIMED), event(EventKind.FAILED)), None, ProfileState.UNSEEN),
        ((SENT,), None, ProfileState.AS_DECLARED),
        ((event(EventKind.SENT, digest="older"),), None, ProfileState.CHANGED),
        ((SENT,), DRIFT, ProfileState.DRIFTED),
        ((SENT,), FINE, ProfileState.AS_DECLARED),
        ((), replace(DRIFT, events=0), ProfileState.DRIFTED),
        ((SENT, event(EventKind.CLAIMED)), DRIFT, ProfileState.DRIFTED),
        ((SENT, event(EventKind.CLAIMED), event(EventKind.SENT, days=-1)), DRIFT, ProfileState.AS_DECLARED),
        ((SENT,), replace(DRIFT, digest="older"), ProfileState.CHANGED),
    ],
)
def test_what_came_last_counts(events: tuple[Event, ...], look: Look | None, state: ProfileState) -> None:
    assert standing(events, look).state is state


def test_who_looked_and_when_it_was_right_last() -> None:
    person = standing((SENT, event(EventKind.SENT, 2, by="Giulia")))
    assert (person.by, person.verified_at) == ("Giulia", NOW + timedelta(days=2))
    drifted = standing((SENT,), replace(DRIFT, at=NOW + timedelta(days=3)))
    assert (drifted.by, drifted.verified_at, drifted.at) == (None, NOW, NOW + timedelta(days=3))
    assert standing((event(EventKind.SENT, digest="older"),)).verified_at is None


def test_a_look_is_read_back_from_git(tmp_path: Path) -> None:
    """A file that somebody broke is as good as none: a wrong look must not stop whoever publishes."""
    Git(tmp_path)("init", "--quiet")
    branch = FileBranch(tmp_path, "smm-profiles")
    write_looks(branch, {"x": DRIFT, "mastodon": FINE})
    write_looks(branch, {"mastodon": DRIFT})
    assert read_looks(branch) == {"x": DRIFT, "mastodon": DRIFT}
    for broken in (b"[]", b"{", b'{"version": 1, "at": "2026-11-24"}', b'{"version": 2}'):
        branch.add({"profiles/x.json": broken}, "break it")
        assert read_looks(branch) == {"mastodon": DRIFT}
