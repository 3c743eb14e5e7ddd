"""One local server with a stand-in for every network: what a channel's ``server:`` may be, to try things for real.

It listens on this machine only. Every stand-in lives below ``/<network>/``, the page of what went out is
``/_sandbox/``. ``/_sandbox/faults`` lets requests fail on purpose, ``/_sandbox/people`` lets people write, and
``/_sandbox/counts`` lets them like, share and look.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote, urlsplit

from smm_build.domain.sentence import Language
from smm_build.sandbox._faults import Fault, FaultKind, Faults, read_fault
from smm_build.sandbox._http import LocalServer, Received, Reply
from smm_build.sandbox._page import feed_page
from smm_build.sandbox._people import people_did, people_wrote, written
from smm_build.sandbox._received import received
from smm_build.sandbox._worlds import Worlds, as_json, picture_type
from smm_build.sandbox.standins import Shown, stand_ins

__all__ = ["SandboxServer"]

_PLAIN = re.compile(r"(?!\.)[\w. -]+")
"""What a part of a staged file's address may be: never a way out of the folder."""
_PAGE = {
    "content-type": "text/html; charset=utf-8",
    # Texts on the page are anybody's: even if one escaped escaping, the browser would not run or load it.
    "content-security-policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


@dataclass
class SandboxServer:
    """The server; as a context it answers until it is left.

    ``folder`` keeps what went out, ``clock`` gives the stand-ins aware instants, ``language`` is the page's when a
    browser does not ask for one. ``port`` 0 takes a free one. ``bugs`` tells of stand-ins that stumbled.
    """

    folder: Path
    clock: Callable[[], datetime]
    port: int = 0
    language: Language = "en"
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self.bugs: list[str] = []
        self.media.mkdir(parents=True, exist_ok=True)
        self.worlds = Worlds(self.folder, self.clock, self._fetch)
        self._http = LocalServer(self.port, self.answer)
        self.port = self._http.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def address(self, network: str, channel: str | None = None) -> str:
        """Return the address of a network's stand-in, one world for all or one for each channel."""
        return f"{self.url}/{network}@{channel}" if channel and channel != network else f"{self.url}/{network}"

    # --- files that networks fetch

    @property
    def media(self) -> Path:
        """The folder whose files stand-ins can fetch, as if it were public; see :attr:`media_base`."""
        return self.folder / "media"

    @property
    def media_base(self) -> str:
        """The address of :attr:`media`, without a slash at its end."""
        return f"{self.url}/_media"

    def _fetch(self, address: str) -> bytes | None:
        """Get a staged file the way a network would; nothing else answers, because nothing here asks the world."""
        start = f"{self.media_base}/"
        names = [unquote(name) for name in urlsplit(address).path.split("/")[2:]]
        if not address.startswith(start) or not all(_PLAIN.fullmatch(name) for name in names):
            return None
        try:
            return self.media.joinpath(*names).read_bytes()
        except OSError:
            return None

    # --- answers

    def answer(self, asked: Received) -> Reply:
        """Answer one request."""
        place, _, rest = asked.target.lstrip("/").partition("/")
        name = unquote(place.partition("?")[0])
        if name == "_sandbox":
            return self._own(asked, rest)
        if name == "_media":
            return self._file(f"{self.url}{asked.target}", asked.headers.get("range"))
        if not name:
            return Reply(302, {"location": "/_sandbox/"})
        if not self.worlds.knows(name):
            return _json(404, {"error": f"no stand-in is called {name!r}", "known": sorted(stand_ins())})
        return self._from_stand_in(name, asked, asked.target.lstrip("/")[len(place.partition("?")[0]) :])

    def _from_stand_in(self, name: str, asked: Received, target: str) -> Reply:
        path = urlsplit(target).path
        fault = self.faults.take(name.partition("@")[0], asked.method, path)
        if fault and fault.kind is FaultKind.CUT_BEFORE:
            return Reply(0)
        if fault and fault.kind is FaultKind.SLOW:
            time.sleep(fault.seconds)
        elif fault and fault.kind is not FaultKind.CUT_AFTER:
            return _failing(fault)
        reply = self._handled(name, asked, target)
        return Reply(0) if fault and fault.kind is FaultKind.CUT_AFTER else reply

    def _handled(self, name: str, asked: Received, target: str) -> Reply:
        base = f"{self.url}/{name}"
        try:
            request = received(asked.method, target or "/", asked.headers.items(), asked.body, base)
            answer = self.worlds.answer(name, request)
        except Exception as error:  # noqa: BLE001 - a bug in one stand-in must not end the server
            self.bugs.append(f"{asked.method} {asked.target}: {type(error).__name__}: {error}")
            return _json(500, {"error": f"a bug in the stand-in for {name}: {type(error).__name__}: {error}"})
        if answer.content is None or isinstance(answer.content, bytes):
            return Reply(answer.status, dict(answer.headers), answer.content or b"")
        reply = _json(answer.status, answer.content)
        return Reply(reply.status, {**reply.headers, **_lower(answer.headers)}, reply.body)

    def _own(self, asked: Received, rest: str) -> Reply:
        path, _, query = rest.partition("?")
        if path == "faults":
            return self._faults(asked)
        if path in {"people", "counts"}:
            return self._people(asked, path)
        if asked.method not in {"GET", "HEAD"}:
            return _json(405, {"error": f"{asked.method} is not understood here"})
        if path == "":
            return Reply(200, _PAGE, self.page(self._spoken(asked, query)).encode("utf-8", "replace"))
        if path == "shown.json":
            return _json(200, {name: [as_json(one) for one in shown] for name, shown in self.shown().items()})
        folder, _, digest = path.partition("/")
        file = self.worlds.picture(digest) if folder == "files" else None
        if file is None:
            return _json(404, {"error": "there is nothing here; look at /_sandbox/"})
        content = file.read_bytes()
        kind = picture_type(content) or "application/octet-stream"
        return Reply(200, {"content-type": kind, "x-content-type-options": "nosniff"}, content)

    def _people(self, asked: Received, path: str) -> Reply:
        """Let people write or do something, or tell what they wrote."""
        if asked.method == "GET" and path == "people":
            return _json(200, written(self.worlds))
        if asked.method != "POST":
            return _json(405, {"error": "POST what somebody wrote or did as JSON"})
        try:
            if path == "people":
                return _json(201, {"id": people_wrote(asked.body, self.worlds)})
            people_did(asked.body, self.worlds)
        except ValueError as error:
            return _json(400, {"error": str(error)})
        return Reply(204)

    def _faults(self, asked: Received) -> Reply:
        if asked.method == "DELETE":
            self.faults.clear()
            return Reply(204)
        if asked.method == "GET":
            return _json(200, self.faults.left())
        if asked.method != "POST":
            return _json(405, {"error": "POST a fault as JSON, GET those that are left, or DELETE them all"})
        try:
            self.faults.add(read_fault(json.loads(asked.body)))
        except (ValueError, RecursionError) as error:
            return _json(400, {"error": str(error)})
        return Reply(204)

    def _spoken(self, asked: Received, query: str) -> Language:
        wanted = "it" if "lang=it" in query else "en" if "lang=en" in query else None
        said = asked.headers.get("accept-language", "").lower()[:2]
        return "it" if (wanted or said or self.language) == "it" else "en"

    def _file(self, address: str, wanted: str | None) -> Reply:
        content = self._fetch(address)
        if content is None:
            return _json(404, {"error": "no such file is staged"})
        return _stretch(content, wanted)

    # --- what went out

    def shown(self) -> Mapping[str, tuple[Shown, ...]]:
        """Return what is in each world, by its name."""
        return dict(self.worlds.shown())

    def page(self, language: Language) -> str:
        """Return the page of what went out."""
        return feed_page(self.shown(), language, partial(self._picture, "/_sandbox/files/"))

    def write_page(self, file: Path) -> None:
        """Write the page so that it can be opened without the server; its pictures stay where they are kept."""
        files = quote(os.path.relpath(self.folder / "files", file.parent)) + "/"
        file.write_text(
            feed_page(self.shown(), self.language, partial(self._picture, files), live=False),
            encoding="utf-8",
            errors="replace",
        )

    def _picture(self, folder: str, digest: str) -> str | None:
        return folder + digest if self.worlds.picture(digest) else None


def _json(status: int, content: object) -> Reply:
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    return Reply(status, {"content-type": "application/json; charset=utf-8"}, body)


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _failing(fault: Fault) -> Reply:
    reply = _json(fault.status, fault.body if fault.body is not None else {"error": "a fault that was asked for"})
    headers = {**reply.headers, **_lower(fault.headers)}
    if fault.kind is FaultKind.RATE_LIMITED:
        headers.setdefault("retry-after", f"{fault.seconds:.0f}")
    return Reply(fault.status, headers, reply.body)


def _stretch(content: bytes, wanted: str | None) -> Reply:
    """Return the bytes that a ``Range`` header asks for, one stretch at most (RFC 9110, section 14.2)."""
    headers = {"content-type": picture_type(content) or "application/octet-stream", "accept-ranges": "bytes"}
    first, dash, last = (wanted or "").removeprefix("bytes=").partition("-")
    if not dash or not (first or last).isdigit() or not (last or first).isdigit():
        return Reply(200, headers, content)
    start = int(first) if first else max(len(content) - int(last), 0)
    end = min(int(last), len(content) - 1) if first and last else len(content) - 1
    if start > end:
        return Reply(416, headers | {"content-range": f"bytes */{len(content)}"})
    return Reply(206, headers | {"content-range": f"bytes {start}-{end}/{len(content)}"}, content[start : end + 1])
