"""``smm`` as a process of its own for each command, without its half second of importing.

A process that has imported all of ``smm_build`` waits on a socket. Each command is a fork of it: a process with its own
memory, its own environment and folder, and the caller's ends of the pipes, that runs ``smm``'s own ``main`` and ends as
any program ends. What only a fresh start shows (what is imported when, and how long that takes) is tested with real
starts; so are runs that are killed. It ends when its standard input closes, as every server of the tests.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, NoReturn

from tests.servers import process
from tests.servers.fork_line import LENGTH, ask

__all__ = ["program", "smm"]

# Imported late by `smm` itself; a fork finds them at hand. What starts threads at import must not be here.
ALSO = ("concurrent.futures", "difflib", "email.message", "jinja2", "mkdocs.commands.build", "PIL.Image", "sqlite3")


def smm(*words: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command; return its exit code and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
        files = [file.fileno() for file in (nothing, out, err)]
        status = ask(_server(), words, str(cwd or Path.cwd()), os.environ if env is None else env, files)
        return subprocess.CompletedProcess(["smm", *words], status, _text(out), _text(err))


@functools.cache
def program() -> Path:
    """Return a folder with an ``smm`` for shells, to stand first in ``PATH``."""
    address = Path(_server())
    folder = address.parent / "bin"
    folder.mkdir()
    words = map(shlex.quote, (sys.executable, "-IS", str(Path(__file__).with_name("fork_line.py")), str(address)))
    (folder / "smm").write_text(f'#!/bin/sh\nexec {" ".join(words)} "$@"\n', encoding="utf-8")
    (folder / "smm").chmod(0o755)
    return folder


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8").replace("\r\n", "\n")


@functools.cache
def _server() -> str:
    """Start it, once in each process that runs tests, and return where it listens."""
    # No TemporaryDirectory: the first child of multiprocessing that forgets it (Python 3.13) would delete it for all.
    folder = Path(tempfile.mkdtemp(prefix="smm-forks-"))
    address = str(folder / "line")
    command = [sys.executable, "-m", "tests.servers.forks", address]
    env = {"PYTHONPATH": str(Path(__file__).parents[2])}
    started = process.start(command, log=folder / "log", stdin=subprocess.PIPE, env=env)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(started.stop)
    return address


# ------------------------------------------------------------------------------------------ the other side


def _import_everything() -> None:
    import smm_build  # noqa: PLC0415 - only on this side

    for module in pkgutil.walk_packages(smm_build.__path__, "smm_build."):
        if not module.name.startswith(("smm_build.dev", "smm_build.__main__")):
            importlib.import_module(module.name)
    for name in ALSO:
        importlib.import_module(name)


def _wait(listener: socket.socket) -> None:
    """Fork for each caller; return only in a process that is to become the command."""
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            os._exit(0)
        line, _ = listener.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listener.close()
            if _watch(line):
                return
        line.close()


def _watch(line: socket.socket) -> bool:
    """Fork once more: return in the command, and never in its parent, which tells the caller how it ended."""
    first, descriptors, _, _ = socket.recv_fds(line, LENGTH, 3)
    asked = json.loads(_exactly(line, int.from_bytes(first, "big")))
    child = os.fork()
    if child == 0:
        line.close()
        _become(asked, descriptors)
        return True
    _, status = os.waitpid(child, 0)
    line.sendall(os.waitstatus_to_exitcode(status).to_bytes(LENGTH, "big", signed=True))
    os._exit(0)


def _exactly(line: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        found += line.recv(size - len(found))
    return found


def _become(asked: Mapping[str, object], descriptors: Sequence[int]) -> None:
    """Take the caller's files, folder, environment and words."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    # Python looked at its files when it started: whether they are terminals, and whether one can seek in them.
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - no path, and open to the end
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.chdir(str(asked["cwd"]))
    os.environ.clear()
    os.environ.update(asked["env"])  # type: ignore[call-overload]
    time.tzset()
    sys.argv = ["smm", *asked["words"]]  # type: ignore[misc]


def _serve(address: str) -> None:
    _import_everything()
    gc.freeze()  # what is here stays: no fork need copy it to count references
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that only watch
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(address)
        listener.listen()
        print(json.dumps({"ready": address}), flush=True)
        _wait(listener)


def _end(main: Callable[[], None]) -> NoReturn:
    """Run it and end as Python would, but without taking everything that was imported to pieces first."""
    try:
        main()
        code = 0
    except SystemExit as said:
        if isinstance(said.code, str):
            print(said.code, file=sys.stderr)
        code = said.code if isinstance(said.code, int) else int(said.code is not None)
    except BaseException:  # noqa: BLE001 - whatever it is, Python would print it
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code & 0xFF)


if __name__ == "__main__":
    _serve(sys.argv[1])
    from smm_build.cli import main

    _end(main)
