"""A proxy on loopback that lets a server act and then cuts the answer, as bad networks do."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.servers import plain

TIMEOUT = 60.0
_NOT_FORWARDED = {"connection", "content-encoding", "content-length", "host", "transfer-encoding"}


@dataclass
class CuttingProxy:
    """Where it is, and how many answers it cut."""

    url: str = ""
    cuts: int = 0
    _turns: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def is_cut(self, every: int) -> bool:
        """Take a turn: whether this answer is one of those that are cut."""
        cut = next(self._turns) % every == 0
        self.cuts += cut
        return cut


@contextmanager
def cutting_proxy(target: str, path: str, every: int = 3) -> Iterator[CuttingProxy]:
    """Forward everything to ``target``; cut one in ``every`` answers to POST ``path``, after the server acted."""
    proxy = CuttingProxy()

    class Handler(BaseHTTPRequestHandler):
        wbufsize = -1  # headers and body in one packet

        def do_GET(self) -> None:
            self.forward()

        def do_POST(self) -> None:
            self.forward()

        def forward(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _NOT_FORWARDED}
            answer = plain.ask(self.command, f"{target}{self.path}", content=body, headers=headers, timeout=TIMEOUT)
            if self.command == "POST" and self.path == path and proxy.is_cut(every):
                self.close_connection = True
                return
            with suppress(OSError):  # whoever asked may be dead by now
                self.give(answer)

        def give(self, answer: httpx.Response) -> None:
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name.lower() not in _NOT_FORWARDED | {"date", "server"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing: clients are killed in the middle of their requests."""

    here = Server(("127.0.0.1", 0), Handler)
    proxy.url = f"http://127.0.0.1:{here.server_port}"
    threading.Thread(target=here.serve_forever, daemon=True).start()
    try:
        yield proxy
    finally:
        here.shutdown()
        here.server_close()
