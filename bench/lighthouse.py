"""How Lighthouse judges a month and a post of a large site: ``python -m bench.lighthouse [POSTS [RUNS]]``.

Performance, accessibility and best practices, 0 to 100, on a desktop and on a phone as Lighthouse imitates one
(https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md, read 2026-11-23), in Italian and in English.
Files are served compressed, as the hosts of such sites do. Performance is the median of several runs, because a machine
that is busy makes a page slow.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from bench import tools
from bench.posts import START, write_workspace
from tests.servers import places

__all__ = ["judged", "main", "served"]

_HERE = Path(__file__).resolve().parents[1]
_CATEGORIES = ("performance", "accessibility", "best-practices")
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-proxy-server"
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}

Scores = Mapping[str, float]


def main(count: int, runs: int) -> None:
    """Build ``count`` posts in either language, judge each page ``runs`` times, and print a row for each."""
    print(f"{count} posts, {runs} runs; load of the machine before: {os.getloadavg()[0]:.1f}")
    print(f"{'':<28}" + "".join(f"{name:>16}" for name in (*_CATEGORIES, "load")), flush=True)
    with tempfile.TemporaryDirectory(prefix="smm-lighthouse-") as folder:
        for language in ("it", "en"):
            site = _built(Path(folder) / language, count, language)
            for name, page in _pages(site):
                for form in ("desktop", "mobile"):
                    with served(site) as address:
                        scores = judged(f"{address}/{page}", form, runs)
                    numbers = "".join(f"{scores[category]:16.0f}" for category in _CATEGORIES)
                    print(f"{f'{name}, {language}, {form}':<28}{numbers}{os.getloadavg()[0]:16.1f}", flush=True)


def _built(folder: Path, count: int, language: str) -> Path:
    write_workspace(folder, count)
    brand = folder / "brand/brand.yml"
    brand.write_text(brand.read_text("utf-8").replace("locale: it", f"locale: {language}"), "utf-8")
    command = [sys.executable, "-m", "bench.phases", str(folder), str(folder / "site")]
    subprocess.run(command, cwd=_HERE, check=True, stdout=subprocess.DEVNULL)
    return folder / "site"


def _pages(site: Path) -> Iterator[tuple[str, str]]:
    yield "month", f"calendar/{START:%Y-%m}.html"
    yield "post", f"posts/{next(iter(sorted((site / 'posts').iterdir()))).name}"


def judged(address: str, form: str, runs: int = 1) -> Scores:
    """Return the scores of one page: the median of every category."""
    said = [_judged_once(address, form) for _ in range(runs)]
    return {name: median(one[name] for one in said) for name in _CATEGORIES}


def _judged_once(address: str, form: str) -> Scores:
    command: Sequence[str | Path] = [
        *tools.lighthouse(),
        address,
        "--quiet",
        "--output=json",
        "--no-enable-error-reporting",
        f"--only-categories={','.join(_CATEGORIES)}",
        f"--chrome-flags={_FLAGS}",
        *(["--preset=desktop"] if form == "desktop" else []),
    ]
    browser = places.chromium()
    if browser is None:
        raise SystemExit("no Chromium was found: `make test` installs it")
    done = subprocess.run(command, env=os.environ | {"CHROME_PATH": str(browser)}, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"Lighthouse ended with {done.returncode}:\n{done.stderr.decode(errors='replace')}")
    report = json.loads(done.stdout)
    return {name: 100 * report["categories"][name]["score"] for name in _CATEGORIES}


class _Compressed(SimpleHTTPRequestHandler):
    """Serves a folder, its texts compressed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file() or path.suffix not in _COMPRESSED:
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine only, and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressed, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)  # noqa: PLR2004
