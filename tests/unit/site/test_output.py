"""A folder brought up to date: nothing is written twice, nothing old stays, no false memory is believed."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from smm_build.site.output import MARK, Output, OutsideError, is_foreign
from smm_build.site.spread import spread


def bring(tmp_path: Path, files: dict[str, str], notes: object = None) -> list[str]:
    """One round with these files; returns what was written."""
    output = Output.of(tmp_path / "out", tmp_path / "cache")
    for path, text in files.items():
        output.put(path, text, partial(str.encode, text))
    output.notes["said"] = notes
    output.finish()
    return output.written


def there(tmp_path: Path) -> dict[str, str]:
    out = tmp_path / "out"
    return {
        path.relative_to(out).as_posix(): path.read_text()
        for path in out.rglob("*")
        if path.is_file() and path.name != MARK
    }


def test_what_is_the_same_is_not_made_and_not_written(tmp_path: Path) -> None:
    assert bring(tmp_path, {"a": "1", "b/c": "2"}) == ["a", "b/c"]
    before = (tmp_path / "out/a").stat()
    assert bring(tmp_path, {"a": "1", "b/c": "3"}) == ["b/c"]
    assert (tmp_path / "out/a").stat() == before
    assert there(tmp_path) == {"a": "1", "b/c": "3"}


def test_what_is_not_named_any_more_is_removed_with_its_folder(tmp_path: Path) -> None:
    bring(tmp_path, {"a": "1", "b/c/d": "2"})
    bring(tmp_path, {"a": "1"})
    assert there(tmp_path) == {"a": "1"}
    assert not (tmp_path / "out/b").exists()


@pytest.mark.parametrize("meddle", ["change", "remove", "touch"])
def test_what_somebody_else_changed_is_written_again(tmp_path: Path, meddle: str) -> None:
    bring(tmp_path, {"a": "1", "b": "2"})
    a = tmp_path / "out/a"
    if meddle == "remove":
        a.unlink()
    elif meddle == "touch":
        os.utime(a, (1, 1))
    else:
        a.write_text("x")
    assert bring(tmp_path, {"a": "1", "b": "2"}) == ["a"]
    assert there(tmp_path) == {"a": "1", "b": "2"}


def test_a_file_nobody_named_is_removed_from_a_folder_of_ours(tmp_path: Path) -> None:
    bring(tmp_path, {"a": "1"})
    (tmp_path / "out/left.html").write_text("a draft")
    bring(tmp_path, {"a": "1"})
    assert there(tmp_path) == {"a": "1"}


def test_a_round_that_stopped_in_the_middle_is_not_believed(tmp_path: Path) -> None:
    """The file was changed and changed back: without care the memory of the round before would fit again."""
    bring(tmp_path, {"a": "1", "b": "1"})
    stopped = Output.of(tmp_path / "out", tmp_path / "cache")
    stopped.put("a", "2", lambda: b"2")
    assert there(tmp_path)["a"] == "2"
    assert bring(tmp_path, {"a": "1", "b": "1"}) == ["a", "b"]
    assert there(tmp_path) == {"a": "1", "b": "1"}


def test_a_memory_from_elsewhere_is_not_believed(tmp_path: Path) -> None:
    """As after a checkout of a repository in which somebody committed the site and the memory of it."""
    bring(tmp_path, {"a": "1"}, notes="mine")
    for path in (tmp_path / "out/a", tmp_path / "out" / MARK):
        path.write_bytes(path.read_bytes())
        os.utime(path, (2_000_000_000, 2_000_000_000))
    output = Output.of(tmp_path / "out", tmp_path / "cache")
    assert output.notes == {}
    assert not output.has("a")


@pytest.mark.parametrize("memory", ["", "[]", "{}", '{"format": 1}', "\x00", '{"format":1,"mark":0,"files":{}}'])
def test_a_broken_memory_is_no_memory(tmp_path: Path, memory: str) -> None:
    bring(tmp_path, {"a": "1"})
    (kept,) = (tmp_path / "cache").glob("*.json")
    kept.write_text(memory)
    assert bring(tmp_path, {"a": "1"}) == ["a"]


def test_notes_are_found_again(tmp_path: Path) -> None:
    bring(tmp_path, {"a": "1"}, notes=["x"])
    assert Output.of(tmp_path / "out", tmp_path / "cache").notes == {"said": ["x"]}


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", ""])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    output = Output.of(tmp_path / "out", tmp_path / "cache")
    with pytest.raises(OutsideError):
        output.put(path, "1", bytes)
    assert not (tmp_path / "x").exists()


def test_a_folder_of_somebody_elses_is_foreign(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter").write_text("x")
    bring(tmp_path, {"a": "1"})
    (tmp_path / "empty").mkdir()
    assert [is_foreign(tmp_path / name) for name in ("mine", "out", "empty", "none")] == [True, False, False, False]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot split a process")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_file_can_be_written_by_another_process(tmp_path: Path) -> None:
    output = Output.of(tmp_path / "out", tmp_path / "cache")
    names = ["a", "b/c", "b/d"]
    for name, stamp in zip(names, spread(lambda name: output.write(name, name.encode()), names, 2), strict=True):
        output.wrote(name, "key", stamp)
    output.finish()
    assert there(tmp_path) == {name: name for name in names}
    again = Output.of(tmp_path / "out", tmp_path / "cache")
    assert all(again.put_if_same(name, "key") for name in names)
