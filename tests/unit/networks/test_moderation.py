"""Hiding and liking on Bluesky and Mastodon: what is asked for, judged by the lexicons, and never done twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.message import Message, MessageKind
from smm_build.networks import Refused, Response, Session, bluesky, mastodon
from tests import official
from tests.flows import PLANNED, Exchange, an_account, answer, drive

OURS = "at://did:plc:acme/app.bsky.feed.post/3lc2zq4ggbk2a"
THEIRS = "at://did:plc:bob/app.bsky.feed.post/3lc2zq4ggbk2b"
GATE = OURS.replace("feed.post", "feed.threadgate")
CID = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"
SAID = "Parole di una persona"
NOT_FOUND = answer(400, {"error": "RecordNotFound", "message": "Could not locate record"})
SWAPPED = answer(400, {"error": "InvalidSwap", "message": "Record was at another cid"})
WRITTEN = answer(value={"uri": GATE, "cid": CID})


def spoken(network: str) -> Session:
    return Session(an_account(network, {}), {"Authorization": "Bearer t"}, {"did": "did:plc:acme", "account_id": "1"})


def message(began: str = OURS) -> Message:
    thread = (PartReceipt(1, began, cid=CID), PartReceipt(2, THEIRS, cid=CID))
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    return Message("bluesky", MessageKind.REPLY, at, THEIRS, SAID, "bob.example", thread=thread)


def asked(action: str, answers: Sequence[Response], about: Message | None = None) -> Exchange:
    exchange = drive(bluesky.moderate(action, about or message(), spoken("bluesky"), PLANNED), answers)[1]
    for request in exchange.asked:
        official.judge("bluesky", request)
    return exchange


def refused(action: str, answers: Sequence[Response], about: Message | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        asked(action, answers, about)
    assert SAID not in caught.value.reason.en + caught.value.reason.it
    return caught.value


def a_gate(**more: Any) -> Response:
    value = {"$type": "app.bsky.feed.threadgate", "post": OURS, "createdAt": "2026-11-01T08:00:00.000Z", **more}
    return answer(value={"uri": GATE, "cid": CID, "value": value})


class TestHiding:
    def test_names_the_answer_in_a_record_of_its_own(self) -> None:
        sent = asked("hide", [NOT_FOUND, WRITTEN]).sent
        assert (sent["collection"], sent["rkey"]) == ("app.bsky.feed.threadgate", "3lc2zq4ggbk2a")
        assert sent["swapRecord"] is None, "it must not be there yet"
        assert sent["record"]["hiddenReplies"] == [THEIRS]
        assert sent["record"]["post"] == OURS
        assert "allow" not in sent["record"], "an empty list would let nobody answer"

    def test_keeps_who_may_answer_and_what_is_hidden(self) -> None:
        rule = {"$type": "app.bsky.feed.threadgate#mentionRule"}
        other = THEIRS.replace("bob", "carl")
        sent = asked("hide", [a_gate(allow=[rule], hiddenReplies=[other]), WRITTEN]).sent
        assert sent["record"]["allow"] == [rule]
        assert sent["record"]["hiddenReplies"] == [other, THEIRS]
        assert sent["record"]["createdAt"] == "2026-11-01T08:00:00.000Z"
        assert sent["swapRecord"] == CID, "what was read, or nothing"

    def test_writes_nothing_when_it_is_hidden(self) -> None:
        assert len(asked("hide", [a_gate(hiddenReplies=[THEIRS])]).asked) == 1

    def test_reads_again_when_somebody_was_faster(self) -> None:
        exchange = asked("hide", [NOT_FOUND, SWAPPED, a_gate(), WRITTEN])
        assert exchange.sent["swapRecord"] == CID
        assert refused("hide", [a_gate(), SWAPPED] * 3).trouble is Trouble.TRANSIENT

    def test_is_for_answers_to_our_posts_only(self) -> None:
        assert "own posts" in refused("hide", [], message(THEIRS)).reason.en

    def test_says_when_no_more_fit(self) -> None:
        full = [THEIRS.replace("bob", f"b{number}") for number in range(300)]
        assert "300" in refused("hide", [a_gate(hiddenReplies=full)]).reason.it

    @pytest.mark.parametrize("answers", [[answer(502)], [a_gate(), answer(401, {"error": "ExpiredToken"})]])
    def test_says_what_the_server_says(self, answers: list[Response]) -> None:
        assert refused("hide", answers).trouble in {Trouble.TRANSIENT, Trouble.AUTH}


def shown(**viewer: str) -> Response:
    return answer(value={"posts": [{"uri": THEIRS, "cid": CID, "viewer": viewer}]})


class TestLiking:
    def test_writes_a_like_under_a_key_that_is_always_the_same(self) -> None:
        first, second = (asked("like", [shown(), last]).sent for last in (WRITTEN, SWAPPED))
        assert first["collection"] == "app.bsky.feed.like"
        assert first["record"]["subject"] == {"uri": THEIRS, "cid": CID}
        assert first["record"]["createdAt"] == "2026-12-01T08:30:00Z"
        assert first["swapRecord"] is None
        assert first["rkey"] == second["rkey"]
        assert len(first["rkey"]) == 13

    def test_leaves_alone_what_is_liked(self) -> None:
        liked = shown(like="at://did:plc:acme/app.bsky.feed.like/3lc2zq4ggbk2c")
        assert len(asked("like", [liked]).asked) == 1

    def test_says_when_the_message_is_gone(self) -> None:
        assert refused("like", [answer(value={"posts": []})]).trouble is Trouble.INVALID

    @pytest.mark.parametrize("answers", [[answer(501)], [shown(), answer(503)]])
    def test_says_what_the_server_says(self, answers: list[Response]) -> None:
        assert refused("like", answers).trouble is Trouble.TRANSIENT


def test_a_token_that_may_not_like_on_mastodon_is_told_what_is_missing() -> None:
    for status, trouble in ((403, Trouble.PERMISSION), (404, Trouble.INVALID)):
        with pytest.raises(Refused) as caught:
            drive(mastodon.moderate("like", message(), spoken("mastodon"), PLANNED), [answer(status, {"error": SAID})])
        assert caught.value.trouble is trouble
        assert ("write:favourites" in caught.value.reason.en) is (status == 403)
        assert SAID not in caught.value.reason.en
