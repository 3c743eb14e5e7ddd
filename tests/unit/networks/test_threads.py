"""Threads' flow against answers in Meta's envelopes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.post import Poll, Settings
from smm_build.networks import (
    CannotKnow,
    Commit,
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
    Wait,
    threads,
)
from tests.flows import PLANNED, Exchange, a_picture, a_task, an_account, answer, drive, page

ACCOUNT = an_account("threads", {"TOKEN": "THt0ken"}, server="https://graph.threads.net", handle="aurora")
SESSION = Session(ACCOUNT, {"Authorization": "Bearer THt0ken"}, {"user_id": "7", "username": "aurora"})
API = "https://graph.threads.net/v1.0"
LINK = "https://www.threads.com/@aurora/post/DAbc"
ALL_WELL = {
    "prepare": {"id": "50"},
    "look at what": {"id": "50", "status": "FINISHED"},
    "publish": {"id": "99"},
    "look at the post": {"id": "99", "permalink": LINK},
}


def error(code: int, subcode: int | None = None, message: str = "No.", **headers: str) -> Response:
    said: dict[str, object] = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A"}
    return answer(400, {"error": said | ({"error_subcode": subcode} if subcode else {})}, **headers)


def state(status: str, message: str | None = None) -> Response:
    return answer(value={"id": "50", "status": status} | ({"error_message": message} if message else {}))


def well(request: Request, **instead: Response) -> Response:
    """Answer as when all is well, save for requests whose purpose begins with a word of ``instead``."""
    for word, given in instead.items():
        if request.purpose.startswith(word):
            return given
    return answer(value=next(said for begins, said in ALL_WELL.items() if request.purpose.startswith(begins)))


def staged(task: PartTask) -> PartTask:
    return replace(task, staged={media.file: f"https://media.example.com/{media.file}" for media in task.part.media})


def publish(
    *parts: str, notes: Mapping[str, str] | None = None, link: str | None = None, instead: Any = None, **more: Any
) -> tuple[PartReceipt, Exchange]:
    task = staged(a_task(*parts, account=ACCOUNT, **more))
    task = replace(task, notes=notes or {}, variant=replace(task.variant, link=link))
    return drive(threads.publish(task, SESSION), lambda request: well(request, **(instead or {})))


class TestLogin:
    def test_learns_whose_token_it_is(self) -> None:
        session, exchange = drive(threads.login(ACCOUNT), [answer(value={"id": "7", "username": "aurora"})])
        (request,) = exchange.asked
        assert (request.url, request.params) == (f"{API}/me", {"fields": "id,username"})
        assert request.headers == {"Authorization": "Bearer THt0ken"}
        assert session == SESSION
        assert "THt0ken" not in repr(session) + repr(exchange.asked) + request.url + str(request.params)

    def test_the_token_of_another_account_is_refused(self) -> None:
        account = replace(ACCOUNT, channel=replace(ACCOUNT.channel, account="8"))
        with pytest.raises(Refused, match=r"@aurora \(7\), but threads is the account 8"):
            drive(threads.login(account), [answer(value={"id": "7", "username": "aurora"})])

    def test_says_where_the_token_belongs(self) -> None:
        with pytest.raises(Refused, match="SMM_THREADS_TOKEN"):
            drive(threads.login(an_account("threads", {})), [])

    @pytest.mark.parametrize(
        ("given", "trouble"),
        [
            (error(190, 463, "Session has expired THt0ken"), Trouble.AUTH),
            (error(10), Trouble.PERMISSION),
            (error(4), Trouble.RATE_LIMIT),
            (error(2), Trouble.TRANSIENT),
            (page(502), Trouble.TRANSIENT),
        ],
    )
    def test_a_refusal_has_its_class_and_no_secret(self, given: Response, trouble: Trouble) -> None:
        with pytest.raises(Refused) as refused:
            drive(threads.login(ACCOUNT), [given])
        assert refused.value.trouble is trouble
        assert "THt0ken" not in refused.value.reason.en + refused.value.reason.it


class TestPublish:
    def test_a_container_is_looked_at_written_down_and_published(self) -> None:
        flow = threads.publish(staged(a_task("Ciao", account=ACCOUNT)), SESSION)
        made = next(flow)
        assert isinstance(made, Request)
        assert (made.url, made.form) == (f"{API}/7/threads", {"media_type": "TEXT", "text": "Ciao"})
        looked = flow.send(answer(value={"id": "50"}))
        assert isinstance(looked, Request)
        assert looked.params == {"fields": "id,status,error_message"}
        assert isinstance(flow.send(state("IN_PROGRESS")), Wait)
        assert isinstance(flow.send(Response(0)), Request)
        assert flow.send(state("FINISHED")) == Remember({"container": "50"})
        commit = flow.send(Response(0))
        assert isinstance(commit, Commit)
        assert (commit.request.url, commit.request.form) == (f"{API}/7/threads_publish", {"creation_id": "50"})
        flow.send(answer(value={"id": "99"}))
        with pytest.raises(StopIteration) as end:
            flow.send(answer(value={"id": "99", "permalink": LINK}))
        assert end.value.value == PartReceipt(1, "99", LINK)

    @pytest.mark.parametrize(
        ("more", "form"),
        [
            (
                {"link": "https://aurora.it/a"},
                {"media_type": "TEXT", "text": "Ciao", "link_attachment": "https://aurora.it/a"},
            ),
            (
                {"settings": Settings(poll=Poll(("sì", "no"), timedelta(days=1)))},
                {"media_type": "TEXT", "text": "Ciao", "poll_attachment": '{"option_a": "sì", "option_b": "no"}'},
            ),
            (
                {"settings": Settings(replies="followed")},
                {"media_type": "TEXT", "text": "Ciao", "reply_control": "accounts_you_follow"},
            ),
            (
                {"media": [a_picture()]},
                {
                    "media_type": "IMAGE",
                    "image_url": "https://media.example.com/content/assets/1.png",
                    "alt_text": "A cup",
                    "text": "Ciao",
                },
            ),
            (
                {"media": [a_picture(mime="video/mp4", alt=None)]},
                {
                    "media_type": "VIDEO",
                    "video_url": "https://media.example.com/content/assets/1.png",
                    "text": "Ciao",
                },
            ),
        ],
    )
    def test_each_kind_has_its_parameters(self, more: dict[str, Any], form: dict[str, str]) -> None:
        _, exchange = publish("Ciao", **more)
        assert exchange.asked[0].form == form
        assert exchange.commits == 1

    def test_a_later_part_answers_the_one_before(self) -> None:
        settings = Settings(replies="mentioned")
        earlier = [PartReceipt(1, "97"), PartReceipt(2, "98")]
        _, exchange = publish("uno", "due", "tre", number=3, earlier=earlier, settings=settings)
        assert exchange.asked[0].form == {"media_type": "TEXT", "text": "tre", "reply_to_id": "98"}

    def test_a_carousel_waits_for_every_item(self) -> None:
        _, exchange = publish("Ciao", media=[a_picture(1), a_picture(2, alt=None)])
        forms = [request.form for request in exchange.asked if request.form]
        assert forms[0] is not None
        assert forms[1] is not None
        assert forms[0]["is_carousel_item"] == forms[1]["is_carousel_item"] == "true"
        assert "text" not in forms[0]
        assert forms[2] == {"media_type": "CAROUSEL", "children": "50,50", "text": "Ciao"}
        assert [request.purpose for request in exchange.asked].count("look at what was prepared") == 3

    def test_never_publishes_while_it_creates(self) -> None:
        for media in ([], [a_picture()], [a_picture(1), a_picture(2)]):
            _, exchange = publish("Ciao", media=media)
            assert not [request for request in exchange.asked if "auto_publish_text" in (request.form or {})]

    def test_a_missing_address_does_not_make_it_fail(self) -> None:
        receipt, _ = publish("Ciao", instead={"look at the post": error(100, 33)})
        assert receipt == PartReceipt(1, "99", None)

    @pytest.mark.parametrize(
        ("message", "trouble", "words"),
        [
            ("FAILED_DOWNLOADING_VIDEO", Trouble.INVALID, "public address"),
            ("INVALID_DURATION", Trouble.INVALID, "five minutes"),
            ("UNKNOWN", Trouble.TRANSIENT, "tried again"),
            (None, Trouble.TRANSIENT, "tried again"),
        ],
    )
    def test_a_container_that_fails(self, message: str | None, trouble: Trouble, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            publish("Ciao", instead={"look at what": state("ERROR", message)})
        assert refused.value.trouble is trouble

    @pytest.mark.parametrize("stuck", [state("IN_PROGRESS"), state("EXPIRED")])
    def test_a_container_that_is_never_ready(self, stuck: Response) -> None:
        with pytest.raises(Refused) as refused:
            publish("Ciao", instead={"look at what": stuck})
        assert refused.value.trouble is Trouble.TRANSIENT

    @pytest.mark.parametrize(
        ("given", "trouble"),
        [
            (error(190, 460), Trouble.AUTH),
            (error(10), Trouble.PERMISSION),
            (error(100, 4_279_071, "This topic tag is not permitted"), Trouble.INVALID),
            (error(24, 4_279_009), Trouble.TRANSIENT),
            (error(4_279_013, 4_279_013), Trouble.POLICY),
            (error(613), Trouble.RATE_LIMIT),
        ],
    )
    @pytest.mark.parametrize("where", ["prepare", "publish"])
    def test_a_clear_no_has_its_class(self, where: str, given: Response, trouble: Trouble) -> None:
        with pytest.raises(Refused) as refused:
            publish("Ciao", instead={where: given})
        assert refused.value.trouble is trouble

    @pytest.mark.parametrize("given", [page(200), answer(200, {}), page(503), error(1), error(2), answer(500)])
    def test_an_answer_that_says_nothing_leaves_doubt(self, given: Response) -> None:
        with pytest.raises(InDoubt):
            publish("Ciao", instead={"publish": given})

    def test_a_no_to_a_container_that_is_out_leaves_doubt(self) -> None:
        """The publishing was refused and the container says that it is out: seen with clients of Meta's networks."""
        looks = iter([state("FINISHED"), state("PUBLISHED")])

        def answers(request: Request) -> Response:
            if request.purpose.startswith("look at what"):
                return next(looks)
            return well(request, publish=error(10))

        with pytest.raises(InDoubt):
            drive(threads.publish(a_task("Ciao", account=ACCOUNT), SESSION), answers)


