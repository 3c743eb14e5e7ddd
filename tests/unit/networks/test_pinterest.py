"""Pinterest's flows with answers as its documents show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.post import Settings
from smm_build.networks import (
    CannotKnow,
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
    pinterest,
)
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page

SECRETS = {"CLIENT_ID": "149", "CLIENT_SECRET": "app-s3cret", "REFRESH_TOKEN": "pinr.r3fresh"}
ACCOUNT = an_account("pinterest", SECRETS)
SESSION = Session(ACCOUNT, {"Authorization": "Bearer pina.t0ken"}, {"username": "aurora"})
SERVER = "https://server.example/v5"
SAID = Settings(title="Cinque errori", board="7")
PLACE = "https://pinterest-media-upload.s3-accelerate.amazonaws.com/"
ANNOUNCED = answer(
    201,
    {
        "media_id": "55",
        "media_type": "video",
        "upload_url": PLACE,
        "upload_parameters": {"key": "k", "x-amz-signature": "s1gned", "Content-Type": "multipart/form-data"},
    },
)


def a_film() -> Media:
    facts = {"mime": "video/mp4", "width": 1080, "height": 1920, "seconds": 20.0}
    return replace(a_picture(**facts), file="content/assets/film.mp4", alt=None)  # type: ignore[arg-type]


def task(text: str = "Ciao", settings: Settings = SAID, media: Any = None, **more: Any) -> PartTask:
    return a_task(text, account=ACCOUNT, media=[a_picture()] if media is None else media, settings=settings, **more)


def media(status: str) -> Response:
    return answer(value={"media_id": "55", "media_type": "video", "status": status})


def no(status: int, code: int, message: str) -> Response:
    return answer(status, {"code": code, "message": message})


TOKEN = {
    "access_token": "pina.t0ken",
    "token_type": "bearer",
    "expires_in": 2592000,
    "scope": "pins:read",
    "refresh_token_expires_at": 1_800_000_000,
}


class TestLogin:
    def test_gets_a_token_and_learns_whose_it_is(self) -> None:
        answers = [answer(value=TOKEN), answer(value={"id": "1", "username": "aurora"})]
        session, exchange = drive(pinterest.login(ACCOUNT), answers)
        first, second = exchange.asked
        assert first.url == f"{SERVER}/oauth/token"
        assert first.headers == {"Authorization": "Basic MTQ5OmFwcC1zM2NyZXQ="}
        assert first.form == {"grant_type": "refresh_token", "refresh_token": "pinr.r3fresh"}
        assert second.headers == session.headers == {"Authorization": "Bearer pina.t0ken"}
        assert session.facts == {"username": "aurora", "scope": "pins:read", "ends": "1800000000"}
        assert "t0ken" not in repr(session) + repr(exchange.asked)

    @pytest.mark.parametrize(("account", "fits"), [("1", True), ("aurora", True), ("2", False), ("another", False)])
    def test_credentials_of_another_account_are_refused(self, account: str, fits: bool) -> None:  # noqa: FBT001
        answers = [answer(value=TOKEN), answer(value={"id": "1", "username": "aurora"})]
        flow = pinterest.login(an_account("pinterest", SECRETS, account=account))
        if fits:
            drive(flow, answers)
            return
        with pytest.raises(Refused, match=account):
            drive(flow, answers)

    @pytest.mark.parametrize(
        ("given", "trouble"),
        [
            ([answer(value=TOKEN), page(503)], Trouble.TRANSIENT),
            (no(401, 2, "Authentication failed: pinr.r3fresh"), Trouble.AUTH),
            (no(400, 1, "Invalid"), Trouble.AUTH),
            (page(502), Trouble.TRANSIENT),
            (answer(value={}), Trouble.TRANSIENT),
        ],
    )
    def test_a_refusal_has_its_class_and_no_secret(self, given: Any, trouble: Trouble) -> None:
        with pytest.raises(Refused) as refused:
            drive(pinterest.login(ACCOUNT), given if isinstance(given, list) else [given])
        assert refused.value.trouble is trouble
        assert "r3fresh" not in refused.value.reason.en + refused.value.reason.it

    def test_names_everything_that_is_missing(self) -> None:
        with pytest.raises(Refused, match=r"CLIENT_ID.*CLIENT_SECRET.*REFRESH_TOKEN"):
            drive(pinterest.login(an_account("pinterest", {})), [])


class TestRenew:
    def test_gives_the_new_token_and_its_end(self) -> None:
        said = {"access_token": "a", "refresh_token": "pinr.new", "refresh_token_expires_in": 5_184_000}
        renewal, _ = drive(pinterest.renew(ACCOUNT, PLANNED), [answer(value=said)])
        assert renewal.secrets == {"REFRESH_TOKEN": "pinr.new"}
        assert renewal.expires_at == PLANNED + timedelta(days=60)

    @pytest.mark.parametrize("given", [answer(value={"access_token": "a"}), no(401, 2, "expired")])
    def test_no_new_token_is_a_refusal(self, given: Response) -> None:
        with pytest.raises(Refused):
            drive(pinterest.renew(ACCOUNT, PLANNED), [given])


class TestPublish:
    def test_a_picture_goes_with_the_pin(self) -> None:
        variant = replace(task().variant, link="https://aurora.it/guida")
        receipt, exchange = drive(
            pinterest.publish(replace(task(), variant=variant), SESSION), [answer(201, {"id": "9"})]
        )
        assert receipt == PartReceipt(1, "9", "https://www.pinterest.com/pin/9/")
        assert exchange.commits == 1
        assert exchange.sent == {
            "board_id": "7",
            "title": "Cinque errori",
            "description": "Ciao",
            "link": "https://aurora.it/guida",
            "alt_text": "A cup",
            "media_source": {
                "source_type": "image_base64",
                "content_type": "image/png",
                "data": FileBody("content/assets/1.png", "image/png"),
            },
        }

    def test_several_pictures_are_a_carousel(self) -> None:
        several = task(media=[a_picture(1, alt="Uno"), a_picture(2, alt=None), a_picture(3, alt="Tre")])
        _, exchange = drive(pinterest.publish(several, SESSION), [answer(201, {"id": "9"})])
        assert exchange.sent["alt_text"] == "Uno\nTre"
        assert exchange.sent["media_source"]["source_type"] == "multiple_image_base64"
        assert [one["data"].file for one in exchange.sent["media_source"]["items"]] == [
            f"content/assets/{number}.png" for number in (1, 2, 3)
        ]

    def test_a_film_goes_before_the_pin(self) -> None:
        answers = [ANNOUNCED, Response(204), media("processing"), media("succeeded"), answer(201, {"id": "9"})]
        _, exchange = drive(pinterest.publish(task(media=[a_film()]), SESSION), answers)
        announce, send = exchange.asked[:2]
        assert announce.json == {"media_type": "video"}
        assert (send.url, send.headers) == (PLACE, {})
        assert list((send.form or {}).items()) == [
            ("key", "k"),
            ("x-amz-signature", "s1gned"),
            ("file", FileBody("content/assets/film.mp4", "video/mp4")),
        ]
        assert exchange.sent["media_source"] == {
            "source_type": "video_id",
            "media_id": "55",
            "cover_image_key_frame_time": 0,
        }

    def test_a_film_has_the_still_picture_it_was_given(self) -> None:
        covered = task(media=[a_film()], settings=replace(SAID, cover=a_picture(8)))
        answers = [ANNOUNCED, Response(204), media("succeeded"), answer(201, {"id": "9"})]
        _, exchange = drive(pinterest.publish(covered, SESSION), answers)
        assert exchange.sent["media_source"] == {
            "source_type": "video_id",
            "media_id": "55",
            "cover_image_content_type": "image/png",
            "cover_image_data": FileBody("content/assets/8.png", "image/png"),
        }

    def test_a_film_from_before_is_used_again(self) -> None:
        again = replace(task(media=[a_film()]), notes={"media": "55", "file": "0" * 64})
        _, exchange = drive(pinterest.publish(again, SESSION), [media("succeeded"), answer(201, {"id": "9"})])
        assert [request.method for request in exchange.asked] == ["GET", "POST"]

    @pytest.mark.parametrize("gone", [media("failed"), media("registered"), no(404, 0, "Media not found")])
    def test_a_film_from_before_that_is_no_use_is_sent_anew(self, gone: Response) -> None:
        again = replace(task(media=[a_film()]), notes={"media": "44", "file": "0" * 64})
        answers = [gone, ANNOUNCED, Response(204), media("succeeded"), answer(201, {"id": "9"})]
        _, exchange = drive(pinterest.publish(again, SESSION), answers)
        assert exchange.sent["media_source"]["media_id"] == "55"

    def test_a_film_pinterest_cannot_work_on_is_said_to_be(self) -> None:
        with pytest.raises(Refused, match="could not work on the film") as refused:
            drive(pinterest.publish(task(media=[a_film()]), SESSION), [ANNOUNCED, Response(204), media("failed")])
        assert refused.value.trouble is Trouble.INVALID

    def test_a_film_that_takes_too_long_is_looked_at_later(self) -> None:
        def answers(request: Request) -> Response:
            if request.method == "GET":
                return media("processing")
            return ANNOUNCED if request.json else Response(204)

        with pytest.raises(Refused) as refused:
            drive(pinterest.publish(task(media=[a_film()]), SESSION), answers)
        assert refused.value.trouble is Trouble.TRANSIENT
        assert refused.value.wait == timedelta(minutes=2)

    @pytest.mark.parametrize(
        "answers",
        [[page(503)], [answer(201, {"media_id": 55})], [ANNOUNCED, page(503)], [ANNOUNCED, page(204), page(503)]],
    )
    def test_trouble_with_a_film_leaves_no_doubt(self, answers: list[Response]) -> None:
        with pytest.raises(Refused) as refused:
            drive(pinterest.publish(task(media=[a_film()]), SESSION), answers)
        assert refused.value.trouble is Trouble.TRANSIENT

    def test_a_film_goes_to_pinterests_storage_only(self) -> None:
        away = answer(201, {"media_id": "55", "upload_url": "https://evil.s3.amazonaws.com/"})
        with pytest.raises(Refused, match=r"evil\.s3"):
            drive(pinterest.publish(task(media=[a_film()]), SESSION), [away])

    @pytest.mark.parametrize(
        ("given", "trouble", "words"),
        [
            (no(403, 29, "Apps with Trial access may not create Pins"), Trouble.PERMISSION, "standard access"),
            (no(401, 2, "Authentication failed."), Trouble.AUTH, "credentials"),
            (no(403, 7, "You are not permitted"), Trouble.PERMISSION, "permission"),
            (no(404, 40, "Board not found."), Trouble.INVALID, "no such board"),
            (no(400, 1, "Invalid request: title"), Trouble.INVALID, "change it"),
        ],
    )
    def test_a_refusal_says_what_to_do(self, given: Response, trouble: Trouble, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(pinterest.publish(task(), SESSION), [given])
        assert refused.value.trouble is trouble
        assert refused.value.reason.en != refused.value.reason.it

    @pytest.mark.parametrize(("said", "seconds"), [("42", 42), ("0", None), ("x", None), ("999999999", None)])
    def test_waits_for_the_seconds_it_is_told(self, said: str, seconds: int | None) -> None:
        with pytest.raises(Refused) as refused:
            drive(pinterest.publish(task(), SESSION), [answer(429, {"code": 8}, x_ratelimit_reset=said)])
        assert refused.value.trouble is Trouble.RATE_LIMIT
        assert refused.value.wait == (None if seconds is None else timedelta(seconds=seconds))

    @pytest.mark.parametrize("odd", [page(200), answer(500), Response(201), answer(201, {"id": 9}), answer(409)])
    def test_an_answer_that_says_nothing_leaves_doubt(self, odd: Response) -> None:
        with pytest.raises(InDoubt):
            drive(pinterest.publish(task(), SESSION), [odd])

    def test_what_it_is_about_to_do_is_written_down_and_taken_back(self) -> None:
        notes: list[object] = []
        with pytest.raises(Refused):
            keep_notes(pinterest.publish(task(), SESSION), no(400, 1, "no"), notes)
        assert notes == [{"sending": "pin"}, {"sending": ""}]


def keep_notes(flow: Any, given: Response, notes: list[object]) -> None:
    """Drive a flow with one answer and keep what it wants remembered."""
    step = next(flow)
    while True:
        if isinstance(step, Remember):
            notes.append(step.notes)
        step = flow.send(Response(0) if isinstance(step, Remember) else given)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("given", "words"),
        [
            (lambda: task(media=[]), "has neither"),
            (lambda: task(settings=replace(SAID, board=None)), "stands on a board"),
            (lambda: task(settings=replace(SAID, board="aurora/ricette")), "its number as `board`"),
            (lambda: task(settings=replace(SAID, title="x" * 101)), "100 characters"),
            (lambda: task("x" * 801), "800 are allowed"),
            (lambda: task(media=[a_picture(n, alt="x" * 130) for n in range(4)]), "500 characters"),
            (lambda: task(media=[a_picture(n) for n in range(6)]), "5 are allowed"),
            (lambda: task(media=[a_picture(), a_film()]), "mixes"),
            (lambda: task(media=[a_picture(mime="image/webp")]), "image/webp"),
            (lambda: task(settings=replace(SAID, visibility="private")), "visibility: private"),
            (lambda: task(settings=replace(SAID, content_warning="x")), "content warning"),
            (lambda: task(media=[a_film()], settings=replace(SAID, cover=a_picture(mime="image/gif"))), "still"),
            (lambda: a_task("uno", "due", account=ACCOUNT, media=[a_picture()], settings=SAID), "no threads"),
        ],
    )
    def test_before_anything_is_asked(self, given: Callable[[], PartTask], words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(pinterest.publish(given(), SESSION), [])
        assert refused.value.trouble is Trouble.INVALID
        assert refused.value.reason.en != refused.value.reason.it

    def test_a_link_that_is_too_long(self) -> None:
        long = replace(task().variant, link="https://aurora.it/" + "x" * 2048)
        with pytest.raises(Refused, match="2048"):
            drive(pinterest.publish(replace(task(), variant=long), SESSION), [])


def a_pin(**said: Any) -> dict[str, Any]:
    usual = {"id": "9", "title": "Cinque errori", "description": "Ciao", "created_at": "2026-12-01T08:31:00"}
    return usual | said


def pins(*found: dict[str, Any], bookmark: str | None = None) -> Response:
    return answer(value={"items": list(found), "bookmark": bookmark})


class TestFind:
    SENT = replace(task(), notes={"sending": "pin"})

    def test_before_it_was_sent_it_is_not_there(self) -> None:
        assert drive(pinterest.find(task(), SESSION), [])[0] == NotThere()

    def test_is_found_on_a_later_page(self) -> None:
        answers = [pins(a_pin(title="Altro"), bookmark="b"), pins(a_pin())]
        found, exchange = drive(pinterest.find(self.SENT, SESSION), answers)
        assert found == Found(PartReceipt(1, "9", "https://www.pinterest.com/pin/9/"))
        assert [request.params for request in exchange.asked] == [
            {"page_size": "250"},
            {"page_size": "250", "bookmark": "b"},
        ]

    @pytest.mark.parametrize(
        "old", [a_pin(created_at="2026-11-01T08:31:00"), a_pin(created_at="2026-12-01T08:00:00Z"), a_pin(title="Altro")]
    )
    def test_what_is_older_or_says_something_else_is_another(self, old: dict[str, Any]) -> None:
        assert drive(pinterest.find(self.SENT, SESSION), [pins(old)])[0] == NotThere()

    @pytest.mark.parametrize("created", [None, "soon", 5])
    def test_a_pin_without_a_time_may_be_it(self, created: Any) -> None:
        found, _ = drive(pinterest.find(self.SENT, SESSION), [pins(a_pin(created_at=created))])
        assert isinstance(found, Found)

    def test_the_same_title_with_other_words_is_for_a_person(self) -> None:
        found, _ = drive(pinterest.find(self.SENT, SESSION), [pins(a_pin(description="Altro"))])
        assert isinstance(found, CannotKnow)

    def test_other_words_earlier_are_for_a_person(self) -> None:
        found, _ = drive(pinterest.find(replace(self.SENT, changed=True), SESSION), [pins()])
        assert isinstance(found, CannotKnow)

    def test_a_board_without_end_is_for_a_person(self) -> None:
        found, _ = drive(pinterest.find(self.SENT, SESSION), lambda _: pins(bookmark="more"))
        assert isinstance(found, CannotKnow)

    @pytest.mark.parametrize("odd", [page(200), answer(500), answer(value={"items": 5})])
    def test_an_odd_answer_is_no_verdict(self, odd: Response) -> None:
        with pytest.raises(Refused):
            drive(pinterest.find(self.SENT, SESSION), [odd])


class TestAfterwards:
    def test_words_can_be_changed(self) -> None:
        receipt = PartReceipt(1, "9", "https://www.pinterest.com/pin/9/")
        amended, exchange = drive(pinterest.amend(task("Altro"), receipt, SESSION), [answer(value={"id": "9"})])
        assert amended == receipt
        assert (exchange.asked[0].method, exchange.asked[0].url) == ("PATCH", f"{SERVER}/pins/9")
        assert exchange.sent == {
            "board_id": "7",
            "title": "Cinque errori",
            "description": "Altro",
            "alt_text": "A cup",
        }

    def test_an_odd_answer_is_a_refusal(self) -> None:
        board = an_account("pinterest", SECRETS, defaults=Settings(board="7"))
        for flow in (
            pinterest.amend(task(), PartReceipt(1, "9"), SESSION),
            pinterest.examine(SESSION, PLANNED),
            pinterest.examine(replace(SESSION, account=board), PLANNED),
        ):
            with pytest.raises(Refused):
                drive(flow, [page(503)])

    def test_what_is_gone_cannot_be_changed(self) -> None:
        with pytest.raises(Refused, match="not there any more"):
            drive(pinterest.amend(task(), PartReceipt(1, "9"), SESSION), [no(404, 50, "Pin not found.")])

    def test_deleting_what_is_gone_is_fine(self) -> None:
        drive(pinterest.remove(PartReceipt(1, "9"), SESSION), [no(404, 50, "Pin not found.")])
        with pytest.raises(Refused):
            drive(pinterest.remove(PartReceipt(1, "9"), SESSION), [no(403, 7, "Not permitted")])

    def test_a_checkup_says_what_is_missing_and_what_ends(self) -> None:
        ends = str(int((PLANNED + timedelta(days=3)).timestamp()))
        session = replace(SESSION, facts={"username": "aurora", "scope": "pins:read,boards:read", "ends": ends})
        checkup, _ = drive(pinterest.examine(session, PLANNED), [answer(value={"items": []})])
        assert [advice.standing.value for advice in checkup.advice] == ["wrong", "soon", "wrong", "fine"]
        assert "boards:write, pins:write, user_accounts:read" in checkup.advice[0].what.en
        assert checkup.expires_at == PLANNED + timedelta(days=3)

    @pytest.mark.parametrize(
        ("board", "answers", "standing"),
        [
            ("ricette", [], ["wrong", "fine"]),
            ("7", [no(404, 40, "Board not found.")], ["wrong", "fine"]),
            ("7", [answer(value={"privacy": "SECRET"})], ["soon", "fine"]),
            ("7", [answer(value={"privacy": "PUBLIC"})], ["fine"]),
        ],
    )
    def test_a_checkup_looks_at_the_usual_board(self, board: str, answers: list[Response], standing: list[str]) -> None:
        account = an_account("pinterest", SECRETS, defaults=Settings(board=board))
        checkup, _ = drive(pinterest.examine(replace(SESSION, account=account), PLANNED), answers)
        assert [advice.standing.value for advice in checkup.advice] == standing
