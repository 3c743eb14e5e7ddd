"""Where a message belongs, when it is due, when it is a crisis, and what a month's numbers tell of nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from smm_build.community.answering import filled, names_somebody, saved_text, without
from smm_build.community.counts import counts, counts_yaml
from smm_build.community.hours import due, worked
from smm_build.community.store import Case, Store
from smm_build.community.triage import Desk, alarms, sort_message
from smm_build.domain.message import Message, MessageKind
from smm_build.domain.place import Places
from smm_build.domain.playbook import Alarm, Escalation, Hours, Keep, Playbook, SavedReply, TriageRule
from smm_build.domain.sentence import Sentence
from smm_build.domain.team import HandOff, Team

ROME = ZoneInfo("Europe/Rome")
WEEK = Hours(dict.fromkeys(range(5), ("09:00", "18:00")), ((date(2026, 12, 28), date(2026, 12, 31)),))
NOWHERE = Places("brand/playbook.yml", {}, {})
BOOK = Playbook(
    NOWHERE,
    hours=WEEK,
    sla={"complaint": timedelta(hours=4), "mention": timedelta(hours=9)},
    rules=(
        TriageRule("spam", words=("bitcoin", "guadagn*"), action="hide", priority="low"),
        TriageRule("complaint", words=("rotto", "reclamo"), owner="giulia", level=2, priority="high"),
        TriageRule("orders", words=("ordine",), languages=("it",)),
        TriageRule("press", networks=("x",), kinds=("direct",)),
    ),
    escalation=(Escalation(2, "amina", within=timedelta(hours=2)),),
)
TEAM = Team({}, {"orders": HandOff("orders", "shop")}, NOWHERE)
DESK = Desk(BOOK, TEAM, ROME, {date(2026, 12, 8)})


def message(text: str = "Ciao", kind: MessageKind = MessageKind.MENTION, **more: object) -> Message:
    at = datetime(2026, 11, 24, 10, tzinfo=UTC)
    return Message(**({"channel": "x", "kind": kind, "at": at, "id": "1", "text": text} | more))  # type: ignore[arg-type]


def when(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


@pytest.mark.parametrize(
    ("at", "hours", "expected"),
    [
        ("2026-11-24 10:00", 2, "2026-11-24 12:00"),
        ("2026-11-24 07:00", 2, "2026-11-24 11:00"),  # before work
        ("2026-11-24 17:00", 2, "2026-11-25 10:00"),  # into the next day
        ("2026-11-27 17:00", 2, "2026-11-30 10:00"),  # over the weekend
        ("2026-12-07 17:00", 2, "2026-12-09 10:00"),  # over a public holiday
        ("2026-12-24 17:00", 9, "2026-12-25 17:00"),  # which only counts when it is known
        ("2026-12-25 17:00", 2, "2027-01-01 10:00"),  # over days away
        ("2026-11-21 12:00", 0, "2026-11-23 09:00"),  # on a Saturday
    ],
)
def test_time_to_answer_is_counted_in_hours_of_work(at: str, hours: int, expected: str) -> None:
    found = due(when(at), timedelta(hours=hours), WEEK, ROME, {date(2026, 12, 8)})
    assert found == when(expected)
    assert found.tzinfo is UTC


def test_the_clocks_change_over_a_weekend_and_the_hours_stay() -> None:
    assert due(when("2026-10-23 17:00"), timedelta(hours=2), WEEK, ROME, ()) == when("2026-10-26 10:00")
    assert worked(when("2026-10-23 17:00"), when("2026-10-26 10:00"), WEEK, ROME, ()) == timedelta(hours=2)


def test_without_hours_every_hour_counts_and_hours_that_never_come_are_never_due() -> None:
    at = when("2026-11-21 22:00")
    assert due(at, timedelta(hours=3), Hours(), ROME, ()) == when("2026-11-22 01:00")
    never = Hours({0: ("09:00", "18:00")}, ((date(2026, 1, 1), date(2030, 1, 1)),))
    assert due(at, timedelta(hours=3), never, ROME, ()) is None


@pytest.mark.parametrize(
    ("text", "more", "topic", "owner"),
    [
        ("Guadagna con i BITCOIN", {}, "spam", None),
        ("Il macinino è rotto!", {}, "complaint", "giulia"),
        ("corrotto", {}, "mention", None),  # a word is a word
        ("Il mio ordine?", {"language": "it"}, "orders", "shop"),
        ("Il mio ordine?", {"language": "it-IT"}, "orders", "shop"),
        ("Il mio ordine?", {"language": "en"}, "mention", None),
        ("Buongiorno", {"kind": MessageKind.DIRECT}, "press", None),
    ],
)
def test_the_first_rule_that_fits_decides(text: str, more: dict[str, object], topic: str, owner: str | None) -> None:
    found = sort_message(message(text, **more), "x", DESK)  # type: ignore[arg-type]
    assert (found.topic, found.owner) == (topic, owner)
    assert found.hand_off is (topic == "orders")


def test_the_shortest_promise_counts() -> None:
    found = sort_message(message("rotto"), "x", DESK)
    assert (found.priority, found.level, found.due) == ("high", 2, when("2026-11-24 13:00"))
    assert sort_message(message("bitcoin"), "x", DESK).action == "hide"
    assert sort_message(message(), "x", Desk(None, None, ROME)).topic == "mention"


def test_many_of_a_kind_at_once_are_a_crisis_and_a_few_are_not() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    wanted = (Alarm(1, 3, timedelta(hours=1)), Alarm(3, 2, timedelta(hours=1), ("safety",), pause=True))
    recent = [("safety", now - timedelta(minutes=5)), ("safety", now - timedelta(minutes=50))]
    assert alarms(recent, wanted, now) == (wanted[1],)
    assert alarms([*recent, ("mention", now)], wanted, now) == (wanted[1], wanted[0])
    assert alarms([(topic, at - timedelta(hours=1)) for topic, at in recent], wanted, now) == ()


def test_our_words_are_held_against_every_part_of_a_name() -> None:
    to = message(author="m.rossi@social.example", name="Mario Rossi")
    for words in ("Ciao Mario", "grazie rossi!", "@m.rossi ciao", "m.rossi@social.example"):
        assert names_somebody(words, to)
    for words in ("Ciao {name}", "Che marionetta", "Ciao!"):
        assert not names_somebody(words, to)


def test_an_error_loses_whatever_it_repeats_of_a_person() -> None:
    to = message("Il mio numero è 333", author="bob", name="Bob Bianchi", url="https://x.example/bob/1")
    reason = without(Sentence("Cannot answer @Bob at https://x.example/bob/1", "Bob Bianchi non c'è"), to)
    assert reason == Sentence("Cannot answer @… at …", "… non c'è")


def test_a_saved_reply_speaks_their_language_else_ours() -> None:
    reply = SavedReply("a", {"it": "Ciao {nome}, {ora}", "en": "Hi {name}, {ora}"})
    assert saved_text(reply, "en-GB", "it", {"ora": "9"}) == ("Hi {name}, 9", "en")
    assert saved_text(reply, "fr", "it", {}) == ("Ciao {nome}, {ora}", "it")
    assert filled("{a} @{a} {b}", {"a": "1"}) == "1 @{a} {b}"


def case(number: int, topic: str = "orders", network: str = "x", answered: int | None = 60) -> Case:
    at = datetime(2026, 11, 24, 10, tzinfo=UTC)
    done = at + timedelta(minutes=answered) if answered is not None else None
    return Case(
        str(number), "x", network, "mention", at, at, topic, "normal", None, at + timedelta(hours=2), None, None,
        hand_off=False, status="open", answered_at=done,
    )  # fmt: skip


def test_cells_under_five_are_left_out_and_cannot_be_worked_out() -> None:
    worked_in = partial(worked, hours=Hours(), zone=ROME, off=())
    month = (
        [case(n) for n in range(8)] + [case(n, "press") for n in range(8, 12)] + [case(n, "legal") for n in (12, 13)]
    )
    numbers = counts(month, worked_in)
    assert numbers["by_topic"] == {"orders": 8}
    assert numbers["messages"] == 14
    lonely = counts([*month[:8], *[case(n, "shop") for n in range(20, 26)], case(30, "legal")], worked_in)
    assert lonely["by_topic"] == {"orders": 8}, "one small cell alone would be the total less the others"
    text = counts_yaml("2026-11", numbers)
    assert "orders: 8" in text
    assert "legal" not in text
    assert "escalated" not in text
    few = counts([case(1), case(2, answered=None)], worked_in)
    assert few["messages"] is None
    assert few["within_sla"] is None


@pytest.mark.parametrize(("network", "days"), [("linkedin", 2), ("x", 90)])
def test_what_is_too_old_is_not_in_the_file_any_more(tmp_path: Path, network: str, days: int) -> None:
    root = tmp_path
    began = datetime(2026, 11, 24, 10, tzinfo=UTC)
    ids = iter(f"case{number}" for number in range(99))
    words = "una frase che nessuno deve ritrovare"

    def opened(at: datetime) -> Store:
        return Store(root, at, Keep(), lambda: next(ids))

    with opened(began) as store:
        known = store.add(message(words), network, lambda one: sort_message(one, network, DESK))
        assert known is not None
        assert store.add(message(words), network, lambda one: sort_message(one, network, DESK)) is None
        assert store.message(known.id) == message(words)
    file = root / ".smm/inbox/inbox.sqlite"
    with opened(began + timedelta(days=days) - timedelta(minutes=1)):
        assert words.encode() in file.read_bytes()
    with opened(began + timedelta(days=days)) as store:
        assert words.encode() not in file.read_bytes()
        assert [one.id for one in store.cases()] == [known.id]
        assert store.add(message(words), network, lambda one: sort_message(one, network, DESK)) is None
