"""Telegram's flows with answers as its documents show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.post import Poll, Settings
from smm_build.networks import CannotKnow, FileBody, InDoubt, NotThere, PartTask, Refused, Response, Session, telegram
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page

TOKEN = "12345:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
ACCOUNT = an_account("telegram", {"TOKEN": TOKEN}, handle="aurora_torino")
SESSION = Session(ACCOUNT, facts={"bot": "12345", "chat": "-1001234", "username": "aurora_torino"})
SERVER = "https://server.example/bot…"


def ok(result: Any) -> Response:
    return answer(value={"ok": True, "result": result})


def no(status: int, description: str, **parameters: Any) -> Response:
    said = {"ok": False, "error_code": status, "description": description}
    return answer(status, said | ({"parameters": parameters} if parameters else {}))


def a_film(seconds: float = 12.4) -> Media:
    return replace(
        a_picture(mime="video/mp4", width=1080, height=1920, seconds=seconds), file="content/assets/film.mp4", alt=None
    )


def task(*parts: str, **more: Any) -> PartTask:
    return a_task(*parts, account=ACCOUNT, **more)


class TestLogin:
    def test_learns_which_bot_and_which_channel(self) -> None:
        bot = {"id": 12345, "is_bot": True, "username": "aurora_bot"}
        chat = {"id": -1001234, "type": "channel", "title": "Aurora", "username": "aurora_torino"}
        session, exchange = drive(telegram.login(ACCOUNT), [ok(bot), ok(chat)])
        assert [request.url for request in exchange.asked] == [f"{SERVER}/getMe", f"{SERVER}/getChat"]
        assert exchange.asked[0].address == f"https://server.example/bot{TOKEN}/getMe"
        assert exchange.sent == {"chat_id": "@aurora_torino"}
        assert session.facts == {
            "bot": "12345",
            "chat": "-1001234",
            "username": "aurora_torino",
            "title": "Aurora",
        }
        assert TOKEN not in repr(session) + repr(exchange.asked)

    def test_a_number_is_sent_as_one(self) -> None:
        account = an_account("telegram", {"TOKEN": TOKEN}, account="-1001234", handle=None)
        answers = [ok({"id": 1}), ok({"id": -1001234, "type": "channel"})]
        _, exchange = drive(telegram.login(account), answers)
        assert exchange.sent == {"chat_id": -1001234}

    @pytest.mark.parametrize("token", ["", "abc", "12345:", "12345:abc/../getMe", "12345:a b"])
    def test_what_is_no_token_is_put_into_no_address(self, token: str) -> None:
        account = an_account("telegram", {"TOKEN": token})
        with pytest.raises(Refused) as refused:
            drive(telegram.login(account), [])
        assert refused.value.trouble is Trouble.AUTH
        assert not token or token not in refused.value.reason.en + refused.value.reason.it

    def test_says_where_the_channels_name_belongs(self) -> None:
        with pytest.raises(Refused, match="`account`"):
            drive(telegram.login(an_account("telegram", {"TOKEN": TOKEN}, handle=None)), [])

    @pytest.mark.parametrize(
        ("given", "trouble", "words"),
        [
            (no(401, "Unauthorized"), Trouble.AUTH, "BotFather"),
            (no(404, "Not Found"), Trouble.AUTH, "BotFather"),
            (no(429, "Too Many Requests: retry after 7", retry_after=7), Trouble.RATE_LIMIT, "wait"),
            (page(502), Trouble.TRANSIENT, "down"),
            (answer(value={"ok": True, "result": []}), Trouble.TRANSIENT, "down"),
        ],
    )
    def test_a_refusal_has_its_class(self, given: Response, trouble: Trouble, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(telegram.login(ACCOUNT), [given])
        assert refused.value.trouble is trouble
        assert refused.value.reason.en != refused.value.reason.it

    def test_a_channel_it_cannot_see_is_a_missing_right(self) -> None:
        with pytest.raises(Refused, match="administrator") as refused:
            drive(telegram.login(ACCOUNT), [ok({"id": 1}), no(400, "Bad Request: chat not found")])
        assert refused.value.trouble is Trouble.PERMISSION


class TestPublish:
    def sent(self, task: PartTask, result: Any = None) -> tuple[str, Any, PartReceipt]:
        receipt, exchange = drive(telegram.publish(task, SESSION), [ok(result or {"message_id": 7})])
        assert exchange.commits == 1
        assert len(exchange.asked) == 1
        request = exchange.asked[0]
        return request.url.rpartition("/")[2], request.json or request.form, receipt

    def test_words(self) -> None:
        method, said, receipt = self.sent(task("Ciao"))
        assert method == "sendMessage"
        assert said == {"chat_id": -1001234, "text": "Ciao", "link_preview_options": {"is_disabled": True}}
        assert receipt == PartReceipt(1, "7", "https://t.me/aurora_torino/7")

    def test_a_channel_without_a_name_has_links_for_its_members(self) -> None:
        session = replace(SESSION, facts={"bot": "1", "chat": "-1001234"})
        receipt, _ = drive(telegram.publish(task("Ciao"), session), [ok({"message_id": 7})])
        assert receipt.url == "https://t.me/c/1234/7"

    def test_the_card_is_of_the_posts_own_link(self) -> None:
        text = "Prima https://altro.it e poi https://aurora.it/a?utm_source=telegram"
        _, said, _ = self.sent(task(text, settings=Settings(link="https://aurora.it/a")))
        assert said["link_preview_options"] == {"url": "https://aurora.it/a?utm_source=telegram"}
        _, said, _ = self.sent(task(text))
        assert said["link_preview_options"] == {"url": "https://altro.it"}

    def test_a_picture(self) -> None:
        method, said, _ = self.sent(task("Ciao", media=[a_picture()]))
        assert method == "sendPhoto"
        assert said == {
            "chat_id": "-1001234",
            "caption": "Ciao",
            "photo": FileBody("content/assets/1.png", "image/png"),
        }

    def test_a_gif_moves(self) -> None:
        method, said, _ = self.sent(task("Ciao", media=[a_picture(mime="image/gif")]))
        assert method == "sendAnimation"
        assert "animation" in said

    def test_a_picture_can_be_a_document(self) -> None:
        method, said, _ = self.sent(task("Ciao", media=[a_picture()], settings=Settings(format="document")))
        assert method == "sendDocument"
        assert set(said) == {"chat_id", "caption", "document"}

    def test_a_film_with_its_size_and_its_cover(self) -> None:
        method, said, _ = self.sent(task("Ciao", media=[a_film()], settings=Settings(cover=a_picture(9))))
        assert method == "sendVideo"
        assert said == {
            "chat_id": "-1001234",
            "caption": "Ciao",
            "supports_streaming": "true",
            "width": "1080",
            "height": "1920",
            "duration": "12",
            "cover": "attach://still",
            "still": FileBody("content/assets/9.png", "image/png"),
            "video": FileBody("content/assets/film.mp4", "video/mp4"),
        }

    def test_an_album_is_one_delivery_of_several_messages(self) -> None:
        album = [{"message_id": 7}, {"message_id": 8}]
        method, said, receipt = self.sent(task("Ciao", media=[a_picture(1), a_film()]), album)
        assert method == "sendMediaGroup"
        assert said["media"] == (
            '[{"type": "photo", "media": "attach://file1", "caption": "Ciao"}, {"type": "video", "media":'
            ' "attach://file2", "supports_streaming": true, "width": 1080, "height": 1920, "duration": 12}]'
        )
        assert {"file1", "file2"} <= set(said)
        assert receipt == PartReceipt(1, "7", "https://t.me/aurora_torino/7", "7 8")

    def test_a_poll(self) -> None:
        settings = Settings(poll=Poll(("sì", "no"), timedelta(days=1), multiple=True))
        method, said, _ = self.sent(task("Sì o no?", settings=settings))
        assert method == "sendPoll"
        assert said == {
            "chat_id": -1001234,
            "question": "Sì o no?",
            "options": [{"text": "sì"}, {"text": "no"}],
            "is_anonymous": True,
            "allows_multiple_answers": True,
            "open_period": 86_400,
        }

    def test_a_later_part_answers_the_one_before(self) -> None:
        _, said, _ = self.sent(task("uno", "due", number=2, earlier=[PartReceipt(1, "6")]))
        assert said["reply_parameters"] == {"message_id": 6}

    def test_a_warning_covers_what_comes_after_it(self) -> None:
        _, said, _ = self.sent(task("Muore ☕👋🏽", settings=Settings(content_warning="Finale 👋🏽")))
        assert said["text"] == "Finale 👋🏽\n\nMuore ☕👋🏽"
        assert said["entities"] == [{"type": "spoiler", "offset": 13, "length": 11}]
        assert said["link_preview_options"] == {"is_disabled": True}

    def test_a_warning_covers_pictures(self) -> None:
        _, said, _ = self.sent(task("", media=[a_picture()], settings=Settings(content_warning="Finale")))
        assert said["caption"] == "Finale"
        assert said["has_spoiler"] == "true"


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("settings", "media", "text", "words"),
        [
            (Settings(quote="https://t.me/a/1"), [], "x", "quoted post"),
            (Settings(visibility="private"), [], "x", "visibility: private"),
            (Settings(replies="nobody"), [], "x", "who may answer"),
            (Settings(), [], "x" * 4097, "4096 are allowed"),
            (Settings(), [a_picture()], "x" * 1025, "1024 are allowed"),
            (Settings(content_warning="Finale"), [a_picture()], "x" * 1017, "1024 are allowed"),
            (Settings(poll=Poll(("a", "b"), timedelta(days=1))), [], "x" * 301, "300 characters"),
            (Settings(poll=Poll(("a", "b"), timedelta(days=1))), [a_picture()], "x", "poll"),
            (Settings(), [a_picture(1), a_picture(2, mime="image/gif")], "x", "GIF"),
            (Settings(), [a_picture(number) for number in range(8)] + [a_film()] * 3, "x", "album"),
            (Settings(), [a_picture(1, mime="application/pdf"), a_picture(2)], "x", "alone"),
        ],
    )
    def test_before_anything_is_asked(self, settings: Settings, media: list[Media], text: str, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(telegram.publish(task(text, media=media, settings=settings), SESSION), [])
        assert refused.value.trouble is Trouble.INVALID
        assert refused.value.reason.en != refused.value.reason.it

    @pytest.mark.parametrize("settings", [Settings(visibility="public", replies="everyone", tags=("a",), board="1")])
    def test_what_others_take_is_in_nobodys_way(self, settings: Settings) -> None:
        receipt, _ = drive(telegram.publish(task("x", settings=settings), SESSION), [ok({"message_id": 7})])
        assert receipt.id == "7"


class TestWhatComesBack:
    @pytest.mark.parametrize(
        ("given", "trouble", "words"),
        [
            (no(400, "Bad Request: not enough rights to send text messages to the chat"), Trouble.PERMISSION, "admin"),
            (no(403, "Forbidden: bot is not a member of the channel chat"), Trouble.PERMISSION, "administrator"),
            (
                no(400, "Bad Request: need administrator rights in the channel chat"),
                Trouble.PERMISSION,
                "administrator",
            ),
            (no(401, "Unauthorized"), Trouble.AUTH, "BotFather"),
            (no(400, "Bad Request: message is too long"), Trouble.INVALID, "too long"),
            (no(413, "Request Entity Too Large"), Trouble.INVALID, "change it"),
            (
                no(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1009),
                Trouble.PERMISSION,
                "-1009",
            ),
        ],
    )
    def test_a_clear_no_has_its_class_and_is_written_down(self, given: Response, trouble: Trouble, words: str) -> None:
        notes: list[object] = []
        with pytest.raises(Refused, match=words) as refused:
            collect(telegram.publish(task("x"), SESSION), given, notes)
        assert refused.value.trouble is trouble
        assert notes == [{"sending": "sendMessage"}, {"sending": ""}]

    def test_waits_as_long_as_it_is_asked(self) -> None:
        with pytest.raises(Refused) as refused:
            drive(telegram.publish(task("x"), SESSION), [no(429, "Too Many Requests", retry_after=35)])
        assert refused.value.trouble is Trouble.RATE_LIMIT
        assert refused.value.wait == timedelta(seconds=35)

    @pytest.mark.parametrize("odd", ["x", None, -1, 0, True, 10**9, [3]])
    def test_a_wait_that_is_none_is_none(self, odd: Any) -> None:
        with pytest.raises(Refused) as refused:
            drive(telegram.publish(task("x"), SESSION), [no(429, "Too Many Requests", retry_after=odd)])
        assert refused.value.wait is None

    @pytest.mark.parametrize(
        "given",
        [
            page(502),
            answer(500),
            answer(value={"ok": True}),
            ok([]),
            ok({"message_id": "7"}),
            ok([1]),
            answer(409),
            page(),
        ],
    )
    def test_anything_else_leaves_doubt_and_the_note(self, given: Response) -> None:
        notes: list[object] = []
        with pytest.raises(InDoubt):
            collect(telegram.publish(task("x"), SESSION), given, notes)
        assert notes == [{"sending": "sendMessage"}]

    def test_a_token_that_is_repeated_is_left_out(self) -> None:
        with pytest.raises(Refused) as refused:
            drive(telegram.publish(task("x"), SESSION), [no(400, f"Bad Request: bot{TOKEN} is odd")])
        assert TOKEN not in refused.value.reason.en + refused.value.reason.it


def collect(flow: Any, given: Response, notes: list[object]) -> None:
    """Drive a flow with one answer and keep what it wants remembered."""
    step = next(flow)
    while True:
        if hasattr(step, "notes"):
            notes.append(step.notes)
            step = flow.send(Response(0))
        else:
            step = flow.send(given)


class TestFind:
    def test_before_anything_was_sent_it_is_not_there(self) -> None:
        assert drive(telegram.find(task("x"), SESSION), [])[0] == NotThere()
        assert drive(telegram.find(replace(task("x"), notes={"sending": ""}), SESSION), [])[0] == NotThere()

    def test_after_that_nobody_but_a_person_knows(self) -> None:
        found, _ = drive(telegram.find(replace(task("x"), notes={"sending": "sendMessage"}), SESSION), [])
        assert isinstance(found, CannotKnow)
        assert found.reason.en != found.reason.it


class TestAmendAndRemove:
    def test_words(self) -> None:
        receipt = PartReceipt(1, "7", "https://t.me/aurora_torino/7")
        amended, exchange = drive(telegram.amend(task("Due"), receipt, SESSION), [ok({"message_id": 7})])
        assert amended == receipt
        assert exchange.commits == 0
        assert exchange.asked[0].url == f"{SERVER}/editMessageText"
        assert exchange.sent["text"] == "Due"
        assert exchange.sent["message_id"] == 7

    def test_words_beside_pictures(self) -> None:
        amend = telegram.amend(task("Due", media=[a_picture()]), PartReceipt(1, "7"), SESSION)
        _, exchange = drive(amend, [ok({"message_id": 7})])
        assert exchange.asked[0].url == f"{SERVER}/editMessageCaption"
        assert exchange.sent == {"chat_id": -1001234, "message_id": 7, "caption": "Due"}

    def test_a_poll_stays_as_it_is(self) -> None:
        settings = Settings(poll=Poll(("a", "b"), timedelta(days=1)))
        with pytest.raises(Refused, match="poll"):
            drive(telegram.amend(task("Due", settings=settings), PartReceipt(1, "7"), SESSION), [])

    def test_the_same_words_are_fine(self) -> None:
        given = no(400, "Bad Request: message is not modified: specified new message content")
        assert drive(telegram.amend(task("x"), PartReceipt(1, "7"), SESSION), [given])[0].id == "7"

    def test_what_is_gone_cannot_be_changed(self) -> None:
        with pytest.raises(Refused, match="not there any more"):
            drive(
                telegram.amend(task("x"), PartReceipt(1, "7"), SESSION),
                [no(400, "Bad Request: message to edit not found")],
            )

    def test_all_messages_of_an_album_go(self) -> None:
        gone = no(400, "Bad Request: message to delete not found")
        _, exchange = drive(telegram.remove(PartReceipt(1, "7", None, "7 8"), SESSION), [ok(result=True), gone])
        assert [request.json for request in exchange.asked] == [
            {"chat_id": -1001234, "message_id": 7},
            {"chat_id": -1001234, "message_id": 8},
        ]


class TestExamine:
    @pytest.mark.parametrize(
        ("member", "standing"),
        [
            ({"status": "administrator", "can_post_messages": True}, "fine"),
            ({"status": "administrator", "can_post_messages": False}, "wrong"),
            ({"status": "creator"}, "fine"),
            ({"status": "member"}, "wrong"),
            ({"status": "left"}, "wrong"),
        ],
    )
    def test_says_whether_it_may_post(self, member: dict[str, Any], standing: str) -> None:
        checkup, exchange = drive(telegram.examine(SESSION, PLANNED), [ok(member)])
        assert exchange.sent == {"chat_id": -1001234, "user_id": 12345}
        assert checkup.advice[0].standing.value == standing

    def test_a_channel_without_a_name_is_mentioned(self) -> None:
        session = replace(SESSION, facts={"bot": "1", "chat": "-1001234"})
        checkup, _ = drive(telegram.examine(session, PLANNED), [ok({"status": "creator"})])
        assert "public name" in checkup.advice[-1].what.en

    @pytest.mark.parametrize(
        ("member", "reads", "told"),
        [
            ({"status": "administrator"}, {}, 0),
            ({"status": "member"}, {"reads": "all"}, 0),
            ({"status": "member"}, {}, 1),
            ({"status": "left"}, {"reads": "all"}, 1),
            ({}, {}, 1),
        ],
    )
    def test_says_when_comments_are_kept_from_it(
        self, member: dict[str, str], reads: dict[str, str], told: int
    ) -> None:
        session = replace(SESSION, facts={**SESSION.facts, "group": "-1009", **reads})
        checkup, exchange = drive(telegram.examine(session, PLANNED), [ok({"status": "creator"}), ok(member)])
        assert exchange.sent == {"chat_id": -1009, "user_id": 12345}
        assert sum("smm inbox pull" in advice.what.en for advice in checkup.advice) == told

    def test_an_odd_answer_is_a_refusal(self) -> None:
        with pytest.raises(Refused):
            drive(telegram.examine(SESSION, PLANNED), [ok({"status": 5})])
