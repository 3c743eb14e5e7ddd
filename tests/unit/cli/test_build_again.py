"""The site after any edits is, file by file and byte by byte, the one that a first build makes."""

from __future__ import annotations

import gc
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.posts import write_workspace
from smm_build.cli._kept import Kept
from smm_build.cli.build import command, site_of
from smm_build.site.output import MARK
from smm_build.site.serve import Preview

HOLD = "title:", "status: on-hold\ntitle:"
TEAM = "people:\n  editor: {name: Ada, roles: [writes]}\n"
MORNING, EVENING, LATER = "2026-01-02 09:00", "2026-01-03 21:00", "2026-02-03 09:00"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARK
    }


def run(root: Path, *words: str) -> None:
    done = CliRunner().invoke(command, ["-C", str(root), *words])
    gc.enable()  # the command's own process ends with it
    assert done.exit_code == 0, done.output


def appended(root: Path, number: int, text: str) -> None:
    path = posts(root)[number]
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def replaced(root: Path, number: int, old: str, new: str) -> None:
    path = posts(root)[number]
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def removed(root: Path, number: int) -> None:
    posts(root)[number].unlink()


def posts(root: Path) -> Sequence[Path]:
    return sorted((root / "content/posts").rglob("*.md"))


@pytest.mark.parametrize("words", [(), ("--public",)], ids=["team", "world"])
def test_after_edits_the_site_is_what_a_first_build_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    root = tmp_path / "plan"
    write_workspace(root, 24)
    number = random.Random(7).randrange  # noqa: S311 - for variety, not for secrets
    steps: dict[str, list[Callable[[], object]]] = {
        MORNING: [
            lambda: None,
            lambda: appended(root, number(24), "\nOne line more.\n"),
            lambda: appended(root, number(24), "\n## x\n\nOnly there, @{nobody}!!!\n"),
        ],
        EVENING: [
            lambda: replaced(root, number(24), *HOLD),
            lambda: replaced(root, number(24), "publish_at: 2026-01-0", "publish_at: 2026-02-0"),
            lambda: removed(root, number(24)),
        ],
        LATER: [
            lambda: (root / "brand/team.yml").write_text(TEAM),
            lambda: replaced(root, number(23), "owner: editor", "owner: ada"),
            lambda: replaced(root, number(23), "title: ", "title: Another "),
        ],
    }
    for at, edits in steps.items():
        monkeypatch.setenv("SMM_NOW", at)
        for edit in edits:
            edit()
            run(root, "--out", str(tmp_path / "again"), *words)
        copy = shutil.copytree(root, tmp_path / at.partition(" ")[0] / at[-5:-3], ignore=lambda *_: {".smm"})
        run(copy, "--out", str(tmp_path / f"fresh {at}"), *words)
        assert files(tmp_path / "again") == files(tmp_path / f"fresh {at}")


def test_while_somebody_writes_one_post_is_looked_at_and_few_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ``smm serve`` does at every edit."""
    monkeypatch.setenv("SMM_NOW", MORNING)
    root, kept = tmp_path / "plan", Kept()
    write_workspace(root, 24)
    preview = Preview(root, lambda: site_of(kept.open(root), kept.memory, offline=True), tmp_path)
    assert preview.rebuild().written > 24
    edited = posts(root)[20]
    appended(root, 20, "\nSomething quite new.\n")
    report = preview.rebuild()
    assert kept.anew == 1
    page = preview.out / f"posts/{edited.stem}.html"
    assert "Something quite new." in page.read_text("utf-8")
    # Its page, its month, its week, its place in lists and feeds; not the other posts, months and weeks.
    assert report.written < 12
