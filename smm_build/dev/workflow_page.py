"""``docs/workflows.md``: what each workflow may do and why, read from the files themselves.

What stands in the table is in the workflows: the remark at the top of the file, its events, the permissions with the
reasons beside them, the names of secrets and environments. A permission without a reason fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

import yaml

__all__ = ["UnexplainedPermissionError", "pages"]

_PAGE = "workflows.md"
_FOLDER = Path(".github/workflows")
_PERMISSION = re.compile(r"^ {6}(?P<what>[a-z-]+): (?P<level>read|write) # (?P<why>.+)$", re.MULTILINE)
_SECRET = re.compile(r"secrets\.(\w+)")
_FIRST = ("check", "preview", "comment", "publish", "site", "watchdog", "metrics", "refresh", "new-post", "ci")

Job = Mapping[str, object]


class UnexplainedPermissionError(Exception):
    """A job may do something, and the file does not say why."""


def pages(folder: Path = _FOLDER) -> Mapping[str, str]:
    """Return the page by its path under ``docs/``."""
    names = sorted((file.stem for file in folder.glob("*.yml")), key=lambda name: (*_FIRST, name).index(name))
    texts = {name: (folder / f"{name}.yml").read_text(encoding="utf-8") for name in names}
    rows = [row for name, text in texts.items() for row in _rows(name, text)]
    abouts = [line for name, text in texts.items() for line in (f"**{name}** {_events(text)}.", *_about(text), "")]
    return {_PAGE: "\n".join([_HEAD, *rows, _MIDDLE, *abouts, _END])}


def _about(text: str) -> list[str]:
    """Return the remark the file begins with."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    said = [line.removeprefix("#").removeprefix(" ") for line in lines[:first]]
    return [f"- `{line.split()[0]}` {' '.join(line.split()[1:])}" if line.startswith("  ") else line for line in said]


def _events(text: str) -> str:
    on = cast("Mapping[str, object]", yaml.safe_load(text)[True])  # YAML 1.1 takes `on` for true
    return ", ".join(_event(name, said) for name, said in on.items())


def _event(name: str, said: object) -> str:
    match name, said:
        case "schedule", [{"cron": cron}]:
            return f"at `{cron}` (UTC)"
        case "workflow_run", {"workflows": [*workflows]}:
            return f"after {', '.join(map(str, workflows))}"
        case "push", {"branches": [*branches]}:
            return f"on a push to {', '.join(map(str, branches))}"
        case "issues", {"types": [*types]}:
            return f"when an issue is {' or '.join(map(str, types))}"
        case _:
            return _WHEN[name]


def _rows(name: str, text: str) -> Iterable[str]:
    jobs = cast("Mapping[str, Job]", yaml.safe_load(text)["jobs"])
    for key, piece in _pieces(text, list(jobs)).items():
        job = jobs[key]
        told = [f"{found['what']}: {found['level']} ({found['why']})" for found in _PERMISSION.finditer(piece)]
        if len(told) != len(cast("Mapping[str, str]", job["permissions"])):
            raise UnexplainedPermissionError(f"{name}.yml, job {key}: say why after every permission")
        cells = [name, key, "<br>".join(told), _secrets(piece, job), str(job["timeout-minutes"])]
        yield f"| {' | '.join(cells)} |"


def _pieces(text: str, jobs: list[str]) -> Mapping[str, str]:
    """Return each job's part of the file."""
    starts = [text.index(f"\n  {key}:\n", text.index("\njobs:\n")) for key in jobs]
    ends = [*starts[1:], len(text)]
    return {key: text[start:end] for key, start, end in zip(jobs, starts, ends, strict=True)}


def _secrets(piece: str, job: Job) -> str:
    """Say which secrets a job is handed; those of channels are not listed one by one."""
    names = sorted(set(_SECRET.findall(piece)))
    own = [f"`{name}`" for name in names if name == "SMM_SECRETS_TOKEN"]
    said = [*own, *(["those of the channels"] if len(names) > len(own) else [])]
    if not said:
        return "none"
    return f"{', '.join(said)}; environment `{cast('Mapping[str, str]', job['environment'])['name']}`"


_WHEN = {
    "pull_request": "on every pull request",
    "push": "on every push",
    "repository_dispatch": "when something outside rings",
    "workflow_dispatch": "by hand",
}
_HEAD = """\
# Workflows

<!-- Made from .github/workflows by `make docs`: change the files, not this page. -->

`smm forge workflows` writes them into a workspace's repository; this repository runs the same ones.
Every job begins with no permission at all and lists the ones it needs.

| workflow | job | may, and what for | secrets | minutes |
|---|---|---|---|---|"""
_MIDDLE = """
## What each one does
"""
_END = """\
## What holds for all of them

- Every action is pinned by its commit, with its version beside it.
- The job's token stands in no file: git asks for it when it needs it, and it is handed only to steps that use it.
- What people wrote reaches a script as a variable of the environment, never as a piece of the script.
- A pull request from a fork begins `check` and `preview`, which have no secret and write nowhere.
  The comment is written by a run that checks out nothing of the pull request, to the pull request GitHub names, and
  what it is given to say is shown so that nothing in it acts.
- Jobs with the channels' secrets run on the approved branch only, and wait at an environment: there you say once more
  which branch may use them
  ([GitHub's words on it](https://docs.github.com/actions/how-tos/deploy/configure-and-manage-deployments/control-deployments)).
- Two runs may overlap: the ledger lets one of them send.

All this is tested: `zizmor --pedantic` and `actionlint` read the files, and the tests run their steps as they are, with
real git, from the draft to the published post, and with somebody or something in the way.
"""
