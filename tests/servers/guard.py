"""No test leaves this machine.

An audit hook sees every connection and every look-up of a name that Python makes, whichever library asks,
and refuses those that are not for loopback. Other programs are sent to a proxy that is not there.
Listening on more than loopback is refused as well: nothing of ours may be reachable from outside while it
is tested.
"""

from __future__ import annotations

import ipaddress
import sys
from dataclasses import dataclass, field

DEAD_PROXY_PORT = 9
DEAD_PROXY = f"http://127.0.0.1:{DEAD_PROXY_PORT}"
NO_PROXY = "127.0.0.1,localhost,::1"

_WITH_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}  # (socket, address)
_WITH_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}  # (name, …)


class OutsideNetworkError(BaseException):
    """Something wanted to leave this machine.

    Not an ``Exception``: code that survives a network failure must not survive this one unseen.
    """


@dataclass
class Guard:
    """What was refused, and whether it is on."""

    on: bool = False
    refused: list[str] = field(default_factory=list)

    def install(self) -> None:
        """Begin to listen. There is no way back but ``on``."""
        self.on = True
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on or not event.startswith("socket."):
            return
        if event in _WITH_ADDRESS:
            target = arguments[1]
        elif event in _WITH_NAME:
            target = (arguments[0], None)
        else:
            return
        if not _stays_here(target):
            self.refused.append(f"{event} {target!r}")
            raise OutsideNetworkError(
                f"tests have no network beyond this machine, and {event} wants {target!r}. "
                "Use a server of tests/servers, or a recorded answer."
            )


def _stays_here(target: object) -> bool:
    if not isinstance(target, tuple):
        return True  # a socket of the file system, or no address at all
    host, port = target[0], target[1]
    if port == DEAD_PROXY_PORT:
        return False  # what goes to the dead proxy wanted to go further
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
