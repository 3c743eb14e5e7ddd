"""Files in: from a folder to a workspace and its findings.

:func:`load` is all that the rest of the product needs. Inside, the way of a file is ``files`` (bytes to text),
``front_matter`` and ``yaml_text`` (text to plain values with places), ``validation`` with ``schema`` (what may stand
there), then one module a kind of file that makes values of :mod:`smm_build.domain`. ``problems`` holds every finding.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smm_build.read.baseline import NoBaseline, baseline_text, read_baseline
    from smm_build.read.catalogue import PROBLEMS, Problem
    from smm_build.read.check_settings import known_codes
    from smm_build.read.loader import Loaded, NoWorkspace, load

__all__ = [
    "PROBLEMS",
    "Loaded",
    "NoBaseline",
    "NoWorkspace",
    "Problem",
    "baseline_text",
    "known_codes",
    "load",
    "read_baseline",
]

_MODULES = {
    "baseline": ("NoBaseline", "baseline_text", "read_baseline"),
    "catalogue": ("PROBLEMS", "Problem"),
    "check_settings": ("known_codes",),
    "loader": ("Loaded", "NoWorkspace", "load"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for: whoever needs a small part of this does not wait for every kind of file."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
