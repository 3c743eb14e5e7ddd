"""What the ledger costs as it grows: ``python -m bench.ledger [DELIVERIES …]``, by default 100 and 100,000.

One workspace and one real git remote for each size, all in one run and by turns, whole processes, wall clock. The best
of several runs counts: a busy machine only ever adds.
The network is a loopback server that says yes at once, so that what is measured is ours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, PartReceipt, Record
from smm_build.run.ledger import BRANCH
from smm_build.run.ledger_file import file_path, write_record

__all__ = ["main", "write_ledger"]

_ROUNDS = 7
_LONG_AGO = datetime(2020, 1, 1, 9, tzinfo=UTC)
_NOW = "2026-11-24 12:30"
_FAR = 0.2
"""Seconds until a forge answers; a `git fetch` over HTTPS that finds nothing new usually takes longer."""
_CHANNELS = ("bluesky", "facebook", "linkedin", "mastodon")
"""Each post of the past went to these."""
_POSTS = 60
"""Posts of the workspace that are for later: the files of about a month."""


def main(sizes: Sequence[int]) -> None:
    """Measure and print; the last line is the ratio between the largest and the smallest ledger."""
    with tempfile.TemporaryDirectory() as folder, _server() as url:
        places = {size: _place(Path(folder) / str(size), size, url) for size in sizes}
        names = count()
        one = {size: list[float]() for size in sizes}
        for _ in range(_ROUNDS):  # by turns, so that a busy machine is busy for all of them
            for size, place in places.items():
                one[size].append(place.publish_one(next(names)))
        start = _best(lambda: _seconds([sys.executable, "-c", "pass"], Path.cwd()))
        print(f"{'deliveries':>10}  {'MB':>6}  {'one due post':>13}  {'in a new clone':>15}")
        for size, place in places.items():
            figures = f"{min(one[size]):>11.3f} s  {place.first_time(next(names)):>13.3f} s"
            print(f"{size:>10}  {place.megabytes():>6.1f}  {figures}")
        largest = places[sizes[-1]]
        largest.tell_nothing_due("on this machine", start)
        largest.move_away()
        largest.tell_nothing_due(f"{_FAR} s away", start)
        ratio = min(one[sizes[-1]]) / min(one[sizes[0]])
        print(f"one due post, {sizes[-1]} deliveries against {sizes[0]}: {ratio:.2f}")


@dataclass(frozen=True)
class _Place:
    """A clone with a workspace in it, and the remote with its ledger."""

    root: Path
    remote: Path

    def publish_one(self, number: int) -> float:
        """Return how long it takes to publish one post that has just become due."""
        name = f"due-{number}"
        _post(self.root, name, "2026-11-24 12:00")
        seconds = self.smm(self.root, _NOW)
        (self.root / f"content/posts/{name}.md").unlink()
        return seconds

    def first_time(self, number: int) -> float:
        """Return the same for a clone that has never seen the ledger, as CI makes one."""
        fresh = self.root.with_name(f"fresh-{number}")
        _git(self.root.parent, "clone", "--quiet", str(self.remote), str(fresh))
        return _Place(fresh, self.remote).publish_one(number)

    def nothing_due(self) -> float:
        """Return how long a run takes that has nothing to do, after one that had nothing to do."""
        command = [sys.executable, "-m", "smm_build", "publish"]
        _seconds(command, self.root)
        return _best(lambda: _seconds(command, self.root))

    def tell_nothing_due(self, where: str, start: float) -> None:
        """Print it beside what it may cost: two times git's own fetch and the interpreter's start."""
        mine, fetch = self.nothing_due(), self.fetch()
        print(f"nothing due, remote {where}: {mine:.3f} s; 2 x git fetch + python: {2 * fetch + start:.3f} s")

    def move_away(self) -> None:
        """Put the remote as far away as a forge is: a connection takes :data:`_FAR`."""
        url = f"ext::sh -c sleep% {_FAR};exec% %S% {self.remote}"
        _git(self.root, "config", "protocol.ext.allow", "always")
        _git(self.root, "remote", "set-url", "origin", url)

    def fetch(self) -> float:
        """Return how long git itself takes to ask for news of the ledger."""
        command = ["git", "-C", str(self.root), "fetch", "--quiet", "origin", f"+refs/heads/{BRANCH}:refs/bench/ledger"]
        return _best(lambda: _seconds(command, self.root))

    def megabytes(self) -> float:
        """Return what the remote's objects weigh."""
        return sum(file.stat().st_size for file in self.remote.rglob("*.pack")) / 1e6

    def smm(self, where: Path, now: str) -> float:
        """Run ``smm publish`` at a moment."""
        return _seconds(
            [sys.executable, "-m", "smm_build", "publish"],
            where,
            SMM_NOW=now,
            SMM_MASTODON_TOKEN="good",  # noqa: S106
        )


