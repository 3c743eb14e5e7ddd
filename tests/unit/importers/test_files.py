from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.importers.files import read_source, skipped, write_files


def test_a_source_is_every_file_but_git(tmp_path: Path) -> None:
    for name in ("plugins.yml", "posts/2024/a.md", ".github/x.yml", ".git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert read_source(tmp_path) == {
        ".github/x.yml": b".github/x.yml",
        "plugins.yml": b"plugins.yml",
        "posts/2024/a.md": b"posts/2024/a.md",
    }
    assert read_source(tmp_path / "plugins.yml") == {"plugins.yml": b"plugins.yml"}
    assert skipped(tmp_path) == ()


def test_links_that_leave_the_folder_are_not_read_but_told(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.md").write_text("a")
    (source / "out.md").symlink_to(tmp_path / "secret")
    (source / "loop").symlink_to(source)
    (source / "nowhere").symlink_to(source / "gone")
    assert read_source(source) == {"a.md": b"a"}
    assert sorted(row.source for row in skipped(source)) == ["loop", "nowhere", "out.md"]


def test_a_source_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        read_source(tmp_path / "gone")


def test_files_appear_and_a_second_time_nothing_happens(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/posts/è.md": "così\n", "content/assets/a.png": b"\0"}
    assert [row.outcome for row in write_files(tmp_path, files)] == ["imported", "imported"]
    assert (tmp_path / "content/posts/è.md").read_bytes() == "così\n".encode()
    assert [row.detail.en for row in write_files(tmp_path, files)] == ["It was there already."] * 2
    names = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert names == ["a.png", "è.md"]


def test_a_different_file_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    (tmp_path / "hanging.md").symlink_to(tmp_path / "gone")
    rows = write_files(tmp_path, {"a.md": "theirs", "hanging.md": "theirs"})
    assert [row.outcome for row in rows] == ["left out", "left out"]
    assert (tmp_path / "a.md").read_text() == "mine"
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(
    "name", ["../a", "/etc/a", "a/../../b", "", "a\\b", "c:a", "a\0b", "out/a", "file/a", "x" * 300]
)
def test_nothing_is_written_outside_or_over_something_else(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "out").symlink_to(outside)
    (root / "file").write_text("file")
    before = sorted(tmp_path.rglob("*"))
    assert [row.outcome for row in write_files(root, {name: "x"})] == ["left out"]
    assert sorted(tmp_path.rglob("*")) == before
