"""This repository's own workflows, made from the templates that ``smm forge workflows`` writes for everybody.

``python -m smm_build.dev.workflow_files`` writes them, with ``--check`` it only compares. Here ``smm`` is installed
from the files themselves, elsewhere in a version that is pinned.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from smm_build.read import load
from smm_build.starter import Setup, credential_names, workflows

__all__ = ["made", "main", "stale"]

INSTALL = """\
python -m pip install --quiet --require-hashes --requirement requirements/run.txt
python -m pip install --quiet --no-deps --no-build-isolation .
"""


def made(root: Path) -> Mapping[str, str]:
    """Return the workflows of the checkout in ``root``, by path."""
    workspace = load(root).workspace
    brand = workspace.brand
    credentials = credential_names(workspace.channels.values())
    return workflows(Setup(credentials, brand.approval.branch, brand.locale, INSTALL))


def stale(root: Path) -> list[str]:
    """Return the files that differ from what the templates say."""
    return [path for path, text in made(root).items() if _read(root / path) != text]


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None


def main(words: list[str]) -> int:
    """Write the files, or with ``--check`` only compare; returns the exit code."""
    root = Path()
    wrong = stale(root)
    for path in wrong:
        if "--check" in words:
            print(f"{path} is not what the templates say: run `make docs`", file=sys.stderr)
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(made(root)[path], encoding="utf-8")
        print(path)
    return 1 if wrong and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
