"""``smm doctor`` finds what is in the way, says it plainly, shows no secret and posts nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from smm_build.forge.endings import endings_in
from smm_build.networks import Checkup, Request, Response
from smm_build.report.as_json import facts_json
from smm_build.run.examination import Watch, checkup_facts, clock_facts
from smm_build.sandbox.server import SandboxServer
from smm_build.sandbox.standins import stand_ins
from tests.e2e.workspace import Done, Workspace, make_workspace
from tests.servers.git import Remote
from tests.values import a_channel

SECRETS = stand_ins()["tiktok"].SECRETS
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """A workspace in a clone of a remote, with a channel at TikTok's stand-in."""

    workspace: Workspace
    server: SandboxServer

    def doctor(self, *words: str, **more: str) -> Done:
        done = self.workspace.smm("doctor", *words, **more)
        assert not [secret for secret in SECRETS.values() if secret in done.out + done.err]
        return done

    def facts(self, *words: str, **more: str) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for fact in self.doctor(*words, "--format", "json", **more).data["facts"]:
            found.setdefault(fact["about"], []).append((fact["standing"], fact["what"]))
        return found


@pytest.fixture
def place(tmp_path: Path, remote: Remote) -> Iterator[Place]:
    clone = remote.clone("w")
    with SandboxServer(tmp_path / "server", lambda: datetime.now(UTC)) as server:
        made = make_workspace(clone.path, channels=("sandbox",))
        made.channel("tiktok", server=server.address("tiktok"))
        made.channel("x", publish="manual", server="https://api.x.com")
        made.write(".gitignore", ".smm/\n")
        clone.commit("begin")
        clone.push()
        secrets = {f"SMM_TIKTOK_{suffix}": value for suffix, value in SECRETS.items()}
        yield Place(Workspace(made.root, secrets), server)


def test_nothing_is_in_the_way(place: Place) -> None:
    done = place.doctor()
    assert done.status == 0, done.out
    lines = done.out.splitlines()
    assert any(line.startswith("fine") and "tiktok" in line and "TikTok: logged in as" in line for line in lines)
    assert any("x " in line and "`smm kit`" in line for line in lines)
    assert any("sandbox" in line and "rehearsed on this machine" in line for line in lines)
    assert any("ledger" in line and "origin/smm-ledger can be read and written" in line for line in lines)
    assert any("clock" in line and "agrees" in line for line in lines)
    assert not list((place.server.folder).rglob("posts/*"))


def test_in_italian(place: Place) -> None:
    done = place.doctor(SMM_LANG="it")
    assert "accesso riuscito" in done.out
    assert any(line.startswith("bene") for line in done.out.splitlines())


def test_what_is_missing_is_named(place: Place) -> None:
    done = place.doctor(SMM_TIKTOK_TOKEN="")
    assert done.status == 1
    assert "SMM_TIKTOK_TOKEN" in done.out
    assert done.out.rstrip().splitlines()[-1].startswith("1 in the way")


def test_a_wrong_token_is_said_with_the_network_s_words(place: Place) -> None:
    ((standing, what),) = place.facts("tiktok", SMM_TIKTOK_TOKEN="act.of-somebody-else")["tiktok"]
    assert standing == "wrong"
    assert "401" in what
    assert "somebody-else" not in what


def test_a_server_that_is_down(place: Place) -> None:
    place.workspace.channel("tiktok", server="http://127.0.0.1:9")
    ((standing, what),) = place.facts("tiktok")["tiktok"]
    assert (standing, "cannot be reached" in what) == ("wrong", True)


def test_one_channel_alone(place: Place) -> None:
    assert place.facts("sandbox").keys() == {"sandbox"}
    unknown = place.doctor("nothing")
    assert (unknown.status, "there is no channel nothing" in unknown.err) == (2, True)


def test_a_ledger_that_is_known_and_then_cannot_be_reached(place: Place, remote: Remote) -> None:
    place.workspace.channel("x", publish="manual", server="https://api.x.com", url="https://x.com/aurora")
    place.workspace.post("espresso", channels="x")
    assert place.workspace.smm("done", "espresso", "x", "https://x.com/aurora/status/17").status == 0
    ((standing, what),) = place.facts()["ledger"]
    assert (standing, "it knows 1 deliveries" in what) == ("fine", True)
    remote.path.rename(remote.path.with_name("gone.git"))
    ((standing, what),) = place.facts()["ledger"]
    assert (standing, "cannot be reached" in what) == ("wrong", True)


