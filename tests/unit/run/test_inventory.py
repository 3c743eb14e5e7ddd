"""What a check depends on: texts are read once, and again when anything about their file is another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from smm_build.run import inventory as module
from smm_build.run.inventory import Seen, inventory


@pytest.fixture
def post(tmp_path: Path) -> Path:
    folder = tmp_path / "content/posts"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("uno", encoding="utf-8")
    return folder / "a.md"


def test_a_text_that_changed_a_moment_ago_is_read_again(
    tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may change twice within what the clock calls the same time, so its status says nothing yet."""
    monkeypatch.setattr(module, "_RACE", 3_600.0)
    seen: Seen = {}
    first = inventory(tmp_path, seen)
    assert seen == {}
    post.write_text("due", encoding="utf-8")
    assert inventory(tmp_path, seen) != first


def test_a_text_is_read_once_until_its_status_changes(
    tmp_path: Path, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gives a file its old size and time back cannot give it back when that was done."""
    monkeypatch.setattr(module, "_RACE", 0.0)
    seen: Seen = {}
    first = inventory(tmp_path, seen)["content/posts/a.md"]
    before = post.stat()
    assert seen["content/posts/a.md"][1] == first
    seen["content/posts/a.md"] = (seen["content/posts/a.md"][0], "not read")
    assert inventory(tmp_path, seen)["content/posts/a.md"] == "not read"
    while post.stat().st_ctime_ns == before.st_ctime_ns:
        post.write_text("due", encoding="utf-8")
        os.utime(post, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert inventory(tmp_path, seen)["content/posts/a.md"] not in {"not read", first}
