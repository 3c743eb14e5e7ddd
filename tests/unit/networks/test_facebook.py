from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.place import Place
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
    facebook,
)
from smm_build.networks._meta import proof
from tests.cases import Case
from tests.cases.facebook import CASES
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page
from tests.killed import Run
from tests.stand_ins import InProcess, task_of
from tests.unit.networks.test_meta import refusal

SERVER = "https://graph.facebook.com"
TOKEN = "EAAgiven"
ACCOUNT = an_account("facebook", {"TOKEN": TOKEN}, server=SERVER, account="111")
SESSION = Session(ACCOUNT, {"Authorization": "Bearer EAApage"}, {"page_id": "111", "name": "Aurora"})
POST = "111_222"
EDGE = f"{SERVER}/v26.0/111"


def the_task(
    *parts: str, media: Any = (), comment: str | None = None, link: str | None = None, **more: Any
) -> PartTask:
    task = a_task(*parts, account=ACCOUNT, media=media, **more)
    said = VariantPart(comment, (), Place("p.md", 3)) if comment else None
    return replace(task, variant=replace(task.variant, comment=said, link=link))


def a_film(**facts: Any) -> Media:
    film = a_picture(9, alt=None, **({"mime": "video/mp4", "size": 1_000, "seconds": 9.0} | facts))
    return replace(film, file="content/assets/film.mp4")


def status(publishing: str = "not_started", uploading: str = "complete", **more: Any) -> Response:
    """The status of a film as the page on reels shows it."""
    phases = {
        "video_status": "processing",
        "uploading_phase": {"status": uploading},
        "processing_phase": {"status": "not_started"},
        "publishing_phase": {"status": publishing},
    }
    return answer(value={"id": "55", "status": phases | more})