def test_a_remote_that_takes_nothing(place: Place) -> None:
    """It can be read and not pushed to: found before anything is claimed, and nothing was pushed."""
    git = ("git", "-C", str(place.workspace.root), "config")
    subprocess.run([*git, "remote.origin.pushurl", str(place.workspace.root / "nowhere.git")], check=True)
    ((standing, what),) = place.facts()["ledger"]
    assert (standing, "cannot be written" in what) == ("wrong", True)


def test_a_folder_without_a_repository(tmp_path: Path) -> None:
    made = make_workspace(tmp_path, channels=())
    made.channel("x", publish="manual", server="https://api.x.com")
    done = made.smm("doctor")
    assert (done.status, "run `git init`" in done.out) == (1, True)


def test_a_film_that_needs_ffmpeg(place: Place, tmp_path: Path) -> None:
    film = place.workspace.root / "content/assets/a.webm"
    film.parent.mkdir(parents=True)
    film.write_bytes(b"\x1aE\xdf\xa3webm" + bytes(500))
    place.workspace.channel("facebook", server="https://graph.facebook.com")
    place.workspace.post("film", channels="facebook", media="[{file: assets/a.webm, alt: Steam, convert: true}]")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "git").symlink_to(str(shutil.which("git")))
    ((standing, what),) = place.facts(PATH=str(tools))["ffmpeg"]
    assert (standing, "ffmpeg, ffprobe is not installed" in what) == ("wrong", True)


def test_staging_is_looked_at_where_a_channel_needs_it(place: Place, tmp_path: Path) -> None:
    path = place.workspace.root / "content/assets/a.jpg"
    path.parent.mkdir(parents=True)
    Image.new("RGB", (400, 300)).save(path)
    place.workspace.post("picture", channels="tiktok", media="[{file: assets/a.jpg, alt: A cup}]")
    ((standing, what),) = place.facts()["staging"]
    assert (standing, "say where under `staging`" in what) == ("soon", True)
    brand = (place.workspace.root / "brand/brand.yml").read_text(encoding="utf-8")
    public = tmp_path / "www"
    place.workspace.write("brand/brand.yml", f"{brand}staging: {{base: {place.server.url}, folder: {public}}}\n")
    ((standing, _),) = place.facts()["staging"]
    assert standing == "wrong"
    (public / "smm-20200101T000000Z-dead").mkdir(parents=True)
    assert [standing for standing, _ in place.facts()["staging"]] == ["soon", "fine"]
    place.workspace.write("brand/brand.yml", f"{brand}staging: {{base: 'http://127.0.0.1:9', folder: {public}}}\n")
    assert [standing for standing, _ in place.facts()["staging"]] == ["soon", "wrong"]


@pytest.mark.parametrize(
    ("skews", "standing", "word"),
    [
        ([1, 2, 2], "fine", "agrees"),
        ([300, 301, -4000], "wrong", "300 seconds ahead"),
        ([-180], "wrong", "180 seconds behind"),
        ([], "fine", "no server was asked"),
    ],
)
def test_the_clock_is_judged_by_the_servers_answers(skews: list[int], standing: str, word: str) -> None:
    answers = [f"{NOON - timedelta(seconds=skew):%a, %d %b %Y %H:%M:%S} GMT" for skew in skews]
    said = iter([*answers, "nonsense", ""])
    watch = Watch(lambda _: Response(200, {"date": next(said)}), lambda: NOON)
    for _ in range(len(answers) + 2):
        watch(Request("GET", "https://server.example", "ask"))
    (fact,) = clock_facts(watch.off)
    assert (fact.standing.value, word in fact.what.en) == (standing, True)


@pytest.mark.parametrize(
    ("left", "standing", "words"),
    [
        (timedelta(days=40), "fine", "in 40 days"),
        (timedelta(days=3, hours=1), "soon", "smm refresh"),
        (timedelta(hours=-1), "wrong", "ended on 2026-11-24 11:00 UTC"),
    ],
)
def test_credentials_that_end_are_told_with_their_day(left: timedelta, standing: str, words: str) -> None:
    """What the watchdog's issues are made of: the day stands in a field of its own, too."""
    channel = a_channel("tiktok", server="https://t.example")
    facts = list(checkup_facts(channel, Checkup("aurora", NOON + left), NOON))
    assert [fact.standing.value for fact in facts] == ["fine", standing]
    assert words in facts[1].what.en
    rows = json.loads(facts_json([(f.about, f.standing.value, f.what, f.expires_at) for f in facts], "en"))
    (ending,) = endings_in(rows)
    assert (ending.channel, ending.expires_at) == ("tiktok", NOON + left)
