"""Faults on request: what the sandbox server does instead of, or beside, answering well."""

from __future__ import annotations

import enum
import fnmatch
import threading
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

__all__ = ["Fault", "FaultKind", "Faults", "read_fault"]


class FaultKind(enum.StrEnum):
    """What goes wrong with a request.

    ``cut before`` and ``cut after`` close the connection without an answer: before the request is carried out, or
    after it was, so that only the answer is lost.
    """

    STATUS = "status"
    CUT_BEFORE = "cut before"
    CUT_AFTER = "cut after"
    SLOW = "slow"
    RATE_LIMITED = "rate limited"


class Fault(BaseModel):
    """One fault: which requests it meets (``*`` in ``path`` stands for anything) and what becomes of them.

    ``times`` counts how many requests it still meets, ``None``: all. ``seconds`` is how long a slow answer takes, or
    what a rate limit says in ``Retry-After``.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Annotated[FaultKind, Field(strict=False)]
    network: str = "*"
    method: str = "*"
    path: str = "*"
    times: Annotated[int, Field(ge=0)] | None = 1
    status: Annotated[int, Field(ge=200, le=599)] = 503
    body: object = None
    headers: dict[str, str] = {}
    seconds: Annotated[float, Field(ge=0, le=600)] = 60.0

    def meets(self, network: str, method: str, path: str) -> bool:
        """Whether a request is one of those."""
        if self.times is not None and self.times < 1:
            return False
        said = zip((network, method.upper(), path), (self.network, self.method.upper(), self.path), strict=True)
        return all(fnmatch.fnmatchcase(value, pattern) for value, pattern in said)


class Faults:
    """The faults that were asked for; safe for threads."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Let coming requests meet ``fault``; of several that fit the first asked for is used up first."""
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Let everything go well again."""
        with self._lock:
            self._faults.clear()

    def left(self) -> list[dict[str, object]]:
        """Return the faults with how many requests each still meets, as values of JSON."""
        with self._lock:
            return [fault.model_dump(mode="json") for fault in self._faults]

    def take(self, network: str, method: str, path: str) -> Fault | None:
        """Return the fault that this request meets, and count it."""
        with self._lock:
            met = next((fault for fault in self._faults if fault.meets(network, method, path)), None)
            if met is not None and met.times is not None:
                met.times -= 1
            return met


def read_fault(said: object) -> Fault:
    """Read a fault from JSON; raises :class:`ValueError` saying what is wrong with it."""
    try:
        fault = Fault.model_validate(said)
    except ValidationError as error:
        rows = (f"{'.'.join(map(str, row['loc'])) or 'the fault'}: {row['msg']}" for row in error.errors())
        raise ValueError("; ".join(rows)) from error
    if fault.kind is FaultKind.RATE_LIMITED:
        fault.status = 429
    return fault