def said(request: Request) -> dict[str, Any]:
    return dict(request.form or {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
class TestCase:
    def test_is_published_once(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "facebook", tmp_path)
        assert run.deliver() is None
        shown = list(run.stand_in.world.shown.values())
        assert [post.text for post in shown] == [part.text for part in run.variant.messages]
        assert run.commits == len(shown) == len(run.receipts)
        assert shown[0].link == case.link
        for before, post in pairwise(shown):
            assert post.reply_to == before.id

    def test_files_arrive_whole_with_their_alternative_texts(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "facebook", tmp_path)
        run.deliver()
        shown = next(iter(run.stand_in.world.shown.values()))
        sent = [media.facts.sha256 for media in run.variant.parts[0].media if media.facts]
        assert [digest for digest, _ in shown.files] == sent
        if shown.kind == "photos":
            assert [alt for _, alt in shown.files] == [file.alt for file in case.files]

    def test_is_visible_once_wherever_it_dies(self, case: Case, tmp_path: Path) -> None:
        whole = Run(case, "facebook", tmp_path)
        whole.deliver()
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = Run(case, "facebook", tmp_path, dies_after=number)
            assert run.deliver() is None, f"died after request {number}"
            texts = [post.text for post in run.stand_in.world.shown.values()]
            assert texts == [part.text for part in run.variant.messages], f"died after request {number}"
            assert len(run.receipts) == len(texts)


class TestLogin:
    def test_gets_the_pages_own_token(self) -> None:
        given = answer(value={"id": "111", "name": "Aurora", "access_token": "EAApage"})
        session, exchange = drive(facebook.login(ACCOUNT), [given])
        asked = exchange.asked[0]
        assert (asked.method, asked.url) == ("GET", f"{SERVER}/v26.0/111")
        assert asked.params == {"fields": "id,name,access_token"}
        assert asked.headers == {"Authorization": f"Bearer {TOKEN}"}
        assert session.headers == {"Authorization": "Bearer EAApage"}
        assert session.facts == {"page_id": "111", "name": "Aurora"}
        assert "EAA" not in repr((session, asked))

    def test_a_page_that_is_not_named_is_the_tokens_own(self) -> None:
        account = an_account("facebook", {"TOKEN": TOKEN}, server=SERVER)
        session, exchange = drive(facebook.login(account), [answer(value={"id": "111"})])
        assert exchange.asked[0].url == f"{SERVER}/v26.0/me"
        assert session.headers == {"Authorization": f"Bearer {TOKEN}"}

    def test_proves_the_apps_secret_where_there_is_one(self) -> None:
        account = replace(ACCOUNT, secrets={"TOKEN": TOKEN, "APP_SECRET": "s3cret"})
        given = answer(value={"id": "111", "access_token": "EAApage"})
        session, exchange = drive(facebook.login(account), [given])
        assert exchange.asked[0].params["appsecret_proof"] == proof(TOKEN, "s3cret")["appsecret_proof"]
        _, exchange = drive(facebook.remove(PartReceipt(1, POST), session), [answer()])
        assert exchange.asked[0].params == proof("EAApage", "s3cret")

    def test_a_person_has_to_say_which_page(self) -> None:
        account = an_account("facebook", {"TOKEN": TOKEN}, server=SERVER)
        with pytest.raises(Refused, match="system user") as refused:
            drive(facebook.login(account), [refusal(100)])
        assert refused.value.trouble is Trouble.AUTH

    def test_a_page_may_be_called_by_its_name(self) -> None:
        account = an_account("facebook", {"TOKEN": TOKEN}, server=SERVER, account="aurora.example")
        session, _ = drive(facebook.login(account), [answer(value={"id": "111"})])
        assert session.facts["page_id"] == "111"

    def test_a_token_of_another_page_is_refused(self) -> None:
        with pytest.raises(Refused, match="another page") as refused:
            drive(facebook.login(ACCOUNT), [answer(value={"id": "999"})])
        assert refused.value.trouble is Trouble.AUTH

    @pytest.mark.parametrize(
        ("said", "trouble", "word"),
        [
            (refusal(190, 463, 401), Trouble.AUTH, "expired"),
            (refusal(190, 492, 400), Trouble.AUTH, "role"),
            (refusal(100, 33), Trouble.PERMISSION, "account's id"),
            (refusal(100), Trouble.AUTH, "credentials"),
            (refusal(2635), Trouble.VERSION, "update"),
            (page(502), Trouble.TRANSIENT, "502"),
        ],
    )
    def test_says_why_not(self, said: Response, trouble: Trouble, word: str) -> None:
        with pytest.raises(Refused) as refused:
            drive(facebook.login(ACCOUNT), [said])
        assert refused.value.trouble is trouble
        assert word in refused.value.reason.en

    def test_says_which_variable_is_missing(self) -> None:
        with pytest.raises(Refused, match="SMM_FACEBOOK_TOKEN"):
            drive(facebook.login(replace(ACCOUNT, secrets={})), [])


class TestPublish:
    def test_words_are_one_request_that_says_published(self) -> None:
        task = the_task("Ciao", settings=Settings(location="110843418940484"))
        receipt, exchange = drive(facebook.publish(task, SESSION), [answer(value={"id": POST})])
        assert [request.url for request in exchange.asked] == [f"{EDGE}/feed"]
        assert said(exchange.asked[0]) == {"message": "Ciao", "place": "110843418940484", "published": "true"}
        assert exchange.asked[0].headers == {"Authorization": "Bearer EAApage"}
        assert exchange.commits == 1
        assert receipt == PartReceipt(1, POST, f"https://www.facebook.com/{POST}")

    def test_a_link_becomes_a_card(self) -> None:
        task = the_task("Qui", link="https://aurora.example/?utm_source=facebook")
        _, exchange = drive(facebook.publish(task, SESSION), [answer(value={"id": POST})])
        assert said(exchange.asked[0])["link"] == "https://aurora.example/?utm_source=facebook"

    def test_photos_are_uploaded_unseen_and_attached_in_order(self) -> None:
        media = [a_picture(1), a_picture(2, alt=None)]
        answers = [answer(value={"id": "1"}), answer(value={"id": "2"}), answer(value={"id": POST})]
        _, exchange = drive(facebook.publish(the_task("Ciao", media=media), SESSION), answers)
        first, second, post = exchange.asked
        assert first.url == second.url == f"{EDGE}/photos"
        source = FileBody("content/assets/1.png", "image/png")
        assert said(first) == {"published": "false", "source": source, "alt_text_custom": "A cup"}
        assert set(said(second)) == {"published", "source"}
        assert said(post) == {
            "message": "Ciao",
            "attached_media[0]": '{"media_fbid":"1"}',
            "attached_media[1]": '{"media_fbid":"2"}',
            "published": "true",
        }
        assert exchange.commits == 1

    def test_a_film_goes_in_stretches_the_network_chooses(self) -> None:
        offsets = [("0", "600"), ("600", "1000"), ("1000", "1000")]
        start, *rest = [{"start_offset": begin, "end_offset": end} for begin, end in offsets]
        answers = [
            answer(value=start | {"video_id": "55", "upload_session_id": "7"}),
            *(answer(value=value) for value in rest),
            answer(value={"success": True}),
            answer(value={"id": "55", "permalink_url": "/111/videos/55/", "published": True}),
        ]
        said_of = Settings(title="Come versare", ai="generated", cover=a_picture(3))
        receipt, exchange = drive(
            facebook.publish(the_task("Ciao", media=[a_film()], settings=said_of), SESSION), answers
        )
        assert {request.url for request in exchange.asked[:4]} == {"https://graph-video.facebook.com/v26.0/111/videos"}
        chunks = [said(request)["video_file_chunk"] for request in exchange.asked[1:3]]
        assert [(chunk.start, chunk.length) for chunk in chunks] == [(0, 600), (600, 400)]
        assert said(exchange.asked[3]) == {
            "upload_phase": "finish",
            "upload_session_id": "7",
            "description": "Ciao",
            "title": "Come versare",
            "is_ai_generated": "true",
            "published": "true",
            "thumb": FileBody("content/assets/3.png", "image/png"),
        }
        assert receipt == PartReceipt(1, "55", "https://www.facebook.com/111/videos/55/")

    def test_the_teams_title_of_a_post_is_not_shown(self) -> None:
        task = the_task("Ciao", media=[a_film()])
        task = replace(task, variant=replace(task.variant, settings=Settings(title=task.variant.post.title)))
        begin = {"video_id": "5", "upload_session_id": "7", "start_offset": "0", "end_offset": "1000"}
        whole = {"start_offset": "1000", "end_offset": "1000"}
        answers = [answer(value=begin), answer(value=whole), answer(value={"success": True}), status("complete")]
        _, exchange = drive(facebook.publish(task, SESSION), answers)
        assert "title" not in said(exchange.asked[2])

    def test_stretches_that_lead_nowhere_end(self) -> None:
        begin = {"video_id": "5", "upload_session_id": "7", "start_offset": "0", "end_offset": "1000"}
        answers = [answer(value=begin), answer(value={"start_offset": "0", "end_offset": "1000"})]
        with pytest.raises(Refused) as refused:
            drive(facebook.publish(the_task("Ciao", media=[a_film()]), SESSION), answers)
        assert refused.value.trouble is Trouble.TRANSIENT

    def test_a_reel_has_three_phases(self) -> None:
        where = "https://rupload.facebook.com/video-upload/v26.0/55"
        answers = [
            answer(value={"video_id": "55", "upload_url": where}),
            answer(value={"success": True}),
            status(uploading="in_progress"),
            status(),
            answer(value={"success": True}),
            status("not_started"),
            status("complete"),
        ]
        task = the_task("Ciao", media=[a_film()], settings=Settings(format="reel", location="1", ai="manipulated"))
        receipt, exchange = drive(facebook.publish(task, SESSION), answers)
        start, upload, *_, finish, _, _ = exchange.asked
        assert said(start) == {"upload_phase": "start"}
        assert (upload.url, upload.body) == (where, FileBody("content/assets/film.mp4", "video/mp4"))
        assert upload.headers == {"Authorization": "OAuth EAApage", "offset": "0", "file_size": "1000"}
        assert said(finish) == {
            "upload_phase": "finish",
            "video_id": "55",
            "video_state": "PUBLISHED",
            "description": "Ciao",
            "is_ai_generated": "true",
            "place": "1",
        }
        assert exchange.commits == 1
        assert receipt == PartReceipt(1, "55", "https://www.facebook.com/reel/55")

    def test_a_film_never_goes_where_only_an_answer_says(self) -> None:
        elsewhere = answer(value={"video_id": "55", "upload_url": "https://evil.example/video-upload/55"})
        task = the_task("Ciao", media=[a_film()], settings=Settings(format="reel"))
        with pytest.raises(Refused, match=r"evil\.example"):
            drive(facebook.publish(task, SESSION), [elsewhere])

    def test_an_earlier_upload_is_used_again(self) -> None:
        task = the_task("Ciao", media=[a_film()], settings=Settings(format="reel"))
        answers = [status(), answer(value={"success": True}), status("complete")]
        receipt, exchange = drive(facebook.publish(replace(task, notes={"film": "55"}), SESSION), answers)
        assert said(exchange.asked[1])["video_id"] == "55"
        assert receipt.id == "55"

    def test_a_film_of_no_use_is_refused_even_after_it_was_taken(self) -> None:
        task = replace(the_task("Ciao", media=[a_film()], settings=Settings(format="reel")), notes={"film": "55"})
        answers = [status(), answer(value={"success": True}), status(processing_phase={"status": "error"})]
        with pytest.raises(Refused, match="could not use the film") as refused:
            drive(facebook.publish(task, SESSION), answers)
        assert refused.value.trouble is Trouble.INVALID

    def test_a_story_is_a_picture_alone(self) -> None:
        task = the_task("", media=[a_picture(1)], settings=Settings(format="story"))
        answers = [answer(value={"id": "1"}), answer(value={"success": True, "post_id": "333"})]
        receipt, exchange = drive(facebook.publish(task, SESSION), answers)
        assert (exchange.asked[1].url, said(exchange.asked[1])) == (f"{EDGE}/photo_stories", {"photo_id": "1"})
        assert receipt == PartReceipt(1, "333")

    def test_the_first_comment_goes_under_the_post(self) -> None:
        task = the_task("Ciao", comment="E voi?", number=2, earlier=[PartReceipt(1, POST)])
        receipt, exchange = drive(facebook.publish(task, SESSION), [answer(value={"id": "222_9"})])
        assert exchange.asked[0].url == f"{SERVER}/v26.0/{POST}/comments"
        assert said(exchange.asked[0]) == {"message": "E voi?"}
        assert receipt == PartReceipt(2, "222_9")

    @pytest.mark.parametrize(
        ("settings", "media", "word"),
        [
            (Settings(format="document"), (), "document"),
            (Settings(poll=Poll(("a", "b"), timedelta(days=1))), (), "poll"),
            (Settings(quote="https://x.com/1"), (), "quote"),
            (Settings(replies="nobody"), (), "replies"),
            (Settings(visibility="friends"), (), "visibility"),
            (Settings(content_warning="food"), (), "content_warning"),
            (Settings(location="Torino"), (), "digits"),
            (Settings(format="reel"), (a_picture(1),), "film"),
            (Settings(format="story"), (a_picture(1),), "no text"),
            (Settings(format="story"), (a_picture(1), a_picture(2)), "one picture or one film"),
            (Settings(format="reel", cover=a_picture(3)), (a_film(),), "cover"),
            (Settings(format="reel"), (a_film(seconds=91.0),), "3 to 90"),
            (Settings(format="reel"), (a_film(seconds=2.0),), "lasts 2 seconds"),
            (Settings(), tuple(a_picture(n) for n in range(11)), "11 pictures"),
            (Settings(), (a_picture(1), a_film()), "mixes"),
        ],
    )
    def test_what_a_page_cannot_take_is_refused_before_anything_is_asked(
        self, settings: Settings, media: tuple[Media, ...], word: str
    ) -> None:
        with pytest.raises(Refused, match=word) as refused:
            drive(facebook.publish(the_task("Ciao", media=media, settings=settings), SESSION), [])
        assert refused.value.trouble is Trouble.INVALID
        assert refused.value.reason.it != refused.value.reason.en

    @pytest.mark.parametrize(
        ("settings", "media", "key"),
        [
            (Settings(format="document"), (), "format"),
            (Settings(location="Torino"), (), "location"),
            (Settings(format="story"), (a_picture(1),), "format"),
            (Settings(format="reel"), (a_film(seconds=91.0),), "format"),
            (Settings(format="reel", cover=a_picture(3)), (a_film(),), "cover"),
        ],
    )
    def test_what_only_this_network_cannot_take_is_told_while_planning(
        self, settings: Settings, media: tuple[Media, ...], key: str
    ) -> None:
        task = the_task("Ciao", media=media, settings=settings)
        assert [name for name, _ in facebook.objections(task.variant)] == [key]

    def test_a_thread_of_one_part_is_a_post(self) -> None:
        _, exchange = drive(
            facebook.publish(the_task(settings=Settings(format="thread")), SESSION), [answer(value={"id": POST})]
        )
        assert exchange.commits == 1

    def test_a_disclosure_and_everyone_may_answer_are_no_trouble(self) -> None:
        settings = Settings(disclosure=Disclosure("paid", "acme"), replies="everyone", visibility="public")
        _, exchange = drive(facebook.publish(the_task(settings=settings), SESSION), [answer(value={"id": POST})])
        assert exchange.commits == 1

    @pytest.mark.parametrize(
        "bad", [page(500), page(200), answer(200, {"id": 5}), refusal(1), refusal(506), answer(408)]
    )
    def test_an_unclear_answer_leaves_it_open(self, bad: Response) -> None:
        with pytest.raises(InDoubt):
            drive(facebook.publish(the_task(), SESSION), [bad])

    @pytest.mark.parametrize(
        ("bad", "trouble", "wait"),
        [
            (refusal(200), Trouble.PERMISSION, None),
            (refusal(368), Trouble.POLICY, None),
            (refusal(1609005), Trouble.INVALID, None),
            (refusal(80001), Trouble.RATE_LIMIT, timedelta(hours=1)),
            (refusal(190, 460), Trouble.AUTH, None),
        ],
    )
    def test_a_clear_refusal_has_its_class(self, bad: Response, trouble: Trouble, wait: timedelta | None) -> None:
        with pytest.raises(Refused) as refused:
            drive(facebook.publish(the_task(), SESSION), [bad])
        assert (refused.value.trouble, refused.value.wait) == (trouble, wait)


def listed(*posts: dict[str, Any], more: str = "") -> Response:
    paging = {"cursors": {"after": more}, "next": "https://graph.facebook.com/…"} if more else {}
    return answer(value={"data": list(posts), "paging": paging})


def a_post(message: str = "Ciao", minutes: int = 0, **more: Any) -> dict[str, Any]:
    at = PLANNED + timedelta(minutes=minutes)
    return {"id": POST, "message": message, "created_time": at.strftime("%Y-%m-%dT%H:%M:%S+0000"), **more}


WORDS = {"armed": "words"}
OLD = a_post("Ieri", -1_440)


class TestFind:
    def look(self, task: PartTask, *answers: Response) -> Any:
        return drive(facebook.find(task, SESSION), answers)[0]

    def test_what_was_never_about_to_be_sent_is_not_there(self) -> None:
        assert self.look(the_task()) == NotThere()

    def test_words_are_found_among_the_pages_posts(self) -> None:
        task = replace(the_task("Un caffè, due chiacchiere"), notes=WORDS)
        found, exchange = drive(facebook.find(task, SESSION), [listed(a_post("Un caffè, due  chiacchiere", 1))])
        assert found == Found(PartReceipt(1, POST, f"https://www.facebook.com/{POST}"))
        assert exchange.asked[0].url == f"{EDGE}/published_posts"
        assert exchange.asked[0].params["limit"] == "100"

    def test_the_list_is_read_back_to_before_the_plan(self) -> None:
        task = replace(the_task(), notes=WORDS)
        first, second = listed(a_post("Altro", 5), more="next"), listed(a_post("Altro", 2), OLD, more="more")
        found, exchange = drive(facebook.find(task, SESSION), [first, second])
        assert found == NotThere()
        assert exchange.asked[1].params["after"] == "next"

    def test_the_same_words_of_long_ago_are_another_post(self) -> None:
        assert self.look(replace(the_task(), notes=WORDS), listed(a_post("Ciao", -60))) == NotThere()

    def test_a_list_that_does_not_reach_back_proves_nothing(self) -> None:
        task = replace(the_task(), notes=WORDS)
        endless = [listed(a_post("Altro", 5), more=str(number)) for number in range(10)]
        assert isinstance(self.look(task, *endless), CannotKnow)

    def test_words_that_differ_in_a_link_are_for_a_person(self) -> None:
        task = replace(the_task("Qui: https://aurora.it/a"), notes=WORDS)
        seen = self.look(task, listed(a_post("Qui: https://aurora.it/b", 1), OLD))
        assert isinstance(seen, CannotKnow)

    def test_words_that_were_changed_prove_nothing(self) -> None:
        task = replace(the_task(), notes=WORDS, changed=True)
        assert isinstance(self.look(task, listed(OLD)), CannotKnow)

    def test_photos_are_found_by_their_ids(self) -> None:
        notes = {"armed": "photos", "photos": "1,2"}
        task = replace(the_task("", media=[a_picture(1), a_picture(2)]), notes=notes, changed=True)
        shown = {"data": [{"subattachments": {"data": [{"target": {"id": "1"}}, {"target": {"id": "2"}}]}}]}
        assert isinstance(self.look(task, listed(a_post("", 1, attachments=shown))), Found)
        other = {"data": [{"target": {"id": "77"}}]}
        assert self.look(task, listed(a_post("", 1, attachments=other), OLD)) == NotThere()

    def test_the_same_words_without_photos_to_see_are_for_a_person(self) -> None:
        task = replace(the_task("Ciao", media=[a_picture(1)]), notes={"armed": "photos", "photos": "1"})
        assert isinstance(self.look(task, listed(a_post("Ciao", 1))), CannotKnow)

    @pytest.mark.parametrize(
        ("answers", "expected"),
        [
            ([status("complete")], Found),
            ([status("in_progress")], Found),
            ([answer(value={"id": "55", "published": True})], Found),
            ([status()] * 32, NotThere),
            ([status(processing_phase={"status": "in_progress"})] * 32, CannotKnow),
            ([status(video_status="error")], NotThere),
            ([refusal(100, 33)], CannotKnow),
            ([page(502)], CannotKnow),
        ],
    )
    def test_a_film_is_asked_by_its_id(self, answers: list[Response], expected: type) -> None:
        task = replace(
            the_task("Ciao", media=[a_film()], settings=Settings(format="reel")), notes={"armed": "reel", "film": "55"}
        )
        left = list(answers)
        seen, _ = drive(facebook.find(task, SESSION), lambda _: left.pop(0))
        assert isinstance(seen, expected)

    def test_only_the_sight_of_a_story_counts(self) -> None:
        notes = {"armed": "photo-story", "photos": "1"}
        task = replace(the_task("", media=[a_picture(1)], settings=Settings(format="story")), notes=notes)
        story = {"post_id": "333", "media_id": "1", "media_type": "photo", "status": "published"}
        assert self.look(task, answer(value={"data": [story]})) == Found(PartReceipt(1, "333"))
        assert isinstance(self.look(task, answer(value={"data": [story | {"media_id": "2"}]})), CannotKnow)
        assert isinstance(self.look(task, refusal(10)), CannotKnow)

    def test_a_comment_of_somebody_else_is_not_ours(self) -> None:
        task = the_task("Ciao", comment="E voi?", number=2, earlier=[PartReceipt(1, POST)])
        task = replace(task, notes={"armed": "comment"})
        theirs = a_post("E voi?", 1, id="9_1") | {"from": {"id": "42"}}
        ours = a_post("E voi?", 1, id="9_2") | {"from": {"id": "111"}}
        assert self.look(task, listed(theirs)) == NotThere()
        assert self.look(task, listed(theirs, ours)) == Found(PartReceipt(2, "9_2"))

    def test_what_was_tried_as_two_things_is_looked_for_as_both(self) -> None:
        notes = {"armed": "words,photos", "photos": "1"}
        task = replace(the_task("Ciao", media=[a_picture(1)]), notes=notes)
        seen, exchange = drive(facebook.find(task, SESSION), [listed(OLD), listed(OLD)])
        assert seen == NotThere()
        assert len(exchange.asked) == 2

    def test_a_refusal_is_one(self) -> None:
        with pytest.raises(Refused) as refused:
            self.look(replace(the_task(), notes=WORDS), refusal(10))
        assert refused.value.trouble is Trouble.PERMISSION


class TestSchedule:
    """Source: developers.facebook.com, Pages API, "Publish scheduled posts", read on 2026-11-23."""

    AT = PLANNED + timedelta(hours=20)

    def hand_over(self, task: PartTask, stand_in: InProcess, session: Session) -> dict[str, str]:
        """Hand a task over, lose the answer to the commit, and return what was remembered before it."""
        flow = facebook.schedule(task, session, self.AT)
        notes: dict[str, str] = {}
        step = next(flow)
        while not isinstance(step, Commit):
            if isinstance(step, Remember):
                notes |= step.notes
                step = flow.send(Response(0))
            else:
                assert isinstance(step, Request)
                step = flow.send(stand_in(step))
        assert stand_in(step.request).ok
        return notes

    @pytest.mark.parametrize("case", [CASES[0], CASES[1], CASES[3], CASES[4]], ids=lambda case: case.id)
    def test_what_the_network_published_itself_is_found_though_its_id_was_lost(
        self, case: Case, tmp_path: Path
    ) -> None:
        run = Run(case, "facebook", tmp_path)
        session, _ = drive(facebook.login(run.account), run.stand_in)
        notes = self.hand_over(task_of(run.variant), run.stand_in, session)
        task = task_of(run.variant, notes=notes, late=timedelta(hours=20))
        assert drive(facebook.find(task, session), run.stand_in)[0] == NotThere()
        assert isinstance(drive(facebook.find_scheduled(task, session, self.AT), run.stand_in)[0], str)
        run.stand_in.now = self.AT + timedelta(minutes=1)
        assert isinstance(drive(facebook.find(task, session), run.stand_in)[0], Found)
        assert [shown.visible for shown in run.stand_in.world.shown.values()] == [True]

    @pytest.mark.parametrize("ahead", [timedelta(minutes=9), timedelta(days=31)])
    def test_the_stand_in_refuses_other_times(self, ahead: timedelta, tmp_path: Path) -> None:
        run = Run(CASES[0], "facebook", tmp_path)
        session, _ = drive(facebook.login(run.account), run.stand_in)
        with pytest.raises(Refused) as refused:
            drive(facebook.schedule(task_of(run.variant), session, PLANNED + ahead), run.stand_in)
        assert refused.value.trouble is Trouble.INVALID


class TestAmend:
    def test_changes_the_words_of_a_post(self) -> None:
        receipt = PartReceipt(1, POST, "https://www.facebook.com/111_222")
        amended, exchange = drive(
            facebook.amend(the_task("Buongiorno"), receipt, SESSION), [answer(value={"success": True})]
        )
        assert (exchange.asked[0].method, exchange.asked[0].url) == ("POST", f"{SERVER}/v26.0/{POST}")
        assert said(exchange.asked[0]) == {"message": "Buongiorno"}
        assert amended == receipt

    def test_changes_what_is_said_about_a_film(self) -> None:
        task = the_task("Buongiorno", media=[a_film()], settings=Settings(format="reel"))
        _, exchange = drive(facebook.amend(task, PartReceipt(1, "55"), SESSION), [answer(value={"success": True})])
        assert said(exchange.asked[0]) == {"description": "Buongiorno"}

    def test_a_story_has_no_words(self) -> None:
        task = the_task("", media=[a_picture(1)], settings=Settings(format="story"))
        with pytest.raises(Refused, match="story"):
            drive(facebook.amend(task, PartReceipt(1, "333"), SESSION), [])

    def test_a_post_of_another_app_cannot_be_changed(self) -> None:
        with pytest.raises(Refused) as refused:
            drive(facebook.amend(the_task(), PartReceipt(1, POST), SESSION), [refusal(200)])
        assert refused.value.trouble is Trouble.PERMISSION


class TestRemove:
    def remove(self, *answers: Response) -> list[Request]:
        return drive(facebook.remove(PartReceipt(1, POST), SESSION), answers)[1].asked

    def test_deletes(self) -> None:
        asked = self.remove(answer(value={"success": True}))
        assert [(request.method, request.url) for request in asked] == [("DELETE", f"{SERVER}/v26.0/{POST}")]

    def test_what_is_gone_is_fine(self) -> None:
        assert len(self.remove(refusal(100, 33), refusal(100, 33))) == 2

    def test_what_may_not_be_deleted_is_not_taken_for_gone(self) -> None:
        with pytest.raises(Refused) as refused:
            self.remove(refusal(100, 33), answer(value={"id": POST}))
        assert refused.value.trouble is Trouble.PERMISSION

    @pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
    def test_takes_away_everything_that_was_published(self, case: Case, tmp_path: Path) -> None:
        run = Run(case, "facebook", tmp_path)
        run.deliver()
        session, _ = drive(facebook.login(run.account), run.stand_in)
        for receipt in reversed(run.receipts):
            drive(facebook.remove(receipt, session), run.stand_in)
            drive(facebook.remove(receipt, session), run.stand_in)
        assert not run.stand_in.world.shown


class TestExamine:
    AT = datetime(2026, 12, 1, tzinfo=UTC)

    def test_a_page_in_order(self, tmp_path: Path) -> None:
        run = Run(CASES[0], "facebook", tmp_path)
        session, _ = drive(facebook.login(run.account), run.stand_in)
        checkup, _ = drive(facebook.examine(session, self.AT), run.stand_in)
        assert checkup.name == "Sandbox"
        assert {advice.standing for advice in checkup.advice} == {Standing.FINE}

    def test_a_page_that_nobody_sees_and_a_token_that_may_not_post(self) -> None:
        about = answer(value={"id": "111", "name": "Aurora", "is_published": False})
        token = answer(value={"data": {"is_valid": True, "scopes": ["pages_read_engagement", "pages_show_list"]}})
        checkup, _ = drive(facebook.examine(SESSION, self.AT), [about, token])
        wrong = [advice.what.en for advice in checkup.advice if advice.standing is Standing.WRONG]
        assert any("not published" in what for what in wrong)
        assert any("pages_manage_posts" in what for what in wrong)
        soon = " ".join(advice.what.en for advice in checkup.advice if advice.standing is Standing.SOON)
        for scope, use in (
            ("pages_read_user_content", "smm inbox pull"),
            ("pages_messaging", "private messages"),
            ("read_insights", "smm metrics pull"),
        ):
            assert f"{scope} (" in soon
            assert use in soon
