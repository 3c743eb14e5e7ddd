from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.post import Poll, Settings
from smm_build.domain.variant import VariantPart
from smm_build.networks import (
    CannotKnow,
    FileBody,
    Found,
    InDoubt,
    NotThere,
    Refused,
    Response,
    Session,
    Standing,
    mastodon,
)
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page

ACCOUNT = an_account("mastodon", {"TOKEN": "t0ken"})
SESSION = Session(ACCOUNT, {"Authorization": "Bearer t0ken"}, {"account_id": "7"})
SERVER = "https://server.example"
INSTANCE = {
    "api_versions": {"mastodon": 7},
    "configuration": {
        "statuses": {"max_characters": 5000, "max_media_attachments": 4, "characters_reserved_per_url": 25},
        "media_attachments": {"image_size_limit": 10_000, "video_size_limit": 20_000, "description_limit": 1500},
    },
}


class TestLogin:
    def test_learns_who_it_is_and_what_is_allowed(self) -> None:
        session, exchange = drive(mastodon.login(ACCOUNT), [answer(value={"id": "7"}), answer(value=INSTANCE)])
        assert [request.url for request in exchange.asked] == [
            f"{SERVER}/api/v1/accounts/verify_credentials",
            f"{SERVER}/api/v2/instance",
        ]
        assert session.facts == {
            "account_id": "7",
            "max_characters": "5000",
            "max_media": "4",
            "characters_reserved_per_url": "25",
            "image_size_limit": "10000",
            "video_size_limit": "20000",
            "description_limit": "1500",
            "api_version": "7",
        }
        assert "t0ken" not in repr(session)

    def test_an_older_server_is_asked_the_older_way(self) -> None:
        answers = [answer(value={"id": 7}), page(404), answer(value=INSTANCE)]
        session, exchange = drive(mastodon.login(ACCOUNT), answers)
        assert exchange.asked[-1].url == f"{SERVER}/api/v1/instance"
        assert session.facts["account_id"] == "7"
        assert session.facts["max_characters"] == "5000"

    @pytest.mark.parametrize(
        "silent", [page(200), page(500), answer(404), answer(value=[1]), answer(value={"configuration": 5})]
    )
    def test_a_server_that_does_not_tell_is_taken_for_a_usual_one(self, silent: Response) -> None:
        session, _ = drive(mastodon.login(ACCOUNT), [answer(value={"id": "7"}), silent, silent])
        assert session.facts == {"account_id": "7"}

    def test_says_where_the_token_belongs(self) -> None:
        with pytest.raises(Refused, match="SMM_MASTODON_TOKEN"):
            drive(mastodon.login(an_account("mastodon", {})), [])

    @pytest.mark.parametrize(
        ("given", "trouble"),
        [
            (answer(401, {"error": "The access token t0ken is invalid"}), Trouble.AUTH),
            (answer(403, {"error": "Your login is currently disabled"}), Trouble.PERMISSION),
            (page(200, "<h1>Welcome</h1>"), Trouble.TRANSIENT),
            (page(404), Trouble.AUTH),
            (page(503), Trouble.TRANSIENT),
        ],
    )
    def test_a_refusal_has_its_class_and_no_secret(self, given: Response, trouble: Trouble) -> None:
        with pytest.raises(Refused) as refused:
            drive(mastodon.login(ACCOUNT), [given])
        assert refused.value.trouble is trouble
        assert "t0ken" not in refused.value.reason.en + refused.value.reason.it


