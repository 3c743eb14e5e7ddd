"""The planner: one delivery at a time, from the strongest evidence down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from smm_build.domain.delivery import EventKind, Record, Trouble
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.post import Settings, Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.plan import Situation, make_plan
from tests.property.world import fake_networks
from tests.values import NOON, a_channel, a_claim, a_post, a_record, a_variant, an_event

HOUR = timedelta(hours=1)


def planned(
    variant: Variant | None = None,
    now: datetime = NOON,
    record: Record | None = None,
    findings: Collection[Finding] = (),
    dead: Collection[str] = (),
    situation: Situation | None = None,
) -> PlannedDelivery:
    """Plan one delivery."""
    variant = variant or a_variant()
    records = {record.key: record} if record else {}
    (delivery,) = make_plan([variant], findings, records, now, situation or Situation(dead)).deliveries
    return delivery


def finding(
    severity: Severity,
    post: str | None = "espresso",
    channel: str | None = None,
    path: str = "content/posts/espresso.md",
) -> Finding:
    """Return a finding about the post."""
    return Finding(
        "NET101", "text-too-long", severity, Place(path, 3), Sentence("Too long", "Troppo lungo"), None, post, channel
    )


@pytest.mark.parametrize(
    ("late", "state", "to_send"),
    [
        (-365 * 24 * HOUR, State.PLANNED, False),
        (timedelta(seconds=-1), State.PLANNED, False),
        (0 * HOUR, State.DUE, True),
        (3 * HOUR, State.DUE, True),
        (6 * HOUR, State.DUE, True),
        (6 * HOUR + timedelta(seconds=1), State.MISSED, False),
        (365 * 24 * HOUR, State.MISSED, False),
    ],
)
def test_the_time_window(late: timedelta, state: State, to_send: bool) -> None:  # noqa: FBT001 - a parameter
    """Never before its time, always within its grace, never after it."""
    delivery = planned(now=NOON + late)
    assert (delivery.state, delivery.to_send) == (state, to_send)


def test_grace_across_the_night_the_clocks_go_back() -> None:
    """Lateness is elapsed time: between 01:30 and 03:30 on that night three hours pass, not two."""
    zone = NOON.tzinfo
    variant = a_variant(publish_at=datetime(2026, 10, 25, 1, 30, tzinfo=zone), grace=timedelta(hours=2, minutes=30))
    assert planned(variant, datetime(2026, 10, 25, 3, 30, tzinfo=zone)).state is State.MISSED


def test_without_a_time_it_is_never_sent() -> None:
    """No ``publish_at``, no delivery."""
    assert planned(a_variant(publish_at=None)).state is State.UNSCHEDULED


@pytest.mark.parametrize(
    ("status", "state"),
    [(Status.DRAFT, State.DRAFT), (Status.ON_HOLD, State.ON_HOLD), (Status.CANCELLED, State.CANCELLED)],
)
def test_what_the_author_withdrew_is_not_sent(status: Status, state: State) -> None:
    """Also when it is due, and when an earlier attempt failed."""
    variant = a_variant(a_post(settings=Settings(status=status)))
    failed = a_record(an_event(EventKind.FAILED, trouble=Trouble.TRANSIENT))
    for record in (None, failed):
        delivery = planned(variant, record=record)
        assert (delivery.state, delivery.to_send) == (state, False)


def test_an_error_holds_back_its_post_and_a_warning_does_not() -> None:
    """Errors block their post, or their channel only, or everything when the brand itself is broken."""
    assert planned(findings=[finding(Severity.ERROR)]).state is State.BLOCKED
    assert planned(findings=[finding(Severity.ERROR, channel="sandbox")]).state is State.BLOCKED
    assert planned(findings=[finding(Severity.ERROR, None, None, "brand/brand.yml")]).state is State.BLOCKED
    assert planned(findings=[finding(Severity.ERROR, None, "sandbox")]).state is State.BLOCKED
    for harmless in (
        finding(Severity.WARNING),
        finding(Severity.ERROR, "another-post"),
        finding(Severity.ERROR, channel="another-channel"),
        finding(Severity.ERROR, None, None, "strategy.md"),
    ):
        assert planned(findings=[harmless]).to_send


def test_by_hand() -> None:
    """``publish: manual``, and a real account on a network nobody here publishes to, are a person's task."""
    assert planned(a_variant(a_post(settings=Settings(publish="manual")))).state is State.MANUAL
    assert planned(a_variant(channel=a_channel(publish="manual"))).state is State.MANUAL
    with fake_networks():
        real = a_channel("fake_by_hand", server="https://by-hand.example")
        assert planned(a_variant(channel=real)).state is State.MANUAL
        assert planned(a_variant(channel=a_channel("fake_by_hand"))).state is State.DUE


