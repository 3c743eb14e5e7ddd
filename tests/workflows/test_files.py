"""The workflows themselves: judged by zizmor and actionlint, up to date, and no more able than they say."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from smm_build.dev import workflow_files
from smm_build.starter import Setup, workflows
from tests.servers import places
from tests.workflows.equivalents import EQUIVALENTS
from tests.workflows.runner import Event, listens

OURS = {file.name: file.read_text(encoding="utf-8") for file in (places.ROOT / ".github/workflows").glob("*.yml")}
A_USERS = {
    Path(path).name: text
    for path, text in workflows(Setup(("SMM_X_TOKEN", "SMM_BLUESKY_PASSWORD"), "trunk", "it")).items()
}
BOTH = pytest.mark.parametrize("files", [OURS, A_USERS], ids=["ours", "a user's"])


def steps(text: str) -> list[dict[str, Any]]:
    """Return all steps of a workflow."""
    return [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]


def laid_out(files: Mapping[str, str], root: Path) -> Path:
    """Write workflows where GitHub looks for them."""
    folder = root / ".github" / "workflows"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", root], check=True)
    return root


@BOTH
def test_zizmor_finds_no_way_in(files: Mapping[str, str], tmp_path: Path) -> None:
    done = judged(["zizmor", "--offline", "--pedantic", "--no-progress", "."], laid_out(files, tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


@BOTH
def test_actionlint_has_nothing_to_say(files: Mapping[str, str], tmp_path: Path) -> None:
    done = judged(["actionlint", "-no-color"], laid_out(files, tmp_path))
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_the_judges_do_judge(tmp_path: Path) -> None:
    """A title that becomes a command is seen by both."""
    bad = OURS["preview.yml"].replace("mkdir -p", "echo ${{ github.event.pull_request.title }}")
    root = laid_out({"preview.yml": bad}, tmp_path)
    said = judged(["zizmor", "--offline", "--pedantic", "--no-progress", "."], root)
    assert (said.returncode != 0, "template-injection" in said.stdout) == (True, True), said.stdout
    assert "potentially untrusted" in judged(["actionlint", "-no-color"], root).stdout


def judged(words: list[str], root: Path) -> subprocess.CompletedProcess[str]:
    """Run a program there."""
    return subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)


def test_our_own_are_what_the_templates_say() -> None:
    """And what the templates do not make is only the test of this repository."""
    assert workflow_files.stale(places.ROOT) == []
    assert set(OURS) - set(A_USERS) == {"ci.yml"}


@BOTH
def test_every_action_is_pinned_once_and_has_an_equivalent(files: Mapping[str, str]) -> None:
    """By its commit, with its version beside it, and the same one everywhere."""
    pins = {found for text in files.values() for found in re.findall(r"uses: (\S+)@(\S+) # (v\d+\.\d+\.\d+)\n", text)}
    uses = {step["uses"] for text in files.values() for step in steps(text) if "uses" in step}
    assert {f"{name}@{commit}" for name, commit, _ in pins} == uses
    assert {name for name, _, _ in pins} == set(EQUIVALENTS)
    assert len(pins) == len(EQUIVALENTS)
    assert all(re.fullmatch(r"[0-9a-f]{40}", commit) for _, commit, _ in pins)


@BOTH
def test_nothing_is_put_into_a_script(files: Mapping[str, str]) -> None:
    """What somebody wrote arrives as a variable of the environment, never as a piece of a program."""
    for name, text in files.items():
        assert "pull_request_target" not in text, name
        assert [step["name"] for step in steps(text) if "${{" in step.get("run", "")] == []


@BOTH
def test_every_job_says_what_it_may_and_how_long(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        said = yaml.safe_load(text)
        assert said["permissions"] == {}, name
        for key, job in said["jobs"].items():
            assert job["permissions"], (name, key)
            assert 0 < job["timeout-minutes"] <= 100, (name, key)


@BOTH
def test_what_a_stranger_can_begin_has_no_secret_and_writes_nothing(files: Mapping[str, str]) -> None:
    """A pull request from a fork brings its own version of these files: GitHub itself gives it nothing."""
    event = Event("pull_request", {"action": "opened"}, "refs/pull/1/merge")
    begun = {name for name, text in files.items() if listens(yaml.safe_load(text), event)}
    assert begun - {"ci.yml"} == {"check.yml", "preview.yml"}
    for name in begun:
        assert "secrets." not in files[name]
        assert "github.token" not in files[name]
        assert "environment:" not in files[name]
        for job in yaml.safe_load(files[name])["jobs"].values():
            assert job["permissions"] == {"contents": "read"}, name


@BOTH
def test_secrets_are_handed_to_jobs_that_wait_at_an_environment(files: Mapping[str, str]) -> None:
    """And never to one that speaks where people read."""
    holders = set()
    for name, text in files.items():
        for key, job in yaml.safe_load(text)["jobs"].items():
            if any("secrets." in str(value) for step in job["steps"] for value in step.get("env", {}).values()):
                holders.add((name, key, job["environment"]["name"]))
                assert job["environment"]["deployment"] is False
                assert not {"issues", "pages"} & set(job["permissions"])
                assert job["permissions"].get("pull-requests") != "write"
                assert "github.ref == 'refs/heads/" in job["if"], "anybody who may push could start it on a branch"
    assert holders == {
        ("publish.yml", "publish", "publish"),
        ("watchdog.yml", "doctor", "publish"),
        ("metrics.yml", "pull", "publish"),
        ("refresh.yml", "refresh", "refresh"),
    }


@BOTH
def test_what_people_write_is_read_in_no_job(files: Mapping[str, str]) -> None:
    """Logs and artefacts of a public repository are anybody's, so no workflow pulls messages or answers them."""
    for name, text in files.items():
        commands = "\n".join(step.get("run", "") for step in steps(text))
        assert not re.search(r"smm (?:--\S+ )*(?:inbox|reply)\b", commands), name
        stored = [
            step["with"]["path"]
            for step in steps(text)
            if "cache" in step.get("uses", "") or "artifact" in step.get("uses", "")
        ]
        assert not [path for path in stored if ".smm" in str(path)], name