def _place(folder: Path, size: int, url: str) -> _Place:
    folder.mkdir()
    remote, root = folder / "remote.git", folder / "work"
    _git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    _git(folder, "clone", "--quiet", str(remote), str(root))
    (root / "brand/channels").mkdir(parents=True)
    (root / "brand/brand.yml").write_text("name: Bench\nlocale: en\nlanguages: [en]\ntimezone: Europe/Rome\n")
    (root / "brand/channels/mastodon.yml").write_text(f"network: mastodon\nhandle: bench@localhost\nserver: {url}\n")
    for number in range(_POSTS):
        _post(root, f"later-{number}", f"2099-01-{1 + number % 28:02} 09:{number % 60:02}")
    _git(root, "add", "--all")
    _git(root, "-c", "user.name=Bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "-m", "plan")
    _git(root, "push", "--quiet", "origin", "HEAD:main")
    write_ledger(remote, size)
    return _Place(root, remote)


def _post(root: Path, name: str, at: str) -> None:
    path = root / f"content/posts/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\nid: {name}\npublish_at: {at}\nchannels: [mastodon]\n---\n\nPost {name}, with some words.\n")


def write_ledger(remote: Path, size: int) -> None:
    """Write a ledger of ``size`` deliveries that were sent into a bare repository, in one commit."""
    stream = [f"commit refs/heads/{BRANCH}\ncommitter smm <smm@localhost> 1577869200 +0000\ndata 4\nseed\n".encode()]
    for number in range(size):
        record = _sent(number)
        content = write_record(record)
        stream.append(f"M 100644 inline {file_path(record.key)}\ndata {len(content)}\n".encode() + content + b"\n")
    subprocess.run(["git", "-C", remote, "fast-import", "--quiet"], input=b"".join(stream), check=True)


def _sent(number: int) -> Record:
    at = _LONG_AGO + timedelta(minutes=20 * number)
    post, channel = divmod(number, len(_CHANNELS))
    key = DeliveryKey(f"2020-post-{post:06}", _CHANNELS[channel])
    claim = Claim(f"{number:064x}", at, at + timedelta(minutes=15), 1)
    run, digest = "0123456789ab-4711-815", f"{number:064x}"
    url = f"https://mastodon.example/@bench/{number}"
    claimed = Event(EventKind.CLAIMED, at, run, 1, digest, claim)
    sent = Event(EventKind.SENT, at, run, 1, digest, parts=(PartReceipt(1, str(number), url),), url=url)
    return Record(key, (claimed, sent))


@contextmanager
def _server() -> Iterator[str]:
    """A Mastodon that takes everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.say({"id": "1"})

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.say({"id": "7", "url": "https://mastodon.example/@bench/7"})

        def say(self, content: dict[str, str]) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    here = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=here.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{here.server_port}"
    here.shutdown()


def _git(where: Path, *words: str) -> None:
    subprocess.run(["git", "-C", where, *words], check=True, capture_output=True)


def _best(measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(_ROUNDS))


def _seconds(command: Sequence[str], where: Path, **environment: str) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, cwd=where, env={**os.environ, **environment}, capture_output=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"{command} ended with {done.returncode}:\n{done.stdout.decode()}{done.stderr.decode()}")
    return seconds


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 100_000])
