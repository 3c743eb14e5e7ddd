"""Facebook, Instagram, Threads, X, LinkedIn, YouTube, TikTok, Telegram and Pinterest over HTTP, from post to answer.

The networks are the sandbox server's stand-ins: a post goes out, people like it and write, the team reads numbers and
messages and answers once. What people wrote is in nothing but the store.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from smm_build.run.ledger import Ledger
from smm_build.run.publish import LEASE
from smm_build.run.staging import Stager
from smm_build.run.staging_places import FolderPlace
from smm_build.run.transport import HttpTransport
from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins
from tests.contract.test_numbers import text_case
from tests.e2e.workspace import Done, Workspace, make_workspace
from tests.flows import SEED
from tests.kills import Stage
from tests.servers.git import Remote

WRITES = {
    "facebook": ("comment", "direct"),
    "instagram": ("comment", "direct"),
    "linkedin": ("comment",),
    "telegram": ("comment", "direct"),
    "threads": ("reply", "mention"),
    "x": ("mention", "direct"),
    "youtube": ("comment",),
}
SILENT = ("pinterest", "tiktok")
NAME, PLANTED = "Ermenegilda", "zibibbo-7731"
META = ("facebook", "instagram")
TOLD = ("facebook", "instagram", "linkedin", "pinterest", "threads", "tiktok", "x", "youtube")
"""Telegram tells bots nothing about messages."""
BEGIN = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)


@dataclass
class Team:
    """A workspace with a channel at every stand-in, and one clock for all of them."""

    workspace: Workspace
    server: SandboxServer
    clock: list[datetime]
    printed: list[Done] = field(default_factory=list)

    def smm(self, *words: str, status: int = 0) -> Done:
        done = self.workspace.smm(*words, now=f"{self.clock[0]:%Y-%m-%d %H:%M:%S}Z")
        assert done.status == status, done.out + done.err
        self.printed.append(done)
        return done

    def tell(self, page: str, **said: object) -> None:
        answer = httpx.post(f"{self.server.url}/_sandbox/{page}", json=said, timeout=10)
        assert answer.is_success, answer.text

    def now(self) -> datetime:
        return self.clock[0]

    def sleep(self, seconds: float) -> None:
        self.clock[0] += timedelta(seconds=seconds)

    def cases(self, *words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.smm("inbox", "list", "--format", "json", *words).data
        return found

    def answers(self, words: str) -> int:
        return sum(words in one.text for shown in self.server.shown().values() for one in shown)


@pytest.fixture
def team(remote: Remote, tmp_path: Path) -> Iterator[Team]:
    clock = [BEGIN]
    made = make_workspace(remote.clone("w").path, channels=())
    with SandboxServer(tmp_path / "server", lambda: clock[0]) as server:
        made.write("brand/team.yml", "people:\n  giulia: {name: Giulia, roles: [community]}\n")
        made.write("brand/playbook.yml", "trusted: [community]\ncommunity:\n  sla: {direct: 4h}\n")
        for name in (*WRITES, *SILENT):
            made.channel(name, server=server.address(name), account=json.dumps(stand_ins()[name].ACCOUNT))
            secrets = stand_ins()[name].SECRETS
            made.environment.update({f"SMM_{name.upper()}_{key}": value for key, value in secrets.items()})
        yield Team(made, server, clock)
        assert server.bugs == []


def publish(team: Team, scratch: Path) -> None:
    """Send a post to each network as `smm publish` does, only that waiting takes no time."""
    ledger = Ledger(team.workspace.root, "origin")
    numbers = itertools.count(1)
    with HttpTransport(scratch, lambda: (team.clock[0], str(next(numbers)))) as http:
        place = FolderPlace(team.server.media)
        stager = Stager(scratch, team.server.media_base, place, http, team.sleep, team.now, lambda: "unguessable")
        for name in (*WRITES, *SILENT):
            stage = Stage(name, text_case(name), scratch)
            variant = replace(
                stage.variant, channel=replace(stage.variant.channel, server=team.server.address(name), id=name)
            )
            claim = Claim(SEED, team.now(), team.now() + LEASE, len(variant.messages))
            key = DeliveryKey(*variant.key)
            record = Record(key, (Event(EventKind.CLAIMED, team.now(), "run", 1, variant.digest, claim),))
            planned = PlannedDelivery(variant, State.DUE, Sentence("due", "da inviare"), to_send=True)
            attempts = Attempts(lambda _: Driver(http, team.sleep), stage.environment, team.now, stager.stage)
            done = attempts.make(planned, record)
            assert (done.kind, done.reason) == (EventKind.SENT, None)
            ledger.claim([record], "claim")
            ledger.append({key: done}, "sent")


def test_from_post_to_answer(team: Team, tmp_path: Path) -> None:
    publish(team, tmp_path)
    team.sleep(7200)
    numbers_are_told(team)
    early, late = messages_are_heard(team)

    for case, channel in early.items():
        answer = f"---\nchannel: {channel}\nwritten_at: 2026-11-24 14:00\n---\n\nArriva domani. ({case})\n"
        team.workspace.write(f"content/replies/{case}.md", answer)
    team.smm("reply", "--send", "--as", "giulia")
    team.smm("reply", "--send", "--as", "giulia")
    assert {case: team.answers(f"({case})") for case in early} == dict.fromkeys(early, 1)
    assert {one["id"] for one in team.cases()} == set(late)

    team.sleep(25 * 3600)
    for case in late:
        refused = team.smm("reply", case, "--text", f"Scusa il ritardo. ({case})", "--as", "giulia", status=1)
        assert "24 hours" in refused.out + refused.err
        assert team.answers(f"({case})") == 0
    nothing_personal_is_left(team)


def numbers_are_told(team: Team) -> None:
    """What people did is what is read."""
    for name in TOLD:
        post = next(one.id for one in team.server.shown()[name] if one.reply_to is None)
        team.tell("counts", world=name, thing=post, what="views", times=500)
        team.tell("counts", world=name, thing=post, what="likes", times=7)
    told = {row["channel"]: row for row in team.smm("metrics", "pull", "--format", "json").data["channels"]}
    for name in TOLD:
        found = {row["metric"]: row["value"] for row in told[name]["readings"] if row["post"]}
        assert (found["views"], found["reactions"]) == (500, 7), name
        assert told[name]["untold"] == []
    assert {row["metric"] for row in told["telegram"]["readings"]} == {"followers"}


def messages_are_heard(team: Team) -> tuple[dict[str, str], dict[str, str]]:
    """Return the channels of cases: those that are answered in time, and those that wait too long."""
    wanted = {(name, kind) for name, kinds in WRITES.items() for kind in kinds}
    for name, kind in sorted(wanted):
        team.tell("people", world=name, kind=kind, name=NAME, text=f"{PLANTED}: dov'è? {name} {kind}")
    team.sleep(60)
    rows = [row.split(maxsplit=1) for row in team.smm("inbox", "pull").out.splitlines()]
    for name in (*WRITES, *SILENT):
        said = [words for channel, words in rows if channel == name]
        assert said[0].startswith(f"{len(WRITES[name])} new") if name in WRITES else said
        assert "https://" in said[-1], "what an API does not give is said, with where to look"
    assert "0 new" in team.smm("inbox", "pull", "--channel", "threads").out
    cases = team.cases()
    assert {(one["channel"], one["kind"]) for one in cases} == wanted
    late = {one["id"]: one["channel"] for one in cases if one["kind"] == "direct" and one["channel"] in META}
    return {one["id"]: one["channel"] for one in cases if one["id"] not in late}, late


def nothing_personal_is_left(team: Team) -> None:
    """What people wrote and who they are stands in the store of this machine and nowhere else."""
    for done in team.printed:
        assert PLANTED not in done.out + done.err
        assert NAME.lower() not in (done.out + done.err).lower()
    files = [path for path in team.workspace.root.rglob("*") if path.is_file()]
    kept = [path.name for path in files if PLANTED.encode() in path.read_bytes()]
    assert kept == ["inbox.sqlite"]
