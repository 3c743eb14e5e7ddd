"""A workspace on disk and ``smm`` as a user runs it: a process of its own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers import forks
from tests.servers.pds import Account

__all__ = ["Done", "Workspace", "at_the_pds", "make_workspace"]

BRAND = "name: Test\nlocale: en\nlanguages: [en]\ntimezone: Europe/Rome\ngrace: 6h\n"


@dataclass(frozen=True)
class Done:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON it printed."""
        return json.loads(self.out)

    @property
    def deliveries(self) -> list[dict[str, Any]]:
        """The deliveries it listed."""
        found: list[dict[str, Any]] = self.data["deliveries"]
        return found

    def states(self) -> dict[tuple[str, str], str]:
        """Return the state of each delivery it listed."""
        return {(row["post"], row["channel"]): row["state"] for row in self.deliveries}


@dataclass(frozen=True)
class Workspace:
    """A folder with a plan in it, and what its environment holds."""

    root: Path
    environment: dict[str, str]

    def write(self, path: str, text: str) -> Path:
        """Write a file of the workspace."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def post(self, name: str, text: str = "Ciao", channels: str = "sandbox", **fields: str) -> Path:
        """Write a post that was due at noon."""
        rows = {"id": name, "publish_at": "2026-11-24 12:00", "channels": f"[{channels}]"} | fields
        head = "\n".join(f"{key}: {value}" for key, value in rows.items())
        return self.write(f"content/posts/{name}.md", f"---\n{head}\n---\n\n{text}\n")

    def channel(self, name: str, network: str | None = None, **fields: str) -> None:
        """Write a channel; without ``server`` it is rehearsed."""
        rows = {"network": network or name, "handle": f"{name}.example.com"} | fields
        self.write(f"brand/channels/{name}.yml", "\n".join(f"{key}: {value}" for key, value in rows.items()) + "\n")

    def command(self, *words: str) -> list[str]:
        """Return the words of a command, for what has to start, wait or be killed as it does for a user."""
        return [sys.executable, "-m", "smm_build", *words]

    def full_environment(self, now: str = "2026-11-24 12:30") -> dict[str, str]:
        """Return the environment of a command at a moment on the brand's clock."""
        return {**os.environ, **self.environment, "SMM_NOW": now}

    def smm(self, *words: str, now: str = "2026-11-24 12:30", **more: str) -> Done:
        """Run a command at a moment on the brand's clock."""
        done = forks.smm(*words, cwd=self.root, env=self.full_environment(now) | more)
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def publish(self, **more: str) -> Done:
        """Publish and list."""
        return self.smm("publish", "--format", "json", **more)

    def status(self) -> Done:
        """List what the ledger knows."""
        return self.smm("status", "--format", "json")


def make_workspace(root: Path, channels: Iterable[str] = ("sandbox",), **environment: str) -> Workspace:
    """Make a workspace with these rehearsed channels."""
    workspace = Workspace(root, environment)
    workspace.write("brand/brand.yml", BRAND)
    for channel in channels:
        workspace.channel(channel)
    return workspace


def at_the_pds(workspace: Workspace, account: Account, channel: str = "bluesky") -> Workspace:
    """Point a channel to an account on Bluesky's reference server."""
    workspace.channel(channel, "bluesky", handle=account.handle, server=account.server)
    prefix = "SMM_" + "".join(c if c.isalnum() else "_" for c in channel.upper())
    return Workspace(workspace.root, workspace.environment | {f"{prefix}_PASSWORD": account.password})
