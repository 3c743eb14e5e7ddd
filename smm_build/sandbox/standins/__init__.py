"""A stand-in for each network, one module each, found by file name: what its API answers, as far as we use it.

A stand-in is a fake, written from the network's own documents and judged by its own contract where it publishes one.
It keeps what a network keeps (uploads, containers, posts) and refuses what the network refuses.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from typing import cast

from smm_build.sandbox.standins._base import Answer, Asked, Said, Shown, StandIn, World

__all__ = ["Answer", "Asked", "Said", "Shown", "StandIn", "World", "stand_ins"]


@functools.cache
def stand_ins() -> Mapping[str, StandIn]:
    """Return every stand-in by its network's name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return {name: cast("StandIn", importlib.import_module(f"{__name__}.{name}")) for name in names}
