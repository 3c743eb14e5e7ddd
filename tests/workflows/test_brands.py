"""The workflow of an agency: every brand is looked at with its own token only, and one page tells of all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.e2e.workspace import Workspace, make_workspace
from tests.workflows.test_files import OURS, judged, laid_out, steps

LIST = """\
Aurora: {path: brands/aurora, repository: agency/aurora}
Nuvola: {path: brands/nuvola, environment: NUVOLA_, repository: nuvola/social}
"""
WORKFLOW = ".github/workflows/brands.yml"


@pytest.fixture
def agency(tmp_path: Path) -> Workspace:
    """The agency's own repository, with the list and the workflow made from it."""
    here = Workspace(laid_out({}, tmp_path / "agency"), {})
    here.write("brands.yml", LIST)
    assert here.smm("forge", "brands", "brands.yml", "--branch", "trunk", SMM_LANG="it").status == 0
    return here


def test_it_is_as_careful_as_the_others(agency: Workspace) -> None:
    """Judged by the same programs and the same rules; a brand's job is given nothing but its own secret."""
    text = (agency.root / WORKFLOW).read_text(encoding="utf-8")
    for words in (["zizmor", "--offline", "--pedantic", "--no-progress", "."], ["actionlint", "-no-color"]):
        done = judged(words, agency.root)
        assert done.returncode == 0, done.stdout + done.stderr
    pins = re.compile(r"uses: (\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+)\n")
    assert set(pins.findall(text)) <= {found for ours in OURS.values() for found in pins.findall(ours)}
    assert len(pins.findall(text)) == text.count("uses:")
    assert [step["name"] for step in steps(text) if "${{" in step.get("run", "")] == []
    assert set(re.findall(r"secrets\.(\w+)", text)) == {"SMM_BRAND_TOKEN"}
    said = yaml.safe_load(text)
    brand, overview = said["jobs"]["brand"], said["jobs"]["overview"]
    assert (said["permissions"], brand["permissions"], overview["permissions"]) == ({}, {}, {"contents": "read"})
    assert brand["environment"] == {"name": "${{ matrix.brand }}", "deployment": False}
    assert "secrets." not in str(overview)
    assert all("refs/heads/trunk" in job["if"] for job in said["jobs"].values())
    assert brand["strategy"]["matrix"]["include"] == [
        {"brand": "Aurora", "repository": "agency/aurora", "folder": "brands/aurora"},
        {"brand": "Nuvola", "repository": "nuvola/social", "folder": "brands/nuvola"},
    ]
    assert said["env"]["SMM_LANG"] == "it"
    assert agency.smm("forge", "brands", "brands.yml", "--branch", "trunk", "--check", SMM_LANG="it").status == 0
    agency.write("brands.yml", LIST.splitlines()[0])
    stale = agency.smm("forge", "brands", "brands.yml", "--check")
    assert (stale.status, "`smm forge brands`" in stale.err) == (1, True)


def test_its_steps_do_what_they_say(agency: Workspace, tmp_path: Path) -> None:
    """One brand is looked at, of the other nothing arrives: the page tells of both, and the run is red."""
    jobs = yaml.safe_load((agency.root / WORKFLOW).read_text(encoding="utf-8"))["jobs"]
    make_workspace(agency.root / "brands/aurora").post("hello", publish_at="2026-11-24 18:00", chanels="[x]")
    temp = tmp_path / "temp"
    temp.mkdir()
    values = {"matrix.brand": "Aurora", "matrix.folder": "brands/aurora", "matrix.repository": "agency/aurora"}
    looked = run(step(jobs["brand"], "Look at the brand"), agency.root, temp, values)
    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert '"unknown-key"' in (temp / "brands/Aurora/check.json").read_text(encoding="utf-8")

    joined = run(step(jobs["overview"], "Make one page over all"), agency.root, temp, {})
    assert joined.returncode == 1, joined.stdout + joined.stderr
    page = (temp / "all/index.html").read_text(encoding="utf-8")
    assert 'href="Aurora/index.html"' in page
    assert (temp / "all/Aurora/index.html").is_file()
    assert "nothing of it was handed over" in page
    assert 'href="Nuvola' not in page


def step(job: Any, name: str) -> Any:
    (found,) = [one for one in job["steps"] if one["name"] == name]
    return found


def run(said: Any, root: Path, temp: Path, values: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step's own script, with the expressions in its environment filled in."""
    around = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SMM_", "GITHUB_"))},
        **{name: re.sub(r"\$\{\{ (\S+) \}\}", lambda m: values.get(m[1], ""), v) for name, v in said["env"].items()},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(temp),
        "GITHUB_REPOSITORY": "agency/agency",
        "SMM_NOW": "2026-11-24 12:30",
    }
    words = ["bash", "-eo", "pipefail", "-c", said["run"]]
    return subprocess.run(words, cwd=root, env=around, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Aurora: brands/aurora", "repository: owner/name"),
        ("Aurora: {path: ../aurora, repository: a/b}", "a folder under the list"),
        ("Aurora: {path: ., repository: a/b}", "a folder under the list"),
        ("'<Aurora>': {path: x, repository: a/b}", "letters, digits"),
        ("Aurora: {path: x, repository: 'https://github.com/a/b'}", "owner/name"),
    ],
)
def test_a_list_that_no_workflow_can_be_made_of(tmp_path: Path, line: str, says: str) -> None:
    here = Workspace(tmp_path, {})
    here.write("brands.yml", f"# ours\n{line}\n")
    done = here.smm("forge", "brands", "brands.yml")
    assert (done.status, "brands.yml:2:1" in done.err, says in done.err) == (2, True, True), done.err
