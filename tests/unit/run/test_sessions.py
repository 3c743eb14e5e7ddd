"""A log-in does not last for ever: a run that lives for hours logs in again, and tries again what was refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from smm_build.domain.delivery import EventKind, Trouble
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.networks import Account, Flow, Refused, Request, Response, Session, publisher_for
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from tests.values import NOON, a_claim, a_record, a_variant, an_event


def test_a_refused_log_in_is_tried_again_after_half_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within the half hour nobody knocks twice; after it the mended password is taken, and lasts as long."""
    now = [NOON.astimezone(UTC)]
    knocks: list[datetime] = []

    def login(account: Account) -> Flow[Session]:
        knocks.append(now[0])
        yield from ()
        if len(knocks) == 1:
            raise Refused(Trouble.AUTH, Sentence("No", "No"))
        return Session(account)

    def send(request: Request) -> Response:
        return Response(201, body=b'{"id": "1"}')

    monkeypatch.setattr(publisher_for("sandbox", rehearsed=True), "login", login)
    attempts = Attempts(lambda _: Driver(send, lambda _: None), {}, lambda: now[0])
    planned = PlannedDelivery(a_variant(), State.DUE, Sentence("due", "da inviare"), to_send=True)

    def attempt_after(minutes: int) -> EventKind:
        now[0] = NOON.astimezone(UTC) + timedelta(minutes=minutes)
        claim = a_claim(NOON + timedelta(minutes=minutes))
        return attempts.make(planned, a_record(an_event(EventKind.CLAIMED, claim=claim))).kind

    kinds = [attempt_after(minutes) for minutes in (0, 29, 31, 60, 62)]
    assert kinds == [EventKind.FAILED, EventKind.FAILED, EventKind.SENT, EventKind.SENT, EventKind.SENT]
    assert len(knocks) == 3
