"""Carrying out a flow against the stand-in, without a command around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from smm_build.forge import Repository
from smm_build.networks import Flow, InDoubt, Refused
from smm_build.run.drive import Driver
from smm_build.run.transport import HttpTransport
from tests.servers.github import TOKEN, Asked, GitHub
from tests.servers.github_answers import Answer

__all__ = ["TROUBLES", "at", "carry_out", "outcomes"]

T = TypeVar("T")
TROUBLES: dict[str, Answer] = {
    "down": Answer(503, {"message": "No server is currently available"}),
    "no permission": Answer(403, {"message": "Resource not accessible by integration"}),
    "limit": Answer(403, {"message": "API rate limit exceeded"}, {"X-RateLimit-Remaining": "0", "Retry-After": "999"}),
    "second limit": Answer(429, {"message": "You have exceeded a secondary rate limit"}, {"Retry-After": "600"}),
    "another type": Answer(200, "a text"),
    "no token": Answer(401, {"message": f"Bad credentials {TOKEN}"}),
}


def at(github: GitHub) -> Repository:
    """Return the stand-in's repository."""
    return Repository(github.url, github.name, TOKEN)


def carry_out(flow: Flow[T]) -> T:
    """Carry a flow out over HTTP; waits take no time."""
    with HttpTransport(Path()) as http:
        return Driver(http, lambda _: None)(flow)


def outcomes(github: GitHub, flow: Callable[[], Flow[object]], trouble: Answer) -> list[str]:
    """Let every request of a flow meet the trouble, one request after the other; return what was said each time."""
    begin = len(github.asked)
    github.trouble = lambda _: None
    carry_out(flow())
    count = len(github.asked) - begin
    said = []
    for number in range(count):
        left = [number]

        def meets(_: Asked, left: list[int] = left) -> Answer | None:
            left[0] -= 1
            return trouble if left[0] < 0 else None

        github.trouble = meets
        try:
            carry_out(flow())
            said.append("")
        except (Refused, InDoubt) as error:
            said.append(error.reason.en)
    github.trouble = lambda _: None
    return said
