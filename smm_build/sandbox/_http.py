"""The sandbox server's side of HTTP: bytes become a request, a reply becomes bytes. Standard library only."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["LARGEST", "LocalServer", "Received", "Reply"]

LARGEST = 512 * 1024 * 1024
"""Bytes of the largest body that is taken."""
_LONGEST_LINE = 1_000


@dataclass(frozen=True, slots=True)
class Received:
    """A request: its path and query as they came, headers with lower-case names, and the whole body."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered; status 0 answers nothing and cuts the connection."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class _TooLarge(Exception):  # noqa: N818 - named as the answer it becomes
    """The body is larger than anything here."""


class LocalServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1 and gives every request to ``answer``, each connection in a thread of its own."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, answer: Callable[[Received], Reply]) -> None:
        self.answer = answer
        super().__init__(("127.0.0.1", port), _Handler)

    def is_for_us(self, host: str, origin: str | None) -> bool:
        """Whether a request is meant for this server: a web page elsewhere may neither name it nor send to it."""
        own = {f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost")}
        return host in own and (origin is None or origin.removeprefix("http://") in own)


class _Handler(BaseHTTPRequestHandler):
    server: LocalServer
    protocol_version = "HTTP/1.1"
    server_version = "smm-sandbox"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 120

    def _take(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        if not self.server.is_for_us(headers.get("host", ""), headers.get("origin")):
            return self._refuse(421, "this server is for programs on this machine: http://127.0.0.1")
        try:
            body = self._body(headers)
        except _TooLarge:
            return self._refuse(413, f"a body has {LARGEST} bytes at most")
        except ValueError:
            return self._refuse(400, "the length of the body cannot be read")
        return self._say(self.server.answer(Received(self.command, self.path, headers, body)))

    # The names that http.server looks for.
    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _take  # noqa: N815

    def _body(self, headers: Mapping[str, str]) -> bytes:
        if "chunked" in headers.get("transfer-encoding", "").lower():
            return self._chunks()
        length = int(headers.get("content-length", "0"))
        if length > LARGEST:
            raise _TooLarge
        body = self.rfile.read(max(length, 0))
        if len(body) < length:
            raise ValueError("the connection ended too early")
        return body

    def _chunks(self) -> bytes:
        """Read a body in chunks (RFC 9112, section 7.1)."""
        pieces: list[bytes] = []
        size = 0
        while length := int(self.rfile.readline(_LONGEST_LINE).partition(b";")[0], 16):
            size += length
            if length < 0 or size > LARGEST:
                raise _TooLarge
            pieces.append(self.rfile.read(length))
            self.rfile.readline(_LONGEST_LINE)
        while self.rfile.readline(_LONGEST_LINE).strip():
            pass  # trailers say nothing that matters here
        return b"".join(pieces)

    def _refuse(self, status: int, why: str) -> None:
        self.close_connection = True  # the body was not read
        self._say(Reply(status, {"content-type": "text/plain; charset=utf-8"}, why.encode()))

    def _say(self, reply: Reply) -> None:
        if not reply.status:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, " ".join(value.split()).encode("ascii", "replace").decode())
        if reply.status not in {204, 304}:
            self.send_header("content-length", str(len(reply.body)))
        if self.close_connection:
            self.send_header("connection", "close")
        self.end_headers()
        if self.command != "HEAD" and reply.status not in {204, 304}:
            self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the page shows what went out."""