def test_schedules_keep_off_the_full_hour_and_off_each_other() -> None:
    crons = [entry["cron"] for text in OURS.values() for entry in yaml.safe_load(text)[True].get("schedule", [])]
    minutes = [int(minute) for cron in crons for minute in cron.split()[0].split(",")]
    assert len(minutes) == len(set(minutes)) >= 6
    assert not {0, 15, 30, 45} & set(minutes)


def test_a_user_s_are_their_own() -> None:
    """A pinned smm, their channels' secrets, their branch and their language."""
    text = A_USERS["publish.yml"]
    assert re.search(r"run: python -m pip install smm-build==\d+\.\d+\S*\n", text)
    assert "SMM_X_TOKEN: ${{ secrets.SMM_X_TOKEN }}\n" in text
    assert 'branches: ["trunk"]\n' in text
    assert "main" not in re.findall(r"refs/heads/(\w+)", text)
    assert "SMM_LANG: it # " in text
    assert all("# credentials" not in file and "==0\n" not in file for file in A_USERS.values())


def test_git_asks_for_the_token_where_it_belongs_and_nowhere_else(tmp_path: Path) -> None:
    """It is in no file, and another host does not get it."""
    (script,) = {step["run"] for text in OURS.values() for step in steps(text) if "let git ask" in step["name"].lower()}
    root = laid_out({}, tmp_path)
    around = {**os.environ, "GITHUB_SERVER_URL": "https://github.example", "GITHUB_TOKEN": "ghs_of_this_job"}
    subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=root, env=around, check=True)
    told = {}
    for host in ("github.example", "evil.example"):
        asked = f"protocol=https\nhost={host}\n\n"
        done = subprocess.run(
            ["git", "credential", "fill"],
            cwd=root,
            env=around,
            input=asked,
            capture_output=True,
            text=True,
            check=False,
        )
        told[host] = "password=ghs_of_this_job\n" in done.stdout
    assert told == {"github.example": True, "evil.example": False}
    assert "ghs_of_this_job" not in (root / ".git/config").read_text(encoding="utf-8")
