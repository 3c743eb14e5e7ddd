"""Runs workflows as GitHub does, on this machine: each job in a fresh clone, its own ``run:`` steps in their order.

What a step of ``run:`` says is what runs, with the shell, the environment and the files GitHub gives it. What others
have written (``uses:``) has an equivalent here that is named in :mod:`tests.workflows.equivalents`; a workflow that
uses anything else fails the test. A job's token may do what its ``permissions:`` say: the stand-in for GitHub refuses
the rest, and so does git.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.servers import forks
from tests.servers.github import TOKEN, GitHub
from tests.workflows.equivalents import INSTALL, Workplace, equivalent
from tests.workflows.expressions import Known, evaluate, filled, truthy
from tests.workflows.permissions import refuse

__all__ = ["Event", "Job", "Machine", "Run", "Step", "listens"]

SERVER = "https://github.example"
_STEP_KEYS = {"name", "id", "if", "uses", "with", "run", "env", "shell", "working-directory"}
_JOB_KEYS = {
    "name", "if", "needs", "runs-on", "timeout-minutes", "environment", "permissions", "steps", "env", "defaults",
    "outputs",
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """What happened: its name, what GitHub says of it, and where it happened."""

    name: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    ref: str = "refs/heads/main"


@dataclass
class Step:
    """A step that was run or passed over."""

    name: str
    result: str
    said: str = ""
    outputs: dict[str, str] = field(default_factory=dict)


@dataclass
class Job:
    """A job and its steps."""

    name: str
    result: str
    steps: list[Step] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)


@dataclass
class Run:
    """A run of a workflow."""

    id: int
    workflow: str
    event: Event
    jobs: dict[str, Job] = field(default_factory=dict)
    summary: str = ""

    @property
    def result(self) -> str:
        """``success``, or ``failure`` when a job failed."""
        return "failure" if any(job.result == "failure" for job in self.jobs.values()) else "success"

    @property
    def said(self) -> str:
        """Everything that was printed."""
        return "\n".join(
            f"[{job.name}/{s.name}: {s.result}]\n{s.said}" for job in self.jobs.values() for s in job.steps
        )

    def step(self, name: str) -> Step:
        """Return the step of a name."""
        (found,) = [step for job in self.jobs.values() for step in job.steps if step.name == name]
        return found


@dataclass
class Machine:
    """GitHub's machines for one repository: its variables and secrets, and what jobs have handed over."""

    github: GitHub
    home: Path
    secrets: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    now: str = "2026-11-24 12:30"
    around: Mapping[str, str] = field(default_factory=dict)
    """What else is in the environment of every step, such as a proxy that does not answer."""
    artifacts: dict[tuple[int, str], Path] = field(default_factory=dict)
    pages: list[Path] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(100))

    def run(self, workflow: str, event: Event, only: Container[str] | None = None) -> Run:
        """Run a workflow of the repository because something happened; ``only`` names the jobs, if not all."""
        return self.carry_out(self.workflow(workflow, event), event, only)

    def carry_out(self, said: Any, event: Event, only: Container[str] | None = None) -> Run:
        """Run a workflow that was read before."""
        assert listens(said, event), f"{said['name']} does not run on {event.name}"
        run = Run(next(self.ids), said["name"], event)
        for key in _in_order(said["jobs"]):
            if only is not None and key not in only:
                continue
            run.jobs[key] = _JobRun(self, said, run, key).job()
        return run

    def workflow(self, name: str, event: Event) -> Any:
        """Return a workflow as it is at the event's place: a pull request brings its own, everything else is main's."""
        number = event.payload.get("pull_request", {}).get("number") if event.name == "pull_request" else None
        at = f"refs/pull/{number}/head" if number else "main"
        return yaml.safe_load(self.github.git("show", f"{at}:.github/workflows/{name}.yml"))

    def names(self) -> list[str]:
        """Return the names of the workflows on main."""
        files = self.github.git("ls-tree", "--name-only", "main", ".github/workflows/").split()
        return [Path(file).stem for file in files]


