"""Where things stand, also where YAML and editors count lines differently, and what is inside the workspace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from smm_build.domain.finding import Finding
from smm_build.read.files import Tree
from smm_build.read.source import Source
from smm_build.read.yaml_text import read_yaml


@pytest.mark.parametrize("sign", ["", "\x85", "\u2028", "\u2029", "\ufeff", "😀"])
def test_places_are_the_editors(sign: str) -> None:
    """YAML 1.1 ends a line at U+0085, U+2028 and U+2029; editors and git do not."""
    source = Source("post.md", f'---\nfirst: "a{sign}b"\nsecond: [uno, due]\n---\n')
    found: list[Finding] = []
    data = read_yaml(source, 4, source.text.rindex("---"), found)
    assert data is not None
    assert not found
    for key, word in (("second", "second"), ("first", "first")):
        assert data.places.of_key(key) == source.place(source.text.index(word))
    assert data.places.of("second.1") == source.place(source.text.index("due"))


def test_what_is_inside(tmp_path: Path) -> None:
    """Links are followed to where they lead, for the file itself and for every folder on the way."""
    root, outside = tmp_path / "plan", tmp_path / "outside"
    (root / "content/.git").mkdir(parents=True)
    outside.mkdir()
    for file in (root / "a.md", root / "content/a.md", root / "content/.git/a.md", outside / "a.md"):
        file.write_text("a", encoding="utf-8")
    (root / "content/away").symlink_to(outside)
    (root / "content/here").symlink_to(root)
    (root / "content/file.md").symlink_to(outside / "a.md")
    (root / "content/own.md").symlink_to(root / "a.md")
    tree = Tree(root)
    inside = (
        "a.md",
        "content/a.md",
        "content/none.md",
        "content/own.md",
        "content/here/a.md",
        "content/../a.md",
        "content",
    )
    out = "content/away/a.md", "content/file.md", "content/.git/a.md", "content/.x", "../outside/a.md", "content/../.."
    for _ in range(2):  # the second time it is remembered
        assert [path for path in inside if not tree.contains(path)] == []
        assert [path for path in out if tree.contains(path)] == []


def test_lines_are_shown_of_what_is_inside_only(tmp_path: Path) -> None:
    """Whoever sends a change could make a link to any file of the machine that checks it, and its log may be public."""
    root = tmp_path / "plan"
    root.mkdir()
    (tmp_path / "secret").write_text("hunter2")
    (root / "out.md").symlink_to(tmp_path / "secret")
    os.mkfifo(root / "pipe.md")
    (root / "windows.md").write_bytes("\ufeffperché\r\nno".encode())
    (root / "latin.md").write_bytes("perché\n".encode("latin-1"))
    tree = Tree(root)
    assert [tree.lines(name) for name in ("none.md", "pipe.md", "out.md")] == [[], [], [""]]
    assert tree.lines("windows.md") == ["perché", "no"]
    assert tree.lines("latin.md") == ["perch\ufffd", ""]
