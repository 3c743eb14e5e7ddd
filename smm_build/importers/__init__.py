"""Plans that teams already have in other tools, one module a format, found by file name.

A format is a module of this package with a ``convert``; adding one means adding its file. ``convert`` takes the files
of the other tool and gives ours, what was already sent, and a report of every single thing it saw. Only
:mod:`smm_build.importers.files` touches a disk.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from typing import cast

from smm_build.importers._base import (
    Imported,
    Importer,
    ImportOptions,
    Outcome,
    Row,
    Seed,
    Source,
)

__all__ = [
    "ImportOptions",
    "Imported",
    "Importer",
    "Outcome",
    "Row",
    "Seed",
    "Source",
    "all_importers",
    "get_importer",
    "recognise",
]


@functools.cache
def all_importers() -> Mapping[str, Importer]:
    """Return every format by its name, such as ``galaxy-social``, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    formats = [cast("Importer", module) for module in modules if hasattr(module, "convert")]
    return {found.NAME: found for found in formats}


def get_importer(name: str) -> Importer:
    """Return the format called ``name``; raises :class:`KeyError` when there is none."""
    return all_importers()[name]


def recognise(source: Source) -> tuple[str, ...]:
    """Return the names of the formats these files may be in; one is an answer, none or several are a question."""
    return tuple(name for name, found in all_importers().items() if found.recognises(source))
