"""Install the real servers that tests speak to: ``python -m tests.servers.install``.

It needs nothing but the standard library and the development lock's Node, and may be run as often and by
as many as like: what is there is left alone, and only one at a time installs. It never skips: what cannot
be had is said, with the reason and the remedy, and the exit code is 1.

    python -m tests.servers.install                 all of them
    python -m tests.servers.install pds chromium    some of them
    python -m tests.servers.install --lock          take the newest npm packages that package.json allows
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.servers import places

Commands = list[list[str | Path]]
APT = ("apt-get", "-qy", "-o", "DPkg::Lock::Timeout=300")
COMMAND_TIMEOUT = 20 * 60.0
UNUSED_DAYS = 60
TAIL_LINES = 25

# What the log of a failed command says -> what to do about it. The first that is found is shown.
REMEDIES = (
    (
        ("ENOSPC", "No space left on device"),
        "the disk is full: free a gigabyte",
    ),
    (
        (
            "not found: make",
            "not found: g++",
            "not found: c++",
            "g++: No such file",
            "gyp ERR! stack Error: not found",
        ),
        "a module is built here and needs a C++ compiler and make (Debian, Ubuntu: apt-get install g++ make)",
    ),
    (
        (
            "ENOTFOUND",
            "EAI_AGAIN",
            "ETIMEDOUT",
            "ECONNREFUSED",
            "ECONNRESET",
            "Could not resolve",
            "Temporary failure",
            "Failed to establish a new connection",
            "Exit handler never called",  # all that npm says when its proxy refuses
        ),
        "a package registry could not be reached: check the network and the proxy, then run it again",
    ),
    (
        ("EINTEGRITY", "DO NOT MATCH THE HASHES"),
        "a package is not the one that was locked: do not go on; find out why, then `make lock`",
    ),
    (
        ("SELF_SIGNED_CERT", "UNABLE_TO_GET_ISSUER_CERT", "CERTIFICATE_VERIFY_FAILED"),
        "the registry's certificate is not trusted: set NODE_EXTRA_CA_CERTS and PIP_CERT to your own",
    ),
)


class InstallError(Exception):
    """Something could not be installed; the text says what, why and what to do."""


@dataclass(frozen=True)
class Server:
    """One thing to install: how to see that it is there, and how to get it."""

    name: str
    title: str
    ready: Callable[[], bool]
    install: Callable[[Path], None]


def install_pds(log: Path) -> None:
    """Install Bluesky's reference server and the network around it from their lock."""
    # Loading it is the proof that the module built here fits this Node.
    _node_modules(places.pds(), places.PDS_SOURCE, ("@atproto/pds", "@did-plc/server", "@atproto/dev-env"), log)


def install_readings(log: Path) -> None:
    """Install what X and Bluesky publish for reading texts, from its lock."""
    _node_modules(places.readings(), places.READINGS_SOURCE, ("@atproto/api", "twitter-text"), log)


def _node_modules(place: places.Place, source: Path, modules: Sequence[str], log: Path) -> None:
    with _fresh(place):
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(source / name, place.home / name)
        _npm(["ci", "--no-audit", "--no-fund"], cwd=place.home, log=log)
        loaded = "; ".join(f"require('{module}')" for module in modules)
        _run([places.node(), "-e", loaded], cwd=place.home, log=log)


def install_github(log: Path) -> None:
    """Install GitHub's description of its own API from its lock, and keep the one file of it that is read."""
    place = places.github()
    with _fresh(place):
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(places.GITHUB_SOURCE / name, place.home / name)
        _npm(["ci", "--no-audit", "--no-fund"], cwd=place.home, log=log)
        modules = place.home / "node_modules"
        # The package also holds every version of GitHub Enterprise: some 400 MB.
        (modules / "@octokit" / "openapi" / "generated" / "api.github.com.json").rename(place.home / "api.json")
        shutil.rmtree(modules)


def install_mastodon(log: Path) -> None:
    """Install mastodon_mock from its lock, into an environment of its own."""
    _python_environment(places.mastodon(), places.MASTODON_LOCK, "mastodon_mock.app", log)


def install_zensical(log: Path) -> None:
    """Install Zensical, the other engine our shells are rendered by, into an environment of its own."""
    _python_environment(places.zensical(), places.ZENSICAL_LOCK, "zensical", log)


def install_official_clients(log: Path) -> None:
    """Install Meta's, Google's and X's own clients, which speak to our stand-ins, into an environment of their own."""
    _python_environment(places.official_clients(), places.CLIENTS_LOCK, "facebook_business, googleapiclient, xdk", log)


