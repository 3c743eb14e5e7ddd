"""Bluesky and Mastodon, killed after every request of every case: at most one post, and one unless nobody can know.

The stand-in carries a request out, and then its answer is lost with the run. The next run asks first, with everything
that was remembered, and sends what is not there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.variant import Variant
from smm_build.networks import CannotKnow, Commit, Found, Publisher, Remember, Request, Response, Session, Wait
from smm_build.networks import publisher_for as publisher_of
from tests.cases import Case, all_cases
from tests.stand_ins import InProcess, account_at, task_of, variant_of

CASES = [(network, case) for network in ("bluesky", "mastodon") for case in all_cases()[network]]
MOST = 100
"""Requests of one delivery; more than any case makes."""


class Killed(Exception):  # noqa: N818 - it is no error
    """The run is gone."""


class Run:
    """Drives flows against a stand-in, and dies after so many requests."""

    def __init__(self, send: Callable[[Request], Response], dies_after: int = MOST) -> None:
        self._send = send
        self._left = dies_after
        self.notes: dict[str, str] = {}

    def __call__(self, flow: Any) -> Any:
        try:
            step = next(flow)
            while True:
                step = flow.send(self._answer(step))
        except StopIteration as end:
            return end.value

    def _answer(self, step: object) -> Response:
        if isinstance(step, Remember):
            self.notes |= step.notes
        if isinstance(step, Remember | Wait):
            return Response(0)
        assert isinstance(step, Request | Commit)
        answer = self._send(step.request if isinstance(step, Commit) else step)
        self._left -= 1
        if self._left <= 0:
            raise Killed
        return answer


def deliver(
    run: Run, publisher: Publisher, variant: Variant, session: Session, earlier: list[PartReceipt], late: timedelta
) -> CannotKnow | None:
    """Publish what is not out yet; ask about the first of it when this is a second attempt."""
    in_doubt = bool(late)
    for number in range(len(earlier) + 1, len(variant.messages) + 1):
        task = task_of(variant, number, tuple(earlier), dict(run.notes), late)
        found = run(publisher.find(task, session)) if in_doubt else None
        if isinstance(found, CannotKnow):
            return found
        in_doubt = False
        earlier.append(found.receipt if isinstance(found, Found) else run(publisher.publish(task, session)))
    return None


@pytest.mark.parametrize(("network", "case"), CASES, ids=[f"{network}-{case.id}" for network, case in CASES])
def test_killed_after_every_request(network: str, case: Case, tmp_path: Path) -> None:
    publisher = publisher_of(network, rehearsed=False)
    assert publisher is not None
    kills = 0
    for number in range(1, MOST):
        stand_in = InProcess(network, tmp_path)
        variant = variant_of(case, account_at(stand_in, **case.channel), tmp_path)
        session = Run(stand_in)(publisher.login(account_at(stand_in)))
        receipts: list[PartReceipt] = []
        first = Run(stand_in, number)
        try:
            deliver(first, publisher, variant, session, receipts, timedelta())
        except Killed:
            kills += 1
        else:
            break
        second = Run(stand_in)
        second.notes = first.notes
        doubt = deliver(second, publisher, variant, session, receipts, timedelta(minutes=20))
        assert doubt is None, f"killed after request {number}: {doubt}"
        shown = [thing.text for thing in stand_in.world.shown.values()]
        assert shown == [message.text for message in variant.messages], f"killed after request {number}"
    assert kills >= len(variant.messages)


@pytest.mark.parametrize(("network", "case"), CASES, ids=[f"{network}-{case.id}" for network, case in CASES])
def test_what_was_published_can_be_deleted(network: str, case: Case, tmp_path: Path) -> None:
    publisher: Any = publisher_of(network, rehearsed=False)
    stand_in = InProcess(network, tmp_path)
    variant = variant_of(case, account_at(stand_in, **case.channel), tmp_path)
    run, receipts = Run(stand_in), list[PartReceipt]()
    session = run(publisher.login(account_at(stand_in)))
    deliver(run, publisher, variant, session, receipts, timedelta())
    (first, *_), media = stand_in.world.shown.values(), variant.parts[0].media
    assert [digest for digest, _ in first.files] == [one.facts.sha256 for one in media if one.facts]
    assert [alt for _, alt in first.files] == [one.alt for one in media]
    for receipt in reversed(receipts):
        for _ in range(2):
            run(publisher.remove(receipt, session))
    assert not stand_in.world.shown
