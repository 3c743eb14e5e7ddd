"""TikTok's flows with recorded answers, in the envelopes of its documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.post import Disclosure, Poll, Settings
from smm_build.networks import (
    CannotKnow,
    FileBody,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Refused,
    Request,
    Response,
    Session,
    Standing,
    tiktok,
)
from smm_build.networks.tiktok._posts import chunks_of
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page

SECRETS = {"TOKEN": "act.t0ken", "REFRESH_TOKEN": "rft.0ld", "CLIENT_KEY": "key", "CLIENT_SECRET": "s3cret"}
ACCOUNT = an_account("tiktok", SECRETS)
SESSION = Session(ACCOUNT, {"Authorization": "Bearer act.t0ken"})
SERVER = "https://server.example"
UPLOAD = "https://open-upload.tiktokapis.com/video/?upload_id=1"


def fine(**data: object) -> Response:
    return answer(value={"data": data, "error": {"code": "ok", "message": "", "log_id": "1"}})


def no(status: int, code: str) -> Response:
    return answer(status, {"data": {}, "error": {"code": code, "message": "act.t0ken said no", "log_id": "1"}})


def creator(**more: object) -> Response:
    usual = {
        "creator_username": "aurora",
        "privacy_level_options": ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"],
        "comment_disabled": False,
        "duet_disabled": False,
        "stitch_disabled": True,
        "max_video_post_duration_sec": 60,
    }
    return fine(**(usual | more))


BEGUN = fine(publish_id="v_pub~1", upload_url=UPLOAD)
OUT = fine(status="PUBLISH_COMPLETE", publicaly_available_post_id=[7312345678901234567])
RECEIPT = PartReceipt(1, "7312345678901234567", "https://www.tiktok.com/@aurora/video/7312345678901234567", "v_pub~1")


def film(**facts: Any) -> Media:
    usual: dict[str, Any] = {"mime": "video/mp4", "size": 2_000_000, "seconds": 9.0}
    return replace(a_picture(alt=None, **(usual | facts)), file="content/assets/pour.mp4")


def post(*parts: str, media: tuple[Media, ...] | None = None, **said: Any) -> PartTask:
    task = a_task(*parts, account=ACCOUNT, media=(film(),) if media is None else media, settings=Settings(**said))
    staged = {one.file: f"https://media.example.com/{one.file}" for one in task.part.media}
    return replace(task, staged=staged)


def pictures(**said: Any) -> PartTask:
    return post("Tre tazze", media=tuple(a_picture(n, mime="image/jpeg", alt=None) for n in (1, 2)), **said)


class TestFilm:
    def test_asks_sends_and_follows(self) -> None:
        receipt, exchange = drive(tiktok.publish(post("Ciao ☕"), SESSION), [creator(), BEGUN, answer(201), OUT])
        asked, begin, put, look = exchange.asked
        assert receipt == RECEIPT
        assert exchange.commits == 1
        assert asked.url == f"{SERVER}/v2/post/publish/creator_info/query/"
        assert begin.url == f"{SERVER}/v2/post/publish/video/init/"
        assert begin.headers["Content-Type"] == "application/json; charset=UTF-8"
        assert begin.json == {
            "post_info": {
                "title": "Ciao ☕",
                "privacy_level": "PUBLIC_TO_EVERYONE",
                "disable_comment": False,
                "disable_duet": False,
                "disable_stitch": True,
                "is_aigc": False,
                "brand_content_toggle": False,
                "brand_organic_toggle": False,
            },
            "source_info": {
                "source": "FILE_UPLOAD",
                "video_size": 2_000_000,
                "chunk_size": 2_000_000,
                "total_chunk_count": 1,
            },
        }
        assert (put.method, put.url) == ("PUT", UPLOAD)
        assert put.headers == {"Content-Type": "video/mp4", "Content-Range": "bytes 0-1999999/2000000"}
        assert put.body == FileBody("content/assets/pour.mp4", "video/mp4")
        assert (look.url, look.json) == (f"{SERVER}/v2/post/publish/status/fetch/", {"publish_id": "v_pub~1"})

    @pytest.mark.parametrize(
        ("said", "sent"),
        [
            ({"visibility": "private"}, {"privacy_level": "SELF_ONLY"}),
            ({"visibility": "friends"}, {"privacy_level": "MUTUAL_FOLLOW_FRIENDS"}),
            ({"replies": "nobody"}, {"disable_comment": True}),
            ({"ai": "generated"}, {"is_aigc": True}),
            ({"ai": "assist"}, {"is_aigc": False}),
            ({"disclosure": Disclosure("gift")}, {"brand_content_toggle": True, "brand_organic_toggle": False}),
            ({"disclosure": Disclosure("own-brand")}, {"brand_content_toggle": False, "brand_organic_toggle": True}),
            ({"disclosure": Disclosure("none")}, {"brand_content_toggle": False, "brand_organic_toggle": False}),
        ],
    )
    def test_says_who_sees_it_and_what_it_is(self, said: dict[str, Any], sent: dict[str, object]) -> None:
        _, exchange = drive(tiktok.publish(post("Ciao", **said), SESSION), [creator(), BEGUN, answer(201), OUT])
        info = exchange.asked[1].json["post_info"]  # type: ignore[index]
        assert {name: info[name] for name in sent} == sent

    def test_what_the_account_has_turned_off_stays_off(self) -> None:
        off = creator(comment_disabled=True, duet_disabled=True)
        _, exchange = drive(tiktok.publish(post("Ciao"), SESSION), [off, BEGUN, answer(201), OUT])
        info = exchange.asked[1].json["post_info"]  # type: ignore[index]
        assert (info["disable_comment"], info["disable_duet"], info["disable_stitch"]) == (True, True, True)

    def test_a_draft_goes_to_the_inbox_without_asking(self) -> None:
        answers = [BEGUN, answer(201), fine(status="PROCESSING_UPLOAD"), fine(status="SEND_TO_USER_INBOX")]
        receipt, exchange = drive(tiktok.publish(post("Ciao", visibility="draft"), SESSION), answers)
        assert exchange.asked[0].url == f"{SERVER}/v2/post/publish/inbox/video/init/"
        assert set(exchange.asked[0].json) == {"source_info"}  # type: ignore[call-overload]
        assert receipt == PartReceipt(1, "v_pub~1", None, "v_pub~1")

    def test_a_post_without_an_address_is_out_all_the_same(self) -> None:
        waiting = fine(status="PUBLISH_COMPLETE", publicaly_available_post_id=[])
        task = post("Ciao")
        receipt, exchange = drive(tiktok.publish(task, SESSION), [creator(), BEGUN, answer(201), *[waiting] * 3, OUT])
        assert receipt == RECEIPT
        receipt, exchange = drive(tiktok.publish(task, SESSION), [creator(), BEGUN, answer(201), *[waiting] * 6])
        assert receipt == PartReceipt(1, "v_pub~1", None, "v_pub~1")
        assert exchange.commits == 1

    @pytest.mark.parametrize(
        ("size", "chunk", "count", "last"),
        [
            (1, 1, 1, 1),
            (64_000_000, 64_000_000, 1, 64_000_000),
            (64_000_001, 10_485_760, 6, 11_571_201),
            (4_000_000_000, 10_485_760, 381, 15_411_200),
        ],
    )
    def test_stretches_are_counted_down(self, size: int, chunk: int, count: int, last: int) -> None:
        """TikTok: the number of chunks is video_size divided by chunk_size, rounded down; the last takes the rest."""
        said, stretches = chunks_of(size)
        assert (said, len(stretches), stretches[-1][1]) == (chunk, count, last)
        assert size // chunk == count
        assert [start for start, _ in stretches] == [n * chunk for n in range(count)]
        assert sum(length for _, length in stretches) == size

    @pytest.mark.parametrize("given", [page(503), answer(500), answer(408), answer(409), answer(302)])
    def test_a_lost_answer_to_the_last_stretch_leaves_doubt(self, given: Response) -> None:
        with pytest.raises(InDoubt):
            drive(tiktok.publish(post("Ciao"), SESSION), [creator(), BEGUN, given])

    @pytest.mark.parametrize("given", [answer(400), answer(403), answer(416)])
    def test_a_stretch_that_is_not_taken_is_tried_again(self, given: Response) -> None:
        with pytest.raises(Refused) as refused:
            drive(tiktok.publish(post("Ciao"), SESSION), [creator(), BEGUN, given])
        assert refused.value.trouble is Trouble.TRANSIENT

    @pytest.mark.parametrize(
        ("reason", "trouble", "said"),
        [
            ("file_format_check_failed", Trouble.INVALID, "H.264"),
            ("duration_check_failed", Trouble.INVALID, "cut it"),
            ("spam_risk_too_many_posts", Trouble.QUOTA, "tomorrow"),
            ("spam_risk_text", Trouble.POLICY, "spam"),
            ("publish_cancelled", Trouble.POLICY, "cancelled"),
            ("auth_removed", Trouble.AUTH, "24 hours"),
            ("internal", Trouble.TRANSIENT, "Nothing was published"),
            ("something_new", Trouble.UNKNOWN, "something_new"),
        ],
    )
    def test_what_tiktok_gives_up_is_not_out(self, reason: str, trouble: Trouble, said: str) -> None:
        gone = fine(status="FAILED", fail_reason=reason)
        with pytest.raises(Refused, match=said) as refused:
            drive(tiktok.publish(post("Ciao"), SESSION), [creator(), BEGUN, answer(201), gone])
        assert refused.value.trouble is trouble

    def test_looking_may_fail_for_a_while(self) -> None:
        answers = [creator(), BEGUN, answer(201), page(502), no(429, "rate_limit_exceeded"), OUT]
        receipt, _ = drive(tiktok.publish(post("Ciao"), SESSION), answers)
        assert receipt == RECEIPT

    def test_whoever_never_hears_of_it_is_in_doubt(self) -> None:
        steps = iter([creator(), BEGUN, answer(201)])
        with pytest.raises(InDoubt):
            drive(tiktok.publish(post("Ciao"), SESSION), lambda _: next(steps, page(502)))

    def test_a_film_goes_to_tiktok_and_nowhere_else(self) -> None:
        elsewhere = fine(publish_id="v_pub~1", upload_url="https://tiktokapis.com.evil.example/x")
        with pytest.raises(Refused, match=r"evil\.example"):
            drive(tiktok.publish(post("Ciao"), SESSION), [creator(), elsewhere])


class TestPictures:
    def test_are_fetched(self) -> None:
        receipt, exchange = drive(
            tiktok.publish(pictures(title="Tre modi"), SESSION), [creator(), fine(publish_id="v_pub~1"), OUT]
        )
        assert receipt == RECEIPT
        assert exchange.commits == 1
        assert exchange.asked[1].url == f"{SERVER}/v2/post/publish/content/init/"
        assert exchange.asked[1].json == {
            "media_type": "PHOTO",
            "post_mode": "DIRECT_POST",
            "post_info": {
                "title": "Tre modi",
                "description": "Tre tazze",
                "privacy_level": "PUBLIC_TO_EVERYONE",
                "disable_comment": False,
                "auto_add_music": False,
                "brand_content_toggle": False,
                "brand_organic_toggle": False,
            },
            "source_info": {
                "source": "PULL_FROM_URL",
                "photo_images": [f"https://media.example.com/content/assets/{n}.png" for n in (1, 2)],
                "photo_cover_index": 0,
            },
        }

    def test_a_title_that_only_repeats_the_text_is_left_out(self) -> None:
        _, exchange = drive(
            tiktok.publish(pictures(title="Tre tazze"), SESSION), [creator(), fine(publish_id="v_pub~1"), OUT]
        )
        assert "title" not in exchange.asked[1].json["post_info"]  # type: ignore[index]

    @pytest.mark.parametrize("given", [page(503), fine(), no(500, "internal_error"), answer(200, [1])])
    def test_a_lost_answer_leaves_doubt(self, given: Response) -> None:
        with pytest.raises(InDoubt):
            drive(tiktok.publish(pictures(), SESSION), [creator(), given])

    def test_channels_fetch_pictures(self) -> None:
        assert tiktok.fetches(ACCOUNT.channel) == {"image"}


@pytest.mark.parametrize("task", [post("Ciao"), pictures()], ids=["film", "pictures"])
@pytest.mark.parametrize(
    ("given", "trouble", "said"),
    [
        (no(401, "access_token_invalid"), Trouble.AUTH, "24 hours"),
        (no(401, "scope_not_authorized"), Trouble.PERMISSION, "video.publish"),
        (no(403, "unaudited_client_can_only_post_to_private_accounts"), Trouble.PERMISSION, "audited"),
        (no(403, "url_ownership_unverified"), Trouble.PERMISSION, "URL properties"),
        (no(403, "spam_risk_too_many_posts"), Trouble.QUOTA, "15"),
        (no(403, "reached_active_user_cap"), Trouble.QUOTA, "five"),
        (no(403, "spam_risk_user_banned_from_posting"), Trouble.POLICY, "notices"),
        (no(400, "invalid_params"), Trouble.INVALID, "change it"),
        (no(200, "invalid_params"), Trouble.INVALID, "change it"),
        (no(429, "rate_limit_exceeded"), Trouble.RATE_LIMIT, "wait"),
    ],
)
def test_a_refusal_has_its_class_and_says_what_to_do(
    task: PartTask, given: Response, trouble: Trouble, said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        drive(tiktok.publish(task, SESSION), [creator(), given])
    assert refused.value.trouble is trouble
    assert "t0ken" not in refused.value.reason.en + refused.value.reason.it
    assert refused.value.wait == (timedelta(minutes=1) if trouble is Trouble.RATE_LIMIT else None)


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (post("uno", "due"), "one message"),
        (post("Ciao", format="story"), "Stories"),
        (post("Ciao", format="poll"), "no polls"),
        (post("Ciao", poll=Poll(("a", "b"), timedelta(days=1))), "no polls"),
        (post("Ciao", quote="https://www.tiktok.com/@a/video/1"), "cannot quote"),
        (post("Ciao", visibility="unlisted"), "unlisted"),
        (post("Ciao", replies="followed"), "everyone may comment"),
        (post("Ciao", visibility="private", disclosure=Disclosure("paid")), "cannot be private"),
        (post("Ciao", media=()), "needs a film"),
        (pictures(format="reel"), "needs a film"),
        (pictures(title="☕" * 91), "90"),
        (replace(pictures(), staged={}), "public address"),
        (post("☕" * 2_201), "2201"),
        (post("𝄞" * 1_101), "2202"),
        (post("Ciao", media=(a_picture(mime="image/png"),)), "image/png"),
        (post("Ciao", media=(film(), film())), "2 films"),
    ],
)
def test_what_tiktok_would_not_take_is_refused_before_anything_is_asked(task: PartTask, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        drive(tiktok.publish(task, SESSION), [])
    assert refused.value.trouble is Trouble.INVALID


@pytest.mark.parametrize("task", [post("Ciao", visibility="followers"), pictures(visibility="followers")])
def test_a_visibility_the_account_does_not_offer_is_told_with_those_it_does(task: PartTask) -> None:
    with pytest.raises(Refused, match="public, friends, private") as refused:
        drive(tiktok.publish(task, SESSION), [creator()])
    assert refused.value.trouble is Trouble.PERMISSION


NOTES = {"publish_id": "v_pub~1", "user": "aurora", "bytes": "2000000"}


class TestFind:
    def noted(self, **notes: str) -> PartTask:
        return replace(post("Ciao"), notes=notes)

    def test_nothing_is_asked_when_nothing_was_begun(self) -> None:
        found, exchange = drive(tiktok.find(post("Ciao"), SESSION), [])
        assert found == NotThere()
        assert not exchange.asked

    def test_without_the_id_only_a_person_can_look(self) -> None:
        found, _ = drive(tiktok.find(self.noted(asked="yes", publish_id=""), SESSION), [])
        assert isinstance(found, CannotKnow)

    @pytest.mark.parametrize(
        ("given", "found"),
        [
            (OUT, Found(RECEIPT)),
            (fine(status="SEND_TO_USER_INBOX"), Found(PartReceipt(1, "v_pub~1", None, "v_pub~1"))),
            (fine(status="FAILED", fail_reason="internal"), NotThere()),
            (fine(status="PROCESSING_UPLOAD", uploaded_bytes=1_999_999), NotThere()),
        ],
    )
    def test_the_id_tells(self, given: Response, found: object) -> None:
        assert drive(tiktok.find(self.noted(**NOTES), SESSION), [given])[0] == found

    def test_an_id_that_is_forgotten_tells_nothing(self) -> None:
        found, _ = drive(tiktok.find(self.noted(**NOTES), SESSION), [no(400, "invalid_publish_id")])
        assert isinstance(found, CannotKnow)

    @pytest.mark.parametrize(
        "given", [fine(status="PROCESSING_UPLOAD", uploaded_bytes=2_000_000), fine(status="PROCESSING_DOWNLOAD")]
    )
    def test_work_in_progress_is_asked_about_later(self, given: Response) -> None:
        with pytest.raises(Refused) as refused:
            drive(tiktok.find(self.noted(**NOTES), SESSION), lambda _: given)
        assert refused.value.trouble is Trouble.TRANSIENT

    @pytest.mark.parametrize("given", [page(502), no(401, "access_token_invalid")])
    def test_an_answer_that_says_nothing_is_no_knowledge(self, given: Response) -> None:
        with pytest.raises(Refused):
            drive(tiktok.find(self.noted(**NOTES), SESSION), [given])


class TestAccount:
    def test_login_takes_the_token(self) -> None:
        session, _ = drive(tiktok.login(ACCOUNT), [])
        assert session.headers == SESSION.headers
        assert "t0ken" not in repr(session)
        with pytest.raises(Refused, match="SMM_TIKTOK_TOKEN"):
            drive(tiktok.login(an_account("tiktok", {})), [])

    def test_tokens_are_exchanged(self) -> None:
        made = answer(value={"access_token": "act.n3w", "refresh_token": "rft.n3w", "expires_in": 86_400})
        renewal, exchange = drive(tiktok.renew(ACCOUNT, PLANNED), [made])
        assert exchange.asked[0].url == f"{SERVER}/v2/oauth/token/"
        assert exchange.asked[0].form == {
            "client_key": "key",
            "client_secret": "s3cret",
            "grant_type": "refresh_token",
            "refresh_token": "rft.0ld",
        }
        assert renewal.secrets == {"TOKEN": "act.n3w", "REFRESH_TOKEN": "rft.n3w"}
        assert renewal.expires_at == PLANNED + timedelta(days=1)

    def test_a_refusal_to_exchange_has_no_secret(self) -> None:
        ended = answer(400, {"error": "invalid_grant", "error_description": "rft.0ld is invalid or expired"})
        with pytest.raises(Refused, match="log in to the app once more") as refused:
            drive(tiktok.renew(ACCOUNT, PLANNED), [ended])
        assert refused.value.trouble is Trouble.AUTH
        assert "rft.0ld" not in refused.value.reason.en

    def test_a_private_account_is_in_the_way(self) -> None:
        private = creator(privacy_level_options=["FOLLOWER_OF_CREATOR", "SELF_ONLY"], comment_disabled=True)
        session = Session(an_account("tiktok", {"TOKEN": "act.t0ken"}), SESSION.headers)
        told, _ = drive(tiktok.examine(session, PLANNED), [private])
        assert told.name == "aurora"
        assert [advice.standing for advice in told.advice] == [
            Standing.WRONG,
            Standing.FINE,
            Standing.SOON,
            Standing.FINE,
            Standing.FINE,
        ]
        assert "SMM_TIKTOK_REFRESH_TOKEN" in told.advice[2].what.en

    def test_what_tiktok_refuses_to_tell_is_a_refusal(self) -> None:
        def asked(_: Request) -> Response:
            return no(401, "scope_not_authorized")

        with pytest.raises(Refused) as refused:
            drive(tiktok.examine(SESSION, PLANNED), asked)
        assert refused.value.trouble is Trouble.PERMISSION
