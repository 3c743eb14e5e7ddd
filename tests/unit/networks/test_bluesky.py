from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import lexrpc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Captions, Media, Rights
from smm_build.domain.place import Places
from smm_build.domain.post import Poll, Settings
from smm_build.domain.variant import VariantPart
from smm_build.networks import (
    Account,
    CannotKnow,
    FileBody,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Refused,
    Response,
    Session,
    Standing,
    bluesky,
)
from smm_build.networks.bluesky._record import find_facets, record_key
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page

ACCOUNT = an_account("bluesky", {"PASSWORD": "s3cret-app-password"}, handle="aurora.example.com")
ONE = "at://did:plc:aurora/app.bsky.feed.post/3kznmn7xqxl22"
TWO = "at://did:plc:aurora/app.bsky.feed.post/3kznmn7xqxl23"
CID = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"
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
        earlier = [PartReceipt(1, ONE, cid=CID), PartReceipt(2, TWO, cid=CID)]
        task = a_task("uno", "due", "tre", account=ACCOUNT, number=3, earlier=earlier)
        _, exchange = drive(bluesky.publish(task, SESSION), [put(task)])
        assert exchange.sent["record"]["reply"] == {
            "root": {"uri": ONE, "cid": CID},
            "parent": {"uri": TWO, "cid": CID},
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
            (answer(400, {"error": "BlobNotFound", "message": "Could not find blob"}), Trouble.INVALID),
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


def captioned(name: str, size: int = 50) -> Media:
    """A film whose sidecar names a file of captions."""
    path = "content/assets/1.png.yml"
    rights = Rights(path, Places(path, {}, {}), caption_file=Captions(f"content/assets/{name}", "0" * 64, size))
    return replace(a_picture(mime="video/mp4"), rights=rights)


class TestEmbeds:
    """What goes with the words: https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky/embed."""

    def embed(self, task: PartTask, *answers: Response) -> Any:
        _, exchange = drive(bluesky.publish(task, SESSION), [*answers, put(task)])
        assert exchange.commits == 1
        return exchange.sent["record"]["embed"]

    def linked(self, title: str | None = "Il menù", text: str = "Ciao", cover: Media | None = None) -> PartTask:
        task = a_task(text, "due", account=ACCOUNT, settings=Settings(title=title, cover=cover))
        return replace(task, variant=replace(task.variant, link="https://www.aurora.it/menu?utm_source=bluesky"))

    def test_a_link_is_a_card(self) -> None:
        assert self.embed(self.linked()) == {
            "$type": "app.bsky.embed.external",
            "external": {
                "uri": "https://www.aurora.it/menu?utm_source=bluesky",
                "title": "Il menù",
                "description": "",
            },
        }

    @pytest.mark.parametrize(("title", "text"), [(None, "Ciao"), ("Ciao a…", "Ciao a tutti")])
    def test_a_title_that_the_text_says_already_gives_way_to_the_address(self, title: str | None, text: str) -> None:
        assert self.embed(self.linked(title, text))["external"]["title"] == "aurora.it/menu"

    def test_the_cover_is_the_picture_of_the_card(self) -> None:
        card = self.embed(self.linked(cover=a_picture(7)), blob("thumb"))["external"]
        assert card["thumb"]["ref"] == {"$link": "thumb"}

    def test_a_cover_that_is_too_heavy_is_refused(self) -> None:
        with pytest.raises(Refused, match="1000000 bytes"):
            drive(bluesky.publish(self.linked(cover=a_picture(size=1_000_001)), SESSION), [])

    def test_only_the_first_message_has_the_card(self) -> None:
        task = replace(self.linked(), number=2, earlier=(PartReceipt(1, ONE, cid=CID),))
        _, exchange = drive(bluesky.publish(task, SESSION), [put(task)])
        assert "embed" not in exchange.sent["record"]

    def test_a_film(self) -> None:
        film = a_picture(1, mime="video/mp4", width=1080, height=1920)
        assert self.embed(a_task(account=ACCOUNT, media=[film]), blob("film")) == {
            "$type": "app.bsky.embed.video",
            "video": blob("film").data["blob"],
            "alt": "A cup",
            "aspectRatio": {"width": 1080, "height": 1920},
        }

    @pytest.mark.parametrize(
        ("name", "language", "said"),
        [
            ("steam.en.vtt", "it", "en"),
            ("steam.vtt", "it", "it"),
            ("steam.vtt", None, "und"),
            ("a.b.1.vtt", "it", "it"),
        ],
    )
    def test_a_film_takes_its_captions_along(self, name: str, language: str | None, said: str) -> None:
        task = a_task(account=ACCOUNT, media=[captioned(name)], settings=Settings(language=language))
        _, exchange = drive(bluesky.publish(task, SESSION), [blob("film"), blob("words"), put(task)])
        assert exchange.asked[1].body == FileBody(f"content/assets/{name}", "text/vtt")
        (captions,) = exchange.sent["record"]["embed"]["captions"]
        assert captions == {"lang": said, "file": blob("words").data["blob"]}

    def test_captions_that_are_too_long_are_refused(self) -> None:
        with pytest.raises(Refused, match="20001 bytes"):
            drive(bluesky.publish(a_task(account=ACCOUNT, media=[captioned("a.vtt", 20_001)]), SESSION), [])

    def test_more_than_four_pictures_are_a_gallery(self) -> None:
        task = a_task(account=ACCOUNT, media=[a_picture(n) for n in range(5)])
        embed = self.embed(task, *(blob(str(n)) for n in range(5)))
        assert embed["$type"] == "app.bsky.embed.gallery"
        assert [item["image"]["ref"]["$link"] for item in embed["items"]] == ["0", "1", "2", "3", "4"]
        assert embed["items"][0]["aspectRatio"] == {"width": 4, "height": 3}

    def test_a_quoted_post_is_looked_up_and_stands_beside_a_picture(self) -> None:
        settings = Settings(quote="https://bsky.app/profile/bob.test/post/3kznmn7xqxl22")
        task = a_task(account=ACCOUNT, settings=settings, media=[a_picture()])
        quoted = {"uri": "at://did:plc:bob/app.bsky.feed.post/3kznmn7xqxl22", "cid": "bafyquoted"}
        answers = [answer(value={"did": "did:plc:bob"}), answer(value=quoted), blob("one"), put(task)]
        _, exchange = drive(bluesky.publish(task, SESSION), answers)
        assert exchange.asked[1].params["repo"] == "did:plc:bob"
        embed = exchange.sent["record"]["embed"]
        assert embed["$type"] == "app.bsky.embed.recordWithMedia"
        assert embed["record"] == {"$type": "app.bsky.embed.record", "record": quoted}
        assert embed["media"]["$type"] == "app.bsky.embed.images"

    def test_a_quoted_post_that_is_gone_stops_ours(self) -> None:
        task = a_task(account=ACCOUNT, settings=Settings(quote="https://bsky.app/profile/did:plc:bob/post/3kz"))
        gone = answer(400, {"error": "RecordNotFound", "message": "Could not locate record"})
        with pytest.raises(Refused, match="not there") as refused:
            drive(bluesky.publish(task, SESSION), [gone])
        assert refused.value.trouble is Trouble.INVALID

    def test_a_server_that_cannot_look_it_up_now_is_asked_again(self) -> None:
        task = a_task(account=ACCOUNT, settings=Settings(quote="at://did:plc:bob/app.bsky.feed.post/3kz"))
        with pytest.raises(Refused) as refused:
            drive(bluesky.publish(task, SESSION), [page(502)])
        assert refused.value.trouble is Trouble.TRANSIENT


class TestAround:
    """Warnings, who may answer, first comments."""

    def test_a_warning_is_a_label(self) -> None:
        task = a_task(account=ACCOUNT, settings=Settings(content_warning=" Graphic-Media"))
        _, exchange = drive(bluesky.publish(task, SESSION), [put(task)])
        assert exchange.sent["record"]["labels"] == {
            "$type": "com.atproto.label.defs#selfLabels",
            "values": [{"val": "graphic-media"}],
        }

    @pytest.mark.parametrize(
        ("replies", "rules"), [("nobody", []), ("mentioned", ["mentionRule"]), ("followed", ["followingRule"])]
    )
    def test_who_may_answer_is_written_with_the_post_or_not_at_all(self, replies: str, rules: list[str]) -> None:
        task = a_task("uno", "due", account=ACCOUNT, settings=Settings(replies=replies))
        done = answer(value={"results": [{"uri": uri(task), "cid": "bafyone"}, {"uri": "at://gate", "cid": "bafytwo"}]})
        receipt, exchange = drive(bluesky.publish(task, SESSION), [done])
        assert (receipt.id, receipt.cid) == (uri(task), "bafyone")
        assert exchange.asked[0].url.endswith("/xrpc/com.atproto.repo.applyWrites")
        assert exchange.commits == 1
        post, gate = exchange.sent["writes"]
        assert (post["collection"], gate["collection"]) == ("app.bsky.feed.post", "app.bsky.feed.threadgate")
        assert post["rkey"] == gate["rkey"] == record_key(task)
        assert gate["value"]["post"] == uri(task)
        assert [rule["$type"] for rule in gate["value"]["allow"]] == [f"app.bsky.feed.threadgate#{r}" for r in rules]

    def test_everybody_may_answer_a_later_part(self) -> None:
        task = a_task("uno", "due", account=ACCOUNT, settings=Settings(replies="nobody"), number=2)
        task = replace(task, earlier=(PartReceipt(1, ONE, cid=CID),))
        _, exchange = drive(bluesky.publish(task, SESSION), [put(task)])
        assert exchange.asked[0].url.endswith("putRecord")

    def test_created_together_what_is_there_already_leaves_doubt(self) -> None:
        """The reference server answers 500 to creating what exists; asking then finds it."""
        task = a_task(account=ACCOUNT, settings=Settings(replies="nobody"))
        with pytest.raises(InDoubt):
            drive(bluesky.publish(task, SESSION), [answer(500, {"error": "InternalServerError"})])

    def test_the_first_comment_answers_the_last_part_and_has_nothing_else(self) -> None:
        settings = Settings(quote="at://did:plc:bob/app.bsky.feed.post/3kz", replies="nobody", language="it")
        earlier = [PartReceipt(1, ONE, cid=CID), PartReceipt(2, TWO, cid=CID)]
        task = a_task("uno", "due", account=ACCOUNT, number=3, earlier=earlier, settings=settings)
        comment = VariantPart("Il menù: https://aurora.it/menu", (), task.variant.parts[0].place)
        task = replace(task, variant=replace(task.variant, comment=comment, link="https://aurora.it"))
        assert task.is_comment
        _, exchange = drive(bluesky.publish(task, SESSION), [put(task)])
        record = exchange.sent["record"]
        assert record["text"] == comment.text
        assert record["reply"]["parent"]["uri"] == TWO
        assert "embed" not in record

    def test_a_comment_that_is_too_long_stops_the_post(self) -> None:
        task = a_task("uno", account=ACCOUNT)
        comment = VariantPart("a" * 301, (), task.variant.parts[0].place)
        with pytest.raises(Refused, match="Part 2"):
            drive(bluesky.publish(replace(task, variant=replace(task.variant, comment=comment)), SESSION), [])


class TestRemove:
    RECEIPT = PartReceipt(1, "at://did:plc:aurora/app.bsky.feed.post/3kznmn7xqxl22")

    def test_deletes_the_post_and_who_may_answer_it(self) -> None:
        _, exchange = drive(bluesky.remove(self.RECEIPT, SESSION), [answer(), answer()])
        assert [request.json["collection"] for request in exchange.asked] == [  # type: ignore[index]
            "app.bsky.feed.post",
            "app.bsky.feed.threadgate",
        ]
        assert exchange.commits == 0

    def test_a_later_part_has_no_gate(self) -> None:
        _, exchange = drive(bluesky.remove(replace(self.RECEIPT, part=2), SESSION), [answer()])
        assert exchange.sent == {"repo": "did:plc:aurora", "collection": "app.bsky.feed.post", "rkey": "3kznmn7xqxl22"}

    @pytest.mark.parametrize("name", ["at://did:plc:bob/app.bsky.feed.post/3kz", "17", ""])
    def test_nobody_elses(self, name: str) -> None:
        with pytest.raises(Refused, match="no post of the channel's account"):
            drive(bluesky.remove(PartReceipt(1, name), SESSION), [])

    def test_a_refusal(self) -> None:
        with pytest.raises(Refused) as refused:
            drive(bluesky.remove(self.RECEIPT, SESSION), [answer(400, {"error": "ExpiredToken"})])
        assert refused.value.trouble is Trouble.AUTH


def token(scope: str) -> str:
    return f"Bearer head.{base64.urlsafe_b64encode(json.dumps({'scope': scope}).encode()).decode().rstrip('=')}.sign"


class TestExamine:
    def look(self, session: Session = SESSION, **said: Any) -> tuple[str | None, list[tuple[Standing, str]]]:
        usual = {"did": "did:plc:aurora", "handle": "aurora.example.com", "active": True, "emailConfirmed": True}
        checkup, exchange = drive(bluesky.examine(session, PLANNED), [answer(value=usual | said)])
        assert exchange.commits == 0
        assert checkup.expires_at is None
        assert all(advice.what.en != advice.what.it for advice in checkup.advice)
        return checkup.name, [(advice.standing, advice.what.en) for advice in checkup.advice]

    def test_all_is_well(self) -> None:
        session = replace(SESSION, headers={"Authorization": token("com.atproto.appPass")})
        name, advice = self.look(session)
        assert name == "aurora.example.com"
        assert [standing for standing, _ in advice] == [Standing.FINE]

    @pytest.mark.parametrize(
        ("said", "standing", "words"),
        [
            ({"active": False, "status": "suspended"}, Standing.WRONG, "suspended"),
            ({"emailConfirmed": False}, Standing.SOON, "no films"),
            ({"handle": "handle.invalid"}, Standing.SOON, "DNS"),
            ({"handle": "other.example.com"}, Standing.SOON, "correct `handle`"),
        ],
    )
    def test_what_is_worth_a_look(self, said: dict[str, Any], standing: Standing, words: str) -> None:
        (_, first), (what, sentence) = self.look(**said)[1]
        assert first
        assert what is standing
        assert words in sentence

    @pytest.mark.parametrize("strange", ["Bearer t0ken", "Bearer a.b.c", "Bearer a.W10.c", "Bearer a.%%.c"])
    def test_the_main_password_is_told_and_other_tokens_are_not_taken_for_it(self, strange: str) -> None:
        main = replace(SESSION, headers={"Authorization": token("com.atproto.access")})
        assert "main password" in self.look(main)[1][0][1]
        other = replace(SESSION, headers={"Authorization": strange})
        assert "main password" not in self.look(other)[1][0][1]

    def test_another_account_or_no_answer_is_refused(self) -> None:
        for said in (answer(value={"did": "did:plc:bob"}), page(502), answer(401, {"error": "AuthMissing"})):
            with pytest.raises(Refused):
                drive(bluesky.examine(SESSION, PLANNED), [said])


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
            (("Ciao",), [a_picture(n) for n in range(11)], "11 pictures"),
            (("Ciao",), [a_picture(n, width=None) for n in range(5)], "need their sizes"),
            (("Ciao",), [a_picture(size=1_000_001)], "1000001 bytes"),
            (("Ciao",), [a_picture(1, mime="video/mp4"), a_picture(2, mime="video/mp4")], "2 films"),
            (("Ciao",), [a_picture(mime="video/webm")], "video/webm"),
            (("Ciao",), [a_picture(1), a_picture(2, mime="video/mp4")], "mixes"),
            (("Ciao",), [a_picture(mime="video/mp4", size=52_428_801)], "52428801 bytes"),
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

    @pytest.mark.parametrize(
        ("settings", "words"),
        [
            (Settings(visibility="private"), "who sees it"),
            (Settings(format="story"), "no stories"),
            (Settings(content_warning="Caffè"), "only graphic-media, nudity, porn, sexual"),
            (Settings(quote="https://x.com/aurora/status/1"), "no post on Bluesky"),
            (Settings(quote="https://bsky.app/profile/aurora.example.com"), "no post on Bluesky"),
        ],
    )
    def test_what_it_has_not_is_refused(self, settings: Settings, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(bluesky.publish(a_task(account=ACCOUNT, settings=settings), SESSION), [])
        assert refused.value.trouble is Trouble.INVALID

    def test_a_channel_on_an_older_server_has_four_pictures(self) -> None:
        account = an_account("bluesky", {}, limits={"images": 4})
        task = a_task(account=account, media=[a_picture(n) for n in range(5)])
        with pytest.raises(Refused, match="5 pictures"):
            drive(bluesky.publish(task, replace(SESSION, account=account)), [])

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


def cut(text: str, facet: dict[str, Any]) -> str:
    return text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
