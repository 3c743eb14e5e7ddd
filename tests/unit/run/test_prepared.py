"""What is prepared is sent in the place of what was written, only when it is sent, and taken away afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from smm_build.domain.delivery import EventKind, PartReceipt, Trouble
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import Refused, Request, Response
from smm_build.run.attempt import Attempts
from smm_build.run.drive import Driver
from smm_build.run.prepared import Prepared
from tests.flows import a_picture
from tests.values import NOON, a_claim, a_record, a_variant, an_event

NOW = NOON.astimezone(UTC)


class Desk:
    """Prepares variants, and remembers what it was asked and told."""

    def __init__(self, refuses: Refused | None = None) -> None:
        self.asked = 0
        self.released = 0
        self.refuses = refuses

    def __call__(self, variant: Variant) -> Prepared:
        self.asked += 1
        if self.refuses:
            raise self.refuses
        part = VariantPart(variant.parts[0].text, (replace(a_picture(), file="made.jpg"),), variant.parts[0].place)
        return Prepared(replace(variant, parts=(part, *variant.parts[1:])), {}, self._release)

    def _release(self) -> None:
        self.released += 1


class Store:
    """Answers as the sandbox does, and has nothing of what it is asked about."""

    def __init__(self, status: int = 201) -> None:
        self.status = status
        self.sent: list[Request] = []

    def __call__(self, request: Request) -> Response:
        if request.method == "GET":
            return Response(404, body=b'{"error": "not here"}')
        self.sent.append(request)
        return Response(self.status, body=b'{"id": "1"}' if self.status == 201 else b'{"error": "no"}')


def attempt(
    desk: Desk, store: Store, *, to_ask: bool = False, to_send: bool = True, out: int = 0
) -> tuple[EventKind, Trouble | None]:
    """Make one attempt at a thread of two parts of which ``out`` are out."""
    receipts = tuple(PartReceipt(number, str(number)) for number in range(1, out + 1))
    claim = a_claim(NOON)
    record = a_record(an_event(EventKind.CLAIMED, claim=claim, parts=receipts))
    variant = a_variant(parts=("One", "Two"))
    planned = PlannedDelivery(variant, State.DUE, Sentence("due", "da inviare"), to_send=to_send, to_ask=to_ask)
    attempts = Attempts(lambda _: Driver(store, lambda _: None), {}, lambda: NOW, desk)
    event = attempts.make(planned, record)
    assert event.digest == record.last.digest, "the ledger remembers what was written and approved"
    return event.kind, event.trouble


def test_it_is_prepared_once_for_all_parts_and_released_once() -> None:
    desk, store = Desk(), Store()
    assert attempt(desk, store) == (EventKind.SENT, None)
    assert (desk.asked, desk.released) == (1, 1)
    first = store.sent[0].json
    assert isinstance(first, dict)
    assert [media["file"] for media in first["media"]] == ["made.jpg"]


def test_what_was_staged_is_released_when_the_network_refuses() -> None:
    desk = Desk()
    kind, _ = attempt(desk, Store(status=400))
    assert kind is EventKind.FAILED
    assert (desk.asked, desk.released) == (1, 1)


def test_a_refusal_to_prepare_is_how_the_attempt_ends() -> None:
    store = Store()
    desk = Desk(Refused(Trouble.INVALID, Sentence("No", "No")))
    assert attempt(desk, store) == (EventKind.FAILED, Trouble.INVALID)
    assert store.sent == []


@pytest.mark.parametrize("out", [0, 1])
def test_nothing_is_prepared_for_a_question(out: int) -> None:
    """An attempt that is only asked about, and is not out, needs no files."""
    desk = Desk()
    attempt(desk, Store(), to_ask=True, to_send=False, out=out)
    assert (desk.asked, desk.released) == (0, 0)


def test_what_is_found_is_not_prepared_and_the_rest_is() -> None:
    desk = Desk()
    assert attempt(desk, Store(), to_ask=True, out=1) == (EventKind.SENT, None)
    assert desk.asked == 1