def _python_environment(place: places.Place, lock: Path, module: str, log: Path) -> None:
    with _fresh(place):
        venv.create(place.home, with_pip=True)
        python = place.home / "bin" / "python"
        pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        _run([*pip, "--require-hashes", "--requirement", lock], log=log)
        _run([python, "-c", f"import {module}"], log=log)


def install_chromium(log: Path) -> None:
    """Install Chromium: by the system's package manager where that is allowed, else by Playwright."""
    tried = []
    for title, commands in _ways_to_chromium():
        try:
            _run_all(commands, log)
        except InstallError as error:
            tried.append(f"{title}: {error}")
            continue
        if places.chromium():
            return
        tried.append(f"{title}: went through, but no browser answers")
    names = ", ".join(places.BROWSERS)
    raise InstallError(
        f"no Chromium. None of {names} is on PATH, and:\n  "
        + "\n  ".join(tried)
        + "\n  Install Chromium or Chrome by hand, so that one of these names is on PATH, then run it again."
    )


def install_ffmpeg(log: Path) -> None:
    """Install ffmpeg and ffprobe by the system's package manager."""
    _from_the_system("ffmpeg", "ffmpeg and ffprobe", places.ffmpeg, log)


def install_khal(log: Path) -> None:
    """Install khal, a calendar program that reads our feeds, by the system's package manager."""
    _from_the_system("khal", "khal", places.khal, log)


def install_postgres(log: Path) -> None:
    """Install PostgreSQL's programs by the system's package manager, without a database and a service of theirs."""
    settings = "/etc/postgresql-common/createcluster.conf"
    without: Commands = [
        [*APT, "install", "--no-install-recommends", "postgresql-common"],
        ["sed", "-i", "-E", "s/^#?create_main_cluster .*/create_main_cluster = false/", settings],
    ]
    _from_the_system("postgresql", "PostgreSQL", lambda: places.postgres() is not None, log, without)


def _from_the_system(
    package: str, programs: str, there: Callable[[], bool], log: Path, before: Commands | None = None
) -> None:
    tried = []
    for title, commands in _by_package_manager(package, before):
        try:
            _run_all(commands, log)
        except InstallError as error:
            tried.append(f"{title}: {error}")
            continue
        if there():
            return
    told = "".join(f"\n  {failure}" for failure in tried)
    raise InstallError(
        f"no {programs} on PATH.{told}\n  Install it by hand (Debian, Ubuntu: apt-get install {package}; macOS: brew"
        f" install {package}), then run it again."
    )


def _run_all(commands: Commands, log: Path) -> None:
    with _alone(places.CACHE / "system-packages.lock"):  # two package managers at once disturb each other
        for command in commands:
            _run(command, log=log, env={"DEBIAN_FRONTEND": "noninteractive"})


def _by_package_manager(package: str, before: Commands | None = None) -> Iterator[tuple[str, Commands]]:
    apt: Commands = [
        ["apt-get", "-q", "update"],
        *(before or []),
        [*APT, "install", "--no-install-recommends", package],
    ]
    if shutil.which("apt-get"):
        if os.geteuid() == 0:
            yield "apt-get", apt
        elif shutil.which("sudo"):
            yield "sudo apt-get", [["sudo", "-n", *command] for command in apt]


def _ways_to_chromium() -> Iterator[tuple[str, Commands]]:
    yield from _by_package_manager("chromium")
    download = f"PLAYWRIGHT_BROWSERS_PATH={places.downloaded_browsers()}"
    yield "playwright", [["env", download, sys.executable, "-m", "playwright", "install", "chromium"]]


SERVERS = (
    Server(
        "pds",
        "Bluesky's reference server and its network (npm, about two minutes)",
        lambda: places.pds().ready,
        install_pds,
    ),
    Server("postgres", "PostgreSQL", lambda: places.postgres() is not None, install_postgres),
    Server("github", "GitHub's description of its API (npm)", lambda: places.github().ready, install_github),
    Server(
        "readings",
        "what X and Bluesky publish for reading texts (npm)",
        lambda: places.readings().ready,
        install_readings,
    ),
    Server("mastodon", "mastodon_mock (pip)", lambda: places.mastodon().ready, install_mastodon),
    Server("zensical", "Zensical (pip)", lambda: places.zensical().ready, install_zensical),
    Server(
        "official-clients",
        "Meta's and Google's own clients (pip)",
        lambda: places.official_clients().ready,
        install_official_clients,
    ),
    Server("ffmpeg", "ffmpeg and ffprobe", places.ffmpeg, install_ffmpeg),
    Server("khal", "khal", places.khal, install_khal),
    Server("chromium", "Chromium", lambda: places.chromium() is not None, install_chromium),
)


