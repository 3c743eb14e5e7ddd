"""A sandbox server with one stand-in more, which repeats what it hears."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from smm_build.sandbox import standins
from smm_build.sandbox.server import SandboxServer

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def _parrot() -> Iterator[None]:
    folder = str(Path(__file__).with_name("standins"))
    standins.__path__.append(folder)
    standins.stand_ins.cache_clear()
    yield
    standins.__path__.remove(folder)
    standins.stand_ins.cache_clear()
    sys.modules.pop("smm_build.sandbox.standins.parrot", None)


@pytest.fixture
def server(_parrot: None, tmp_path: Path) -> Iterator[SandboxServer]:
    with SandboxServer(tmp_path / "server", lambda: AT) as server:
        yield server


@pytest.fixture
def client(server: SandboxServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=10) as client:
        yield client
