"""What people write at a stand-in is what is heard, in pages, once each; it is answered once and found again.

Where an official contract describes a request, it judges it (``tests/official``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.delivery import Claim, PartReceipt, Trouble
from smm_build.domain.message import Message, MessageKind
from smm_build.networks import (
    CannotKnow,
    Capability,
    Found,
    Keeper,
    NotThere,
    PartTask,
    Refused,
    Request,
    Response,
    get_network,
)
from smm_build.sandbox.standins._people import answers, word, write
from tests.cases import all_cases
from tests.contract.test_numbers import delivered, text_case
from tests.flows import SEED, drive
from tests.killed import Run
from tests.official import CONTRACTS
from tests.official.x import answer_faults
from tests.values import a_post, a_variant

OPEN = {"bluesky", "mastodon"}
"""Their own servers are asked instead of stand-ins."""
HEARD = {
    "facebook": ("comment", "reply", "direct"),
    "instagram": ("comment", "reply", "direct"),
    "linkedin": ("comment",),
    "telegram": ("comment", "reply", "direct"),
    "threads": ("reply", "mention"),
    "x": ("reply", "mention", "direct"),
    "youtube": ("comment", "reply"),
}
"""Which ways of turning to the brand each network tells of."""
BLIND = {("facebook", "direct"), ("instagram", "direct"), ("telegram", "comment"), ("telegram", "reply"),
         ("telegram", "direct"), ("linkedin", "comment")}  # fmt: skip
"""Where nothing tells whether an answer is there that was perhaps sent."""
WORDS = "Dov'è il mio ordine? 📦"


@dataclass
class Desk:
    """A post that is out at a stand-in, people who write below it, and the brand that answers."""

    network: str
    root: Path
    written: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.run: Run = delivered(self.network, text_case(self.network), self.root)
        self.module: Any = get_network(self.network)
        self.session = self.run.drive(self.run.publisher.login(self.run.account))
        self.begun = self.run.stand_in.now

    def writes(self, kind: str, text: str = WORDS, name: str = "Bob", to: str | None = None) -> str:
        self.run.stand_in.now += timedelta(seconds=1)
        number = write(self.run.stand_in.world, kind, text, name, to)
        self.written[number] = text
        return number

    def hears(self, since: datetime | None = None) -> list[Message]:
        """Hear everything, as `smm inbox pull` does it."""
        found: list[Message] = []
        while True:
            heard = self.run.drive(self.module.listen(self.session, since or self.begun))
            assert heard.unheard == ()
            found += heard.messages
            if not heard.mark:
                return found
            assert isinstance(self.module, Keeper)
            self.run.drive(self.module.kept(heard.mark, self.session))

    def task(self, text: str, at: datetime | None = None) -> PartTask:
        variant = a_variant(a_post("case"), channel=self.run.account.channel, parts=(text,))
        now = at or self.run.stand_in.now
        return PartTask(variant, 1, (), Claim(SEED, now, now + timedelta(minutes=15), 1), now)

    def replies(self, to: Message, text: str, at: datetime | None = None) -> PartReceipt:
        receipt: PartReceipt = self.run.drive(self.module.reply(self.task(text, at), self.session, to), 1)
        return receipt

    def finds(self, to: Message, text: str, **notes: str) -> Found | NotThere | CannotKnow:
        task = replace(self.task(text), notes=notes)
        found: Found | NotThere | CannotKnow = self.run.drive(self.module.find_reply(task, self.session, to))
        return found

    def said(self, text: str) -> int:
        """How often our words are to be seen there."""
        return sum(one.text == text for one in self.run.stand_in.world.shown.values())


@pytest.mark.parametrize("network", sorted(HEARD))
def test_everything_is_heard_once_and_our_own_words_never(network: str, tmp_path: Path) -> None:
    """More than any page holds; the brand's answers are not heard, and hearing again tells the same."""
    desk = Desk(network, tmp_path)
    first = desk.writes(HEARD[network][0])
    if "reply" in HEARD[network][1:]:
        desk.writes("reply", to=first if network in {"facebook", "instagram", "youtube"} else None)
    for number in range(120):
        desk.writes(HEARD[network][0], f"{WORDS} {number}")
    for kind in set(HEARD[network]) & {"mention", "direct"}:
        for number in range(70):
            desk.writes(kind, f"{kind} {number}", "Carla")
    heard = desk.hears()
    assert sorted(message.text for message in heard) == sorted(desk.written.values())
    assert len({message.id for message in heard}) == len(heard)
    told = {message.kind.value for message in heard}
    assert told == set(HEARD[network]) - ({"reply"} if network == "facebook" else set()), told
    assert {message.at.tzinfo is not None for message in heard} == {True}
    desk.replies(heard[0], "Grazie!")
    if network != "telegram":  # there, what was confirmed is told no more
        again = desk.hears()
        assert {message.id for message in again} == {message.id for message in heard}