class TestPublish:
    def test_posts_one_status(self) -> None:
        task = a_task("Ciao", account=ACCOUNT, settings=Settings(language="it", visibility="unlisted"))
        receipt, exchange = drive(
            mastodon.publish(task, SESSION), [answer(value={"id": "99", "url": f"{SERVER}/@a/99"})]
        )
        assert receipt == PartReceipt(1, "99", f"{SERVER}/@a/99")
        assert exchange.commits == 1
        assert exchange.sent == {"status": "Ciao", "visibility": "unlisted", "language": "it"}
        assert exchange.asked[0].headers["Idempotency-Key"] == task.key

    def test_media_go_first_and_are_waited_for(self) -> None:
        task = a_task("Ciao", account=ACCOUNT, media=[a_picture(1), a_picture(2, alt=None)])
        answers = [
            answer(202, {"id": "m1", "url": None}),
            answer(206, {"id": "m1", "url": None}),
            answer(200, {"id": "m1", "url": "u"}),
            answer(200, {"id": "m2", "url": "u"}),
            answer(value={"id": "99"}),
        ]
        _, exchange = drive(mastodon.publish(task, SESSION), answers)
        assert exchange.asked[0].form == {"file": FileBody("content/assets/1.png", "image/png"), "description": "A cup"}
        assert exchange.asked[1].url == f"{SERVER}/api/v1/media/m1"
        assert exchange.asked[3].form == {"file": FileBody("content/assets/2.png", "image/png")}
        assert exchange.sent["media_ids"] == ["m1", "m2"]
        assert len(exchange.waits) == 2

    def test_an_upload_that_never_ends_is_given_up(self) -> None:
        task = a_task(account=ACCOUNT, media=[a_picture()])
        with pytest.raises(Refused) as refused:
            drive(mastodon.publish(task, SESSION), lambda _: answer(206, {"id": "m1"}))
        assert refused.value.trouble is Trouble.TRANSIENT

    def test_a_later_part_replies_and_keeps_the_visibility(self) -> None:
        settings = Settings(visibility="private", content_warning="Caffè")
        task = a_task("uno", "due", account=ACCOUNT, number=2, earlier=[PartReceipt(1, "98")], settings=settings)
        _, exchange = drive(mastodon.publish(task, SESSION), [answer(value={"id": "99"})])
        assert exchange.sent == {
            "status": "due",
            "visibility": "private",
            "in_reply_to_id": "98",
            "spoiler_text": "Caffè",
            "sensitive": True,
        }

    def test_a_poll_goes_with_the_first_part(self) -> None:
        settings = Settings(poll=Poll(("sì", "no"), timedelta(days=1), multiple=True))
        _, exchange = drive(
            mastodon.publish(a_task(account=ACCOUNT, settings=settings), SESSION), [answer(value={"id": "99"})]
        )
        assert exchange.sent["poll"] == {"options": ["sì", "no"], "expires_in": 86_400, "multiple": True}

    @pytest.mark.parametrize(
        "given", [page(200), answer(200, {"ok": True}), answer(200, [1]), page(503), answer(500), answer(302)]
    )
    def test_an_answer_that_says_nothing_leaves_doubt(self, given: Response) -> None:
        with pytest.raises(InDoubt):
            drive(mastodon.publish(a_task(account=ACCOUNT), SESSION), [given])

    @pytest.mark.parametrize(
        ("given", "trouble"),
        [
            (answer(401, {"error": "The access token is invalid"}), Trouble.AUTH),
            (answer(403, {"error": "This action is outside the authorized scopes"}), Trouble.PERMISSION),
            (answer(422, {"error": "Validation failed: Text character limit of 500 exceeded"}), Trouble.INVALID),
            (Response(422), Trouble.INVALID),
            (page(404), Trouble.INVALID),
            (answer(429, {"error": "Too many requests"}), Trouble.RATE_LIMIT),
        ],
    )
    def test_a_refusal_has_its_class(self, given: Response, trouble: Trouble) -> None:
        with pytest.raises(Refused) as refused:
            drive(mastodon.publish(a_task(account=ACCOUNT), SESSION), [given])
        assert refused.value.trouble is trouble

    def test_waits_until_the_instant_the_server_names(self) -> None:
        headers = {"x_ratelimit_reset": "2026-12-01T08:25:00.000Z", "date": "Tue, 01 Dec 2026 08:20:00 GMT"}
        with pytest.raises(Refused) as refused:
            drive(mastodon.publish(a_task(account=ACCOUNT), SESSION), [answer(429, **headers)])
        assert refused.value.wait == timedelta(minutes=5)


