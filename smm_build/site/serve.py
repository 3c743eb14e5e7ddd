"""Show the site while somebody writes: build, serve on this machine only, rebuild when a file changes."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from smm_build.domain.sentence import Sentence
from smm_build.site.build import BuildReport, SiteError, build
from smm_build.site.output import Stamp, stamps
from smm_build.site.pages import Site

__all__ = ["Preview", "serve"]

_HOST = "127.0.0.1"
_WATCHED = ("content", "brand", "strategy.md", "mkdocs.yml", "PAUSE")
_SECONDS_BETWEEN_LOOKS = 0.15
_SECONDS_A_PAGE_WAITS = 25.0
_NEWS = "/__smm/news"
# The page asks for a newer build than its own, and loads itself again. A server that has gone ends the asking.
_RELOAD = (
    "<script>(async own=>{const ask=()=>fetch('"
    + _NEWS
    + "?after='+own).then(answer=>answer.text());"
    + "try{while(await ask()===own);location.reload()}catch{}})('%d')</script></body>"
)


class Preview:
    """The newest build of a site and its number; safe to be asked from many threads."""

    def __init__(self, root: Path, make: Callable[[], Site], home: Path) -> None:
        self._root = root
        self._make = make
        self._cache = home / "cache"
        self._changed = threading.Condition()
        self.number = 0
        self.out = home / "site"

    def rebuild(self) -> BuildReport:
        """Make the site anew and show it from now on; raises :class:`SiteError`, and the old one stays."""
        report = build(self._root, self.out, self._make(), cache_in=self._cache)
        with self._changed:
            self.number += 1
            self._changed.notify_all()
        return report

    def news(self, after: str) -> str:
        """Return the number of the build, at once if it is not ``after``, else when there is a newer one."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.number) != after, timeout=_SECONDS_A_PAGE_WAITS)
            return str(self.number)


def serve(
    root: Path,
    make: Callable[[], Site],
    port: int,
    *,
    tell: Callable[[Sentence], None],
    stop: threading.Event | None = None,
) -> None:
    """Serve the site that ``make`` returns until Ctrl-C or ``stop``, and call ``make`` again when a file changes.

    ``port`` 0 takes any free one. ``tell`` is given what people should know: the address, and what goes wrong.
    What ``make`` cannot do it says as a :class:`SiteError`; the site before stays. Raises :class:`SiteError` when the
    first build fails or the port is taken.
    """
    stop = stop or threading.Event()
    with tempfile.TemporaryDirectory(prefix="smm-serve-", ignore_cleanup_errors=True) as home:
        preview = Preview(root, make, Path(home))
        seen = _stamps(root)
        preview.rebuild()
        with _listening(preview, port) as address:
            tell(
                Sentence(
                    f"The calendar is at {address} (Ctrl-C ends)", f"Il calendario è su {address} (Ctrl-C per finire)"
                )
            )
            try:
                _watch(root, preview, seen, tell, stop)
            except KeyboardInterrupt:
                tell(Sentence("Ended.", "Finito."))


def _watch(
    root: Path,
    preview: Preview,
    seen: Mapping[str, Stamp],
    tell: Callable[[Sentence], None],
    stop: threading.Event,
) -> None:
    while not stop.wait(_SECONDS_BETWEEN_LOOKS):
        now = _stamps(root)
        if now == seen:
            continue
        seen = now
        try:
            report = preview.rebuild()
        except SiteError as error:
            tell(error.sentence)
        else:
            tell(Sentence(f"Rebuilt in {report.seconds:.1f} s", f"Rifatto in {report.seconds:.1f} s"))


def _stamps(root: Path) -> Mapping[str, Stamp]:
    """Return how every watched file stands on the disk."""
    files = {name: Path(root, name).stat() for name in _WATCHED if Path(root, name).is_file()}
    found = {name: Stamp(status.st_size, status.st_mtime_ns) for name, status in files.items()}
    for name in _WATCHED:
        found.update(stamps(root / name, f"{name}/"))
    return found


@contextmanager
def _listening(preview: Preview, port: int) -> Iterator[str]:
    try:
        server = ThreadingHTTPServer((_HOST, port), partial(_Handler, preview=preview))
    except OSError as error:
        raise SiteError(
            Sentence(
                f"Port {port} cannot be used: {error.strerror}. Choose another with --port",
                f"La porta {port} non si può usare: {error.strerror}. Scegline un'altra con --port",
            )
        ) from error
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{_HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, preview: Preview) -> None:
        self._preview = preview
        super().__init__(*arguments, directory=str(preview.out))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        # A page elsewhere may give its own name to this address and read drafts through the browser.
        if self.headers.get("Host", "").rpartition(":")[0] not in {_HOST, "localhost"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.path.startswith(_NEWS):
            self._send("text/plain", self._preview.news(self.path.partition("?after=")[2]).encode())
        elif (page := Path(self.translate_path(self.path.partition("?")[0]))).suffix == ".html" or page.is_dir():
            self._send_page(page / "index.html" if page.is_dir() else page)
        else:
            super().do_GET()

    def _send_page(self, page: Path) -> None:
        reload = _RELOAD % self._preview.number
        try:
            content = page.read_bytes()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send("text/html; charset=utf-8", content.replace(b"</body>", reload.encode()))

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what people should know."""
