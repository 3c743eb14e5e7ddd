"""What every test can count on: no network, an empty environment, and real servers for the asking."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser as Chromium

from tests import kills, official
from tests.servers import atproto as atproto_network
from tests.servers import guard, places, process
from tests.servers import pds as pds_server
from tests.servers.browser import Browser, launched, opened
from tests.servers.git import Remote, bare
from tests.servers.github import GitHub
from tests.servers.github import serve as serve_github
from tests.servers.mastodon import Mastodon
from tests.servers.mastodon import start as start_mastodon

ROOT = places.ROOT
SHARED = Path(os.environ.get("SMM_SHARED") or ROOT.parent / "shared")

NETWORK = guard.Guard()
RUN = pytest.StashKey[Path]()
LIFELINES = pytest.StashKey[dict[str, process.Lifeline]]()
SHARED_SERVERS = ("atproto", "pds")

# Variables that change what a program says or does. Each test begins without them.
SCRUBBED = {
    "ALL_PROXY", "BROWSER", "CI", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "EDITOR", "FORCE_COLOR",
    "HTTPS_PROXY", "HTTP_PROXY", "LANG", "LANGUAGE", "LINES", "NO_COLOR", "NO_PROXY", "PAGER",
    "SOURCE_DATE_EPOCH", "TERM", "TZ", "VISUAL",
}  # fmt: skip
SCRUBBED_PREFIXES = ("ACTIONS_", "GIT_", "GITHUB_", "GITLAB_", "LC_", "RUNNER_", "SMM_", "XDG_")


def pytest_configure(config: pytest.Config) -> None:
    """Close the network, and make the folder that all processes of this run share."""
    NETWORK.install()
    # The same examples on every run: whoever wants others sets HYPOTHESIS_PROFILE=explore.
    hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None)
    hypothesis.settings.register_profile("explore", deadline=None, database=None, max_examples=2_000)
    hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
    given: dict[str, Any] | None = getattr(config, "workerinput", None)
    if given is not None:
        config.stash[RUN] = Path(given["smm_run"])
        return
    config.stash[RUN] = Path(tempfile.mkdtemp(prefix="smm-test-run-"))
    run = config.stash[RUN]
    config.stash[LIFELINES] = {name: process.Lifeline(run / f"{name}.fifo") for name in SHARED_SERVERS}


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of xdist where that folder is."""
    node.workerinput["smm_run"] = str(node.config.stash[RUN])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a worker counted to the process that prints it."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["smm_judged"] = [[*name, count] for name, count in official.COUNTED.items()]
        output["smm_killed"] = [[*name, count] for name, count in kills.COUNTED.items()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a worker counted."""
    output = getattr(node, "workeroutput", {})
    for counter, name in ((official.COUNTED, "smm_judged"), (kills.COUNTED, "smm_killed")):
        for network, verdict, count in output.get(name, []):
            counter[network, verdict] += count


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print how many requests the official contracts have judged, and how many deliveries were cut off."""
    for title, counter in (
        ("requests judged by official contracts", official.COUNTED),
        ("deliveries cut off at a request, each with the runs after it", kills.COUNTED),
    ):
        if counter:
            terminalreporter.section(title)
        for (network, verdict), count in sorted(counter.items()):
            terminalreporter.write_line(f"{network:<12} {verdict:<14} {count}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the servers that were shared."""
    NETWORK.on = False
    lifelines = config.stash.get(LIFELINES, None)
    if lifelines is not None:
        run = config.stash[RUN]
        for name, lifeline in lifelines.items():
            lifeline.cut(process.pid(run, name))
        shutil.rmtree(run, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the servers it uses, so that ``-m "not pds"`` forgets none."""
    for item in items:
        for name in {"atproto", "browser", "mastodon", "pds"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(name)


# ------------------------------------------------------------------------------------------ for every test


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with nothing in it; what a test leaves there is gone before the next one."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def environment(home: Path) -> dict[str, str]:
    """The environment every test begins with."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() not in SCRUBBED and not name.upper().startswith((*SCRUBBED_PREFIXES, "PYTEST_"))
    }
    people = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Ada Test"), ("EMAIL", "ada@example.com"))
    }
    proxies = dict.fromkeys(("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"), guard.DEAD_PROXY) | {"NO_PROXY": guard.NO_PROXY}
    return {
        **kept,
        **people,
        **proxies,
        **{name.lower(): value for name, value in proxies.items()},
        # A thousand processes of `smm` start in a run: the first compiles the modules, outside the checkout, for all.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(places.CACHE / "bytecode"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        # `smm` and what else is installed beside this Python, for tests that start programs.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', os.defpath)}",
        "TZ": "UTC",
    }


@pytest.fixture(autouse=True)
def _same_for_every_test(environment: dict[str, str], home: Path) -> Iterator[None]:
    """Give each test the same environment, and fail it when it wanted to leave this machine."""
    _set(environment)
    NETWORK.refused.clear()
    yield
    _set(environment)
    for left in home.iterdir():
        shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
    assert not NETWORK.refused, f"the test wanted to leave this machine: {NETWORK.refused}"


def _set(environment: dict[str, str]) -> None:
    # pytest keeps some of its own there, and takes them away itself.
    wanted = environment | {name: value for name, value in os.environ.items() if name.startswith("PYTEST_")}
    if os.environ == wanted:
        return
    for name in set(os.environ) - set(wanted):
        del os.environ[name]
    os.environ.update(wanted)


@pytest.fixture
def network() -> guard.Guard:
    """What the guard refused, for tests of the guard."""
    return NETWORK


# ------------------------------------------------------------------------------------------ for the asking


@pytest.fixture
def remote(tmp_path: Path) -> Remote:
    """A real bare repository with nothing in it."""
    return bare(tmp_path / "remote.git")


@pytest.fixture
def github(remote: Remote) -> Iterator[GitHub]:
    """A stand-in for GitHub in front of ``remote``; GitHub's own description judges all that is asked and answered."""
    with serve_github(GitHub(remote)) as standing_in:
        yield standing_in
    assert not standing_in.faults, standing_in.faults


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of contracts, conformance cases and corpora beside this checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"no conformance data: {SHARED} is not there (SMM_SHARED says where it is)")
    return SHARED


@pytest.fixture(scope="session")
def pds(request: pytest.FixtureRequest) -> pds_server.Pds:
    """Bluesky's reference server. It is one for all tests: use ``pds.new_account()``."""
    return pds_server.shared(request.config.stash[RUN])


@pytest.fixture(scope="session")
def atproto(request: pytest.FixtureRequest) -> atproto_network.Network:
    """The AT Protocol's development network, with an appview: likes, answers and followers are counted there."""
    return atproto_network.shared(request.config.stash[RUN])


@pytest.fixture(scope="session")
def _mastodon_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mastodon]:
    mastodon, started = start_mastodon(tmp_path_factory.mktemp("mastodon"))
    yield mastodon
    started.stop()


@pytest.fixture
def mastodon(_mastodon_server: Mastodon) -> Mastodon:
    """mastodon_mock, with two accounts and no statuses."""
    _mastodon_server.reset()
    return _mastodon_server


# Not for the session: while Playwright runs, no test of the same process can run an event loop of its own.
@pytest.fixture(scope="module")
def _chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with launched(tmp_path_factory.mktemp("chromium")) as chromium:
        yield chromium


@pytest.fixture
def browser(_chromium: Chromium) -> Iterator[Browser]:
    """A fresh page of a real Chromium: ``browser.open(target)``, ``.page``, ``.blocked``, ``.errors``."""
    with opened(_chromium) as browser:
        yield browser
