"""Ids that a network gives on the way are in the ledger before they matter, and a later attempt finds them."""

from __future__ import annotations

from datetime import UTC

import pytest

from smm_build.domain.delivery import Event, EventKind, PartReceipt
from smm_build.domain.lifecycle import impossible_steps
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.networks import Commit, Flow, PartTask, Remember, Request, Response, Session, publisher_for
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from smm_build.run.ledger_file import read_record, write_record
from tests.values import NOON, a_claim, a_record, a_variant, an_event


class Killed(BaseException):
    """The process dies here."""


def test_a_container_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run dies after the container was made; the next one goes on with that container instead of making another."""
    made: list[str] = []

    def send(request: Request) -> Response:
        if request.url.endswith("/containers"):
            made.append(request.url)
            return Response(200, body=b'{"id": "c1"}')
        raise Killed

    def publish(task: PartTask, session: Session) -> Flow[PartReceipt]:
        container = task.notes.get("container")
        if container is None:
            answer = yield Request("POST", "https://n.example/containers", "make a container")
            container = answer.text("id")
            yield Remember({"container": container})
        yield Commit(Request("POST", f"https://n.example/publish/{container}", "publish"))
        return PartReceipt(task.number, container)

    network = publisher_for("sandbox", rehearsed=True)
    monkeypatch.setattr(network, "publish", publish)
    planned = PlannedDelivery(a_variant(), State.DUE, Sentence("due", "da inviare"), to_send=True)
    record = a_record(an_event(EventKind.CLAIMED, claim=a_claim()))
    written: list[Event] = []
    attempts = Attempts(lambda _: Driver(send, lambda _: None), {}, lambda: NOON.astimezone(UTC))
    with pytest.raises(Killed):
        attempts.make(planned, record, written.append)
    (note,) = written
    assert (note.kind, note.notes) == (EventKind.CLAIMED, {"1.container": "c1"})

    later = read_record(write_record(record.and_then(note).and_then(an_event(EventKind.CLAIMED, claim=a_claim()))))
    assert list(impossible_steps(later)) == []
    with pytest.raises(Killed):
        attempts.make(planned, later, written.append)
    assert (len(made), len(written)) == (1, 1)
