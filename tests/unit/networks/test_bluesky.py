from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import lexrpc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.post import Poll, Settings
from smm_build.networks import (
    Account,
    CannotKnow,
    FileBody,
    Found,
    InDoubt,
    NotThere,
    Refused,
    Response,
    Session,
    bluesky,
)
from smm_build.networks._bluesky_record import find_facets, record_key
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page

ACCOUNT = an_account("bluesky", {"PASSWORD": "s3cret-app-password"}, handle="aurora.example.com")
SESSION = Session(ACCOUNT, {"Authorization": "Bearer t0ken"}, {"did": "did:plc:aurora", "handle": "aurora.example.com"})


def put(task: Any) -> Response:
    """The answer to a record that was put."""
    return answer(value={"uri": uri(task), "cid": "bafyone"})


def uri(task: Any) -> str:
    return f"at://did:plc:aurora/app.bsky.feed.post/{record_key(task)}"


def blob(name: str) -> Response:
    return answer(value={"blob": {"$type": "blob", "ref": {"$link": name}, "mimeType": "image/png", "size": 1}})


class TestLogin:
    def test_asks_for_a_session_with_the_handle(self) -> None:
        given = answer(value={"did": "did:plc:aurora", "handle": "aurora.example.com", "accessJwt": "t0ken"})
        session, exchange = drive(bluesky.login(ACCOUNT), [given])
        assert exchange.asked[0].url == "https://server.example/xrpc/com.atproto.server.createSession"
        assert exchange.sent == {"identifier": "aurora.example.com", "password": "s3cret-app-password"}
        assert session.headers == {"Authorization": "Bearer t0ken"}
        assert session.facts["did"] == "did:plc:aurora"
        assert "t0ken" not in repr(session)

    def test_the_account_goes_before_the_handle(self) -> None:
        account = an_account("bluesky", {"PASSWORD": "p"}, account="did:plc:aurora")
        _, exchange = drive(bluesky.login(account), [answer(value={"did": "did:plc:aurora", "accessJwt": "t"})])
        assert exchange.sent["identifier"] == "did:plc:aurora"

    @pytest.mark.parametrize(
        ("account", "word"),
        [
            (an_account("bluesky", {}), "SMM_BLUESKY_PASSWORD"),
            (an_account("bluesky", {"PASSWORD": "p"}, handle=None), "handle"),
        ],
    )
    def test_says_what_is_missing(self, account: Account, word: str) -> None:
        with pytest.raises(Refused) as refused:
            drive(bluesky.login(account), [])
        assert refused.value.trouble is Trouble.AUTH
        assert word in refused.value.reason.en
        assert word in refused.value.reason.it

    def test_a_wrong_password_is_refused(self) -> None:
        said = answer(401, {"error": "AuthenticationRequired", "message": "Invalid identifier or s3cret-app-password"})
        with pytest.raises(Refused, match="Invalid identifier or …") as refused:
            drive(bluesky.login(ACCOUNT), [said])
        assert refused.value.trouble is Trouble.AUTH


