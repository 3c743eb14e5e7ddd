"""How long `smm check` takes with all rules, cold and warm, beside markdownlint-cli2 and proselint on the same files.

``python -m bench.check [POSTS …]``: the first number is what the others are compared on (10,000 if none is given),
every number is measured cold and warm. Whole processes, wall clock and CPU of the process and its children; all of it
in one run, because a machine is never twice the same.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.posts import write_workspace
from bench.rivals import markdownlint, proselint

__all__ = ["main"]

_RUNS = 2


class Took(NamedTuple):
    """What a process took: seconds on the clock, seconds of CPU, its largest memory in MB."""

    wall: float
    cpu: float
    memory: float


def main(counts: list[int]) -> None:
    """Measure and print a table, then the ratios the project has set itself as goals."""
    print(f"{'posts':>7}  {'command':<34} {'seconds':>8} {'CPU':>8} {'MB':>6} {'ms a post':>9}")
    with tempfile.TemporaryDirectory() as folder:
        cold, warm, edited = _ours(Path(folder), counts[0])
        markdown = _row(counts[0], "markdownlint-cli2", _took([*markdownlint(), "content/**/*.md"], Path(folder)))
        prose = _row(counts[0], "proselint", _took([*proselint(), "content"], Path(folder)))
    for count in counts[1:]:
        with tempfile.TemporaryDirectory() as folder:
            _ours(Path(folder), count)
    print()
    _ratio("cold", cold, "markdownlint-cli2", markdown, "goal 0.50")
    _ratio("warm", warm, "markdownlint-cli2", markdown, "goal 0.050")
    _ratio("one post changed", edited, "markdownlint-cli2", markdown)
    _ratio("cold", cold, "proselint", prose)
    print(f"largest memory: {max(cold.memory, warm.memory):.0f} MB (goal 400)")


def _ratio(what: str, ours: Took, other: str, theirs: Took, goal: str = "") -> None:
    said = f"{what} / {other}: {ours.wall / theirs.wall:.3f} of its time, {ours.cpu / theirs.cpu:.3f} of its CPU"
    print(said + (f" ({goal})" if goal else ""))


def _ours(root: Path, count: int) -> tuple[Took, Took, Took]:
    write_workspace(root, count)
    smm = [sys.executable, "-m", "smm_build", "check", "--format", "json"]
    # Compiled once, as an installed package is, whatever the environment says about that.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(root / "bytecode")}
    home = {"XDG_CACHE_HOME": str(root / "home"), **compiled}
    cold = _row(count, "smm check --no-cache", _best([*smm, "--no-cache"], root, home))
    _row(count, "smm check, cache to be made", _took(smm, root, home))
    warm = _row(count, "smm check, nothing changed", _best(smm, root, home))
    with next((root / "content/posts").rglob("*.md")).open("a", encoding="utf-8") as post:
        post.write("\nUna riga in più.\n")
    edited = _row(count, "smm check, one post changed", _took(smm, root, home))
    return cold, warm, edited


def _best(command: list[str], where: Path, more: dict[str, str]) -> Took:
    """Return the quickest of some runs: what disturbs a run only ever makes it longer."""
    return min(_took(command, where, more) for _ in range(_RUNS))


def _took(command: list[str], where: Path, more: dict[str, str] | None = None) -> Took:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=where, env={**os.environ, **(more or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(wall, cpu, used.ru_maxrss / 1024)


def _row(count: int, command: str, took: Took) -> Took:
    each = 1000 * took.wall / count
    print(f"{count:>7}  {command:<34} {took.wall:8.2f} {took.cpu:8.2f} {took.memory:6.0f} {each:9.3f}", flush=True)
    return took


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [10_000, 1_000])