class TestSecondAttempt:
    NOTED = {"container": "50"}  # noqa: RUF012 - read only

    def test_a_finished_container_is_published_and_no_other_made(self) -> None:
        _, exchange = publish("Ciao", notes=self.NOTED)
        assert [request.purpose for request in exchange.asked] == [
            "look at what was prepared",
            "publish the post",
            "look at the post",
        ]

    def test_a_published_one_is_never_published_again(self) -> None:
        with pytest.raises(InDoubt):
            publish("Ciao", notes=self.NOTED, instead={"look at what": state("PUBLISHED")})

    @pytest.mark.parametrize("gone", [state("EXPIRED"), state("ERROR"), error(100, 33)])
    def test_one_that_is_gone_is_replaced(self, gone: Response) -> None:
        looks = iter([gone, state("FINISHED")])

        def answers(request: Request) -> Response:
            return next(looks) if request.purpose.startswith("look at what") else well(request)

        task = replace(a_task("Ciao", account=ACCOUNT), notes=self.NOTED)
        receipt, exchange = drive(threads.publish(task, SESSION), answers)
        assert receipt.id == "99"
        assert exchange.commits == 1

    def test_other_words_need_another_container(self) -> None:
        task = replace(a_task("Ciao", account=ACCOUNT), notes=self.NOTED, changed=True)
        _, exchange = drive(threads.publish(task, SESSION), well)
        assert exchange.asked[0].purpose == "prepare the post"