class TestPublish:
    def test_puts_one_record_that_may_not_be_there_yet(self) -> None:
        task = a_task("Ciao", account=ACCOUNT, settings=Settings(language="it"), late=timedelta(minutes=2))
        receipt, exchange = drive(bluesky.publish(task, SESSION), [put(task)])
        assert exchange.commits == 1
        assert exchange.asked[0].url.endswith("/xrpc/com.atproto.repo.putRecord")
        assert exchange.sent == {
            "repo": "did:plc:aurora",
            "collection": "app.bsky.feed.post",
            "rkey": record_key(task),
            "validate": True,
            "swapRecord": None,
            "record": {
                "$type": "app.bsky.feed.post",
                "text": "Ciao",
                "createdAt": "2026-12-01T08:32:00Z",
                "langs": ["it"],
            },
        }
        url = f"https://bsky.app/profile/aurora.example.com/post/{record_key(task)}"
        assert receipt == PartReceipt(1, uri(task), url, "bafyone")

    def test_mentions_are_resolved_and_nobody_stays_text(self) -> None:
        text = "Perché @bob.test e @nobody.test, #caffè su https://aurora.it/a."
        task = a_task(text, account=ACCOUNT)
        nobody = answer(400, {"error": "InvalidRequest", "message": "Unable to resolve handle"})
        answers = [answer(value={"did": "did:plc:bob"}), nobody, put(task)]
        _, exchange = drive(bluesky.publish(task, SESSION), answers)
        facets = exchange.sent["record"]["facets"]
        assert [cut(text, facet) for facet in facets] == ["@bob.test", "#caffè", "https://aurora.it/a"]
        assert facets[0]["features"] == [{"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:bob"}]

    def test_pictures_go_first_and_keep_their_order(self) -> None:
        media = [a_picture(1), a_picture(2, alt=None, width=None, height=None)]
        task = a_task("Ciao", account=ACCOUNT, media=media)
        _, exchange = drive(bluesky.publish(task, SESSION), [blob("one"), blob("two"), put(task)])
        assert exchange.asked[0].body == FileBody("content/assets/1.png", "image/png")
        first, second = exchange.sent["record"]["embed"]["images"]
        assert first == {"image": first["image"], "alt": "A cup", "aspectRatio": {"width": 4, "height": 3}}
        assert second == {"image": second["image"], "alt": ""}
        assert (first["image"]["ref"], second["image"]["ref"]) == ({"$link": "one"}, {"$link": "two"})

    def test_a_later_part_replies_to_the_one_before(self) -> None:
        earlier = [PartReceipt(1, "at://one", cid="c1"), PartReceipt(2, "at://two", cid="c2")]
        task = a_task("uno", "due", "tre", account=ACCOUNT, number=3, earlier=earlier)
        _, exchange = drive(bluesky.publish(task, SESSION), [put(task)])
        assert exchange.sent["record"]["reply"] == {
            "root": {"uri": "at://one", "cid": "c1"},
            "parent": {"uri": "at://two", "cid": "c2"},
        }

    def test_a_key_that_is_taken_is_our_own_post(self) -> None:
        task = a_task(account=ACCOUNT)
        answers = [answer(400, {"error": "InvalidSwap", "message": "Record was at bafy"}), put(task)]
        receipt, exchange = drive(bluesky.publish(task, SESSION), answers)
        assert receipt.id == uri(task)
        assert exchange.commits == 1
        assert exchange.asked[1].url.endswith("/xrpc/com.atproto.repo.getRecord")

    @pytest.mark.parametrize(
        "given",
        [
            answer(500, {"error": "InternalServerError"}),
            page(502),
            page(200),
            answer(200, {"uri": "at://else"}),
            answer(408),
        ],
    )
    def test_an_answer_that_says_nothing_leaves_doubt(self, given: Response) -> None:
        with pytest.raises(InDoubt, match="may be visible"):
            drive(bluesky.publish(a_task(account=ACCOUNT), SESSION), [given])

    @pytest.mark.parametrize(
        ("given", "trouble"),
        [
            (answer(400, {"error": "ExpiredToken", "message": "Token has expired"}), Trouble.AUTH),
            (answer(400, {"error": "InvalidRequest", "message": "grapheme too big"}), Trouble.INVALID),
            (answer(401, {"error": "AuthMissing"}), Trouble.AUTH),
            (answer(429, {"error": "RateLimitExceeded"}), Trouble.RATE_LIMIT),
            (page(413), Trouble.INVALID),
            (answer(400, {"error": "AccountTakedown"}), Trouble.POLICY),
        ],
    )
    def test_a_refusal_has_its_class(self, given: Response, trouble: Trouble) -> None:
        with pytest.raises(Refused) as refused:
            drive(bluesky.publish(a_task(account=ACCOUNT), SESSION), [given])
        assert refused.value.trouble is trouble

    @pytest.mark.parametrize(
        ("headers", "wait"),
        [
            ({"retry_after": "290"}, timedelta(seconds=290)),
            ({"ratelimit_reset": "1796113800", "date": "Tue, 01 Dec 2026 08:20:00 GMT"}, timedelta(minutes=10)),
            ({"ratelimit_reset": "1"}, None),
            ({"retry_after": "soon"}, None),
        ],
    )
    def test_waits_as_long_as_it_is_asked(self, headers: dict[str, str], wait: timedelta | None) -> None:
        with pytest.raises(Refused) as refused:
            drive(bluesky.publish(a_task(account=ACCOUNT), SESSION), [answer(429, **headers)])
        assert refused.value.wait == wait

    def test_a_handle_that_cannot_be_looked_up_now_stops_the_post(self) -> None:
        """Sent without the mention, it could not be mended any more."""
        with pytest.raises(Refused) as refused:
            drive(bluesky.publish(a_task("@bob.test", account=ACCOUNT), SESSION), [page(503)])
        assert refused.value.trouble is Trouble.TRANSIENT


