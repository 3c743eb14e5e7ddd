"""The embedded stand-in for every network: answers the requests of rehearsed channels from a folder on this machine.

It needs no account and no connection. What is published here is a file under ``.smm/sandbox/``; nothing leaves the
machine.
"""

from __future__ import annotations

from smm_build.sandbox.feed import write_feed
from smm_build.sandbox.store import Sandbox, local_folder

__all__ = ["Sandbox", "local_folder", "write_feed"]
