"""mastodon_mock on loopback: somebody else's Mastodon API over real HTTP. A mock, with known holes.

It counts the raw length of a text (no 23 characters a link), accepts media twice and media it never saw,
answers 500 to an idempotency key whose status was deleted, and publishes at once what is scheduled for
within five minutes.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers import places, plain, process

PAGE = 40
CONFIG = """\
[database]
path = ":memory:"

[auth]
permissive = false
enforce_scopes = true
"""
ACCOUNT = """
[[seed.accounts]]
username = "{name}"
display_name = "{title}"
access_token = "{token}"
"""


@dataclass(frozen=True)
class MastodonAccount:
    """An account that is there after every reset."""

    name: str
    token: str


ACME = MastodonAccount("acme", "acme_token")
BOB = MastodonAccount("bob", "bob_token")


@dataclass(frozen=True)
class Mastodon:
    """The server as a test sees it."""

    url: str
    acme: MastodonAccount = ACME
    bob: MastodonAccount = BOB

    def reset(self) -> None:
        """Forget all statuses and faults; the two accounts stay."""
        self.call("POST", "/api/v1/_mock/reset")

    def fault(self, match: str, effect: str, count: int | None = 1, **details: Any) -> None:
        """Let coming requests fail, for instance ``fault("POST /api/v1/statuses", "status", status=503)``.

        Args:
            match: A method and a path; the path may have ``*``.
            effect: ``status`` (with ``status`` and ``body``), ``ratelimit`` (429 and its headers),
                ``malformed`` (200 with half an answer), ``latency`` (with ``delay_ms``) or ``timeout`` (no
                answer for half a minute, and then the request is done all the same).
            count: How many requests; nothing for all of them until the next reset.
            details: What the effect needs.
        """
        method, path = match.split(" ", 1)
        rule = {
            "match": {"methods": [method], "path": path},
            "effect": {"type": effect, **details},
            "count": count,
        }
        self.call("POST", "/api/v1/_mock/faults", json=rule)

    def statuses(self, token: str = ACME.token) -> list[dict[str, Any]]:
        """Return all statuses of an account, newest first, as the API has them."""
        account = self.call("GET", "/api/v1/accounts/verify_credentials", token=token)["id"]
        found: list[dict[str, Any]] = []
        while True:
            params = {"limit": str(PAGE)} | ({"max_id": found[-1]["id"]} if found else {})
            page = self.call("GET", f"/api/v1/accounts/{account}/statuses", token=token, params=params)
            if not page:
                return found
            found += page

    def call(self, method: str, path: str, *, token: str | None = None, **what: Any) -> Any:
        """Call the API and return its answer; errors are raised."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        response = plain.ask(method, f"{self.url}{path}", headers=headers, **what)
        response.raise_for_status()
        return response.json()


def start(folder: Path) -> tuple[Mastodon, process.Started]:
    """Start a server of one's own in an empty folder: its faults must not meet another worker's tests."""
    place = places.mastodon()
    if not place.ready:
        raise process.ServerError("mastodon_mock is not installed: `make test` installs it")
    config = folder / "mastodon.toml"
    accounts = (ACCOUNT.format(name=who.name, title=who.name.title(), token=who.token) for who in (ACME, BOB))
    config.write_text(CONFIG + "".join(accounts), encoding="utf-8")
    started = process.start(
        [place.home / "bin" / "python", Path(__file__).with_name("mastodon_serve.py"), config],
        log=folder / "mastodon.log",
        stdin=subprocess.PIPE,
    )
    return Mastodon(started.said["url"]), started