class TestContent:
    """What Bluesky would not take is refused before it is asked for anything."""

    @pytest.mark.parametrize(
        ("parts", "media", "words"),
        [
            (("a" * 301,), [], "301 graphemes"),
            (("uno", "a" * 301), [], "Part 2"),
            (("👨‍👩‍👧‍👧" * 150,), [], "3750 bytes"),
            (("",), [], "says nothing"),
            (("a\ud800",), [], "half a character"),
            (("Ciao",), [a_picture(n) for n in range(5)], "5 pictures"),
            (("Ciao",), [a_picture(size=1_000_001)], "1000001 bytes"),
            (("Ciao",), [a_picture(mime="video/mp4")], "films"),
            (("Ciao",), [a_picture(mime="image/tiff")], "image/tiff"),
            (("Ciao",), [replace(a_picture(), facts=None)], "missing"),
        ],
    )
    def test_is_refused(self, parts: tuple[str, ...], media: list[Media], words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(bluesky.publish(a_task(*parts, account=ACCOUNT, media=media), SESSION), [])
        assert refused.value.trouble is Trouble.INVALID

    def test_polls_are_refused(self) -> None:
        settings = Settings(poll=Poll(("sì", "no"), timedelta(days=1)))
        with pytest.raises(Refused, match="no polls"):
            drive(bluesky.publish(a_task(account=ACCOUNT, settings=settings), SESSION), [])

    def test_a_channel_may_raise_the_size_of_pictures(self) -> None:
        account = an_account("bluesky", {}, limits={"image_bytes": 2_000_000})
        task = a_task(account=account, media=[a_picture(size=1_900_000)])
        _, exchange = drive(bluesky.publish(task, replace(SESSION, account=account)), [blob("one"), put(task)])
        assert exchange.commits == 1


class TestFind:
    def test_found(self) -> None:
        task = a_task(account=ACCOUNT)
        found, exchange = drive(bluesky.find(task, SESSION), [put(task)])
        assert isinstance(found, Found)
        assert found.receipt.cid == "bafyone"
        assert exchange.commits == 0
        assert exchange.asked[0].params["rkey"] == record_key(task)

    def test_not_there(self) -> None:
        found, _ = drive(bluesky.find(a_task(account=ACCOUNT), SESSION), [answer(400, {"error": "RecordNotFound"})])
        assert found == NotThere()

    def test_cannot_know(self) -> None:
        said = answer(400, {"error": "InvalidRequest", "message": "Could not find repo"})
        found, _ = drive(bluesky.find(a_task(account=ACCOUNT), SESSION), [said])
        assert isinstance(found, CannotKnow)

    @pytest.mark.parametrize("given", [page(502), page(200), page(404), answer(400, {"error": "ExpiredToken"})])
    def test_any_other_answer_is_not_believed(self, given: Response) -> None:
        with pytest.raises(Refused):
            drive(bluesky.find(a_task(account=ACCOUNT), SESSION), [given])


class TestRecordKey:
    """TIDs: https://atproto.com/specs/tid."""

    def test_is_the_same_on_every_attempt(self) -> None:
        assert record_key(a_task(account=ACCOUNT)) == record_key(a_task(account=ACCOUNT, late=timedelta(hours=3)))

    def test_differs_between_parts_and_deliveries(self) -> None:
        task = a_task("uno", "due", account=ACCOUNT)
        other = replace(task, claim=replace(task.claim, seed="0" * 64))
        assert len({record_key(task), record_key(replace(task, number=2)), record_key(other)}) == 3

    def test_holds_the_planned_second(self) -> None:
        key = record_key(a_task(account=ACCOUNT))
        number = 0
        for digit in key:
            number = number * 32 + "234567abcdefghijklmnopqrstuvwxyz".index(digit)
        assert (number >> 10) // 1_000_000 == int(PLANNED.timestamp())

    @given(st.datetimes(timezones=st.just(PLANNED.tzinfo)))
    def test_is_always_a_tid(self, planned: Any) -> None:
        key = record_key(a_task(account=ACCOUNT, planned=min(planned, planned.replace(year=9998))))
        assert len(key) == 13
        assert set(key) <= set("234567abcdefghijklmnopqrstuvwxyz")
        assert key[0] in "234567abcdefghij"


@given(st.text() | st.text("a.#@/ (è👨\u200d\uff03:ht"))
def test_every_facet_cuts_the_text_exactly(text: str) -> None:
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return
    end = 0
    for facet in find_facets(text, {}):
        index = json.loads(json.dumps(facet))["index"]
        assert 0 <= index["byteStart"] < index["byteEnd"] <= len(raw)
        assert index["byteStart"] >= end
        raw[index["byteStart"] : index["byteEnd"]].decode()
        end = index["byteEnd"]


def test_the_record_is_valid_by_the_published_lexicon() -> None:
    """Bluesky's own lexicons, which lexrpc brings along, judge the record offline."""
    server = lexrpc.Server()
    media = [a_picture(1), a_picture(2, alt=None)]
    earlier = [PartReceipt(1, "at://did:plc:abc234567abcdefghijklmnop/app.bsky.feed.post/3kznmn7xqxl22", cid=CID)]
    task = a_task("x", "è #due https://aurora.it", account=ACCOUNT, media=media, settings=Settings(language="it"))
    task = replace(task, number=2, earlier=tuple(earlier))
    _, exchange = drive(bluesky.publish(task, SESSION), [put(task)])
    server.validate("app.bsky.feed.post", "record", exchange.sent["record"])
    with pytest.raises(lexrpc.ValidationError):
        server.validate("app.bsky.feed.post", "record", {**exchange.sent["record"], "text": "a" * 301})


CID = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"


def cut(text: str, facet: dict[str, Any]) -> str:
    return text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