@pytest.mark.parametrize("kind", [EventKind.SENT, EventKind.UNCERTAIN, EventKind.SKIPPED])
def test_what_is_decided_stays_decided(kind: EventKind) -> None:
    """Nothing a file says brings a sent, uncertain or skipped delivery back."""
    delivery = planned(record=a_record(an_event(kind)), findings=[finding(Severity.ERROR)])
    assert delivery.state.value == kind.value
    assert not delivery.to_send
    assert not delivery.to_ask


def test_a_claim_holds_until_its_lease_ends_or_its_run_is_dead() -> None:
    """Another run's claim is left alone; a free one is asked about before anything is sent."""
    record = a_record(an_event(EventKind.CLAIMED, claim=a_claim()))
    held = planned(record=record, now=NOON + timedelta(minutes=14))
    assert (held.state, held.to_send, held.to_ask) == (State.CLAIMED, False, False)
    for free in (planned(record=record, now=NOON + timedelta(minutes=15)), planned(record=record, dead={"run-1"})):
        assert (free.state, free.to_send, free.to_ask) == (State.CLAIMED, True, True)


def test_a_free_claim_that_may_not_be_sent_any_more_is_still_asked_about() -> None:
    """Too late, withdrawn or blocked: whether it is out must be known all the same."""
    record = a_record(an_event(EventKind.CLAIMED, claim=a_claim()))
    late = planned(record=record, now=NOON + 7 * HOUR)
    draft = planned(a_variant(a_post(settings=Settings(status=Status.DRAFT))), record=record, dead={"run-1"})
    blocked = planned(record=record, dead={"run-1"}, findings=[finding(Severity.ERROR)])
    assert [(d.to_send, d.to_ask) for d in (late, draft, blocked)] == [(False, True)] * 3


@pytest.mark.parametrize("trouble", list(Trouble))
def test_what_is_tried_again(trouble: Trouble) -> None:
    """Passing trouble is tried again within the grace; a refused text only once it has changed."""
    digest = a_variant().digest
    failed = a_record(an_event(EventKind.FAILED, trouble=trouble, digest=digest))
    changed = a_record(an_event(EventKind.FAILED, trouble=trouble, digest="something else"))
    final = {Trouble.INVALID, Trouble.POLICY, Trouble.VERSION}
    assert planned(record=failed).to_send is (trouble not in final)
    assert planned(record=failed).to_ask is (trouble is Trouble.UNKNOWN)
    assert planned(record=changed).to_send
    assert not planned(record=failed, now=NOON + 7 * HOUR).to_send


def test_the_network_s_wish_to_wait_is_respected() -> None:
    """A rate limit with a time is not tried before that time."""
    failed = a_record(an_event(EventKind.FAILED, trouble=Trouble.RATE_LIMIT, retry_at=NOON + HOUR))
    assert not planned(record=failed, now=NOON + HOUR / 2).to_send
    assert planned(record=failed, now=NOON + HOUR).to_send


def test_a_missed_post_with_a_new_time_is_planned_again() -> None:
    """A missed post waits for a person, and a new ``publish_at`` is the person's answer."""
    record = a_record(an_event(EventKind.MISSED))
    assert planned(record=record, now=NOON + 7 * HOUR).state is State.MISSED
    assert planned(a_variant(publish_at=NOON + 24 * HOUR), record=record, now=NOON + 7 * HOUR).state is State.PLANNED


def test_sent_and_changed_since_is_said() -> None:
    """The file may change after the post went out; the reason says that what is online did not."""
    same = planned(record=a_record(an_event(EventKind.SENT, digest=a_variant().digest)))
    other = planned(record=a_record(an_event(EventKind.SENT)))
    assert "changed since" not in same.reason.en
    assert "changed since" in other.reason.en