@pytest.mark.parametrize(("network", "kind"), [(network, kind) for network, kinds in HEARD.items() for kind in kinds])
def test_an_answer_is_sent_once_and_found_again(network: str, kind: str, tmp_path: Path) -> None:
    desk = Desk(network, tmp_path)
    top = (
        desk.writes("comment", "Prima") if kind == "reply" and network in {"facebook", "instagram", "youtube"} else None
    )
    number = desk.writes(kind, to=top)
    (to,) = [message for message in desk.hears() if message.text == WORDS]
    blind = (network, kind) in BLIND
    # On LinkedIn nothing being there proves nothing; a person has to look in Meta's conversations, too.
    before = desk.finds(to, "Arriva domani, Bob")
    assert isinstance(before, CannotKnow if blind and network != "telegram" else NotThere)
    desk.replies(to, "Arriva domani, Bob")
    assert desk.said("Arriva domani, Bob") == 1
    after = desk.finds(to, "Arriva domani, Bob", **({"sending": "sendMessage"} if network == "telegram" else {}))
    assert isinstance(after, CannotKnow if blind and network != "linkedin" else Found)
    world = desk.run.stand_in.world
    there = word(world, number)
    assert there is not None
    if kind in {"comment", "reply"} and network != "telegram":
        hung = [*answers(world, there.id), *answers(world, top or ""), *answers(world, to.id)]
        assert "Arriva domani, Bob" in {one.text for one in hung if one.own}


@pytest.mark.parametrize("network", ["facebook", "instagram"])
def test_a_private_message_is_answered_for_a_day(network: str, tmp_path: Path) -> None:
    """We do not ask when it is too late, and the network would refuse it if we did."""
    desk = Desk(network, tmp_path)
    desk.writes("direct")
    (to,) = desk.hears()
    desk.run.stand_in.now += timedelta(hours=23)
    desk.replies(to, "Eccoci")
    desk.run.stand_in.now += timedelta(hours=2)
    asked = len(desk.run.stand_in.asked)
    with pytest.raises(Refused, match="24 hours") as ours:
        desk.replies(to, "Scusa il ritardo")
    assert len(desk.run.stand_in.asked) == asked
    with pytest.raises(Refused, match="24 hours") as theirs:
        desk.replies(to, "Scusa il ritardo", at=to.at)
    assert {ours.value.trouble, theirs.value.trouble} == {Trouble.POLICY}
    assert desk.said("Scusa il ritardo") == 0
    desk.writes("direct", "Ci siete?")
    desk.replies(desk.hears()[0], "Scusa il ritardo")
    assert desk.said("Scusa il ritardo") == 1


def test_x_lets_nobody_answer_strangers(tmp_path: Path) -> None:
    desk = Desk("x", tmp_path)
    number = desk.writes("comment")
    assert desk.hears() == []
    stranger = Message("x", MessageKind.REPLY, desk.begun, number, WORDS, thread=(PartReceipt(1, number),))
    with pytest.raises(Refused):
        desk.replies(stranger, "Ciao")


@pytest.mark.skipif(not CONTRACTS.is_dir(), reason="the networks' contracts are not at hand")
def test_xs_stand_in_answers_in_the_contracts_words(tmp_path: Path) -> None:
    """Mentions, private messages and an answer to one, as the published schema has them."""
    desk = Desk("x", tmp_path)
    for kind in HEARD["x"]:
        desk.writes(kind)
    faults: list[str] = []

    def judged(request: Request) -> Response:
        told = desk.run.stand_in(request)
        faults.extend(answer_faults(request, told))
        return told

    heard, _ = drive(desk.module.listen(desk.session, desk.begun), judged)
    (direct,) = [message for message in heard.messages if message.kind is MessageKind.DIRECT]
    task = desk.task("Arriva domani")
    drive(desk.module.reply(task, desk.session, direct), judged)
    drive(desk.module.find_reply(task, desk.session, direct), judged)
    assert faults == []
    assert len(heard.messages) == len(HEARD["x"])


@pytest.mark.parametrize(
    "network", [name for name in HEARD if "hide" in getattr(get_network(name), "ACTIONS", frozenset())]
)
def test_what_is_hidden_is_hidden_there(network: str, tmp_path: Path) -> None:
    desk = Desk(network, tmp_path)
    number = desk.writes(HEARD[network][0])
    (message,) = desk.hears()
    for action in sorted(desk.module.ACTIONS):
        desk.run.drive(desk.module.moderate(action, message, desk.session, desk.run.stand_in.now))
    kept = desk.run.stand_in.world.kind("words")[number]
    assert kept.get("hidden") is True or kept.get("state") == "heldForReview"
    assert kept.get("liked") is ("like" in desk.module.ACTIONS or None)


def test_every_network_is_heard_or_says_why_not() -> None:
    listening = {name for name in all_cases() if Capability.INBOX in get_network(name).CAPABILITIES}
    assert listening == set(HEARD) | OPEN
    for name in set(all_cases()) - listening:
        untold = get_network(name).NOT_HEARD  # type: ignore[attr-defined]
        assert "https://" in untold.en
        assert "https://" in untold.it
