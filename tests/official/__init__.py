"""Official contracts as judges of every request that a flow emits in the tests: one file a network, found by name.

A judge is a module with ``faults(request) -> list[str]``: what the network's own contract says against a request, empty
when it is valid. It raises :class:`Unjudged` with a reason for a request that the contract does not describe. Where the
contracts are absent nothing is judged; ``tests/official/test_judges.py`` then skips with the reason.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import json
import os
from collections import Counter
from pathlib import Path
from types import ModuleType

from smm_build.networks import Request

__all__ = ["CONTRACTS", "COUNTED", "Unjudged", "contract", "judge"]

CONTRACTS = Path(os.environ.get("SMM_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "contracts"
COUNTED: Counter[tuple[str, str]] = Counter()
"""How many requests were judged, by network and ``valid`` or ``not described``."""


class Unjudged(Exception):  # noqa: N818 - it is a verdict
    """The contract says nothing about this request; the text says why."""


@functools.cache
def contract(*path: str) -> object:
    """Return a JSON file of the contracts."""
    return json.loads(CONTRACTS.joinpath(*path).read_text(encoding="utf-8"))


@functools.cache
def _judge_of(network: str) -> ModuleType | None:
    name = f"{__name__}.{network}"
    if not CONTRACTS.is_dir() or importlib.util.find_spec(name) is None:
        return None
    return importlib.import_module(name)


def judge(network: str, request: Request) -> None:
    """Fail the test when the contract of ``network`` refuses the request; count it otherwise."""
    module = _judge_of(network)
    if module is None:
        return
    try:
        faults: list[str] = module.faults(request)
    except Unjudged:
        COUNTED[network, "not described"] += 1
        return
    assert not faults, f"{network}'s contract refuses {request.method} {request.url} ({request.purpose}): {faults}"
    COUNTED[network, "valid"] += 1
