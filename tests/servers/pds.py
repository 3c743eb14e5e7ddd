"""Bluesky's own reference server (a PDS) on loopback, one for a whole test run."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import httpx

from tests.servers import places, plain, process

POSTS = "app.bsky.feed.post"
PAGE = 100


@dataclass(frozen=True)
class Account:
    """An account that exists on the server."""

    handle: str
    did: str
    password: str = field(repr=False)
    server: str
    access_jwt: str = field(repr=False)


@dataclass(frozen=True)
class Record:
    """A record in an account's repository."""

    uri: str
    cid: str
    value: dict[str, Any]

    @property
    def rkey(self) -> str:
        """The last part of its address."""
        return self.uri.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Pds:
    """The server as a test sees it: accounts to publish with, and a look at what came of it."""

    url: str
    plc: str

    def new_account(self) -> Account:
        """Create an account with nothing in it. One a test: logging in costs more than creating one."""
        handle = f"smm-{secrets.token_hex(5)}.test"
        password = secrets.token_urlsafe(16)
        made = self.call(
            "com.atproto.server.createAccount",
            body={
                "handle": handle,
                "email": f"{handle.removesuffix('.test')}@example.com",
                "password": password,
            },
        )
        return Account(handle, made["did"], password, self.url, made["accessJwt"])

    def records(self, account: Account, collection: str = POSTS) -> list[Record]:
        """Return all records of a collection, oldest key first."""
        found: list[Record] = []
        cursor: str | None = None
        while True:
            params = {"repo": account.did, "collection": collection, "limit": str(PAGE), "reverse": "true"}
            page = self.call("com.atproto.repo.listRecords", params=params | ({"cursor": cursor} if cursor else {}))
            found += [Record(item["uri"], item["cid"], item["value"]) for item in page["records"]]
            cursor = page.get("cursor")
            if cursor is None:
                return found

    def blob(self, account: Account, cid: str) -> bytes:
        """Return the bytes of an uploaded file that a record refers to."""
        response = self._send("GET", "com.atproto.sync.getBlob", params={"did": account.did, "cid": cid})
        return response.content

    def call(
        self,
        method: str,
        *,
        params: dict[str, str] | None = None,
        body: dict[str, Any] | None = None,
        token: str | None = None,
    ) -> dict[str, Any]:
        """Call a method of the server: a query without a body, a procedure with one. Errors are raised."""
        verb = "GET" if body is None else "POST"
        answer: dict[str, Any] = self._send(verb, method, params=params, json=body, token=token).json()
        return answer

    def _send(self, verb: str, method: str, *, token: str | None = None, **what: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        url = f"{self.url}/xrpc/{method}"
        response = plain.ask(verb, url, headers=headers, **what)
        if response.is_error:
            raise httpx.HTTPStatusError(
                f"{method}: {response.status_code} {response.text}",
                request=response.request,
                response=response,
            )
        return response


def shared(run: Path) -> Pds:
    """Return the server of this run; whichever worker asks first starts it."""
    said = process.shared(run, "pds", lambda stdin: _start(run, stdin))
    return Pds(said["url"], said["plc"])


def _start(run: Path, stdin: IO[bytes]) -> process.Started:
    place = places.pds()
    if not place.ready:
        raise process.ServerError("Bluesky's reference server is not installed: `make test` installs it")
    return process.start(
        [places.node(), places.PDS_SOURCE / "start-pds.mjs"],
        log=run / "pds.log",
        stdin=stdin,
        env={"PDS_MODULES": str(place.home)},
    )
