"""LinkedIn's flows with recorded answers, in the envelopes of its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.post import Poll, Settings
from smm_build.networks import (
    CannotKnow,
    FileBody,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Refused,
    Response,
    Session,
    linkedin,
)
from smm_build.networks.linkedin._text import from_little, visible
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page

PAGE = "urn:li:organization:2414183"
PERSON = "urn:li:person:abc-1_2"
ACCOUNT = an_account("linkedin", {"TOKEN": "t0ken"}, account=PAGE)
SESSION = Session(ACCOUNT, {"Authorization": "Bearer t0ken"})
SERVER = "https://server.example"
SHARE = "urn:li:share:7100000000000000001"
URL = f"https://www.linkedin.com/feed/update/{SHARE}/"
CREATED = answer(201, x_restli_id=SHARE)
READY = answer(value={"status": "AVAILABLE"})
MILLISECONDS = int(PLANNED.timestamp() * 1000)


def a_post(*parts: str, **more: Any) -> PartTask:
    link, comment = more.pop("link", None), more.pop("comment", None)
    task = a_task(*parts, account=more.pop("account", ACCOUNT), **more)
    variant = replace(task.variant, link=link)
    if comment:
        variant = replace(variant, comment=replace(variant.parts[0], text=comment, media=()))
    return replace(task, variant=variant)


def place(kind: str, number: int = 1, **more: object) -> Response:
    upload = f"https://www.linkedin.com/dms-uploads/{number}"
    return answer(value={"value": {kind: f"urn:li:{kind}:D{number}", "uploadUrl": upload, **more}})


def a_film(**facts: Any) -> Media:
    usual: dict[str, Any] = {"mime": "video/mp4", "size": 6_000_000, "seconds": 9.0}
    return replace(a_picture(alt=None, **(usual | facts)), file="content/assets/pour.mp4")


class TestText:
    @pytest.mark.parametrize(
        ("written", "sent"),
        [
            ("Un caffè (lungo)", "Un caffè \\(lungo\\)"),
            ("|{}@[]()<>\\*_~", "\\|\\{\\}\\@\\[\\]\\(\\)\\<\\>\\\\\\*\\_\\~"),
            ("# da solo", "\\# da solo"),
            ("#caffè e #due_volte.", "{hashtag|\\#|caffè} e {hashtag|\\#|due\\_volte}."),
            ("＃猫", "{hashtag|＃|猫}"),
            ("https://a.example/x_y#top", "https://a.example/x\\_y\\#top"),
            ("@[Acme (Italia)](urn:li:organization:12)!", "@[Acme \\(Italia\\)](urn:li:organization:12)!"),
            ("@[Acme](https://acme.example)", "\\@\\[Acme\\]\\(https://acme.example\\)"),
            ("Ciao @acme", "Ciao \\@acme"),
        ],
    )
    def test_is_sent_in_linkedins_notation(self, written: str, sent: str) -> None:
        _, exchange = drive(linkedin.publish(a_post(written), SESSION), [CREATED])
        assert exchange.sent["commentary"] == sent
        assert from_little(sent) == visible(written)

    def test_is_measured_as_people_see_it(self) -> None:
        measure = linkedin.measure("Con @[Acme (Italia)](urn:li:organization:12) e @bob #uno")
        assert measure.length == len("Con Acme (Italia) e @bob #uno")
        assert [(one.value, one.start, one.end) for one in measure.mentions] == [
            ("urn:li:organization:12", 4, 17),
            ("bob", 20, 24),
        ]
        assert [(one.value, one.start) for one in measure.hashtags] == [("uno", 25)]

    def test_mentions_hold_the_name(self) -> None:
        assert linkedin.mention_by_name("urn:li:organization:12", "Acme") == "@[Acme](urn:li:organization:12)"
        assert linkedin.mention_by_name("[Acme Srl](urn:li:person:a-b)", "Acme") == "@[Acme Srl](urn:li:person:a-b)"
        assert linkedin.mention_by_name("acme", "Acme") == linkedin.mention("@acme") == "@acme"


class TestPublish:
    def test_a_text_says_every_default(self) -> None:
        receipt, exchange = drive(linkedin.publish(a_post("Ciao"), SESSION), [CREATED])
        assert receipt == PartReceipt(1, SHARE, URL)
        assert exchange.commits == 1
        (asked,) = exchange.asked
        assert (asked.method, asked.url) == ("POST", f"{SERVER}/rest/posts")
        assert dict(asked.headers) == {
            "Authorization": "Bearer t0ken",
            "Linkedin-Version": "202609",
            "X-Restli-Protocol-Version": "2.0.0",
        }
        assert asked.json == {
            "author": PAGE,
            "commentary": "Ciao",
            "visibility": "PUBLIC",
            "distribution": {
                "feedDistribution": "MAIN_FEED",
                "targetEntities": [],
                "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
        }

    def test_a_picture_is_asked_for_sent_and_waited_for(self) -> None:
        answers = [place("image"), answer(201), answer(value={"status": "PROCESSING"}), READY, CREATED]
        _, exchange = drive(linkedin.publish(a_post("Ciao", media=[a_picture()]), SESSION), answers)
        begin, put, look, again, _ = exchange.asked
        assert (begin.url, begin.params) == (f"{SERVER}/rest/images", {"action": "initializeUpload"})
        assert begin.json == {"initializeUploadRequest": {"owner": PAGE}}
        assert (put.method, put.url) == ("PUT", "https://www.linkedin.com/dms-uploads/1")
        assert put.headers == SESSION.headers
        assert put.body == FileBody("content/assets/1.png", "image/png")
        assert look.url == again.url == f"{SERVER}/rest/images/urn%3Ali%3Aimage%3AD1"
        assert exchange.sent["content"] == {"media": {"id": "urn:li:image:D1", "altText": "A cup"}}
        assert exchange.commits == 1

    def test_pictures_go_together(self) -> None:
        media = [a_picture(1), a_picture(2, alt=None)]
        answers = [place("image", 1), answer(201), READY, place("image", 2), answer(201), READY, CREATED]
        _, exchange = drive(linkedin.publish(a_post("Ciao", media=media), SESSION), answers)
        images = [{"id": "urn:li:image:D1", "altText": "A cup"}, {"id": "urn:li:image:D2"}]
        assert exchange.sent["content"] == {"multiImage": {"images": images}}

    def test_a_film_goes_in_stretches_without_the_token(self) -> None:
        where = "https://www.linkedin.com/dms-uploads/v"
        instructions = [
            {"uploadUrl": f"{where}/0", "firstByte": 0, "lastByte": 4_194_303},
            {"uploadUrl": f"{where}/1", "firstByte": 4_194_304, "lastByte": 5_999_999},
        ]
        answers = [
            place("video", uploadToken="tok", uploadInstructions=instructions),
            answer(200, etag='"one"'),
            answer(200, etag="two"),
            answer(200),
            READY,
            CREATED,
        ]
        task = a_post("Ciao", media=[a_film()], settings=Settings(title="Come si versa"))
        _, exchange = drive(linkedin.publish(task, SESSION), answers)
        begin, first, second, end, *_ = exchange.asked
        assert begin.json == {
            "initializeUploadRequest": {
                "owner": PAGE,
                "fileSizeBytes": 6_000_000,
                "uploadCaptions": False,
                "uploadThumbnail": False,
            }
        }
        file = "content/assets/pour.mp4"
        assert [(put.url, put.body) for put in (first, second)] == [
            (f"{where}/0", FileBody(file, "application/octet-stream", 0, 4_194_304)),
            (f"{where}/1", FileBody(file, "application/octet-stream", 4_194_304, 1_805_696)),
        ]
        assert not first.headers
        assert end.params == {"action": "finalizeUpload"}
        assert end.json == {
            "finalizeUploadRequest": {
                "video": "urn:li:video:D1",
                "uploadToken": "tok",
                "uploadedPartIds": ["one", "two"],
            }
        }
        assert exchange.sent["content"] == {"media": {"id": "urn:li:video:D1", "title": "Come si versa"}}

    def test_a_document_has_a_title(self) -> None:
        pdf = replace(a_film(mime="application/pdf", size=900), file="content/assets/guida.pdf")
        task = a_post("Ciao", media=[pdf], settings=Settings(format="document"))
        _, exchange = drive(linkedin.publish(task, SESSION), [place("document"), answer(201), READY, CREATED])
        assert exchange.asked[0].url == f"{SERVER}/rest/documents"
        assert exchange.sent["content"] == {"media": {"id": "urn:li:document:D1", "title": "guida"}}

    def test_a_link_becomes_a_card_with_its_cover(self) -> None:
        link = "https://www.aurora.example/dove?a=1"
        settings = Settings(title="Dove siamo", cover=a_picture(9))
        task = a_post("Ciao", link=link, settings=settings)
        _, exchange = drive(linkedin.publish(task, SESSION), [place("image"), answer(201), READY, CREATED])
        assert exchange.sent["content"] == {
            "article": {"source": link, "title": "Dove siamo", "thumbnail": "urn:li:image:D1"}
        }
        _, exchange = drive(linkedin.publish(a_post("Ciao", link=link), SESSION), [CREATED])
        assert exchange.sent["content"] == {"article": {"source": link, "title": "aurora.example"}}

    def test_a_poll_asks_its_title_and_keeps_the_link(self) -> None:
        settings = Settings(title="Moka o espresso?", poll=Poll(("Moka", "Espresso"), timedelta(days=3)))
        task = a_post("Diteci", link="https://aurora.example/a", settings=settings)
        _, exchange = drive(linkedin.publish(task, SESSION), [CREATED])
        assert exchange.sent["commentary"] == "Diteci\n\nhttps://aurora.example/a"
        assert exchange.sent["content"] == {
            "poll": {
                "question": "Moka o espresso?",
                "options": [{"text": "Moka"}, {"text": "Espresso"}],
                "settings": {"duration": "THREE_DAYS"},
            }
        }

    def test_a_quote_shares_again(self) -> None:
        quoted = "https://www.linkedin.com/embed/feed/update/urn%3Ali%3AugcPost%3A71?x=1"
        _, exchange = drive(linkedin.publish(a_post("Ciao", settings=Settings(quote=quoted)), SESSION), [CREATED])
        assert exchange.sent["reshareContext"] == {"parent": "urn:li:ugcPost:71"}
        assert "content" not in exchange.sent

    def test_a_comment_is_plain_words(self) -> None:
        task = a_post("Ciao", number=2, earlier=[PartReceipt(1, SHARE, URL)], comment="E voi (davvero)? #moka")
        urn = f"urn:li:comment:({SHARE},77)"
        receipt, exchange = drive(linkedin.publish(task, SESSION), [answer(201, {"id": "77"}, x_restli_id="77")])
        assert exchange.asked[0].url == f"{SERVER}/rest/socialActions/urn%3Ali%3Ashare%3A7100000000000000001/comments"
        assert exchange.sent == {"actor": PAGE, "object": SHARE, "message": {"text": "E voi (davvero)? #moka"}}
        assert (receipt.id, exchange.commits) == (urn, 1)
        assert receipt.url is not None
        assert receipt.url.startswith(f"{URL}?commentUrn=urn%3Ali%3Acomment")

    def test_a_person_may_choose_connections_and_waits_blindly(self) -> None:
        account = an_account("linkedin", {"TOKEN": "t0ken"}, account=PERSON)
        session = Session(account, SESSION.headers)
        task = a_post("Ciao", account=account, media=[a_picture()], settings=Settings(visibility="connections"))
        answers = [place("image"), answer(201), answer(403, {"message": "forbidden"}), CREATED]
        _, exchange = drive(linkedin.publish(task, session), answers)
        assert (exchange.sent["author"], exchange.sent["visibility"]) == (PERSON, "CONNECTIONS")
        assert exchange.waits == [15.0]

    @pytest.mark.parametrize("given", [answer(201), answer(200), page(503), answer(500), answer(409), answer(408)])
    def test_an_answer_that_says_nothing_leaves_doubt(self, given: Response) -> None:
        with pytest.raises(InDoubt):
            drive(linkedin.publish(a_post("Ciao"), SESSION), [given])

    @pytest.mark.parametrize(
        ("given", "trouble", "said"),
        [
            (answer(401, {"code": "REVOKED_ACCESS_TOKEN", "message": "t0ken"}), Trouble.AUTH, "60 days"),
            (answer(403, {"code": "ACCESS_DENIED"}), Trouble.PERMISSION, "Community Management API"),
            (answer(400, {"code": "VERSION_MISSING"}), Trouble.VERSION, "update smm"),
            (answer(426, {"code": "NONEXISTENT_VERSION"}), Trouble.VERSION, "2027-09-15"),
            (answer(400, {"code": "FIELD_LENGTH_TOO_LONG"}), Trouble.INVALID, "too long"),
            (answer(422, {"message": f"Content is a duplicate of {SHARE}"}), Trouble.POLICY, "smm ledger seed"),
            (answer(422, {"message": f"Content is a duplicate of {PERSON}"}), Trouble.INVALID, "change it"),
            (answer(400, {"code": "MEDIA_ASSET_WAITING_UPLOAD"}), Trouble.TRANSIENT, "still working"),
            (answer(429, {"message": "Resource level throttle"}), Trouble.RATE_LIMIT, "00:00 UTC"),
        ],
    )
    def test_a_refusal_has_its_class_and_says_what_to_do(self, given: Response, trouble: Trouble, said: str) -> None:
        with pytest.raises(Refused, match=said) as refused:
            drive(linkedin.publish(a_post("Ciao"), SESSION), [given])
        assert refused.value.trouble is trouble
        assert "t0ken" not in refused.value.reason.en + refused.value.reason.it

    def test_waits_a_quarter_of_an_hour_where_linkedin_does_not_say(self) -> None:
        with pytest.raises(Refused) as refused:
            drive(linkedin.publish(a_post("Ciao"), SESSION), [answer(429)])
        assert refused.value.wait == timedelta(minutes=15)

    def test_a_duplicate_is_the_receipt_after_an_attempt(self) -> None:
        task = replace(a_post("Ciao"), notes={"posting": "words"})
        twin = answer(422, {"message": f"Content is a duplicate of {SHARE}"})
        receipt, _ = drive(linkedin.publish(task, SESSION), [twin])
        assert receipt == PartReceipt(1, SHARE, URL)

    @pytest.mark.parametrize(
        "answers",
        [
            [answer(403, {"message": "forbidden"})],
            [place("image", uploadUrl="https://evil.example/x")],
            [place("image"), answer(401)],
            [place("image"), answer(201), answer(value={"status": "PROCESSING_FAILED"})],
            [answer(value={"value": {"uploadUrl": "https://www.linkedin.com/dms-uploads/1"}})],
        ],
    )
    def test_an_upload_that_fails_publishes_nothing(self, answers: Sequence[Response]) -> None:
        with pytest.raises(Refused):
            drive(linkedin.publish(a_post("Ciao", media=[a_picture()]), SESSION), answers)

    def test_an_upload_that_never_ends_is_given_up(self) -> None:
        steps = iter([place("image"), answer(201)])
        waiting = answer(value={"status": "PROCESSING"})
        with pytest.raises(Refused) as refused:
            drive(linkedin.publish(a_post("Ciao", media=[a_picture()]), SESSION), lambda _: next(steps, waiting))
        assert refused.value.trouble is Trouble.TRANSIENT


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (a_post("uno", "due"), "no threads"),
        (a_post("Ciao", settings=Settings(format="story")), "no stories"),
        (a_post("Ciao", settings=Settings(visibility="friends")), "friends"),
        (a_post("Ciao", settings=Settings(visibility="connections")), "connections"),
        (a_post("Ciao", media=[a_picture()], settings=Settings(format="document")), "PDF"),
        (a_post("Ciao", media=[a_picture()], settings=Settings(format="reel")), "needs a film"),
        (a_post("Ciao", settings=Settings(format="poll")), "`poll:`"),
        (a_post("Ciao", settings=Settings(poll=Poll(("a", "b"), timedelta(days=2)))), "1, 3, 7 or 14"),
        (a_post("Ciao", settings=Settings(poll=Poll(("a", "b"), timedelta(days=1), multiple=True))), "one choice"),
        (a_post("Ciao", settings=Settings(poll=Poll(("a" * 31, "b"), timedelta(days=1)))), "30 characters"),
        (a_post("a" * 141, settings=Settings(poll=Poll(("a", "b"), timedelta(days=1)))), "140"),
        (a_post("Ciao", settings=Settings(quote="https://www.linkedin.com/posts/x-activity-1-a")), "Embed"),
        (a_post("Ciao", media=[a_picture()], settings=Settings(quote=URL)), "no files"),
        (a_post("Ciao", link="https://a.example", settings=Settings(title="a" * 401)), "400"),
        (a_post("a" * 3_001), "3001"),
        (a_post("Ciao", comment="a" * 1_251), "1251"),
        (a_post("Ciao", media=[a_picture(mime="image/webp")]), "image/webp"),
        (a_post("Ciao", media=[a_film(), a_film()]), "2 films"),
        (a_post(""), "says nothing"),
    ],
)
def test_what_linkedin_would_not_take_is_refused_before_anything_is_asked(task: PartTask, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        drive(linkedin.publish(task, SESSION), [])
    assert refused.value.trouble is Trouble.INVALID


def listed(urn: str = SHARE, text: str = "Ciao", at: int = MILLISECONDS, **more: object) -> dict[str, object]:
    return {"id": urn, "author": PAGE, "commentary": text, "createdAt": at, "lastModifiedAt": at, **more}


def posts(*elements: object) -> Response:
    return answer(value={"elements": list(elements)})


OLD = listed("urn:li:share:1", "Buongiorno", MILLISECONDS - 86_400_000)


class TestFind:
    def sent(self, *parts: str, files: str = "words", **more: Any) -> PartTask:
        return replace(a_post(*parts, **more), notes={"posting": files})

    def test_nothing_is_asked_when_no_attempt_came_so_far(self) -> None:
        found, exchange = drive(linkedin.find(a_post("Ciao"), SESSION), [])
        assert found == NotThere()
        assert not exchange.asked

    def test_finds_its_words(self) -> None:
        there = listed(text="Un caffè \\(lungo\\) per @[Acme](urn:li:organization:1) {hashtag|\\#|moka}")
        task = self.sent("Un caffè (lungo) per @[Acme](urn:li:organization:1) #moka")
        found, exchange = drive(linkedin.find(task, SESSION), [posts(listed("urn:li:share:2", "Altro"), there)])
        assert found == Found(PartReceipt(1, SHARE, URL))
        (asked,) = exchange.asked
        assert asked.headers["X-RestLi-Method"] == "FINDER"
        assert asked.params == {
            "q": "author",
            "author": PAGE,
            "start": "0",
            "count": "50",
            "sortBy": "LAST_MODIFIED",
        }

    def test_finds_its_files_whatever_the_words(self) -> None:
        there = listed(text="Altre parole", content={"media": {"id": "urn:li:image:D1"}})
        task = self.sent("Ciao", files="urn:li:image:D1,urn:li:image:D7")
        found, _ = drive(linkedin.find(replace(task, changed=True), SESSION), [posts(there)])
        assert found == Found(PartReceipt(1, SHARE, URL))

    def test_the_same_words_with_unknown_files_are_for_a_person(self) -> None:
        there = listed(content={"media": {"id": "urn:li:digitalmediaAsset:D9"}})
        found, _ = drive(linkedin.find(self.sent("Ciao", files="urn:li:image:D1"), SESSION), [posts(there, OLD)])
        assert isinstance(found, CannotKnow)

    def test_the_same_words_with_a_picture_are_for_a_person(self) -> None:
        there = listed(content={"media": {"id": "urn:li:image:D9"}})
        found, _ = drive(linkedin.find(self.sent("Ciao"), SESSION), [posts(there, OLD)])
        assert isinstance(found, CannotKnow)

    def test_reads_on_until_before_the_plan(self) -> None:
        others = [listed(f"urn:li:share:{n}", f"Altro {n}") for n in range(50)]
        found, exchange = drive(linkedin.find(self.sent("Ciao"), SESSION), [posts(*others), posts(OLD)])
        assert found == NotThere()
        assert exchange.asked[1].params["start"] == "50"

    def test_an_older_post_with_the_same_words_is_another(self) -> None:
        found, _ = drive(linkedin.find(self.sent("Buongiorno"), SESSION), [posts(OLD)])
        assert found == NotThere()

    @pytest.mark.parametrize("given", [answer(403, {"message": "no"}), posts()])
    def test_who_may_not_read_cannot_know(self, given: Response) -> None:
        found, _ = drive(linkedin.find(self.sent("Ciao"), SESSION), [given])
        assert isinstance(found, CannotKnow)

    def test_other_words_earlier_leave_doubt(self) -> None:
        found, _ = drive(linkedin.find(replace(self.sent("Ciao"), changed=True), SESSION), [posts(OLD)])
        assert isinstance(found, CannotKnow)

    def test_a_busy_page_is_for_a_person(self) -> None:
        found, exchange = drive(linkedin.find(self.sent("Ciao"), SESSION), lambda _: posts(listed(text="Altro")))
        assert isinstance(found, CannotKnow)
        assert len(exchange.asked) == 10

    @pytest.mark.parametrize("given", [page(500), answer(401), answer(429), page(200)])
    def test_an_answer_that_says_nothing_is_no_knowledge(self, given: Response) -> None:
        with pytest.raises(Refused):
            drive(linkedin.find(self.sent("Ciao"), SESSION), [given])

    def test_a_comment_is_found_by_author_and_words(self) -> None:
        task = self.sent("Ciao", number=2, earlier=[PartReceipt(1, SHARE, URL)], comment="E voi?")
        others = {"actor": PERSON, "id": "1", "message": {"text": "E voi?"}}
        ours = {"actor": PAGE, "id": "2", "message": {"text": "E voi?"}}
        found, _ = drive(linkedin.find(task, SESSION), [posts(others, ours)])
        assert isinstance(found, Found)
        assert found.receipt.id == f"urn:li:comment:({SHARE},2)"
        found, _ = drive(linkedin.find(task, SESSION), [posts(others), posts(OLD)])
        assert found == NotThere()

    def test_a_role_that_sees_nothing_cannot_know_of_comments(self) -> None:
        task = self.sent("Ciao", number=2, earlier=[PartReceipt(1, SHARE, URL)], comment="E voi?")
        found, _ = drive(linkedin.find(task, SESSION), [posts(), posts()])
        assert isinstance(found, CannotKnow)


class TestAfterwards:
    RECEIPT = PartReceipt(1, SHARE, URL)
    COMMENT = PartReceipt(2, f"urn:li:comment:({SHARE},77)", None)

    def test_words_of_a_post_are_changed(self) -> None:
        receipt, exchange = drive(linkedin.amend(a_post("Due (2)"), self.RECEIPT, SESSION), [answer(204)])
        (asked,) = exchange.asked
        assert (asked.method, asked.headers["X-RestLi-Method"]) == ("POST", "PARTIAL_UPDATE")
        assert asked.url == f"{SERVER}/rest/posts/urn%3Ali%3Ashare%3A7100000000000000001"
        assert asked.json == {"patch": {"$set": {"commentary": "Due \\(2\\)"}}}
        assert receipt == self.RECEIPT

    def test_words_of_a_comment_are_changed(self) -> None:
        task = a_post("Ciao", number=2, earlier=[self.RECEIPT], comment="Due (2)")
        _, exchange = drive(linkedin.amend(task, self.COMMENT, SESSION), [answer(200)])
        (asked,) = exchange.asked
        assert asked.url.endswith("/comments/77")
        assert asked.params == {"actor": PAGE}
        assert asked.json == {"patch": {"message": {"$set": {"text": "Due (2)"}}}}

    def test_a_poll_stays(self) -> None:
        task = a_post("Ciao", settings=Settings(title="?", poll=Poll(("a", "b"), timedelta(days=1))))
        with pytest.raises(Refused, match="cannot be changed"):
            drive(linkedin.amend(task, self.RECEIPT, SESSION), [])

    @pytest.mark.parametrize("given", [answer(204), answer(404)])
    def test_posts_and_comments_are_taken_away(self, given: Response) -> None:
        _, exchange = drive(linkedin.remove(self.RECEIPT, SESSION), [given])
        assert exchange.asked[0].method == "DELETE"
        _, exchange = drive(linkedin.remove(self.COMMENT, SESSION), [given])
        assert exchange.asked[0].params == {"actor": PAGE}

    def test_a_refusal_to_delete_is_one(self) -> None:
        with pytest.raises(Refused):
            drive(linkedin.remove(self.RECEIPT, SESSION), [answer(403)])
