"""Posting by hand as an equal way: a folder to work from, and the address written down."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.plan.next_step import what_next
from tests.e2e.workspace import Workspace, make_workspace
from tests.values import a_variant


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace in git with two channels that a person posts to and one that smm does."""
    made = make_workspace(tmp_path, channels=())
    made.channel("x", publish="manual", handle="aurora", url="https://x.com/aurora")
    made.channel("insta", "instagram", publish="manual", handle="aurora")
    made.channel("sandbox")
    for words in (
        ["init", "--quiet"],
        ["config", "user.name", "Giulia Rossi"],
        ["config", "user.email", "g@a.example"],
    ):
        subprocess.run(["git", "-C", tmp_path, *words], check=True)
    return made


def a_picture(workspace: Workspace, name: str, size: tuple[int, int]) -> None:
    path = workspace.root / "content/assets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "#b3392f").save(path)


def ledger(workspace: Workspace, post: str) -> dict[str, list[dict[str, object]]]:
    shown = workspace.smm("ledger", "show", post, "--format", "json")
    return {record["channel"]: record["events"] for record in json.loads(shown.out)}


def test_a_folder_for_each_delivery_with_exactly_what_is_pasted(workspace: Workspace) -> None:
    a_picture(workspace, "cup.png", (400, 400))
    workspace.write(
        "content/posts/espresso.md",
        "---\nid: espresso\npublish_at: 2026-11-24 12:00\nchannels: [x, insta, sandbox]\n"
        "first_comment: Which one?\nlink: https://aurora.example/a\n"
        "media: [{file: assets/cup.png, alt: A cup}]\n---\n\nFirst line\n\n  second ☕\n\n## x\n\nOne\n\n---\n\nTwo\n",
    )
    done = workspace.smm("kit")
    assert done.status == 0, done.out
    home = workspace.root / ".smm/kit"
    assert sorted(folder.name for folder in (home / "espresso").iterdir()) == ["insta", "x"]
    assert (home / "espresso/x/1-text.txt").read_text(encoding="utf-8") == "One\n\nhttps://aurora.example/a"
    assert (home / "espresso/x/2-text.txt").read_text(encoding="utf-8") == "Two"
    insta = home / "espresso/insta"
    assert (insta / "text.txt").read_text(encoding="utf-8") == "First line\n\n  second ☕"
    assert (insta / "first-comment.txt").read_text(encoding="utf-8") == "Which one?"
    assert (insta / "1-1-alt.txt").read_text(encoding="utf-8") == "A cup"
    with Image.open(insta / "1-1.jpg") as made, Image.open(home / "espresso/x/1-1.png") as as_it_is:
        assert (made.format, as_it_is.format) == ("JPEG", "PNG")
    steps = (insta / "steps.txt").read_text(encoding="utf-8")
    assert "smm done espresso insta ADDRESS" in steps
    assert "2026-11-24 12:00 (Europe/Rome; 11:00 UTC)" in steps
    index = (home / "index.html").read_text(encoding="utf-8")
    assert 'href="espresso/x/index.html"' in index
    ignored = subprocess.run(["git", "-C", workspace.root, "check-ignore", ".smm/kit/index.html"], check=False)
    assert ignored.returncode == 0


def test_the_team_s_language(workspace: Workspace) -> None:
    workspace.write("brand/brand.yml", "name: Test\nlocale: it\nlanguages: [it]\ntimezone: Europe/Rome\n")
    workspace.post("espresso", channels="x")
    workspace.smm("kit")
    page = (workspace.root / ".smm/kit/espresso/x/index.html").read_text(encoding="utf-8")
    assert '<html lang="it">' in page
    assert "Incolla il testo" in page
    assert (workspace.root / ".smm/kit/espresso/x/passi.txt").exists()


def test_what_was_named_and_what_was_not(workspace: Workspace, tmp_path: Path) -> None:
    """Drafts, what is far ahead and what is long past are not offered; what is named is made all the same."""
    workspace.post("draft", channels="x", status="draft")
    workspace.post("later", channels="x", publish_at="2026-12-24 12:00")
    workspace.post("old", channels="x", publish_at="2026-10-24 12:00")
    workspace.post("auto", channels="sandbox")
    assert "0 to post by hand" in workspace.smm("kit").out
    assert workspace.smm("kit", "auto").status == 1
    out = tmp_path / "elsewhere"
    assert workspace.smm("kit", "auto", "--channel", "sandbox", "--out", str(out)).status == 0
    assert (out / "auto/sandbox/text.txt").read_text(encoding="utf-8") == "Ciao"
    assert "1 to post by hand" in workspace.smm("kit", "later").out


