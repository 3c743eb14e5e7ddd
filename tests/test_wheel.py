"""What users install is whole: built without a network, from what is in git."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.servers.places import ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel of this checkout, built with the locked build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return zipfile.ZipFile(next(Path(folder).glob("*.whl")))


def test_every_file_of_the_package_is_in_it(wheel: zipfile.ZipFile) -> None:
    listed = subprocess.run(["git", "ls-files", "smm_build"], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}
    assert tracked - set(wheel.namelist()) == set()
    assert "smm_build/py.typed" in tracked


def test_it_brings_the_command_and_nothing_but_the_package(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    info = next(name.split("/")[0] for name in names if name.endswith("/METADATA"))
    assert "smm = smm_build.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert {name.split("/")[0] for name in names} == {"smm_build", info}
