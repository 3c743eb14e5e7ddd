"""The cache of ``smm check``: never a word that is not true, whatever is edited."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.workspace import Workspace, make_workspace

VOICE = "terms: [{use: espresso, avoid: [expresso]}]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path / "brand", ("bluesky", "mastodon"), XDG_CACHE_HOME=str(tmp_path / "cache"))
    made.write("brand/voice.yml", VOICE)
    made.write("brand/people.yml", "acme: {name: Acme, handles: {bluesky: acme.example.com, mastodon: a@b.example}}\n")
    made.write("strategy.md", "---\nobjectives: [{id: known, title: Known}]\n---\n\nProse.\n")
    made.write("content/assets/cup.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    made.post("one", "Expresso @{acme}", "bluesky, mastodon")
    made.post("two", "Two ![A cup](../assets/cup.svg)", "bluesky")
    return made


def told(workspace: Workspace, *words: str) -> str:
    return workspace.smm("check", "--format", "json", *words).out


def append(path: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + text, encoding="utf-8")

    return change


EDITS = {
    "a post": append("content/posts/one.md", "\nExpresso\n"),
    "another post": append("content/posts/two.md", "\nExpresso\n"),
    "a new post": append("content/posts/three.md", "---\nchannels: [bluesky]\n---\n\nExpresso\n"),
    "a post that goes": lambda root: (root / "content/posts/one.md").unlink(),
    "a post that moves": lambda root: (root / "content/posts/one.md").rename(root / "content/posts/new.md"),
    "the brand": append("brand/brand.yml", "nonsense: x\n"),
    "the voice": append("brand/voice.yml", "emoji: {max: 0}\nx: y\n"),
    "the people": append("brand/people.yml", "other: {nam: x}\n"),
    "the team": append("brand/team.yml", "x: y\n"),
    "a channel": append("brand/channels/bluesky.yml", "limits: {characters: 2}\n"),
    "a new channel": append("brand/channels/x.yml", "network: y\n"),
    "the strategy": lambda root: (root / "strategy.md").write_text("---\nobjectives: x\n---\n"),
    "a campaign": append("content/campaigns/c.md", "---\nx: y\n---\n"),
    "settings": append("brand/checks.yml", "severity: {banned-term: error}\n"),
    "a rule": append("brand/rules/two.yml", "kind: forbid\nwords: [two]\n"),
    "a picture": lambda root: (root / "content/assets/cup.svg").write_bytes(b""),
    "a picture that goes": lambda root: (root / "content/assets/cup.svg").unlink(),
    "a file beside": append("content/posts/note.txt", "?"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_any_edit_is_seen(edit: Callable[[Path], object], workspace: Workspace) -> None:
    before = told(workspace)
    edit(workspace.root)
    after = told(workspace)
    assert after != before
    assert after == told(workspace, "--no-cache")


def test_what_is_kept_is_what_was_found(workspace: Workspace) -> None:
    assert told(workspace, "--no-cache") == told(workspace) == told(workspace)


def test_a_picture_of_the_same_size_and_time_is_seen(workspace: Workspace) -> None:
    """What copies and checkouts set, size and time of change, does not say whether a file is the same."""
    picture = workspace.root / "content/assets/photo.png"
    Image.new("RGB", (40, 40)).save(picture)
    workspace.post("two", "Two ![A cup](../assets/photo.png)", "bluesky")
    status = picture.stat()
    before = told(workspace)
    picture.write_bytes(b"x" * status.st_size)
    os.utime(picture, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert told(workspace) != before


def test_another_question_is_another_answer(workspace: Workspace) -> None:
    assert told(workspace) != told(workspace, "--select", "SEC")
    assert "banned-term" in told(workspace, "--select", "BRD")


def test_nobody_else_s_cache_is_believed(workspace: Workspace, tmp_path: Path) -> None:
    """A pull request may bring a cache along; it is not sealed with this machine's key."""
    before = told(workspace)
    assert "banned-term" in before
    file = workspace.root / ".smm/cache/check.json"
    seal, _, content = file.read_bytes().partition(b"\n")
    kept = json.loads(content)
    kept["findings"] = []
    file.write_bytes(seal + b"\n" + json.dumps(kept).encode())
    assert told(workspace) == before
    elsewhere = Workspace(workspace.root, workspace.environment | {"XDG_CACHE_HOME": str(tmp_path / "other")})
    assert told(elsewhere) == before


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\n{}", b"\xff" * 100])
def test_a_broken_cache_is_no_cache(content: bytes, workspace: Workspace) -> None:
    before = told(workspace)
    (workspace.root / ".smm/cache/check.json").write_bytes(content)
    assert told(workspace) == before


def test_the_cache_is_not_for_git(workspace: Workspace) -> None:
    told(workspace)
    assert (workspace.root / ".smm/.gitignore").read_text(encoding="utf-8") == "*\n"