def test_it_warns_of_what_a_check_found_and_of_a_file_nothing_can_be_made_of(workspace: Workspace) -> None:
    a_picture(workspace, "banner.png", (1200, 200))
    workspace.post("banner", channels="insta", media="[{file: assets/banner.png, alt: A banner}]")
    workspace.smm("kit")
    page = (workspace.root / ".smm/kit/banner/insta/index.html").read_text(encoding="utf-8")
    assert "is too wide for Instagram" in page
    assert "`focus` does not say what has to stay in view" in page
    assert (workspace.root / ".smm/kit/banner/insta/1-1.png").exists()


def test_a_film_with_its_cover_and_captions(workspace: Workspace) -> None:
    film = workspace.root / "content/assets/steam.mp4"
    film.parent.mkdir(parents=True, exist_ok=True)
    film.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(400))
    workspace.write("content/assets/steam.mp4.yml", "captions: steam.vtt\n")
    workspace.write("content/assets/steam.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nSteam\n")
    a_picture(workspace, "still.jpg", (1080, 1920))
    workspace.post(
        "steam",
        channels="insta",
        media="[{file: assets/steam.mp4, alt: Steam}]",
        cover="assets/still.jpg",
        format="reel",
    )
    workspace.smm("kit")
    home = workspace.root / ".smm/kit/steam/insta"
    names = {path.name for path in home.iterdir()}
    assert names >= {"1-1.mp4", "1-1-captions.vtt", "cover.jpg", "1-1-alt.txt", "steps.txt"}
    steps = (home / "steps.txt").read_text(encoding="utf-8")
    assert "Choose cover.jpg as the cover" in steps
    assert "Add the captions (1-1-captions.vtt)" in steps
    assert "Begin a post of the kind “reel”" in steps


def test_done_writes_down_who_when_and_where(workspace: Workspace) -> None:
    workspace.post("espresso", channels="x")
    done = workspace.smm("done", "espresso", "x", "https://x.com/aurora/status/17", "--at", "2026-11-24 12:05")
    assert done.status == 0, done.err
    (event,) = ledger(workspace, "espresso")["x"]
    assert (event["event"], event["url"], event["source"]) == ("sent", "https://x.com/aurora/status/17", "done")
    assert event["evidence"] == {"by": "Giulia Rossi"}
    assert str(event["at"]).startswith("2026-11-24T11:05")
    assert workspace.status().states()["espresso", "x"] == "sent"
    again = workspace.smm("done", "espresso", "x", "https://x.com/aurora/status/18")
    assert (again.status, "already (https://x.com/aurora/status/17)" in again.err) == (1, True)
    assert "0 to post by hand" in workspace.smm("kit").out


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/aurora",
        "https://www.x.com/aurora/",
        "https://x.com/",
        "https://twitter.com/@Aurora",
        "http://x.com/aurora/status/17",
        "https://x.com.evil.example/aurora/status/17",
        "https://evil.example/x.com/status/17",
        "https://x.com@evil.example/status/17",
        "https://x.com:8443/status/17",
        "https://[x.com/status",
        "https://x.com/a b",
        "javascript:alert(1)",
        "espresso",
        "",
    ],
)
def test_an_address_that_is_none_of_that_network_is_refused(workspace: Workspace, url: str) -> None:
    workspace.post("espresso", channels="x")
    done = workspace.smm("done", "espresso", "x", url)
    assert (done.status, "is not the address of a post on x" in done.err) == (2, True)
    assert workspace.status().states() == {}


def test_done_says_plainly_what_it_does_not_know(workspace: Workspace) -> None:
    workspace.post("espresso", channels="x")
    assert "no post nothing goes to a channel x" in workspace.smm("done", "nothing", "x", "https://x.com/a/1").err
    future = workspace.smm("done", "espresso", "x", "https://x.com/a/1", "--at", "2026-11-25 12:00")
    assert (future.status, "is not past yet" in future.err) == (2, True)


def test_what_to_do_next_names_both_commands() -> None:
    by_hand = PlannedDelivery(a_variant(), State.MANUAL, Sentence("by hand", "a mano"))
    for text in what_next(by_hand):
        assert "smm kit" in text
        assert "smm done" in text
