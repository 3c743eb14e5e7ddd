"""What stands here for each thing our workflows use that others have written. There is nothing else.

=============================== =====================================================================================
on GitHub                       here
=============================== =====================================================================================
actions/checkout                ``git clone`` of the bare repository; for a pull request, its merge into the base
actions/setup-python            the Python the tests run with, after a look whether it is one we support
actions/upload-artifact         a copy of the files, without hidden ones
actions/download-artifact       a copy of that copy, which needs ``actions: read`` when it is another run's
actions/upload-pages-artifact   the same as ``upload-artifact``, by the name ``github-pages``
actions/deploy-pages            remembers what would be online; needs ``pages: write`` and ``id-token: write``
the step "Install smm"          ``smm`` is in the environment the tests run in
=============================== =====================================================================================
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.servers.github import TOKEN, GitHub

__all__ = ["EQUIVALENTS", "INSTALL", "Workplace", "equivalent"]

INSTALL = "Install smm"
_PINNED = re.compile(r"(?P<name>[\w-]+/[\w-]+)@[0-9a-f]{40}")
_OLDEST = (3, 11)


@dataclass
class Workplace:
    """A job's machine: its folders, what was handed over so far, and what its token may do."""

    github: GitHub
    artifacts: dict[tuple[int, str], Path]
    pages: list[Path]
    run: int
    event: Mapping[str, Any]
    work: Path
    temp: Path
    permissions: Mapping[str, str] = field(default_factory=dict)


def equivalent(uses: str) -> Callable[[Workplace, Mapping[str, str]], str | None]:
    """Return what stands for an action that is pinned by its commit; any other is an error."""
    pinned = _PINNED.fullmatch(uses)
    assert pinned, f"{uses} is not pinned by its commit"
    assert pinned["name"] in EQUIVALENTS, f"nothing here stands for {uses}"
    return EQUIVALENTS[pinned["name"]]


def _checkout(place: Workplace, given: Mapping[str, str]) -> None:
    assert given == {"fetch-depth": "0", "persist-credentials": "False"}, given
    if place.permissions.get("contents", "none") == "none":
        raise ValueError("the token may not read the repository")
    _git(place, "clone", "--quiet", str(place.github.remote.path), ".")
    if place.permissions["contents"] != "write":
        _git(place, "remote", "set-url", "--push", "origin", "/this/token/may/not/push")
    number = place.event.get("pull_request", {}).get("number")
    if number:
        _git(place, "fetch", "--quiet", "origin", f"refs/pull/{number}/head")
        _git(place, "checkout", "--quiet", "--detach")
        _git(place, "merge", "--quiet", "--no-ff", "--message", f"Merge #{number}", "FETCH_HEAD")


def _git(place: Workplace, *words: str) -> None:
    subprocess.run(["git", *words], cwd=place.work, check=True, capture_output=True)


def _python(place: Workplace, given: Mapping[str, str]) -> None:
    assert tuple(map(int, given["python-version"].split("."))) >= _OLDEST, given


def _upload(place: Workplace, given: Mapping[str, str]) -> None:
    assert given["if-no-files-found"] == "error"
    assert int(given["retention-days"]) > 0
    _hand_over(place, given["name"], Path(given["path"]))


def _hand_over(place: Workplace, name: str, source: Path) -> None:
    if not source.exists() or (source.is_dir() and not any(source.iterdir())):
        raise ValueError(f"there is nothing at {source}")
    target = place.temp.parent / f"artifact-{name}"
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))
    else:
        target.mkdir()
        shutil.copy(source, target)
    place.artifacts[place.run, name] = target


def _download(place: Workplace, given: Mapping[str, str]) -> None:
    run = int(given.get("run-id", place.run))
    if run != place.run:
        assert given["github-token"] == TOKEN
        if place.permissions.get("actions") != "read":
            raise ValueError("the token may not read what another run handed over")
    if (run, given["name"]) not in place.artifacts:
        raise ValueError(f"run {run} handed over no {given['name']}")
    shutil.copytree(place.artifacts[run, given["name"]], given["path"])


def _pages(place: Workplace, given: Mapping[str, str]) -> None:
    _hand_over(place, "github-pages", Path(given["path"]))


def _deploy(place: Workplace, given: Mapping[str, str]) -> None:
    assert not given
    if not place.permissions.get("pages") == place.permissions.get("id-token") == "write":
        raise ValueError("the token may not deploy")
    place.pages.append(place.artifacts[place.run, "github-pages"])


EQUIVALENTS: Mapping[str, Callable[[Workplace, Mapping[str, str]], str | None]] = {
    "actions/checkout": _checkout,
    "actions/setup-python": _python,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
    "actions/upload-pages-artifact": _pages,
    "actions/deploy-pages": _deploy,
}
