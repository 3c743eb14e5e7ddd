"""People write, the team answers, and nothing of theirs is anywhere but in the store of one machine.

The network is mastodon_mock over real HTTP: somebody else's, with a second account that writes to ours.
"""

from __future__ import annotations

import json
import re
import stat
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.workspace import Done, Workspace, make_workspace
from tests.servers.git import Remote
from tests.servers.mastodon import Mastodon

NAME, MAIL, PHONE = "Ermenegildo", "ermenegildo@posta-privata.it", "+39 347 555 1234"
WORDS = f"La spedizione non arriva, scrivetemi: {MAIL} o {PHONE}. Firmato {NAME}, zibibbo-7731"
PLANTED = (NAME, MAIL, PHONE, "zibibbo-7731")
PLAYBOOK = """\
community:
  sla: {orders: 4h, mention: 1d}
rules:
  - {topic: orders, words: [spedizion*, ordine], priority: high, level: 2}
escalation:
  - {level: 2, who: amina, within: 2h}
saved_replies:
  - id: sorry
    when: Something did not arrive.
    it: "Ci dispiace, {nome}. Ci pensa {chi} entro oggi."
trusted: [community]
"""
TEAM = """\
people:
  amina: {name: Amina, roles: [shop]}
  giulia: {name: Giulia, roles: [editor, community]}
hand_offs:
  orders: {to: shop, contact: The shop manager}
"""


@dataclass(frozen=True)
class Team:
    """A workspace in a clone, its channel on mastodon_mock, and somebody who writes to it."""

    workspace: Workspace
    mastodon: Mastodon
    remote: Remote

    def smm(self, *words: str, status: int = 0, later: timedelta = timedelta(), **more: str) -> Done:
        now = f"{datetime.now(UTC) + later:%Y-%m-%d %H:%M:%S}Z"
        done = self.workspace.smm(*words, now=now, **more)
        assert done.status == status, done.out + done.err
        return done

    def writes(self, text: str = WORDS) -> str:
        body = {"status": f"@acme {text}"}
        said = self.mastodon.call("POST", "/api/v1/statuses", token=self.mastodon.bob.token, json=body)
        return str(said["id"])

    def cases(self, *words: str, later: timedelta = timedelta()) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(
            self.smm("inbox", "list", "--format", "json", *words, later=later).out
        )
        return found

    @property
    def store(self) -> Path:
        return self.workspace.root / ".smm" / "inbox" / "inbox.sqlite"


@pytest.fixture
def team(remote: Remote, mastodon: Mastodon) -> Team:
    mastodon.reset()
    clone = remote.clone("w")
    made = make_workspace(clone.path, channels=())
    made.channel("mastodon", server=mastodon.url, handle="acme")
    made.write("brand/brand.yml", "name: Acme\nlocale: it\nlanguages: [it]\ntimezone: Europe/Rome\n")
    made.write("brand/playbook.yml", PLAYBOOK)
    made.write("brand/team.yml", TEAM)
    clone.commit("begin")
    clone.push()
    return Team(Workspace(made.root, {"SMM_MASTODON_TOKEN": mastodon.acme.token}), mastodon, remote)


def test_a_message_becomes_a_case_and_is_answered_once(team: Team) -> None:
    theirs = team.writes()
    pulled = team.smm("inbox", "pull")
    assert "1 new" in pulled.out
    (case,) = team.cases()
    assert (case["topic"], case["priority"], case["owner"]) == ("orders", "high", "shop")
    assert case["hand_off"] is True
    assert "0 new" in team.smm("inbox", "pull").out, "the same message is no second case"
    name = str(case["id"])
    shown = team.smm("inbox", "show", name)
    assert WORDS in shown.out
    assert "The shop manager" in shown.out

    answered = team.smm("reply", name, "--saved", "sorry", "--set", "chi=il negozio", "--as", "giulia")
    assert "sent" in answered.out
    ours = [one for one in team.mastodon.statuses() if one["in_reply_to_id"] == theirs]
    assert len(ours) == 1
    assert "Ci dispiace, Bob. Ci pensa il negozio entro oggi." in ours[0]["content"]
    assert "@bob" in ours[0]["content"]
    team.smm("reply", name, "--send", "--as", "giulia")
    team.smm("reply", "--send", "--as", "giulia")
    assert len([one for one in team.mastodon.statuses() if one["in_reply_to_id"] == theirs]) == 1
    assert team.cases() == []
    assert [one["status"] for one in team.cases("--all")] == ["answered"]


def test_without_trust_an_answer_waits_for_review(team: Team) -> None:
    brand = team.workspace.root / "brand/brand.yml"
    brand.write_text(brand.read_text() + "approval: {policy: merged, branch: main}\n")
    clone = team.remote.clone("reviewer")
    theirs = team.writes("Siete aperti domenica?")
    team.smm("inbox", "pull")
    name = str(team.cases()[0]["id"])
    assert "propose it" in team.smm("reply", name, "--text", "Sì, {nome}: dalle 9 alle 13.").out
    held = team.smm("reply", "--send", status=1)
    assert "unapproved" in held.out
    assert [one for one in team.mastodon.statuses() if one["in_reply_to_id"] == theirs] == []
    for path in ("brand/brand.yml", f"content/replies/{name}.md"):
        target = clone.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((team.workspace.root / path).read_bytes())
    clone.commit("answer")
    clone.push()
    team.smm("reply", "--send")
    (ours,) = [one for one in team.mastodon.statuses() if one["in_reply_to_id"] == theirs]
    assert "Sì, Bob: dalle 9 alle 13." in ours["content"]


