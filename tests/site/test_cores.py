"""A site that several processes make is the one that a single process makes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from smm_build.site.build import build
from smm_build.site.output import MARK
from smm_build.site.pages import pages
from tests.servers.places import ROOT
from tests.site_workspaces import NOW, channel, delivery, plan, post, workspace

POSTS = 820
"""So many that a second core is worth its while."""


def make(folder: Path) -> None:
    some = [
        delivery(post(f"p{number}"), channel("mastodon"), NOW + timedelta(hours=number), texts=[f"Caffè {number} #x"])
        for number in range(POSTS)
    ]
    build(folder, folder / "site", pages(workspace(some), (), plan(some)))


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != MARK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems use one core")
def test_on_two_cores_the_same_site_is_made_as_on_one(tmp_path: Path) -> None:
    cores = sorted(os.sched_getaffinity(0))[:2]
    if len(cores) < 2:
        pytest.skip("this machine has one core")
    helped: list[str] = []
    for count in (1, 2):
        folder = tmp_path / str(count)
        folder.mkdir()
        # A process of its own: a test runner has threads, and the product then uses one core.
        said = subprocess.run(
            [sys.executable, "-m", "tests.site.test_cores", str(folder), *map(str, cores[:count])],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        helped.append(said.stdout)
    assert helped == ["False\n", "True\n"]
    one, two = files(tmp_path / "1/site"), files(tmp_path / "2/site")
    assert one == two
    assert len(one) > POSTS


if __name__ == "__main__":
    import resource

    os.sched_setaffinity(0, {int(name) for name in sys.argv[2:]})
    make(Path(sys.argv[1]))
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0)
