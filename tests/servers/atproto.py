"""The AT Protocol's development network on loopback: a server with accounts, and the appview that gathers what they do.

It is what Bluesky's own people develop with (the npm package ``@atproto/dev-env``): their server, their appview on
PostgreSQL, their directory of identities. One is started in a run, when the first test asks for it.

The appview shows what somebody did at the time that the record says, ``createdAt``, or when it arrived if that was
earlier. So a month that is over is told by writing records with its times, with no clock turned back.
"""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from tests.servers import places, plain, process
from tests.servers.pds import Account, Pds, Record

AT_ONCE = 4
_RUNS_AS = "postgres"
"""PostgreSQL refuses to be run by root; Debian's package makes somebody who may."""


@dataclass(frozen=True)
class Network(Pds):
    """The network as a test sees it: accounts that do something, and what the appview made of it."""

    door: str

    def new_accounts(self, count: int) -> list[Account]:
        """Create accounts, some at a time."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda _: self.new_account(), range(count)))

    def settle(self) -> None:
        """Wait until the appview has gathered everything that was written so far."""
        response = plain.ask("POST", self.door)
        response.raise_for_status()

    def write(self, who: Account, collection: str, at: datetime, **fields: Any) -> Record:
        """Write a record of an account, as of the aware instant ``at``."""
        value = {"$type": collection, "createdAt": _text(at), **fields}
        body = {"repo": who.did, "collection": collection, "record": value}
        made = self.call("com.atproto.repo.createRecord", body=body, token=who.access_jwt)
        return Record(made["uri"], made["cid"], value)

    def write_all(self, who: Account, acts: Sequence[tuple[str, datetime, Mapping[str, Any]]]) -> list[Record]:
        """Write records of an account at once: each with its collection (``name/key`` for one key), time and fields."""
        values = [{"$type": name.partition("/")[0], "createdAt": _text(at), **said} for name, at, said in acts]
        create = {"$type": "com.atproto.repo.applyWrites#create"}
        keys = [{"rkey": key} if (key := name.partition("/")[2]) else {} for name, _, _ in acts]
        writes = [
            {**create, **key, "collection": value["$type"], "value": value}
            for key, value in zip(keys, values, strict=True)
        ]
        body = {"repo": who.did, "writes": writes}
        made = self.call("com.atproto.repo.applyWrites", body=body, token=who.access_jwt)["results"]
        return [Record(one["uri"], one["cid"], value) for one, value in zip(made, values, strict=True)]

    def take_back(self, who: Account, record: Record) -> None:
        """Delete a record of an account."""
        _, _, _, collection, rkey = record.uri.split("/")
        body = {"repo": who.did, "collection": collection, "rkey": rkey}
        self._send("POST", "com.atproto.repo.deleteRecord", json=body, token=who.access_jwt)

    def ask(self, who: Account, method: str, **params: str) -> dict[str, Any]:
        """Ask the appview, as an account does: through its own server."""
        return self.call(method, params=params, token=who.access_jwt)


def _text(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def shared(run: Path) -> Network:
    """Return the network of this run; whichever worker asks first starts it."""
    said = process.shared(run, "atproto", lambda stdin: _start(run, stdin))
    return Network(said["url"], said["plc"], said["door"])


def _start(run: Path, stdin: IO[bytes]) -> process.Started:
    place, programs = places.pds(), places.postgres()
    if not place.ready or programs is None:
        raise process.ServerError("the AT Protocol's network or PostgreSQL is not installed: `make test` installs them")
    return process.start(
        [places.node(), places.PDS_SOURCE / "start-network.mjs"],
        log=run / "atproto.log",
        stdin=stdin,
        env={"PDS_MODULES": str(place.home), "POSTGRES_BIN": str(programs), **_somebody_else()},
    )


def _somebody_else() -> dict[str, str]:
    if os.geteuid() != 0:
        return {}
    try:
        who = pwd.getpwnam(_RUNS_AS)
    except KeyError:
        raise process.ServerError(
            f"this is run by root, and nobody here is called {_RUNS_AS} to run PostgreSQL"
        ) from None
    return {"POSTGRES_UID": str(who.pw_uid), "POSTGRES_GID": str(who.pw_gid)}
