"""YouTube's flows with answers as Google's documents show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.post import Disclosure, Settings
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
    youtube,
)
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page

SECRETS = {"CLIENT_ID": "1.apps", "CLIENT_SECRET": "GOCSPX-s3cret", "REFRESH_TOKEN": "1//r3fresh"}
ACCOUNT = an_account("youtube", SECRETS)
SESSION = Session(ACCOUNT, {"Authorization": "Bearer ya29.t0ken"}, {"channel": "UCaurora", "title": "Aurora"})
SERVER = "https://server.example"
PLACE = f"{SERVER}/upload/youtube/v3/videos?uploadType=resumable&upload_id=AHmU-s3cret"
SAID = Settings(title="Cinque errori", visibility="public", made_for_kids=False)
CHANNEL = {"kind": "youtube#channelListResponse", "items": [{"id": "UCaurora", "snippet": {"title": "Aurora"}}]}


def a_film(size: int = 1_000, **facts: Any) -> Media:
    usual: dict[str, Any] = {"mime": "video/mp4", "width": 1080, "height": 1920, "seconds": 60.0}
    return replace(a_picture(size=size, **(usual | facts)), file="content/assets/film.mp4", alt=None)


def task(text: str = "Ciao", settings: Settings = SAID, media: Any = None, **more: Any) -> PartTask:
    return a_task(text, account=ACCOUNT, media=[a_film()] if media is None else media, settings=settings, **more)


def no(status: int, reason: str, message: str = "It is said here") -> Response:
    error = {"code": status, "message": message, "errors": [{"message": message, "reason": reason}]}
    return answer(status, {"error": error})


def state(upload: str = "processed", privacy: str = "private", **more: Any) -> Response:
    video = {"id": "V1", "snippet": {"categoryId": "26"}, "status": {"uploadStatus": upload, "privacyStatus": privacy}}
    video["status"] |= more  # type: ignore[operator]
    return answer(value={"items": [video]})


BEGUN = answer(200, None, location=PLACE)
RECEIVED = answer(200, {"id": "V1"})
PUBLIC = answer(value={"id": "V1", "status": {"privacyStatus": "public"}})


class TestLogin:
    def test_gets_a_token_and_learns_the_channel(self) -> None:
        token = {"access_token": "ya29.t0ken", "expires_in": 3599, "scope": "a b", "token_type": "Bearer"}
        session, exchange = drive(youtube.login(ACCOUNT), [answer(value=token), answer(value=CHANNEL)])
        assert exchange.asked[0].url == f"{SERVER}/oauth2/token"
        assert exchange.asked[0].form == {
            "client_id": "1.apps",
            "client_secret": "GOCSPX-s3cret",
            "refresh_token": "1//r3fresh",
            "grant_type": "refresh_token",
        }
        assert session.facts == {"channel": "UCaurora", "title": "Aurora", "scope": "a b"}
        assert session.headers == {"Authorization": "Bearer ya29.t0ken"}
        assert "t0ken" not in repr(session)

    def test_the_real_one_has_its_token_elsewhere(self) -> None:
        account = an_account("youtube", SECRETS, server="https://youtube.googleapis.com")
        request = next(youtube.login(account))
        assert isinstance(request, Request)
        assert request.url == "https://oauth2.googleapis.com/token"

    def test_names_everything_that_is_missing(self) -> None:
        with pytest.raises(Refused, match=r"CLIENT_ID.*CLIENT_SECRET.*REFRESH_TOKEN"):
            drive(youtube.login(an_account("youtube", {})), [])

    @pytest.mark.parametrize(
        ("answers", "trouble", "words"),
        [
            ([answer(400, {"error": "invalid_grant", "error_description": "1//r3fresh"})], Trouble.AUTH, "testing"),
            ([answer(401, {"error": "invalid_client"})], Trouble.AUTH, "console"),
            ([page(503)], Trouble.TRANSIENT, "down"),
            ([answer(value={"access_token": 5})], Trouble.TRANSIENT, "down"),
            ([answer(value={"access_token": "t"}), no(401, "youtubeSignupRequired")], Trouble.PERMISSION, "no YouTube"),
            ([answer(value={"access_token": "t"}), no(403, "accessNotConfigured")], Trouble.PERMISSION, "Switch on"),
            ([answer(value={"access_token": "t"}), answer(value={"kind": "x"})], Trouble.PERMISSION, "no YouTube"),
        ],
    )
    def test_a_refusal_says_what_to_do(self, answers: list[Response], trouble: Trouble, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(youtube.login(ACCOUNT), answers)
        assert refused.value.trouble is trouble
        assert "r3fresh" not in refused.value.reason.en + refused.value.reason.it


class TestPublish:
    def test_uploads_privately_and_then_makes_it_visible(self) -> None:
        receipt, exchange = drive(
            youtube.publish(task(), SESSION), [BEGUN, RECEIVED, state("uploaded"), state(), PUBLIC]
        )
        begin, stretch, _, _, last = exchange.asked
        assert receipt == PartReceipt(1, "V1", "https://www.youtube.com/watch?v=V1")
        assert exchange.commits == 1
        assert begin.params == {"uploadType": "resumable", "part": "snippet,status", "notifySubscribers": "true"}
        said: Any = begin.json
        assert said["status"]["privacyStatus"] == "private"
        assert stretch.address == PLACE
        assert stretch.body == FileBody("content/assets/film.mp4", "video/mp4", 0, 1_000)
        assert stretch.headers["Content-Range"] == "bytes 0-999/1000"
        assert (last.method, last.params) == ("PUT", {"part": "snippet,status"})
        assert last.json == {
            "id": "V1",
            "snippet": {"title": "Cinque errori", "description": "Ciao", "categoryId": "22"},
            "status": {
                "privacyStatus": "public",
                "selfDeclaredMadeForKids": False,
                "containsSyntheticMedia": False,
            },
        }
        assert "s3cret" not in repr(exchange.asked)

    def test_everything_a_post_can_say(self) -> None:
        settings = replace(
            SAID,
            tags=("caffè", "moka"),
            language="it",
            ai="generated",
            disclosure=Disclosure("paid", "acme"),
            made_for_kids=True,
            visibility="unlisted",
            cover=a_picture(9),
            format="reel",
        )
        unlisted = answer(value={"status": {"privacyStatus": "unlisted"}})
        answers = [BEGUN, RECEIVED, state(), answer(value={}), unlisted]
        receipt, exchange = drive(youtube.publish(task(settings=settings), SESSION), answers)
        assert receipt.url == "https://www.youtube.com/shorts/V1"
        cover = exchange.asked[3]
        assert cover.url == f"{SERVER}/upload/youtube/v3/thumbnails/set"
        assert cover.body == FileBody("content/assets/9.png", "image/png")
        assert exchange.asked[-1].params == {"part": "snippet,status,paidProductPlacementDetails"}
        said: Any = exchange.sent
        assert said["snippet"]["tags"] == ["caffè", "moka"]
        assert said["snippet"]["defaultLanguage"] == "it"
        assert said["status"] == {
            "privacyStatus": "unlisted",
            "selfDeclaredMadeForKids": True,
            "containsSyntheticMedia": True,
        }
        assert said["paidProductPlacementDetails"] == {"hasPaidProductPlacement": True}

    def test_the_id_is_remembered_before_anybody_can_see_it(self) -> None:
        steps = walk(youtube.publish(task(), SESSION), [BEGUN, RECEIVED, state(), PUBLIC])
        kinds = [type(step).__name__ for step in steps]
        assert kinds == ["Request", "Remember", "Request", "Remember", "Request", "Commit"]
        notes = [step.notes for step in steps if isinstance(step, Remember)]
        assert notes[1]["video"] == "V1"
        assert "s3cret" not in str(notes)

    def test_a_known_film_is_not_uploaded_again(self) -> None:
        again = replace(task(), notes={"video": "V1", "file": "0" * 64})
        _, exchange = drive(youtube.publish(again, SESSION), [state(), PUBLIC])
        assert [asked.method for asked in exchange.asked] == ["GET", "PUT"]

    def test_an_upload_that_stumbles_asks_how_far_it_came(self) -> None:
        answers = [BEGUN, page(503), Response(308, {"range": "bytes=0-399"}), RECEIVED, state(), PUBLIC]
        _, exchange = drive(youtube.publish(task(), SESSION), answers)
        assert [asked.headers.get("Content-Range") for asked in exchange.asked[1:4]] == [
            "bytes 0-999/1000",
            "bytes */1000",
            "bytes 400-999/1000",
        ]

    def test_an_upload_that_does_not_move_is_given_up(self) -> None:
        def answers(request: Request) -> Response:
            return BEGUN if request.method == "POST" else Response(308)

        with pytest.raises(Refused) as refused:
            drive(youtube.publish(task(), SESSION), answers)
        assert refused.value.trouble is not None

    @pytest.mark.parametrize("gone", [404, 410])
    def test_an_upload_that_is_lost_is_begun_once_more(self, gone: int) -> None:
        answers = [BEGUN, page(gone), BEGUN, RECEIVED, state(), PUBLIC]
        receipt, exchange = drive(youtube.publish(task(), SESSION), answers)
        assert receipt.id == "V1"
        assert exchange.commits == 1
        with pytest.raises(Refused, match="lost the upload twice") as refused:
            drive(youtube.publish(task(), SESSION), [BEGUN, page(gone), BEGUN, page(503), page(gone)])
        assert refused.value.trouble is Trouble.TRANSIENT

    @pytest.mark.parametrize(
        "answers",
        [
            [page(503)],
            [answer(200)],  # no address to send it to
            [BEGUN, page(503), page(503)],
            [BEGUN, RECEIVED, page(503)],
            [BEGUN, RECEIVED, answer(value={"items": "V1"})],
            [BEGUN, RECEIVED, state(), page(503)],
        ],
    )
    def test_trouble_before_the_last_step_leaves_no_doubt(self, answers: list[Response]) -> None:
        said = replace(SAID, cover=a_picture(9))
        with pytest.raises(Refused) as refused:
            drive(youtube.publish(task(settings=said), SESSION), answers)
        assert refused.value.trouble is Trouble.TRANSIENT

    def test_an_address_that_leads_elsewhere_gets_nothing(self) -> None:
        away = answer(200, None, location="https://evil.example/upload?upload_id=1")
        with pytest.raises(Refused, match=r"evil\.example"):
            drive(youtube.publish(task(), SESSION), [away])

    @pytest.mark.parametrize(
        ("said", "trouble", "words"),
        [
            (state("rejected", rejectionReason="duplicate"), Trouble.POLICY, "the same film"),
            (state("rejected", rejectionReason="new"), Trouble.POLICY, "new"),
            (state("failed", failureReason="codec"), Trouble.INVALID, "codec"),
            (state("deleted"), Trouble.INVALID, "taken away"),
            (answer(value={"items": []}), Trouble.INVALID, "taken away"),
        ],
    )
    def test_what_youtube_does_not_take_is_never_seen(self, said: Response, trouble: Trouble, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(youtube.publish(task(), SESSION), [BEGUN, RECEIVED, said])
        assert refused.value.trouble is trouble

    def test_a_film_that_takes_long_is_published_all_the_same(self) -> None:
        def answers(request: Request) -> Response:
            if request.method == "POST":
                return BEGUN
            return {"GET": state("uploaded")}.get(request.method) or (PUBLIC if request.json else RECEIVED)

        receipt, exchange = drive(youtube.publish(task(), SESSION), answers)
        assert receipt.id == "V1"
        assert sum(exchange.waits) == 240

    def test_a_film_kept_private_is_said_to_be(self) -> None:
        kept = answer(value={"id": "V1", "status": {"privacyStatus": "private"}})
        with pytest.raises(Refused, match="audit") as refused:
            drive(youtube.publish(task(), SESSION), [BEGUN, RECEIVED, state(), kept])
        assert refused.value.trouble is Trouble.PERMISSION

    @pytest.mark.parametrize("odd", [page(200), answer(500), Response(204), answer(value={"id": "V1"}), answer(409)])
    def test_an_answer_that_says_nothing_leaves_doubt(self, odd: Response) -> None:
        with pytest.raises(InDoubt):
            drive(youtube.publish(task(), SESSION), [BEGUN, RECEIVED, state(), odd])

    @pytest.mark.parametrize(
        ("given", "trouble", "words"),
        [
            (no(403, "quotaExceeded"), Trouble.QUOTA, "midnight Pacific"),
            (no(400, "uploadLimitExceeded"), Trouble.QUOTA, "24 hours"),
            (no(403, "rateLimitExceeded"), Trouble.RATE_LIMIT, "tried again"),
            (no(401, "authError"), Trouble.AUTH, "credentials"),
            (no(403, "insufficientPermissions"), Trouble.PERMISSION, "force-ssl"),
            (no(403, "authenticatedUserAccountSuspended"), Trouble.POLICY, "suspended"),
            (no(400, "invalidTitle"), Trouble.INVALID, "change it"),
            (no(403, "forbiddenPrivacySetting"), Trouble.PERMISSION, "visibility"),
            (page(404), Trouble.INVALID, "change it"),
        ],
    )
    def test_a_refusal_has_its_class(self, given: Response, trouble: Trouble, words: str) -> None:
        for answers in ([given], [BEGUN, RECEIVED, state(), given]):
            with pytest.raises(Refused, match=words) as refused:
                drive(youtube.publish(task(), SESSION), answers)
            assert refused.value.trouble is trouble
            assert refused.value.reason.en != refused.value.reason.it


def walk(flow: Any, answers: list[Response]) -> list[Any]:
    """Return everything a flow yields."""
    steps, left = [], list(answers)
    try:
        step = next(flow)
        while True:
            steps.append(step)
            step = flow.send(left.pop(0) if isinstance(step, Request | Commit) else Response(0))
    except StopIteration:
        return steps


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("given", "words"),
        [
            (lambda: task(media=[]), "has none"),
            (lambda: task(media=[a_picture()]), "pictures"),
            (lambda: task(media=[a_film(), a_film()]), "can be sent"),
            (lambda: task(settings=replace(SAID, title=None)), "needs a `title`"),
            (lambda: task(settings=replace(SAID, title="x" * 101)), "100 characters"),
            (lambda: task(settings=replace(SAID, title="a <3")), "neither < nor >"),
            (lambda: task("prima > dopo"), "title, description"),
            (lambda: task("è" * 2501), "5000 are allowed"),
            (lambda: task(settings=replace(SAID, tags=("x" * 250, "y z" + "y" * 246))), "500 characters"),
            (lambda: task(settings=replace(SAID, visibility="friends")), "friends"),
            (lambda: task(settings=replace(SAID, replies="nobody")), "who may answer"),
            (lambda: task(settings=replace(SAID, content_warning="x")), "content warning"),
            (lambda: task(settings=replace(SAID, format="reel"), media=[a_film(seconds=181.0)]), "180 seconds"),
            (lambda: task(settings=replace(SAID, format="reel"), media=[a_film(width=1921)]), "upright"),
            (lambda: task(settings=replace(SAID, cover=a_picture(mime="image/gif"))), "still picture"),
            (lambda: a_task("uno", "due", account=ACCOUNT, media=[a_film()], settings=SAID), "no threads"),
            (lambda: task(settings=replace(SAID, format="reel"), media=[replace(a_film(), facts=None)]), "missing"),
        ],
    )
    def test_before_anything_is_asked(self, given: Callable[[], PartTask], words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(youtube.publish(given(), SESSION), [])
        assert refused.value.trouble is Trouble.INVALID
        assert refused.value.reason.en != refused.value.reason.it

    def test_tags_may_have_just_five_hundred_characters(self) -> None:
        said = replace(SAID, tags=("x" * 250, "y" * 249))
        drive(youtube.publish(task(settings=said), SESSION), [BEGUN, RECEIVED, state(), PUBLIC])


class TestFind:
    def test_without_an_id_nothing_can_be_visible(self) -> None:
        assert drive(youtube.find(task(), SESSION), [])[0] == NotThere()

    @pytest.mark.parametrize(
        ("given", "found"),
        [
            (state(privacy="public"), Found(PartReceipt(1, "V1", "https://www.youtube.com/watch?v=V1"))),
            (state(privacy="unlisted"), Found(PartReceipt(1, "V1", "https://www.youtube.com/watch?v=V1"))),
            (state(privacy="private"), NotThere()),
        ],
    )
    def test_looks_whether_it_can_be_seen(self, given: Response, found: object) -> None:
        assert drive(youtube.find(replace(task(), notes={"video": "V1"}), SESSION), [given])[0] == found

    def test_what_somebody_took_away_is_for_a_person(self) -> None:
        found, _ = drive(youtube.find(replace(task(), notes={"video": "V1"}), SESSION), [answer(value={"items": []})])
        assert isinstance(found, CannotKnow)

    def test_an_odd_answer_is_no_verdict(self) -> None:
        with pytest.raises(Refused):
            drive(youtube.find(replace(task(), notes={"video": "V1"}), SESSION), [answer(value={})])


class TestComment:
    def comment(self, **more: Any) -> PartTask:
        film = task()
        variant = replace(film.variant, comment=replace(film.variant.parts[0], text="E tu? 👋", media=()))
        return replace(film, variant=variant, number=2, earlier=(PartReceipt(1, "V1"),), **more)

    def thread(self, text: str = "E tu? 👋", channel: str = "UCaurora") -> dict[str, Any]:
        said = {"textOriginal": text, "authorChannelId": {"value": channel}}
        return {"id": "Ug1", "snippet": {"topLevelComment": {"snippet": said}}}

    def test_stands_under_the_film(self) -> None:
        receipt, exchange = drive(youtube.publish(self.comment(), SESSION), [answer(value={"id": "Ug1"})])
        assert receipt == PartReceipt(2, "Ug1", "https://www.youtube.com/watch?v=V1&lc=Ug1")
        assert exchange.commits == 1
        assert exchange.sent == {
            "snippet": {"videoId": "V1", "topLevelComment": {"snippet": {"textOriginal": "E tu? 👋"}}}
        }

    @pytest.mark.parametrize(
        ("given", "trouble", "words"),
        [
            (no(403, "commentsDisabled"), Trouble.INVALID, "switched off"),
            (no(404, "videoNotFound"), Trouble.TRANSIENT, "not yet"),
        ],
    )
    def test_a_refusal_says_why(self, given: Response, trouble: Trouble, words: str) -> None:
        with pytest.raises(Refused, match=words) as refused:
            drive(youtube.publish(self.comment(), SESSION), [given])
        assert refused.value.trouble is trouble

    @pytest.mark.parametrize("odd", [no(400, "processingFailure"), page(502), answer(value={})])
    def test_an_unclear_answer_leaves_doubt(self, odd: Response) -> None:
        with pytest.raises(InDoubt):
            drive(youtube.publish(self.comment(), SESSION), [odd])

    def test_before_it_was_sent_it_is_not_there(self) -> None:
        assert drive(youtube.find(self.comment(), SESSION), [])[0] == NotThere()

    def test_is_found_by_its_words_and_its_author(self) -> None:
        sent = self.comment(notes={"comment": "V1"})
        others = answer(value={"items": [self.thread(channel="UCother"), self.thread("Altro")]})
        mine = answer(value={"items": [self.thread()]})
        found, _ = drive(youtube.find(sent, SESSION), [others, mine])
        assert found == Found(PartReceipt(2, "Ug1", "https://www.youtube.com/watch?v=V1&lc=Ug1"))
        nothing = answer(value={"items": []})
        found, exchange = drive(youtube.find(sent, SESSION), [others, nothing, nothing])
        assert found == NotThere()
        assert [asked.params["moderationStatus"] for asked in exchange.asked] == [
            "published",
            "heldForReview",
            "likelySpam",
        ]

    def test_other_words_earlier_are_for_a_person(self) -> None:
        sent = self.comment(notes={"comment": "V1"}, changed=True)
        found, _ = drive(youtube.find(sent, SESSION), lambda _: answer(value={"items": []}))
        assert isinstance(found, CannotKnow)

    def test_too_many_comments_are_for_a_person(self) -> None:
        sent = self.comment(notes={"comment": "V1"})
        found, _ = drive(youtube.find(sent, SESSION), lambda _: answer(value={"items": [], "nextPageToken": "n"}))
        assert isinstance(found, CannotKnow)

    def test_can_be_changed_and_taken_away(self) -> None:
        receipt = PartReceipt(2, "Ug1", "https://www.youtube.com/watch?v=V1&lc=Ug1")
        amended, _ = drive(youtube.amend(self.comment(), receipt, SESSION), [answer(value={"id": "Ug1"})])
        assert amended == receipt
        _, exchange = drive(youtube.remove(receipt, SESSION), [Response(204)])
        assert exchange.asked[0].url == f"{SERVER}/youtube/v3/comments"

    def test_odd_answers_are_refusals(self) -> None:
        receipt = PartReceipt(2, "Ug1", "https://www.youtube.com/watch?v=V1&lc=Ug1")
        with pytest.raises(Refused):
            drive(youtube.amend(self.comment(), receipt, SESSION), [page(503)])
        with pytest.raises(Refused):
            drive(youtube.find(self.comment(notes={"comment": "V1"}), SESSION), [page(503)])

    def test_none_under_a_film_for_children(self) -> None:
        kids = self.comment()
        kids = replace(kids, variant=replace(kids.variant, settings=replace(SAID, made_for_kids=True)))
        with pytest.raises(Refused, match="children"):
            drive(youtube.publish(replace(kids, number=1, earlier=()), SESSION), [])


class TestAmendAndExamine:
    def test_keeps_the_category_somebody_chose(self) -> None:
        receipt = PartReceipt(1, "V1", "https://www.youtube.com/watch?v=V1")
        there = state(privacy="public")
        amended, exchange = drive(youtube.amend(task("Altro"), receipt, SESSION), [there, PUBLIC])
        assert amended == receipt
        assert exchange.sent["snippet"] == {"title": "Cinque errori", "description": "Altro", "categoryId": "26"}
        assert exchange.commits == 0

    def test_an_odd_answer_is_a_refusal(self) -> None:
        with pytest.raises(Refused):
            drive(youtube.amend(task(), PartReceipt(1, "V1"), SESSION), [state(privacy="public"), page(503)])
        with pytest.raises(Refused):
            drive(youtube.amend(task(), PartReceipt(1, "V1"), SESSION), [page(200)])

    def test_what_somebody_withdrew_is_not_shown_again(self) -> None:
        with pytest.raises(Refused, match="withdrawn"):
            drive(youtube.amend(task("Altro"), PartReceipt(1, "V1"), SESSION), [state(privacy="private")])

    def test_what_is_gone_cannot_be_changed(self) -> None:
        with pytest.raises(Refused, match="not there any more"):
            drive(youtube.amend(task(), PartReceipt(1, "V1"), SESSION), [answer(value={"items": []})])

    def test_deleting_what_is_gone_is_fine(self) -> None:
        drive(youtube.remove(PartReceipt(1, "V1"), SESSION), [no(404, "videoNotFound")])
        with pytest.raises(Refused):
            drive(youtube.remove(PartReceipt(1, "V1"), SESSION), [no(403, "forbidden")])

    def test_says_what_stands_in_the_way(self) -> None:
        session = replace(SESSION, facts={"title": "Aurora", "scope": "youtube.readonly", "ends_in": "604799"})
        short = {"items": [{"id": "UCaurora", "status": {"longUploadsStatus": "eligible"}}]}
        checkup, _ = drive(youtube.examine(session, PLANNED), [answer(value=short)])
        assert [advice.standing.value for advice in checkup.advice] == ["wrong", "soon", "soon", "fine"]
        assert checkup.expires_at is not None
        assert (checkup.expires_at - PLANNED).days == 6