def make_lock() -> None:
    """Write every package-lock.json anew."""
    for source in (places.PDS_SOURCE, places.READINGS_SOURCE):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("package.json", ".npmrc"):
                shutil.copy(source / name, folder)
            _npm(["install", "--package-lock-only"], cwd=Path(folder), log=Path(folder) / "npm.log")
            shutil.copy(Path(folder) / "package-lock.json", source)


def _npm(arguments: Sequence[str], *, cwd: Path, log: Path) -> None:
    home = places.node_home()
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    env = {
        "PATH": f"{places.node().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        # Or a module would be built with the headers of whatever Node the system has.
        "npm_config_nodedir": str(home),
        "PYTHON": sys.executable,  # what builds modules is written in Python, and would look for one
    }
    _run([places.node(), npm, *arguments], cwd=cwd, log=log, env=env)


def _run(
    command: Sequence[str | Path], *, log: Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> None:
    with log.open("ab") as output:
        try:
            done = subprocess.run(
                command,
                cwd=cwd,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=COMMAND_TIMEOUT,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InstallError(f"{_shown(command)}: {error}") from error
    if done.returncode:
        raise InstallError(f"{_shown(command)} ended with {done.returncode}\n{_explained(log)}")


def _shown(command: Sequence[str | Path]) -> str:
    return " ".join(str(part) for part in command)


def _explained(log: Path) -> str:
    text = log.read_text(encoding="utf-8", errors="replace")
    tail = "\n".join(f"  | {line}" for line in text.splitlines()[-TAIL_LINES:])
    remedy = next((advice for signs, advice in REMEDIES if any(sign in text for sign in signs)), None)
    return f"{tail}\n  The whole log is {log}." + (f"\n  Probably {remedy}." if remedy else "")


@contextlib.contextmanager
def _fresh(place: places.Place) -> Iterator[None]:
    """Begin with an empty folder (what was half done is not trusted), and mark it at the end."""
    shutil.rmtree(place.home, ignore_errors=True)
    place.home.mkdir(parents=True)
    yield
    place.marker.touch()


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time install one thing; who comes second finds it done."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget_unused() -> None:
    """Remove what no checkout on this machine has used for long: each is some hundred megabytes."""
    for marker in places.CACHE.glob("*/.complete"):
        if time.time() - marker.stat().st_mtime > UNUSED_DAYS * 24 * 60 * 60:
            shutil.rmtree(marker.parent, ignore_errors=True)


def _ensure(server: Server) -> str | None:
    """Install a server unless it is there, and return what went wrong."""
    if server.ready():
        return None
    folder = places.CACHE
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder / f"{server.name}.lock"):
        if server.ready():
            return None
        _say(f"installing {server.title}")
        started = time.monotonic()
        log = folder / f"{server.name}.log"
        log.unlink(missing_ok=True)
        try:
            server.install(log)
        except InstallError as error:
            return f"{server.name}: {error}"
        _say(f"{server.name} is there after {time.monotonic() - started:.0f} s")
    return None


def _say(text: str) -> None:
    print(f"test servers: {text}", flush=True)


def _keep() -> None:
    """Note that these are in use."""
    for place in (places.pds(), places.github(), places.mastodon(), places.zensical(), places.official_clients()):
        if place.ready:
            place.marker.touch()


def main(arguments: Sequence[str] | None = None) -> int:
    """Install what is asked for and return the exit code."""
    names = [server.name for server in SERVERS]
    parser = argparse.ArgumentParser(
        prog="python -m tests.servers.install", description="Install the servers for tests."
    )
    parser.add_argument("names", nargs="*", metavar="|".join(names), help="which ones (all of them)")
    parser.add_argument("--lock", action="store_true", help="write the locks of npm anew, and nothing else")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(names):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    try:
        if asked.lock:
            make_lock()
            return 0
        wanted = [server for server in SERVERS if not asked.names or server.name in asked.names]
        # At the same time: one of them waits for the network while another one compiles.
        with ThreadPoolExecutor(len(wanted)) as pool:
            failures = [failure for failure in pool.map(_ensure, wanted) if failure]
    except (InstallError, FileNotFoundError) as error:
        failures = [str(error)]
    for failure in failures:
        _say(f"NOT INSTALLED. {failure}")
    if not failures:
        _keep()
        _forget_unused()
        _say(f"ready, in {places.CACHE}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
