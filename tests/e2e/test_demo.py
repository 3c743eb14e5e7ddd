"""The demonstration and the built package, as a newcomer gets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from smm_build.dev.demo import NOW
from tests.servers.git import Remote

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace alone, committed in a repository with a remote."""
    folder = tmp_path_factory.mktemp("example")
    for name in ("content", "brand"):
        _copy(ROOT / name, folder / name)
    for name in ("strategy.md", "mkdocs.yml"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder


def _copy(source: Path, target: Path) -> None:
    for file in source.rglob("*"):
        if file.is_file():
            place = target / file.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read_bytes())


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of Python in a folder, on the demonstration's clock."""
    environment = {**os.environ, "SMM_NOW": NOW}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_demonstration(example: Path, remote: Remote) -> None:
    """Check, seed, publish, build: all well, posts go to the sandbox, and nothing appears on anybody's remote."""
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["commit", "-qm", "example"],
        ["remote", "add", "origin", str(remote.path)],
    ):
        subprocess.run(["git", "-C", example, *words], check=True)
    done = run(example, "-m", "smm_build.dev.demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (example / "site" / "index.html").is_file()
    published = list(example.glob(".smm/sandbox/posts/*/*.json"))
    assert len(published) >= 5
    assert {file.parent.name for file in published} >= {"x", "threads", "bluesky", "mastodon", "instagram"}
    assert (example / ".smm" / "sandbox" / "feed.html").is_file()
    assert "file://" in done.stdout
    assert remote.git("for-each-ref") == ""
    branches = subprocess.run(["git", "-C", example, "for-each-ref"], capture_output=True, text=True, check=True).stdout
    assert "smm-ledger" not in branches

    again = run(example, "-m", "smm_build", "publish", "--format", "json")
    assert (again.returncode, json.loads(again.stdout)["deliveries"]) == (0, [])
    assert len(list(example.glob(".smm/sandbox/posts/*/*.json"))) == len(published)


@pytest.mark.slow
def test_the_built_wheel_works_alone(tmp_path: Path, example: Path) -> None:
    """What users install holds everything it needs: it runs from the unpacked wheel, away from this checkout."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    assert not (unpacked / "tests").exists()
    place = str(unpacked)
    code = f"import sys; sys.path.insert(0, {place!r}); import smm_build; assert {place!r} in smm_build.__file__;"
    for words in (["--help"], ["check"], ["build", "-o", str(tmp_path / "site")]):
        done = run(example, "-P", "-c", f"{code} from smm_build.cli import smm; smm({words!r}, prog_name='smm')")
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
