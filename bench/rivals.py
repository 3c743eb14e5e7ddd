"""Other people's checkers of texts, installed from locks beside the servers of the tests: for measuring only."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tests.servers import places

__all__ = ["markdownlint", "proselint"]

_HERE = Path(__file__).parent
_PROSELINT = "proselint==0.16.0"


def markdownlint() -> list[str]:
    """Return the command of markdownlint-cli2; installs it the first time."""
    source = _HERE / "markdownlint"
    lock = (source / "package-lock.json").read_bytes()
    home = places.CACHE / f"markdownlint-{hashlib.sha256(lock).hexdigest()[:16]}"
    program = home / "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"
    if not program.exists():
        home.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(source / name, home / name)
        npm = places.node_home() / "lib/node_modules/npm/bin/npm-cli.js"
        search = f"{places.node().parent}{os.pathsep}{os.environ['PATH']}"
        _run([str(places.node()), str(npm), "ci"], home, {"PATH": search})
    return [str(places.node()), str(program)]


def proselint() -> list[str]:
    """Return the command of proselint; installs it the first time."""
    home = places.CACHE / _PROSELINT.replace("==", "-")
    program = home / "bin/proselint"
    if not program.exists():
        venv.create(home, with_pip=True, clear=True)
        _run([str(home / "bin/python"), "-m", "pip", "install", "--quiet", _PROSELINT], home, {})
    return [str(program), "check"]


def _run(command: list[str], where: Path, more: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=where, env={**os.environ, **more}, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command[1]} could not be installed:\n{done.stdout.decode()}{done.stderr.decode()}")
