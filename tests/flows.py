"""A tiny driver for sans-I/O flows, and tasks for them to work on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from smm_build.domain.delivery import Claim, PartReceipt
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.post import Settings
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import Account, Commit, Flow, PartTask, Remember, Request, Response, Wait
from tests import official
from tests.values import a_channel, a_post, a_variant

__all__ = ["PLANNED", "SEED", "Exchange", "a_picture", "a_task", "an_account", "answer", "drive", "page"]

T = TypeVar("T")
SEED = "5eed" * 16
PLANNED = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
LONGEST = 500
"""Steps; a flow that takes more does not end."""


@dataclass
class Exchange:
    """What a flow asked, in order, and how often it said that the post may now be visible."""

    asked: list[Request] = field(default_factory=list)
    commits: int = 0
    waits: list[float] = field(default_factory=list)

    @property
    def sent(self) -> Any:
        """The JSON of the last request."""
        return self.asked[-1].json


def answer(status: int = 200, value: object = None, **headers: str) -> Response:
    """Return an answer with a JSON body; ``retry_after="5"`` is a header."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Response(status, named, json.dumps({} if value is None else value).encode())


def page(status: int = 200, text: str = "<html><body>Bad gateway</body></html>") -> Response:
    """Return an answer that is no JSON."""
    return Response(status, {"content-type": "text/html"}, text.encode())


def drive(flow: Flow[T], answers: Callable[[Request], Response] | Sequence[Response]) -> tuple[T, Exchange]:
    """Run a flow to its end with recorded answers; an answer too few is an error, and so is one too many."""
    exchange = Exchange()
    network = _network_of(flow)
    left = None if callable(answers) else list(answers)
    try:
        step = next(flow)
        for _ in range(LONGEST):
            if isinstance(step, Wait):
                exchange.waits.append(step.seconds)
            if isinstance(step, Wait | Remember):
                step = flow.send(Response(0))
                continue
            exchange.commits += isinstance(step, Commit)
            request = step.request if isinstance(step, Commit) else step
            exchange.asked.append(request)
            official.judge(network, request)
            step = flow.send(answers(request) if callable(answers) else _next(left, request))
    except StopIteration as end:
        assert not left, f"{len(left)} answers were not asked for"
        return end.value, exchange
    raise AssertionError("the flow does not end")


def _network_of(flow: Flow[Any]) -> str:
    """Return the name of the module whose flow this is."""
    frame = getattr(flow, "gi_frame", None)
    return str(frame.f_globals.get("NAME", "")) if frame else ""


def _next(left: list[Response] | None, request: Request) -> Response:
    assert left, f"no answer is recorded for: {request.purpose}"
    return left.pop(0)


def a_picture(number: int = 1, alt: str | None = "A cup", **facts: Any) -> Media:
    """Return a picture whose file does not have to exist."""
    usual: dict[str, Any] = {"sha256": "0" * 64, "size": 1_000, "mime": "image/png", "width": 4, "height": 3}
    file = f"content/assets/{number}.png"
    return Media(file, alt, Place("content/posts/espresso.md", 5), MediaFacts(**(usual | facts)))


def an_account(
    network: str, secrets: Mapping[str, str], server: str = "https://server.example", **more: Any
) -> Account:
    """Return a channel of ``network`` with its secrets."""
    return Account(a_channel(network, server=server, **more), server, secrets)


def a_task(
    *parts: str,
    account: Account,
    number: int = 1,
    media: Sequence[Media] = (),
    earlier: Sequence[PartReceipt] = (),
    settings: Settings | None = None,
    late: timedelta = timedelta(),
    planned: datetime = PLANNED,
) -> PartTask:
    """Return a task for part ``number``; ``media`` go with the first part, ``late`` is how late this attempt is."""
    variant: Variant = a_variant(a_post(settings=settings), channel=account.channel, parts=parts or ("Ciao",))
    first = VariantPart(variant.parts[0].text, tuple(media), variant.parts[0].place)
    variant = replace(variant, parts=(first, *variant.parts[1:]))
    claim = Claim(SEED, planned, planned + late + timedelta(minutes=15), len(variant.parts))
    return PartTask(variant, number, tuple(earlier), claim, planned + late)
