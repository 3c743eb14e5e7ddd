"""X's flow against answers in the envelopes that X documents, and those that users have reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.post import Disclosure, Poll, Settings
from smm_build.domain.variant import VariantPart
from smm_build.networks import (
    CannotKnow,
    Commit,
    FileBody,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Refused,
    Remember,
    Request,
    Response,
    Session,
    Standing,
    x,
)
from tests.flows import PLANNED, Exchange, a_picture, a_task, an_account, answer, drive, page

SECRETS = {
    "API_KEY": "app-k3y",
    "API_SECRET": "app-s3cret",
    "ACCESS_TOKEN": "t0ken",
    "ACCESS_SECRET": "token-s3cret",
}
ACCOUNT = an_account("x", SECRETS, server="https://api.x.com", handle="aurora")
SESSION = Session(ACCOUNT, {}, {"user_id": "7", "username": "aurora"})
API = "https://api.x.com/2"
OUT = answer(201, {"data": {"id": "99", "text": "Ciao"}})
DUPLICATE = answer(
    403,
    {
        "detail": "You are not allowed to create a Tweet with duplicate content.",
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
    },
)


def problem(status: int, kind: str, detail: str = "No.", **headers: str) -> Response:
    said = {"type": f"https://api.x.com/2/problems/{kind}", "title": "Problem", "detail": detail, "status": status}
    return answer(status, said, **headers)


def publish(*answers: Response, session: Session = SESSION, **more: Any) -> tuple[PartReceipt, Exchange]:
    return drive(x.publish(a_task(*more.pop("parts", ("Ciao",)), account=ACCOUNT, **more), session), list(answers))


class TestLogin:
    def test_learns_whose_keys_they_are(self) -> None:
        session, exchange = drive(x.login(ACCOUNT), [answer(value={"data": {"id": "7", "username": "aurora"}})])
        assert [request.url for request in exchange.asked] == [f"{API}/users/me"]
        assert session.facts == {"user_id": "7", "username": "aurora"}
        assert not [secret for secret in SECRETS.values() if secret in repr(session) + repr(exchange.asked)]

    def test_every_request_is_signed_and_no_key_is_in_it(self) -> None:
        _, exchange = drive(x.login(ACCOUNT), [answer(value={"data": {"id": "7", "username": "aurora"}})])
        (request,) = exchange.asked
        assert request.sign is not None
        assert request.headers == {}
        header = request.sign(request, PLANNED, "n")["Authorization"]
        assert 'oauth_token="t0ken"' in header
        assert "s3cret" not in header

    def test_keys_of_another_account_are_refused(self) -> None:
        account = replace(ACCOUNT, channel=replace(ACCOUNT.channel, account="8"))
        with pytest.raises(Refused, match=r"@aurora \(7\), but x is the account 8") as refused:
            drive(x.login(account), [answer(value={"data": {"id": "7", "username": "aurora"}})])
        assert refused.value.trouble is Trouble.AUTH

    def test_names_every_key_that_is_missing(self) -> None:
        with pytest.raises(Refused) as refused:
            drive(x.login(an_account("x", {"API_KEY": "k"})), [])
        assert "SMM_X_API_KEY" not in refused.value.reason.en
        assert "SMM_X_API_SECRET" in refused.value.reason.it
        assert "SMM_X_ACCESS_SECRET" in refused.value.reason.en

    @pytest.mark.parametrize(
        ("given", "trouble", "words"),
        [
            (answer(401, {"title": "Unauthorized", "status": 401, "detail": "t0ken"}), Trouble.AUTH, "make new ones"),
            (problem(403, "unsupported-authentication"), Trouble.AUTH, "keys of another kind"),
            (problem(403, "oauth1-permissions"), Trouble.PERMISSION, "Read and write"),
            (problem(403, "client-forbidden"), Trouble.PERMISSION, "permission"),
            (answer(401, {"errors": [{"code": 135, "message": "Timestamp out of bounds."}]}), Trouble.AUTH, "clock"),
            (answer(403, {"errors": [{"code": 326, "message": "Locked"}]}), Trouble.POLICY, "locked"),
            (problem(400, "invalid-request"), Trouble.AUTH, "look at all three"),
            (page(503), Trouble.TRANSIENT, "tried again"),
        ],
    )
    def test_a_refusal_has_its_class_and_no_secret(self, given: Response, trouble: Trouble, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(x.login(ACCOUNT), [given])
        assert refused.value.trouble is trouble
        assert "t0ken" not in refused.value.reason.en + refused.value.reason.it


class TestPublish:
    def test_posts_once(self) -> None:
        receipt, exchange = publish(OUT)
        assert receipt == PartReceipt(1, "99", "https://x.com/aurora/status/99")
        assert exchange.commits == 1
        assert exchange.asked[-1].url == f"{API}/tweets"
        assert exchange.sent == {"text": "Ciao"}

    def test_a_picture_is_uploaded_and_described_first(self) -> None:
        answers = (
            answer(value={"data": {"id": "5"}}),
            answer(value={"data": {"expires_at": 1}}),
            answer(value={"data": {"id": "5", "size": 1000}}),
            answer(value={"data": {"id": "5"}}),
            OUT,
        )
        _, exchange = publish(*answers, media=[a_picture()])
        urls = [request.url.removeprefix(API) for request in exchange.asked]
        upload = "/media/upload"
        assert urls == [
            f"{upload}/initialize",
            f"{upload}/5/append",
            f"{upload}/5/finalize",
            "/media/metadata",
            "/tweets",
        ]
        first, piece, _, words, post = exchange.asked
        assert first.json == {"media_type": "image/png", "media_category": "tweet_image", "total_bytes": 1000}
        assert piece.form == {
            "segment_index": "0",
            "media": FileBody("content/assets/1.png", "image/png", 0, 1000),
        }
        assert words.json == {"id": "5", "metadata": {"alt_text": {"text": "A cup"}}}
        assert post.json == {"text": "Ciao", "media": {"media_ids": ["5"]}}

    def test_a_film_goes_in_pieces_and_is_waited_for(self) -> None:
        film = a_picture(mime="video/mp4", size=2 * 1024 * 1024 + 5)
        work = {"state": "pending", "check_after_secs": 7}
        answers = (
            answer(value={"data": {"id": "5"}}),
            *[answer(value={"data": {}})] * 3,
            answer(value={"data": {"id": "5", "processing_info": work}}),
            answer(value={"data": {"id": "5", "processing_info": {"state": "in_progress"}}}),
            answer(value={"data": {"id": "5", "processing_info": {"state": "succeeded"}}}),
            OUT,
        )
        _, exchange = publish(*answers, media=[film])
        pieces = [request.form["media"] for request in exchange.asked if request.form]
        assert [(piece.start, piece.length) for piece in pieces if isinstance(piece, FileBody)] == [
            (0, 1_048_576),
            (1_048_576, 1_048_576),
            (2_097_152, 5),
        ]
        assert exchange.waits[0] == 7
        assert exchange.asked[5].params == {"command": "STATUS", "media_id": "5"}
        assert not any("metadata" in request.url for request in exchange.asked), "X describes no films"

    def test_a_huge_film_has_no_more_than_a_thousand_pieces(self) -> None:
        account = replace(ACCOUNT, channel=replace(ACCOUNT.channel, limits={"video_bytes": 8_000_000_000}))
        film = a_picture(mime="video/mp4", size=4_000_000_001)
        task = a_task(account=account, media=[film])
        flow, indices = x.publish(task, replace(SESSION, account=account)), []
        step = next(flow)
        while isinstance(step, Request):
            indices += [int(str(step.form["segment_index"]))] if step.form else []
            step = flow.send(_well(step))
        assert isinstance(step, Commit)
        assert indices == list(range(len(indices)))
        assert 900 < max(indices) < 1000

    def test_a_film_that_x_cannot_read_is_the_posts_fault(self) -> None:
        failed = answer(value={"data": {"id": "5", "processing_info": {"state": "failed"}}})
        with pytest.raises(Refused, match=r"H\.264") as refused:
            publish(answer(value={"data": {"id": "5"}}), answer(), failed, media=[a_picture(mime="video/mp4", size=10)])
        assert refused.value.trouble is Trouble.INVALID

    def test_a_film_that_is_never_ready_is_given_up(self) -> None:
        def slow(request: Request) -> Response:
            return answer(value={"data": {"id": "5", "processing_info": {"state": "in_progress"}}})

        with pytest.raises(Refused) as refused:
            drive(x.publish(a_task(account=ACCOUNT, media=[a_picture(mime="video/mp4")]), SESSION), slow)
        assert refused.value.trouble is Trouble.TRANSIENT

    def test_a_later_part_answers_the_one_before(self) -> None:
        receipts = [PartReceipt(1, "97"), PartReceipt(2, "98")]
        settings = Settings(poll=Poll(("sì", "no"), timedelta(days=1)), replies="followed")
        _, exchange = publish(OUT, parts=("uno", "due", "tre"), number=3, earlier=receipts, settings=settings)
        assert exchange.sent == {"text": "tre", "reply": {"in_reply_to_tweet_id": "98"}}

    @pytest.mark.parametrize(
        ("settings", "more"),
        [
            (
                Settings(poll=Poll(("sì", "no"), timedelta(hours=2))),
                {"poll": {"options": ["sì", "no"], "duration_minutes": 120}},
            ),
            (Settings(quote="https://twitter.com/Aurora/status/55?s=20"), {"quote_tweet_id": "55"}),
            (Settings(replies="mentioned"), {"reply_settings": "mentionedUsers"}),
            (Settings(replies="everyone"), {}),
            (Settings(ai="generated"), {"made_with_ai": True}),
            (Settings(ai="assisted"), {}),
            (Settings(disclosure=Disclosure("paid", "acme")), {"paid_partnership": True}),
            (Settings(disclosure=Disclosure("gift")), {}),
        ],
    )
    def test_settings_have_their_fields(self, settings: Settings, more: dict[str, object]) -> None:
        _, exchange = publish(OUT, settings=settings)
        assert exchange.sent == {"text": "Ciao"} | more

    def test_the_cover_of_a_film_is_its_preview(self) -> None:
        settings = Settings(cover=a_picture(2, alt=None))
        task = a_task(account=ACCOUNT, media=[a_picture(mime="video/mp4")], settings=settings)
        _, exchange = drive(x.publish(task, SESSION), _well)
        assert exchange.sent["media"] == {"media_ids": ["5"], "preview_media_id": "5"}

    @pytest.mark.parametrize("given", [page(200), answer(201, {"data": {}}), answer(201, [1]), page(503), answer(500)])
    def test_an_answer_that_says_nothing_leaves_doubt(self, given: Response) -> None:
        with pytest.raises(InDoubt):
            publish(given)

    @pytest.mark.parametrize(
        ("given", "trouble", "words"),
        [
            (answer(402, {"title": "CreditsDepleted", "detail": "no credits"}), Trouble.QUOTA, "no credit left"),
            (problem(429, "usage-capped"), Trouble.QUOTA, "spending limit"),
            (problem(429, "rate-limit-exceeded"), Trouble.RATE_LIMIT, "asks us to wait"),
            (answer(429, {"errors": [{"code": 88, "message": "Rate limit exceeded"}]}), Trouble.RATE_LIMIT, "wait"),
            (
                answer(403, {"detail": "You are not permitted to perform this action.", "status": 403}),
                Trouble.PERMISSION,
                "longer than this account may post",
            ),
            (
                answer(403, {"detail": "You can only reply to or quote posts where you are mentioned or the author"}),
                Trouble.POLICY,
                "do it by hand",
            ),
            (answer(403, {"detail": "Posts may contain a maximum of one cashtag."}), Trouble.INVALID, "one cashtag"),
            (problem(400, "invalid-request", "Your media IDs are invalid."), Trouble.INVALID, "media IDs"),
            (answer(401, {"title": "Unauthorized"}), Trouble.AUTH, "wrong, expired or revoked"),
        ],
    )
    def test_a_refusal_says_what_to_do(self, given: Response, trouble: Trouble, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            publish(given)
        assert refused.value.trouble is trouble
        assert refused.value.reason.it != refused.value.reason.en

    def test_waits_until_x_says(self) -> None:
        reset = str(int(datetime(2026, 12, 1, 8, 40, tzinfo=UTC).timestamp()))
        headers = {"x_rate_limit_reset": reset, "date": "Tue, 01 Dec 2026 08:33:00 GMT"}
        with pytest.raises(Refused) as refused:
            publish(answer(429, {}, **headers))
        assert refused.value.wait == timedelta(minutes=7)

    def test_waits_a_window_when_x_does_not_say(self) -> None:
        with pytest.raises(Refused) as refused:
            publish(answer(429, {}))
        assert refused.value.wait == timedelta(minutes=15)


class TestDuplicates:
    """X refuses words the account has posted already: after a lost answer that may be this very post."""

    def test_the_first_time_it_is_asked(self) -> None:
        with pytest.raises(InDoubt):
            publish(DUPLICATE)

    def test_it_is_written_down(self) -> None:
        flow = x.publish(a_task(account=ACCOUNT), SESSION)
        next(flow)
        assert flow.send(DUPLICATE) == Remember({"refused": "as a duplicate"})

    def test_the_second_time_it_is_an_older_post(self) -> None:
        task = replace(a_task(account=ACCOUNT), notes={"refused": "as a duplicate"})
        with pytest.raises(Refused, match="same words already") as refused:
            drive(x.publish(task, SESSION), [DUPLICATE])
        assert refused.value.trouble is Trouble.INVALID


class TestContent:
    """What X would not take is refused before anything is asked."""

    @pytest.mark.parametrize(
        ("parts", "media", "settings", "words"),
        [
            (("a" * 281,), [], Settings(), "281 weighted characters"),
            (("Ciao", "猫" * 141), [], Settings(), "Part 2"),
            (("Ciao",), [a_picture(n) for n in range(5)], Settings(), "5 pictures"),
            (("Ciao",), [a_picture(), a_picture(mime="video/mp4")], Settings(), "mixes"),
            (("Ciao",), [a_picture(mime="image/gif", moving=True), a_picture()], Settings(), "one animation"),
            (("Ciao",), [], Settings(format="story"), "format “story”"),
            (("Ciao",), [], Settings(visibility="private"), "visibility"),
            (("Ciao",), [], Settings(content_warning="Caffè"), "content warning"),
            (("Ciao",), [], Settings(replies="nobody"), "cannot limit replies"),
            (("Ciao",), [], Settings(quote="https://x.com/bob/status/5"), "by @bob"),
            (("Ciao",), [], Settings(quote="https://x.com/aurora"), "not the address of a post"),
            (("Ciao",), [a_picture()], Settings(quote="https://x.com/aurora/status/5"), "pictures or quotes"),
            (("Ciao",), [], Settings(poll=Poll(("sì",), timedelta(days=1))), "2 to 4 answers"),
            (("Ciao",), [], Settings(poll=Poll(("sì", "n" * 26), timedelta(days=1))), "25 characters"),
            (("Ciao",), [], Settings(poll=Poll(("sì", "no"), timedelta(days=8))), "cannot run for 8 days"),
            (("Ciao",), [], Settings(poll=Poll(("sì", "no"), timedelta(days=1), multiple=True)), "one answer"),
            (("Ciao",), [a_picture()], Settings(poll=Poll(("sì", "no"), timedelta(days=1))), "never two"),
        ],
    )
    def test_is_refused(self, parts: tuple[str, ...], media: list[Media], settings: Settings, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            publish(parts=parts, media=media, settings=settings)
        assert refused.value.trouble is Trouble.INVALID

    def test_a_subscription_makes_longer_posts(self) -> None:
        account = replace(ACCOUNT, channel=replace(ACCOUNT.channel, limits={"characters": 25_000}))
        task = a_task("a" * 25_000, account=account)
        drive(x.publish(task, replace(SESSION, account=account)), [OUT])


def tweet(text: str, minutes: int = 1, **more: Any) -> dict[str, Any]:
    post_id = str(1000 + minutes)
    made = (PLANNED + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return {"id": post_id, "text": text, "created_at": made, "conversation_id": post_id} | more


LINKED = "Dove ci trovi? aurora.it/dove?a=1&b=2 «Da noi» & altrove"
GIVEN_BACK = "Dove ci trovi? https://t.co/aBcDeFgHiJ «Da noi» &amp; altrove"
URLS = {"urls": [{"url": "https://t.co/aBcDeFgHiJ", "expanded_url": "http://aurora.it/dove?a=1&b=2"}]}


class TestFind:
    def find(self, *pages: Response, text: str = "Ciao", changed: bool = False, **more: Any) -> tuple[Any, Exchange]:
        task = replace(a_task(text, account=ACCOUNT, **more), changed=changed)
        return drive(x.find(task, SESSION), list(pages))

    def listed(self, *posts: Any, following: str | None = None) -> Response:
        meta = {"result_count": len(posts)} | ({"next_token": following} if following else {})
        return answer(value=({"data": list(posts)} if posts else {}) | {"meta": meta})

    def test_reads_own_posts_since_it_was_planned(self) -> None:
        found, exchange = self.find(self.listed(tweet("Altro", 2), tweet("Ciao")))
        assert found == Found(PartReceipt(1, "1001", "https://x.com/aurora/status/1001"))
        (request,) = exchange.asked
        assert request.url == f"{API}/users/7/tweets"
        assert request.params["start_time"] == "2026-12-01T08:20:00Z"
        assert "note_post" in request.params["post.fields"]

    def test_links_and_signs_are_written_out(self) -> None:
        found, _ = self.find(self.listed(tweet(GIVEN_BACK, entities=URLS)), text=LINKED)
        assert isinstance(found, Found)

    @pytest.mark.parametrize(
        ("note", "posts"), [("note_post", "referenced_posts"), ("note_tweet", "referenced_tweets")]
    )
    def test_long_posts_and_answers_in_both_spellings(self, note: str, posts: str) -> None:
        text = "parola " * 60
        cut = tweet(f"{text[:270]}…") | {note: {"text": text.strip(), "entities": {}}}
        assert isinstance(self.find(self.listed(cut), text=text)[0], Found)
        answers = tweet("Due", conversation_id="98") | {posts: [{"type": "replied_to", "id": "98"}]}
        found, _ = self.find(self.listed(answers), text="Due", earlier=[PartReceipt(1, "98")])
        assert isinstance(found, Found)
        assert self.find(self.listed(answers), text="Due")[0] == NotThere()

    def test_the_link_to_its_pictures_is_no_text(self) -> None:
        link = {"url": "https://t.co/photo12345", "expanded_url": "https://x.com/aurora/status/1001/photo/1"}
        shown = tweet("Ciao https://t.co/photo12345", entities={"urls": [link]}, attachments={"media_keys": ["3_1"]})
        assert isinstance(self.find(self.listed(shown), media=[a_picture()])[0], Found)
        assert isinstance(self.find(self.listed(shown), media=[a_picture(), a_picture(2)])[0], CannotKnow)

    def test_pictures_without_words_are_for_a_person(self) -> None:
        shown = tweet("", attachments={"media_keys": ["3_1"]})
        assert isinstance(self.find(self.listed(shown), text="", media=[a_picture()])[0], CannotKnow)
        assert self.find(self.listed(tweet("Ciao")), text="", media=[a_picture()])[0] == NotThere()

    def test_nothing_listed_is_not_there(self) -> None:
        assert self.find(self.listed())[0] == NotThere()

    def test_every_page_is_read(self) -> None:
        found, exchange = self.find(self.listed(tweet("Altro", 3), following="p2"), self.listed(tweet("Ciao")))
        assert isinstance(found, Found)
        assert exchange.asked[1].params["pagination_token"] == "p2"

    def test_a_list_without_end_is_for_a_person(self) -> None:
        count = iter(range(1000))

        def endless(_: Request) -> Response:
            return self.listed(tweet("Altro"), following=f"p{next(count)}")

        found, exchange = drive(x.find(a_task(account=ACCOUNT), SESSION), endless)
        assert isinstance(found, CannotKnow)
        assert len(exchange.asked) == 25

    def test_what_is_nearly_the_same_is_for_a_person(self) -> None:
        other = tweet("Dove ci trovi? https://t.co/aBcDeFgHiJ «Da noi» &amp; altrove", entities={})
        assert isinstance(self.find(self.listed(other), text=LINKED)[0], CannotKnow)

    def test_other_words_before_cannot_be_known(self) -> None:
        assert isinstance(self.find(self.listed(tweet("Altro")), changed=True)[0], CannotKnow)

    def test_older_posts_do_not_count(self) -> None:
        assert self.find(self.listed(tweet("Ciao", minutes=-60)))[0] == NotThere()

    def test_the_older_spelling_is_asked_when_the_new_one_is_refused(self) -> None:
        found, exchange = self.find(problem(400, "invalid-request"), self.listed(tweet("Ciao")))
        assert isinstance(found, Found)
        assert "tweet.fields" in exchange.asked[1].params
        with pytest.raises(Refused):
            self.find(problem(400, "invalid-request"), problem(400, "invalid-request"))

    @pytest.mark.parametrize("given", [page(200), answer(401), answer(429), answer(503), answer(value={"data": []})])
    def test_an_answer_that_is_no_list_is_refused(self, given: Response) -> None:
        with pytest.raises(Refused):
            self.find(given)


class TestRemove:
    def remove(self, given: Response) -> None:
        drive(x.remove(PartReceipt(1, "99"), SESSION), [given])

    def test_deletes(self) -> None:
        _, exchange = drive(x.remove(PartReceipt(1, "99"), SESSION), [answer(value={"data": {"deleted": True}})])
        assert (exchange.asked[0].method, exchange.asked[0].url) == ("DELETE", f"{API}/tweets/99")

    def test_gone_already_is_fine(self) -> None:
        self.remove(problem(404, "resource-not-found"))

    @pytest.mark.parametrize("given", [answer(403), answer(value={"data": {"deleted": False}}), answer(503)])
    def test_anything_else_is_not(self, given: Response) -> None:
        with pytest.raises(Refused):
            self.remove(given)


class TestExamine:
    def examine(self, user: dict[str, object], **headers: str) -> dict[str, Standing]:
        account = replace(ACCOUNT, channel=replace(ACCOUNT.channel, limits={"characters": 4000}))
        said = answer(200, {"data": {"id": "7", "username": "aurora"} | user}, **headers)
        checkup, _ = drive(x.examine(replace(SESSION, account=account), PLANNED), [said])
        assert checkup.name == f"@{user.get('username', 'aurora')}"
        assert checkup.expires_at is None
        return {advice.what.en: advice.standing for advice in checkup.advice}

    def test_says_what_is_in_the_way(self) -> None:
        told = self.examine(
            {"username": "other", "protected": True, "subscription_type": "None"}, x_access_level="read"
        )
        assert [standing for words, standing in told.items() if "may only read" in words] == [Standing.WRONG]
        assert [standing for words, standing in told.items() if "belong to @other" in words] == [Standing.WRONG]
        assert [standing for words, standing in told.items() if "protected" in words] == [Standing.SOON]
        assert [standing for words, standing in told.items() if "no subscription" in words] == [Standing.WRONG]

    def test_says_that_all_is_well(self) -> None:
        reset = str(int((PLANNED + timedelta(minutes=10)).timestamp()))
        limits = {"x_rate_limit_remaining": "74", "x_rate_limit_limit": "75", "x_rate_limit_reset": reset}
        told = self.examine({"subscription_type": "Premium"}, x_access_level="read-write-directmessages", **limits)
        assert set(told.values()) == {Standing.FINE}
        assert any("74 of 75" in words and "10 minutes" in words for words in told)

    def test_a_refusal_is_one(self) -> None:
        with pytest.raises(Refused):
            drive(x.examine(SESSION, PLANNED), [answer(401)])


class TestObjections:
    """The same is found while a post is planned; what other checks say is not said twice."""

    def test_are_the_fields_at_fault(self) -> None:
        settings = Settings(format="story", replies="nobody", quote="https://x.com/bob/status/5")
        found = list(x.objections(a_task(account=ACCOUNT, settings=settings).variant))
        assert [key for key, _ in found] == ["format", "replies", "quote"]
        assert not [fault for _, fault in found if fault.en.endswith(".") or fault.en == fault.it]

    def test_a_usual_post_has_none(self) -> None:
        assert not list(x.objections(a_task(account=ACCOUNT, media=[a_picture()]).variant))


class TestCharges:
    def test_each_message_has_its_price(self) -> None:
        task = a_task("Ciao", "Vedi https://aurora.it/a", account=ACCOUNT, media=[a_picture(), a_picture(2, alt=None)])
        prices = [charge.dollars for charge in x.charges(task.variant)]
        assert prices == [Decimal("0.020"), Decimal("0.200")]
        assert [charge.saved for charge in x.charges(task.variant)] == [Decimal(0), Decimal("0.185")]

    def test_a_comment_costs_too(self) -> None:
        task: PartTask = a_task("Ciao", account=ACCOUNT)
        comment = VariantPart("Leggi menu.app", (), task.part.place)
        assert [charge.number for charge in x.charges(replace(task.variant, comment=comment))] == [1, 2]
        assert x.charges(replace(task.variant, comment=comment))[1].saved


def _well(request: Request) -> Response:
    return OUT if request.url.endswith("/tweets") else answer(value={"data": {"id": "5"}})