def listens(workflow: Any, event: Event) -> bool:
    """Tell whether a workflow begins because of an event."""
    on = workflow[True]  # YAML 1.1 takes `on` for true
    if event.name not in on:
        return False
    said = on[event.name]
    if event.name == "schedule":
        return any(entry["cron"] == event.payload["schedule"] for entry in said)
    for key, value in (said or {}).items():
        match key:
            case "branches":
                wanted = event.ref.removeprefix("refs/heads/") in value
            case "types":
                wanted = event.payload.get("action") in value
            case "workflows":
                wanted = event.payload["workflow_run"]["name"] in value
            case _:
                raise AssertionError(f"{event.name}: what does {key} mean?")
        if not wanted:
            return False
    return True


def _in_order(jobs: Mapping[str, Any]) -> list[str]:
    """Return the jobs so that each comes after what it needs."""
    order: list[str] = []
    while len(order) < len(jobs):
        ready = [key for key in jobs if key not in order and set(_needs(jobs[key])) <= set(order)]
        assert ready, "jobs that wait for one another"
        order += ready
    return order


def _needs(job: Mapping[str, Any]) -> list[str]:
    needs = job.get("needs", [])
    return [needs] if isinstance(needs, str) else list(needs)


class _JobRun:
    """One job while it runs."""

    def __init__(self, machine: Machine, workflow: Any, run: Run, key: str) -> None:
        self.machine = machine
        self.said = workflow["jobs"][key]
        assert set(self.said) <= _JOB_KEYS, f"{run.workflow}: what do {set(self.said) - _JOB_KEYS} mean?"
        self.levels: list[dict[str, str]] = [workflow.get("env", {}), self.said.get("env", {})]
        self.defaults = {**workflow.get("defaults", {}).get("run", {}), **self.said.get("defaults", {}).get("run", {})}
        self.run = run
        self.done = Job(key, "success")
        home = machine.home / f"{run.id}-{key}"
        self.place = Workplace(
            machine.github, machine.artifacts, machine.pages, run.id, run.event.payload, home / "work", home / "temp"
        )
        self.place.permissions = dict(self.said.get("permissions", {}))
        self.exported: dict[str, str] = {}
        self.steps: dict[str, Known] = {}

    def job(self) -> Job:
        """Run the steps and return what became of them."""
        if not self._wanted(self.said.get("if"), fine=self._all_needed()):
            self.done.result = "skipped"
            return self.done
        self.place.temp.mkdir(parents=True)
        self.place.work.mkdir()
        github = self.machine.github
        before = github.trouble
        github.trouble = lambda asked: refuse(self.place.permissions, asked, github.pulls) or before(asked)
        try:
            for step in self.said["steps"]:
                self._step(step)
            self.done.outputs = {key: self._filled(value) for key, value in self.said.get("outputs", {}).items()}
        finally:
            github.trouble = before
        return self.done

    def _all_needed(self) -> bool:
        return all(self.run.jobs[key].result == "success" for key in _needs(self.said))

    def _wanted(self, condition: str | None, *, fine: bool) -> bool:
        """Tell whether an ``if`` holds; where it does not say when, what is before must have gone well."""
        if condition is None:
            return fine
        text = str(condition)
        asks = any(name in text for name in ("always()", "failure()", "success()", "cancelled()"))
        return truthy(evaluate(text, self._contexts(), self._functions(fine=fine))) and (asks or fine)

    def _functions(self, *, fine: bool) -> dict[str, Any]:
        return {
            "always": lambda: True,
            "success": lambda: fine,
            "failure": lambda: not fine,
            "cancelled": lambda: False,
        }

    def _contexts(self) -> dict[str, Any]:
        event = self.run.event
        github = Known(
            actor="ada",
            event=event.payload,
            event_name=event.name,
            ref=event.ref,
            repository=self.machine.github.name,
            run_id=self.run.id,
            server_url=SERVER,
            token=TOKEN,
            workflow=self.run.workflow,
        )
        return {
            "github": github,
            "runner": Known(temp=str(self.place.temp)),
            "vars": self.machine.variables,
            "secrets": self.machine.secrets,
            "needs": Known({key: _told(self.run.jobs[key]) for key in _needs(self.said)}),
            "steps": Known(self.steps),
        }

    def _step(self, step: Mapping[str, Any]) -> None:
        assert set(step) <= _STEP_KEYS, f"what do {set(step) - _STEP_KEYS} mean?"
        name = step["name"]
        if not self._wanted(step.get("if"), fine=self.done.result == "success"):
            self.done.steps.append(Step(name, "skipped"))
            return
        done = self._use(step) if "uses" in step else self._shell(step)
        self.done.steps.append(done)
        if "id" in step:
            self.steps[step["id"]] = Known(outputs=Known(done.outputs), outcome=done.result)
        if done.result == "failure":
            self.done.result = "failure"

    def _use(self, step: Mapping[str, Any]) -> Step:
        given = {key: self._filled(str(value)) for key, value in step.get("with", {}).items()}
        try:
            said = equivalent(step["uses"])(self.place, given)
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            return Step(step["name"], "failure", str(error))
        return Step(step["name"], "success", said or "")

    def _filled(self, text: str) -> str:
        return filled(text, self._contexts(), self._functions(fine=self.done.result == "success"))

    def _shell(self, step: Mapping[str, Any]) -> Step:
        assert "${{" not in step["run"], "an expression in a script is a way in"
        assert step.get("shell", self.defaults.get("shell")) == "bash"
        if step["name"] == INSTALL:
            assert "python -m pip install" in step["run"]
            return Step(INSTALL, "success", "smm is in the environment the tests run in")
        files = self._files(step["run"])
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", files["script"]],
            cwd=self.place.work / step.get("working-directory", self.defaults.get("working-directory", ".")),
            env=self._environment(step, files),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        self.run.summary += files["summary"].read_text(encoding="utf-8")
        self.exported |= _assignments(files["env"])
        assert "Traceback" not in done.stdout, done.stdout
        result = "failure" if done.returncode else "success"
        return Step(step["name"], result, done.stdout, _assignments(files["output"]))

    def _files(self, script: str) -> dict[str, Path]:
        """Write what GitHub gives a step as files."""
        event = json.dumps(self.run.event.payload)
        texts = {"script": script, "summary": "", "event": event, "env": "", "output": ""}
        made = {kind: self.place.temp.parent / f"{len(self.done.steps)}.{kind}" for kind in texts}
        for kind, file in made.items():
            file.write_text(texts[kind], encoding="utf-8")
        return made

    def _environment(self, step: Mapping[str, Any], files: Mapping[str, Path]) -> dict[str, str]:
        levels = [*self.levels, self.exported, step.get("env", {})]
        own = {name: self._filled(str(value)) for level in levels for name, value in level.items()}
        return {
            **os.environ,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.machine.github.url,
            "GITHUB_ENV": str(files["env"]),
            "GITHUB_EVENT_NAME": self.run.event.name,
            "GITHUB_EVENT_PATH": str(files["event"]),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_REF": self.run.event.ref,
            "GITHUB_REPOSITORY": self.machine.github.name,
            "GITHUB_RUN_ID": str(self.run.id),
            "GITHUB_SERVER_URL": SERVER,
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "GITHUB_WORKSPACE": str(self.place.work),
            "PATH": f"{forks.program()}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.place.temp),
            "SMM_NOW": self.machine.now,
            **self.machine.around,
            **own,
        }


def _told(job: Job) -> Known:
    return Known(result=job.result, outputs=Known(job.outputs))


def _assignments(file: Path) -> dict[str, str]:
    """Return what a step wrote for later ones, one assignment a line, the only form our workflows could use."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line]
    assert all("=" in line and "<<" not in line for line in lines), lines
    return dict(line.split("=", 1) for line in lines)
