"""How long check, build and publish take, as a user waits for them: whole processes, wall clock, median of runs.

``python -m bench.timings [POSTS …]`` prints a table; without numbers it takes 100 and 1,000 posts. A run with nothing
due is compared with `git fetch`-free plumbing: the interpreter's own start is measured beside it, in the same run.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.posts import write_workspace

__all__ = ["main"]

_REPEAT = 3


def main(counts: list[int]) -> None:
    """Measure for each number of posts and print one row a command."""
    print(f"{'posts':>7}  {'command':<34} {'seconds':>8}  {'ms a post':>9}")
    print(f"{'':>7}  {'python -c pass':<34} {_median([sys.executable, '-c', 'pass'], Path.cwd(), {}):8.2f}")
    print(f"{'':>7}  {'smm --help':<34} {_median(_smm('--help'), Path.cwd(), {}):8.2f}")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), count)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {peak:.0f} MB")


def _measure(root: Path, count: int) -> None:
    write_workspace(root, count)
    early, later = {"SMM_NOW": "2025-12-31 12:00"}, {"SMM_NOW": "2026-01-01 12:00"}
    _row(count, "smm check", _median(_smm("check"), root, early))
    _row(count, "smm build", _median(_smm("build", "-o", "out"), root, early, repeat=1))
    _row(count, "smm publish, nothing due", _median(_smm("publish"), root, early))
    due = min(count, 4) * 3
    _row(count, f"smm publish, {due} due (sandbox)", _median(_smm("publish"), root, later, repeat=1))


def _smm(*words: str) -> list[str]:
    return [sys.executable, "-m", "smm_build", *words]


def _median(command: list[str], where: Path, environment: dict[str, str], repeat: int = _REPEAT) -> float:
    return statistics.median(_seconds(command, where, environment) for _ in range(repeat))


def _seconds(command: list[str], where: Path, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, cwd=where, env={**os.environ, **environment}, capture_output=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"{command} ended with {done.returncode}:\n{done.stdout.decode()}{done.stderr.decode()}")
    return seconds


def _row(count: int, command: str, seconds: float) -> None:
    print(f"{count:>7}  {command:<34} {seconds:8.2f}  {1000 * seconds / count:9.2f}", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 1000])