def test_our_words_may_not_name_them(team: Team) -> None:
    team.writes("Ciao")
    team.smm("inbox", "pull")
    name = str(team.cases()[0]["id"])
    for words in ("Ciao Bob, grazie", "Grazie @bob"):
        refused = team.smm("reply", name, "--text", words, status=2)
        assert "{name}" in refused.err
        assert "Bob" not in refused.err
    assert not (team.workspace.root / "content/replies").exists()
    unfilled = team.smm("reply", name, "--text", "Siamo in {via}", status=1)
    assert "COM103" in unfilled.out


def test_nothing_planted_is_anywhere_but_in_the_store_and_then_not_there(team: Team) -> None:
    team.writes()
    said = team.smm("inbox", "pull")
    name = str(team.cases()[0]["id"])
    printed = [said, team.smm("inbox", "list"), team.smm("inbox", "assign", name, "amina")]
    printed += [team.smm("reply", name, "--text", "Grazie {nome}, ci pensiamo noi.", "--as", "giulia")]
    printed += [team.smm("inbox", "stats", "--write"), team.smm("check"), team.smm("status")]
    printed += [team.smm("build", "--out", str(team.workspace.root / "public"))] if _can_build(team) else []
    clone_git = team.workspace.root
    _git(clone_git, "add", "-A")
    _git(clone_git, "commit", "-qm", "everything")
    _git(clone_git, "push", "-q", "origin", "HEAD")
    for done in printed:
        assert not [one for one in PLANTED if one in done.out + done.err]
    history = _git(clone_git, "log", "--all", "-p", "--format=%B")
    assert name in history, "the case and our words are kept"
    assert "ci pensiamo noi" in history
    assert not [one for one in (*PLANTED, "@bob") if one in history]
    for path in team.workspace.root.rglob("*"):
        if path.is_file() and path != team.store:
            content = path.read_bytes()
            assert not [one for one in PLANTED if one.encode() in content], path
    kept = team.store.read_bytes()
    assert all(one.encode() in kept for one in PLANTED)
    assert stat.S_IMODE(team.store.stat().st_mode) == 0o600
    assert stat.S_IMODE(team.store.parent.stat().st_mode) == 0o700

    team.smm("inbox", "close", name)
    team.smm("inbox", "list", later=timedelta(days=29))
    assert WORDS.encode() in team.store.read_bytes()
    assert len(team.cases("--all", later=timedelta(days=31))) == 1, "the case is still counted"
    assert not [one for one in (*PLANTED, "bob", "Bob") if one.encode() in team.store.read_bytes()]
    assert not [path for path in team.store.parent.iterdir() if path != team.store]


def test_a_like_is_claimed_and_done_once_and_names_nobody(team: Team) -> None:
    theirs = team.writes()
    team.smm("inbox", "pull")
    name = str(team.cases()[0]["id"])
    refused = team.smm("inbox", "hide", name, status=1)
    assert "cannot hide that on mastodon" in refused.err
    team.mastodon.fault("POST /api/v1/statuses/*/favourite", "status", status=422, body={"error": WORDS})
    assert "could not like" in team.smm("inbox", "like", name, status=1).err
    team.smm("inbox", "like", name)
    again = team.smm("inbox", "like", name, SMM_LANG="it")
    assert "non di nuovo" in again.out
    status = team.mastodon.call("GET", f"/api/v1/statuses/{theirs}", token=team.mastodon.acme.token)
    assert (status["favourites_count"], status["favourited"]) == (1, True)
    (record,) = (
        json.loads(team.remote.git("show", f"smm-ledger:{path}"))
        for path in team.remote.git("ls-tree", "-r", "--name-only", "smm-ledger").splitlines()
    )
    assert (record["post"], record["channel"]) == (f"like@{name}", "mastodon")
    assert [event["event"] for event in record["events"]] == ["claimed", "failed", "claimed", "sent"]
    assert not [one for one in (*PLANTED, "bob", theirs) if one in json.dumps(record)]
    assert f"like@{name}" in team.smm("status").out


def test_ci_of_a_public_repository_reads_nothing(team: Team, tmp_path: Path) -> None:
    team.writes()
    event = tmp_path / "event.json"
    unknown: list[dict[str, object]] = [{"repository": {"private": False}}, {"repository": {}}, {}]
    for told in unknown:
        event.write_text(json.dumps(told))
        refused = team.smm("inbox", "pull", status=2, GITHUB_ACTIONS="true", GITHUB_EVENT_PATH=str(event))
        assert "public repository" in refused.err
    assert not team.store.exists()
    event.write_text(json.dumps({"repository": {"private": True, "visibility": "private"}}))
    team.smm("inbox", "pull", GITHUB_ACTIONS="true", GITHUB_EVENT_PATH=str(event))
    assert team.store.exists()


def test_git_must_not_take_the_store(team: Team) -> None:
    team.smm("inbox", "pull")
    (team.workspace.root / ".smm/.gitignore").write_text("# nothing\n")
    refused = team.smm("inbox", "pull", status=2)
    assert "git would take" in refused.err


def _can_build(team: Team) -> bool:
    return bool(re.search(r"^  build ", team.smm("--help").out, re.MULTILINE))


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