def post(text: str, minutes: int = 1, **more: Any) -> dict[str, Any]:
    made = (PLANNED + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S+0000")
    return {"id": str(1000 + minutes), "text": text, "timestamp": made, "permalink": LINK} | more


def listed(*posts: Any, after: str | None = None) -> Response:
    return answer(value={"data": list(posts), "paging": {"cursors": {"after": after}} if after else {}})


class TestFind:
    def find(
        self, *answers: Response, notes: Mapping[str, str] | None = None, changed: bool = False, **more: Any
    ) -> tuple[Any, Exchange]:
        parts = more.pop("parts", ("Ciao ☕ #caffè",))
        task = replace(a_task(*parts, account=ACCOUNT, **more), notes=notes or {}, changed=changed)
        return drive(threads.find(task, SESSION), list(answers))

    NOTED = {"container": "50"}  # noqa: RUF012 - read only

    @pytest.mark.parametrize("status", ["FINISHED", "EXPIRED", "ERROR"])
    @pytest.mark.parametrize("changed", [False, True])
    def test_the_container_says_that_it_is_not_out(self, status: str, changed: bool) -> None:  # noqa: FBT001
        found, exchange = self.find(state(status), notes=self.NOTED, changed=changed)
        assert found == NotThere()
        assert len(exchange.asked) == 1

    def test_the_container_says_that_it_is_out_and_the_list_where(self) -> None:
        found, exchange = self.find(
            state("PUBLISHED"), listed(post("Altro", 2), post("Ciao ☕ caffè")), notes=self.NOTED
        )
        assert found == Found(PartReceipt(1, "1001", LINK))
        assert exchange.asked[1].url == f"{API}/7/threads"
        assert exchange.asked[1].params["since"] == str(int((PLANNED - timedelta(minutes=10)).timestamp()))

    def test_an_answer_is_looked_for_among_the_answers(self) -> None:
        mine = post("Due", replied_to={"id": "98"})
        other = post("Due", 3, replied_to={"id": "55"})
        found, exchange = self.find(
            state("PUBLISHED"),
            listed(other, mine),
            notes=self.NOTED,
            parts=("Uno", "Due"),
            number=2,
            earlier=[PartReceipt(1, "98")],
        )
        assert found == Found(PartReceipt(2, "1001", LINK))
        assert exchange.asked[1].url == f"{API}/7/replies"

    def test_out_but_not_listed_is_for_a_person(self) -> None:
        found, exchange = self.find(state("PUBLISHED"), *[listed(post("Altro"))] * 3, notes=self.NOTED)
        assert isinstance(found, CannotKnow)
        assert "out" in found.reason.en
        assert len(exchange.waits) == 2

    def test_twice_the_same_words_is_for_a_person(self) -> None:
        same = listed(post("Ciao ☕ #caffè"), post("Ciao ☕ #caffè", 2))
        assert isinstance(self.find(state("PUBLISHED"), same, notes=self.NOTED)[0], CannotKnow)

    def test_it_waits_while_threads_works(self) -> None:
        found, exchange = self.find(state("IN_PROGRESS"), state("FINISHED"), notes=self.NOTED)
        assert found == NotThere()
        assert exchange.waits == [2.0]

    def test_it_is_asked_again_when_threads_never_says(self) -> None:
        task = replace(a_task(account=ACCOUNT), notes=self.NOTED)
        with pytest.raises(Refused) as refused:
            drive(threads.find(task, SESSION), lambda _: state("IN_PROGRESS"))
        assert refused.value.trouble is Trouble.TRANSIENT

    def test_nothing_written_down_and_nothing_listed_is_not_there(self) -> None:
        assert self.find(listed())[0] == NotThere()
        assert self.find(listed(post("Ciao ☕ #caffè", minutes=-60)))[0] == NotThere()

    def test_other_words_and_a_container_nobody_knows_cannot_be_known(self) -> None:
        assert isinstance(self.find(error(100, 33), listed(), notes=self.NOTED, changed=True)[0], CannotKnow)

    def test_a_list_without_end_is_for_a_person(self) -> None:
        pages = [listed(post("Altro", n), after=f"p{n}") for n in range(1, 6)]
        assert isinstance(self.find(*pages)[0], CannotKnow)

    @pytest.mark.parametrize("given", [page(200), error(190), page(503), answer(value={"data": 5})])
    def test_an_answer_that_is_no_list_is_refused(self, given: Response) -> None:
        with pytest.raises(Refused):
            self.find(given)


class TestQuote:
    SETTINGS = Settings(quote="https://www.threads.net/@aurora/post/DOld?x=1")

    def test_an_own_post_is_found_by_its_code(self) -> None:
        old = {"id": "44", "permalink": "https://www.threads.com/@aurora/post/DOld"}

        def answers(request: Request) -> Response:
            if request.purpose.startswith("find the quoted"):
                return listed(old) if "after" in request.params else listed(post("Altro"), after="p2")
            return well(request)

        task = a_task("Ciao", account=ACCOUNT, settings=self.SETTINGS)
        _, exchange = drive(threads.publish(task, SESSION), answers)
        assert exchange.asked[2].form == {"media_type": "TEXT", "text": "Ciao", "quote_post_id": "44"}

    def test_any_other_is_refused_before_anything_is_made(self) -> None:
        with pytest.raises(Refused, match="quote it by hand") as refused:
            drive(
                threads.publish(a_task("Ciao", account=ACCOUNT, settings=self.SETTINGS), SESSION),
                [listed(post("Altro"))],
            )
        assert refused.value.trouble is Trouble.INVALID


class TestContent:
    """What Threads would not take is refused before anything is asked."""

    @pytest.mark.parametrize(
        ("parts", "media", "settings", "words"),
        [
            (("a" * 501,), [], Settings(), "501 characters"),
            (("☕" * 167,), [], Settings(), "501 characters"),
            (("Ciao", "a" * 501), [], Settings(), "Part 2"),
            (("Ciao",), [a_picture(n) for n in range(21)], Settings(), "21 pictures"),
            (
                ("Ciao",),
                [*(a_picture(n) for n in range(11)), *(a_picture(n, mime="video/mp4") for n in range(10))],
                Settings(),
                "20 pictures and films",
            ),
            (("Ciao",), [a_picture(mime="image/gif")], Settings(), "image/gif"),
            (("Ciao",), [], Settings(format="story"), "format “story”"),
            (("Ciao",), [], Settings(visibility="private"), "visibility"),
            (("Ciao",), [], Settings(content_warning="Caffè"), "content warning"),
            (("Ciao",), [], Settings(replies="nobody"), "cannot limit replies"),
            (("Ciao",), [], Settings(quote="https://www.threads.com/@aurora"), "not the address of a post"),
            (("Ciao",), [], Settings(poll=Poll(("sì",), timedelta(days=1))), "2 to 4 answers"),
            (("Ciao",), [], Settings(poll=Poll(("sì", "no"), timedelta(days=1), multiple=True)), "one answer"),
            (("Ciao",), [a_picture()], Settings(poll=Poll(("sì", "no"), timedelta(days=1))), "words alone"),
        ],
    )
    def test_is_refused(self, parts: tuple[str, ...], media: list[Media], settings: Settings, words: str) -> None:
        task = staged(a_task(*parts, account=ACCOUNT, media=media, settings=settings))
        with pytest.raises(Refused, match=words) as refused:
            drive(threads.publish(task, SESSION), [])
        assert refused.value.trouble is Trouble.INVALID

    def test_the_same_is_found_while_it_is_planned(self) -> None:
        settings = Settings(format="story", replies="nobody", quote="https://x.com/bob/status/5")
        found = list(threads.objections(a_task(account=ACCOUNT, settings=settings).variant))
        assert [key for key, _ in found] == ["format", "replies", "quote"]
        assert not list(threads.objections(a_task(account=ACCOUNT, media=[a_picture()]).variant))

    def test_a_picture_without_a_public_address(self) -> None:
        with pytest.raises(Refused, match="no public address"):
            drive(threads.publish(a_task("Ciao", account=ACCOUNT, media=[a_picture()]), SESSION), [])

    def test_it_fetches_pictures_and_films(self) -> None:
        assert threads.fetches(ACCOUNT.channel) == {"image", "video"}


class TestRemove:
    @pytest.mark.parametrize("given", [answer(value={"success": True, "deleted_id": "99"}), error(100, 33)])
    def test_deleted_or_gone_already(self, given: Response) -> None:
        _, exchange = drive(threads.remove(PartReceipt(1, "99"), SESSION), [given])
        assert (exchange.asked[0].method, exchange.asked[0].url) == ("DELETE", f"{API}/99")

    @pytest.mark.parametrize("given", [error(10), answer(value={"success": False}), page(502)])
    def test_anything_else_is_refused(self, given: Response) -> None:
        with pytest.raises(Refused):
            drive(threads.remove(PartReceipt(1, "99"), SESSION), [given])


class TestExamine:
    def examine(self, told: dict[str, object], quota: dict[str, object], session: Session = SESSION) -> Any:
        answers = [answer(value={"data": told}), answer(value={"data": [quota]})]
        return drive(threads.examine(session, PLANNED), answers)[0]

    def test_says_when_the_token_ends_and_what_is_left(self) -> None:
        ends = PLANNED + timedelta(days=9)
        told = {"is_valid": True, "expires_at": int(ends.timestamp()), "scopes": ["threads_basic"]}
        used = {"quota_usage": 250, "config": {"quota_total": 250}}
        answers = {"reply_quota_usage": 5, "reply_config": {"quota_total": 1000}}
        checkup = self.examine(told, used | answers)
        assert checkup.name == "@aurora"
        assert checkup.expires_at == ends
        standings = {advice.what.en: advice.standing for advice in checkup.advice}
        assert standings["250 of 250 posts in 24 hours are used"] is Standing.WRONG
        assert standings["5 of 1000 answers in 24 hours are used"] is Standing.FINE
        lacking = [standing for words, standing in standings.items() if "lacks" in words]
        assert lacking == [Standing.WRONG, *[Standing.SOON] * 5]
        assert [words for words in standings if "threads_read_replies (`smm inbox pull`" in words]
        assert [standing for words, standing in standings.items() if "9 days" in words] == [Standing.SOON]

    def test_says_when_it_is_another_account(self) -> None:
        session = replace(SESSION, facts={**SESSION.facts, "username": "other"})
        checkup = self.examine({"is_valid": True, "scopes": []}, {}, session)
        assert any("@other" in advice.what.en and advice.standing is Standing.WRONG for advice in checkup.advice)


class TestRenew:
    def test_exchanges_the_token(self) -> None:
        given = answer(value={"access_token": "THnew", "token_type": "bearer", "expires_in": 5_184_000})
        renewal, exchange = drive(threads.renew(ACCOUNT, PLANNED), [given])
        (request,) = exchange.asked
        assert request.url == "https://graph.threads.net/refresh_access_token"
        assert request.params == {"grant_type": "th_refresh_token"}
        assert request.headers == {"Authorization": "Bearer THt0ken"}
        assert renewal.secrets == {"TOKEN": "THnew"}
        assert renewal.expires_at == PLANNED + timedelta(days=60)
        assert "THnew" not in repr(renewal)

    def test_without_an_end_none_is_made_up(self) -> None:
        renewal, _ = drive(
            threads.renew(ACCOUNT, datetime(2026, 12, 1, tzinfo=UTC)), [answer(value={"access_token": "x"})]
        )
        assert renewal.expires_at is None

    @pytest.mark.parametrize("given", [error(190, 463), answer(value={}), page(503)])
    def test_a_refusal_is_one(self, given: Response) -> None:
        with pytest.raises(Refused):
            drive(threads.renew(ACCOUNT, PLANNED), [given])
