"""``make demo``: the example workspace from check to calendar, on this machine only.

The example's year is over one day, so its clock is set to a morning in the middle of it. That is possible because all
its channels live in the sandbox: with a real account the set clock would be ignored.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

__all__ = ["NOW", "main", "steps"]

NOW = "2026-11-24 10:05"
"""The demonstration's present, on the brand's clock."""

_MORNING = "2026-11-24 00:00"


def steps(out: str = "site") -> list[tuple[str, list[str]]]:
    """Return what the demonstration does: a heading and the words of a command each."""
    return [
        ("Read every file and check it against the brand and every network's rules", ["check"]),
        ("Take the months before today as published already", ["ledger", "seed", "--before", _MORNING]),
        ("Publish what is due this morning, to the sandbox on this machine", ["publish"]),
        ("Build the calendar site", ["build", "-o", out]),
    ]


def main() -> int:
    """Run all steps and say how to look at the result; returns the exit code."""
    root = Path.cwd()
    environment = {**os.environ, "SMM_NOW": NOW}
    print(f"It is {NOW} at the example brand.", flush=True)
    for heading, words in steps():
        print(f"\n# {heading}\n$ smm {shlex.join(words)}", flush=True)
        done = subprocess.run([sys.executable, "-m", "smm_build", *words], cwd=root, env=environment, check=False)
        if done.returncode:
            print(f"smm {words[0]} ended with {done.returncode}; the demonstration stops here.", file=sys.stderr)
            return done.returncode
    print("\nLook at the calendar:      " + (root / "site" / "index.html").as_uri())
    print("Look at what went out:     " + (root / ".smm" / "sandbox" / "feed.html").as_uri())
    print("Change a post in content/posts and run it again: what is out stays out, and nothing goes out twice.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
