"""What a caller says to the process that starts ``smm``, and the program that says it for a shell.

It imports nothing but Python's own, so that the program starts in no time.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Mapping, Sequence

__all__ = ["LENGTH", "ask"]

LENGTH = 4  # bytes that say how long the request is; an exit code is as long


def ask(address: str, words: Sequence[str], cwd: str, env: Mapping[str, str], files: Sequence[int]) -> int:
    """Have a command run with these ends of input, output and errors; return its exit code."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(address)
        said = json.dumps({"words": list(words), "cwd": cwd, "env": dict(env)}).encode()
        socket.send_fds(line, [len(said).to_bytes(LENGTH, "big")], list(files))
        line.sendall(said)
        answer = line.recv(LENGTH)
    if len(answer) != LENGTH:
        raise ConnectionError("the process that starts `smm` is gone")
    return int.from_bytes(answer, "big", signed=True)


if __name__ == "__main__":
    sys.exit(ask(sys.argv[1], sys.argv[2:], os.getcwd(), os.environ, (0, 1, 2)) & 0xFF)  # noqa: PTH109 - starts quicker