class TestQuotes:
    """https://docs.joinmastodon.org/client/quotes/: since version 7 of the API."""

    SESSION = replace(SESSION, facts={**SESSION.facts, "api_version": "7"})
    SETTINGS = Settings(quote="https://social.example/@bob/110")

    def found(self, **more: Any) -> Response:
        return answer(value={"accounts": [], "hashtags": [], "statuses": [{"id": "77", **more}]})

    def test_the_server_finds_the_post_and_ours_names_its_id(self) -> None:
        task = a_task("Sì", account=ACCOUNT, settings=self.SETTINGS)
        allowed = self.found(quote_approval={"current_user": "manual"})
        _, exchange = drive(mastodon.publish(task, self.SESSION), [allowed, answer(value={"id": "99"})])
        assert exchange.asked[0].params == {
            "q": "https://social.example/@bob/110",
            "type": "statuses",
            "resolve": "true",
            "limit": "1",
        }
        assert exchange.sent["quoted_status_id"] == "77"
        assert exchange.commits == 1

    def test_a_later_part_quotes_nobody(self) -> None:
        task = a_task("uno", "due", account=ACCOUNT, number=2, earlier=[PartReceipt(1, "98")], settings=self.SETTINGS)
        _, exchange = drive(mastodon.publish(task, self.SESSION), [answer(value={"id": "99"})])
        assert "quoted_status_id" not in exchange.sent

    @pytest.mark.parametrize("version", ["", "6", "many"])
    def test_a_server_without_quotes_is_asked_nothing(self, version: str) -> None:
        session = replace(SESSION, facts={**SESSION.facts, "api_version": version})
        with pytest.raises(Refused, match=r"Mastodon 4\.5") as refused:
            drive(mastodon.publish(a_task(account=ACCOUNT, settings=self.SETTINGS), session), [])
        assert refused.value.trouble is Trouble.INVALID

    def test_nothing_stands_beside_a_quote(self) -> None:
        task = a_task(account=ACCOUNT, media=[a_picture()], settings=self.SETTINGS)
        with pytest.raises(Refused, match="beside a quoted post"):
            drive(mastodon.publish(task, self.SESSION), [])

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            (answer(value={"statuses": []}), "does not find"),
            (answer(value={"statuses": [{"id": "77", "quote_approval": {"current_user": "denied"}}]}), "does not let"),
            (answer(value={"statuses": [{"id": "77", "quote_approval": {"current_user": "unknown"}}]}), "does not let"),
        ],
    )
    def test_what_cannot_be_quoted_stops_the_post(self, said: Response, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(mastodon.publish(a_task(account=ACCOUNT, settings=self.SETTINGS), self.SESSION), [said])
        assert refused.value.trouble is Trouble.INVALID

    def test_a_post_of_the_same_server_is_not_searched_for(self) -> None:
        task = a_task("Sì", account=ACCOUNT, settings=Settings(quote=f"{SERVER}/@aurora/77"))
        answers = [answer(value={"id": "77"}), answer(value={"id": "99"})]
        _, exchange = drive(mastodon.publish(task, self.SESSION), answers)
        assert exchange.asked[0].url == f"{SERVER}/api/v1/statuses/77"
        assert exchange.sent["quoted_status_id"] == "77"
        gone = answer(404, {"error": "Record not found"})
        with pytest.raises(Refused, match="does not find"):
            drive(mastodon.publish(task, self.SESSION), [gone])
        with pytest.raises(Refused) as refused:
            drive(mastodon.publish(task, self.SESSION), [page(502)])
        assert refused.value.trouble is Trouble.TRANSIENT

    def test_a_token_that_may_not_search_says_so(self) -> None:
        said = answer(403, {"error": "This action is outside the authorized scopes"})
        with pytest.raises(Refused, match="read:search") as refused:
            drive(mastodon.publish(a_task(account=ACCOUNT, settings=self.SETTINGS), self.SESSION), [said])
        assert refused.value.trouble is Trouble.PERMISSION

    def test_found_again_although_the_server_put_the_address_before_it(self) -> None:
        shown = '<p class="quote-inline">RE: <a href="https://social.example/@bob/110">https://…</a></p><p>Sì</p>'
        task = a_task("Sì", account=ACCOUNT, settings=self.SETTINGS)
        found, _ = drive(mastodon.find(task, self.SESSION), [answer(value=[status(shown)])])
        assert isinstance(found, Found)


class TestAround:
    """Focus points, first comments, deleting."""

    @pytest.mark.parametrize(
        ("focus", "said"),
        [
            ((0.5, 0.5), "0.00,0.00"),
            ((0.0, 0.0), "-1.00,1.00"),
            ((1.0, 1.0), "1.00,-1.00"),
            ((0.25, 0.9), "-0.50,-0.80"),
        ],
    )
    def test_the_focus_is_told_from_the_middle(self, focus: tuple[float, float], said: str) -> None:
        task = a_task(account=ACCOUNT, media=[replace(a_picture(), focus=focus)])
        _, exchange = drive(mastodon.publish(task, SESSION), [answer(value={"id": "m1"}), answer(value={"id": "99"})])
        assert exchange.asked[0].form is not None
        assert exchange.asked[0].form["focus"] == said

    def test_the_first_comment_answers_the_last_part_without_the_poll(self) -> None:
        settings = Settings(poll=Poll(("sì", "no"), timedelta(days=1)), visibility="unlisted")
        earlier = [PartReceipt(1, "97"), PartReceipt(2, "98")]
        task = a_task("uno", "due", account=ACCOUNT, number=3, earlier=earlier, settings=settings)
        comment = VariantPart("https://aurora.it/menu", (), task.variant.parts[0].place)
        task = replace(task, variant=replace(task.variant, comment=comment))
        _, exchange = drive(mastodon.publish(task, SESSION), [answer(value={"id": "99"})])
        assert exchange.sent == {
            "status": "https://aurora.it/menu",
            "visibility": "unlisted",
            "in_reply_to_id": "98",
        }

    def test_who_may_answer_cannot_be_limited(self) -> None:
        with pytest.raises(Refused, match="who may answer"):
            drive(mastodon.publish(a_task(account=ACCOUNT, settings=Settings(replies="nobody")), SESSION), [])

    @pytest.mark.parametrize("given", [answer(value={"id": "99"}), answer(404, {"error": "Record not found"})])
    def test_deletes_what_is_there_and_is_content_when_nothing_is(self, given: Response) -> None:
        _, exchange = drive(mastodon.remove(PartReceipt(1, "99"), SESSION), [given])
        assert (exchange.asked[0].method, exchange.asked[0].url) == ("DELETE", f"{SERVER}/api/v1/statuses/99")
        assert exchange.commits == 0

    def test_deleting_may_be_refused(self) -> None:
        with pytest.raises(Refused) as refused:
            drive(mastodon.remove(PartReceipt(1, "99"), SESSION), [answer(403, {"error": "This action is…"})])
        assert refused.value.trouble is Trouble.PERMISSION


class TestExamine:
    def look(self, who: dict[str, Any], app: Response) -> list[tuple[Standing, str]]:
        given = answer(value={"id": "7", "acct": "aurora"} | who)
        checkup, exchange = drive(mastodon.examine(SESSION, PLANNED), [given, app])
        assert exchange.commits == 0
        assert checkup.name == "aurora"
        assert checkup.expires_at is None
        return [(advice.standing, advice.what.en) for advice in checkup.advice]

    @pytest.mark.parametrize(
        ("scopes", "standing", "words"),
        [
            (["read", "write", "push"], Standing.FINE, "all that is needed"),
            ("read write", Standing.FINE, "all that is needed"),
            (["read:accounts", "read:statuses", "write"], Standing.FINE, "read:search"),
            (["read:accounts", "read:statuses", "read:search", "write"], Standing.FINE, "read:notifications"),
            (["read"], Standing.WRONG, "lacks write:statuses, write:media"),
            (["write:statuses"], Standing.WRONG, "lacks read:accounts, read:statuses, write:media"),
            (None, Standing.FINE, "does not tell"),
        ],
    )
    def test_what_the_token_may_do(self, scopes: Any, standing: Standing, words: str) -> None:
        ((said, sentence),) = self.look({}, answer(value={"name": "smm", "scopes": scopes}))
        assert said is standing
        assert words in sentence

    @pytest.mark.parametrize(
        ("who", "standing", "words"),
        [
            ({"suspended": True}, Standing.WRONG, "suspended"),
            ({"moved": {"id": "9"}}, Standing.WRONG, "moved"),
            ({"limited": True}, Standing.SOON, "limited"),
            ({"locked": True}, Standing.FINE, "by hand"),
        ],
    )
    def test_how_the_account_stands(self, who: dict[str, Any], standing: Standing, words: str) -> None:
        said, sentence = self.look(who, answer(401, {"error": "The access token is invalid"}))[0]
        assert said is standing
        assert words in sentence

    def test_another_account_is_refused(self) -> None:
        with pytest.raises(Refused):
            drive(mastodon.examine(SESSION, PLANNED), [answer(value={"id": "8"})])

    def test_what_the_instance_allows_is_told(self) -> None:
        session = replace(SESSION, facts={**SESSION.facts, "max_characters": "5000"})
        given = [answer(value={"id": "7"}), answer(404)]
        checkup, _ = drive(mastodon.examine(session, PLANNED), given)
        assert "5000" in checkup.advice[-1].what.it


class TestContent:
    """What the instance would not take is refused before anything is visible there."""

    @pytest.mark.parametrize(
        ("parts", "media", "settings", "words"),
        [
            (("a" * 501,), [], Settings(), "501 graphemes"),
            (("a" * 400,), [], Settings(content_warning="b" * 101), "501 graphemes"),
            (("uno", "a" * 501), [], Settings(), "Part 2"),
            ((" ",), [], Settings(), "says nothing"),
            (("Ciao",), [a_picture(n) for n in range(5)], Settings(), "5 pictures"),
            (("Ciao",), [a_picture(alt="a" * 1501)], Settings(), "alternative text"),
            (("Ciao",), [a_picture(), a_picture(mime="video/mp4")], Settings(), "mixes"),
            (("Ciao",), [], Settings(visibility="friends"), "visibility"),
        ],
    )
    def test_is_refused(self, parts: tuple[str, ...], media: list[Media], settings: Settings, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(mastodon.publish(a_task(*parts, account=ACCOUNT, media=media, settings=settings), SESSION), [])
        assert refused.value.trouble is Trouble.INVALID

    def test_the_instance_decides(self) -> None:
        session = replace(SESSION, facts={**SESSION.facts, "max_characters": "5000", "image_size_limit": "10"})
        drive(mastodon.publish(a_task("a" * 5000, account=ACCOUNT), session), [answer(value={"id": "1"})])
        with pytest.raises(Refused, match="10 are allowed"):
            drive(mastodon.publish(a_task(account=ACCOUNT, media=[a_picture()]), session), [])

    def test_else_the_channel_does(self) -> None:
        account = an_account("mastodon", {}, limits={"characters": 1000})
        session = replace(SESSION, account=account)
        drive(mastodon.publish(a_task("a" * 1000, account=account), session), [answer(value={"id": "1"})])


def status(content: str, minutes: int = 1, **more: Any) -> dict[str, Any]:
    made = PLANNED + timedelta(minutes=minutes)
    usual = {"id": str(1000 + minutes), "created_at": made.isoformat(), "content": content, "in_reply_to_id": None}
    return {**usual, "media_attachments": [], "url": f"{SERVER}/@a/{usual['id']}", **more}


TEXT = "Il caffè di @bob@social.example: “buono!” https://aurora.it/menu?utm_source=mastodon #caffè"
SHOWN = (
    '<p>Il caffè di <span class="h-card"><a href="https://social.example/@bob" class="u-url mention">@<span>bob</span>'
    '</a></span>: &quot;buono!&quot; <a href="https://aurora.it/menu?utm_source=mastodon" rel="nofollow"><span '
    'class="invisible">https://</span><span class="ellipsis">aurora.it/menu?utm_source</span></a> '
    '<a href="https://server.example/tags/caff%C3%A8" class="mention hashtag">#<span>caffè</span></a></p>'
)


class TestFind:
    def find(self, *pages: Sequence[Any], text: str = TEXT, **more: Any) -> Any:
        return drive(mastodon.find(a_task(text, account=ACCOUNT, **more), SESSION), [answer(value=p) for p in pages])[0]

    def test_found_although_the_server_rewrote_it(self) -> None:
        found = self.find([status("<p>Altro</p>", 2), status(SHOWN)])
        assert found == Found(PartReceipt(1, "1001", f"{SERVER}/@a/1001"))

    def test_not_there_once_everything_since_was_read(self) -> None:
        assert self.find([status("<p>Altro</p>"), status(SHOWN, minutes=-30)]) == NotThere()

    def test_not_there_if_the_account_is_empty(self) -> None:
        assert self.find([]) == NotThere()

    def test_goes_on_to_older_pages(self) -> None:
        task = a_task(TEXT, account=ACCOUNT, late=timedelta(hours=5))
        pages = [answer(value=[status("<p>Altro</p>", 200)]), answer(value=[status(SHOWN)])]
        found, exchange = drive(mastodon.find(task, SESSION), pages)
        assert isinstance(found, Found)
        assert exchange.asked[0].params == {"limit": "40", "exclude_reblogs": "true"}
        assert exchange.asked[1].params["max_id"] == "1200"

    def test_an_old_claim_counts_as_well_as_the_present_one(self) -> None:
        """The first attempt was five hours ago; the post it made is still found."""
        assert isinstance(self.find([status(SHOWN)], late=timedelta(hours=5)), Found)

    def test_cannot_know_if_the_server_always_gives_the_same_page(self) -> None:
        same = [status("<p>Altro</p>")]
        assert isinstance(self.find(same, same), CannotKnow)

    def test_cannot_know_if_the_list_does_not_end(self) -> None:
        numbers = iter(range(10_000, 0, -1))
        found, exchange = drive(
            mastodon.find(a_task(TEXT, account=ACCOUNT), SESSION),
            lambda _: answer(value=[status("<p>Altro</p>", id=str(next(numbers)))]),
        )
        assert isinstance(found, CannotKnow)
        assert len(exchange.asked) < 100

    def test_cannot_know_if_only_the_link_differs(self) -> None:
        assert isinstance(self.find([status(SHOWN.replace("/menu", "/other"))]), CannotKnow)

    def test_cannot_know_if_only_the_pictures_differ(self) -> None:
        assert isinstance(self.find([status(SHOWN, media_attachments=[{}])]), CannotKnow)

    def test_a_reply_is_another_post(self) -> None:
        assert self.find([status(SHOWN, in_reply_to_id="5")], []) == NotThere()

    def test_a_part_is_found_under_the_one_before(self) -> None:
        task = a_task("uno", "due", account=ACCOUNT, number=2, earlier=[PartReceipt(1, "5")])
        listed = [status("<p>due</p>", id="7"), status("<p>due</p>", id="6", in_reply_to_id="5")]
        found, _ = drive(mastodon.find(task, SESSION), [answer(value=listed)])
        assert isinstance(found, Found)
        assert found.receipt.id == "6"

    def test_pictures_without_a_text(self) -> None:
        listed = [status("", id="6"), status("", id="5", media_attachments=[{}])]
        found = self.find(listed, text="", media=[a_picture()])
        assert isinstance(found, Found)
        assert found.receipt.id == "5"

    @pytest.mark.parametrize("given", [page(200), page(502), answer(value={"error": "x"}), answer(401), answer(429)])
    def test_any_other_answer_is_not_believed(self, given: Response) -> None:
        with pytest.raises(Refused):
            drive(mastodon.find(a_task(account=ACCOUNT), SESSION), [given])

    @pytest.mark.parametrize(
        "strange", [5, "x", None, [], {"id": None}, {"created_at": "yesterday", "id": "1", "content": 5}]
    )
    def test_strange_entries_raise_nothing(self, strange: object) -> None:
        assert self.find([strange], *([[]] if isinstance(strange, dict) and strange.get("id") else [])) in (
            NotThere(),
            CannotKnow(mastodon._CUT_OFF),
        )
