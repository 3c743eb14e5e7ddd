"""What came of it: numbers that networks tell, kept as they were read."""

from __future__ import annotations

from smm_build.insight.store import StoreError, append, load, tables

__all__ = ["StoreError", "append", "load", "tables"]
