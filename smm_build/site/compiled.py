"""Templates as bytecode, kept where Python keeps that of modules: in ``__pycache__`` beside them, unless it is told.

Whoever can write there can change the program itself, so nothing is believed that a workspace could bring.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

__all__ = ["CompiledTemplates"]


class CompiledTemplates(BytecodeCache):
    """The bytecode of the templates in ``folder`` for one ``kind`` of environment.

    ``mark`` is of everything besides a template that decides what it is compiled to.
    """

    def __init__(self, folder: Path, kind: str, mark: str) -> None:
        self._folder = Path(cache_from_source(str(folder / "any.py"))).parent
        self._kind = kind
        self._mark = mark

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the name of the file; there is one of every template."""
        return f"{name}.{self._kind}.{sys.implementation.cache_tag}.pyc"

    def get_source_checksum(self, source: str) -> str:
        """Return a digest of all that the bytecode is made from."""
        return hashlib.sha256(f"{self._mark} {source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` if there is something for it; Jinja judges whether it fits."""
        try:
            with (self._folder / bucket.key).open("rb") as file:
                bucket.load_bytecode(file)
        except OSError:
            return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write down what was compiled, where that is possible and Python was not told to leave it."""
        if sys.dont_write_bytecode:
            return
        fresh = self._folder / f"{bucket.key}.{os.getpid()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                bucket.write_bytecode(file)
            fresh.replace(self._folder / bucket.key)
        except OSError:
            return
