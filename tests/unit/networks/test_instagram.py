from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.media import Media
from smm_build.domain.place import Place
from smm_build.domain.post import Disclosure, Poll, Settings
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
    Request,
    Response,
    Session,
    Standing,
    instagram,
)
from tests.cases import Case
from tests.cases.instagram import CASES, DIRECT
from tests.flows import PLANNED, a_picture, a_task, an_account, answer, drive, page
from tests.killed import Run
from tests.stand_ins import account_at, variant_of
from tests.unit.networks.test_facebook import said
from tests.unit.networks.test_meta import refusal
from tests.values import a_channel

FACEBOOK, INSTAGRAM = "https://graph.facebook.com", "https://graph.instagram.com"
MEDIA = "https://media.example.com"
ACCOUNT = an_account("instagram", {"TOKEN": "EAAtoken"}, server=FACEBOOK, account="178")
DIRECTLY = an_account("instagram", {"TOKEN": "IGAtoken"}, server=INSTAGRAM)
SESSION = Session(ACCOUNT, {"Authorization": "Bearer EAAtoken"}, {"ig_id": "178", "username": "aurora"})
DIRECT_SESSION = Session(DIRECTLY, {"Authorization": "Bearer IGAtoken"}, {"ig_id": "178", "username": "aurora"})
EDGE = f"{FACEBOOK}/v26.0/178"


def jpeg(number: int = 1, alt: str | None = "A cup") -> Media:
    return a_picture(number, alt, mime="image/jpeg", width=1080, height=1080)


def a_film(number: int = 9, size: int = 1_000, seconds: float = 9.0) -> Media:
    return a_picture(number, None, mime="video/mp4", size=size, seconds=seconds)


def the_task(text: str = "Ciao", *media: Media, comment: str | None = None, **more: Any) -> PartTask:
    task = a_task(text, account=ACCOUNT, media=media or (jpeg(),), **more)
    note = VariantPart(comment, (), Place("p.md", 3)) if comment else None
    staged = {one.file: f"{MEDIA}/{one.file}" for one in (*media, jpeg())}
    if task.variant.settings.cover:
        staged[task.variant.settings.cover.file] = f"{MEDIA}/cover.jpg"
    return replace(task, variant=replace(task.variant, comment=note), staged=staged)


def quota(used: int, total: int = 100) -> Response:
    """What the reference of content_publishing_limit shows."""
    config = {"quota_total": total, "quota_duration": 86400}
    return answer(value={"data": [{"quota_usage": used, "config": config}]})


def made(name: str) -> Response:
    return answer(value={"id": name})


def at_step(code: str, why: str = "") -> Response:
    return answer(value={"id": "701", "status_code": code, "status": why or code.title()})


PERMALINK = answer(value={"id": "901", "permalink": "https://www.instagram.com/p/abc/"})


@dataclass
class DirectRun(Run):
    """A delivery with Instagram Login."""

    def __post_init__(self) -> None:
        super().__post_init__()
        given = account_at(self.stand_in)
        server = f"{self.stand_in.base}/graph.instagram.com"
        self.account = Account(a_channel("instagram", server=server), server, given.secrets)
        self.variant = variant_of(self.case, self.account, self.root)


RUNS = [*((case, Run) for case in CASES), *((case, DirectRun) for case in DIRECT)]


@pytest.mark.parametrize(("case", "login"), RUNS, ids=lambda value: getattr(value, "id", None) or value.__name__)
class TestCase:
    def test_is_published_once(self, case: Case, login: type[Run], tmp_path: Path) -> None:
        run = login(case, "instagram", tmp_path)
        assert run.deliver() is None
        shown = list(run.stand_in.world.shown.values())
        assert [post.text for post in shown] == [part.text for part in run.variant.messages]
        assert run.commits == len(shown) == len(run.receipts)
        assert run.receipts[0].url == shown[0].url

    def test_files_arrive_whole_in_order(self, case: Case, login: type[Run], tmp_path: Path) -> None:
        run = login(case, "instagram", tmp_path)
        run.deliver()
        shown = next(iter(run.stand_in.world.shown.values()))
        media = run.variant.parts[0].media
        assert [digest for digest, _ in shown.files] == [one.facts.sha256 for one in media if one.facts]
        if shown.kind in {"image", "carousel"}:
            assert [alt for _, alt in shown.files] == [one.alt for one in media]

    def test_is_visible_once_wherever_it_dies(self, case: Case, login: type[Run], tmp_path: Path) -> None:
        whole = login(case, "instagram", tmp_path)
        whole.deliver()
        for number in range(1, len(whole.stand_in.asked) + 1):
            run = login(case, "instagram", tmp_path, dies_after=number)
            assert run.deliver() is None, f"died after request {number}"
            texts = [post.text for post in run.stand_in.world.shown.values()]
            assert texts == [part.text for part in run.variant.messages], f"died after request {number}"
            assert [receipt.id for receipt in run.receipts] == list(run.stand_in.world.shown)


class TestLogin:
    def test_with_facebook_login_the_number_is_asked(self) -> None:
        session, exchange = drive(instagram.login(ACCOUNT), [answer(value={"id": "178", "username": "aurora"})])
        assert exchange.asked[0].url == f"{FACEBOOK}/v26.0/178"
        assert exchange.asked[0].params == {"fields": "id,username"}
        assert session.facts == {"ig_id": "178", "username": "aurora"}
        assert "EAAtoken" not in repr((session, exchange.asked))

    def test_with_a_pages_token_the_page_knows_the_account(self) -> None:
        account = an_account("instagram", {"TOKEN": "EAA"}, server=FACEBOOK)
        linked = {"id": "1", "instagram_business_account": {"id": "178", "username": "aurora"}}
        session, exchange = drive(instagram.login(account), [answer(value=linked)])
        assert exchange.asked[0].url == f"{FACEBOOK}/v26.0/me"
        assert session.facts["ig_id"] == "178"

    @pytest.mark.parametrize("given", [answer(value={"id": "1"}), refusal(100)])
    def test_a_page_without_an_account_and_a_person_are_none(self, given: Response) -> None:
        account = an_account("instagram", {"TOKEN": "EAA"}, server=FACEBOOK)
        with pytest.raises(Refused, match="link the account") as refused:
            drive(instagram.login(account), [given])
        assert refused.value.trouble is Trouble.AUTH

    def test_with_instagram_login_the_token_knows_it_and_proves_nothing(self) -> None:
        account = replace(DIRECTLY, secrets={"TOKEN": "IGAtoken", "APP_SECRET": "s3cret"})
        given = answer(value={"id": "99", "user_id": "178", "username": "aurora"})
        session, exchange = drive(instagram.login(account), [given])
        assert exchange.asked[0].url == f"{INSTAGRAM}/v26.0/me"
        assert exchange.asked[0].params == {"fields": "user_id,username"}
        assert session.facts["ig_id"] == "178"
        task = replace(the_task("Ciao", comment="E voi?", number=2, earlier=[PartReceipt(1, "901")]))
        _, exchange = drive(instagram.publish(task, session), [made("801")])
        assert said(exchange.asked[0]) == {"message": "E voi?"}

    def test_a_token_that_ended_is_said_so(self) -> None:
        with pytest.raises(Refused, match="expired") as refused:
            drive(instagram.login(ACCOUNT), [refusal(190, 463, 401)])
        assert refused.value.trouble is Trouble.AUTH


class TestFetches:
    @pytest.mark.parametrize(
        ("server", "kinds"),
        [
            (FACEBOOK, {"image"}),
            (None, {"image"}),
            (INSTAGRAM, {"image", "video"}),
            (f"{INSTAGRAM}/", {"image", "video"}),
        ],
    )
    def test_what_has_to_lie_at_a_public_address(self, server: str | None, kinds: set[str]) -> None:
        assert instagram.fetches(a_channel("instagram", server=server)) == kinds


BARE = replace(the_task(), variant=replace(the_task().variant, parts=(VariantPart("Ciao", (), Place("p.md", 1)),)))


class TestPublish:
    def test_a_picture(self) -> None:
        settings = Settings(location="110", ai="generated", disclosure=Disclosure("paid", "acme"))
        answers = [quota(3), made("701"), at_step("IN_PROGRESS"), at_step("FINISHED"), made("901"), PERMALINK]
        receipt, exchange = drive(instagram.publish(the_task(settings=settings), SESSION), answers)
        _, create, look, _, publish, _ = exchange.asked
        assert create.url == f"{EDGE}/media"
        assert said(create) == {
            "image_url": f"{MEDIA}/content/assets/1.png",
            "caption": "Ciao",
            "alt_text": "A cup",
            "location_id": "110",
            "is_ai_generated": "true",
            "is_paid_partnership": "true",
        }
        assert (look.url, look.params) == (f"{FACEBOOK}/v26.0/701", {"fields": "status_code,status"})
        assert (publish.url, said(publish)) == (f"{EDGE}/media_publish", {"creation_id": "701"})
        assert exchange.commits == 1
        assert receipt == PartReceipt(1, "901", "https://www.instagram.com/p/abc/")

    def test_the_field_for_paid_partners_is_only_there_with_facebook_login(self) -> None:
        task = the_task(settings=Settings(disclosure=Disclosure("paid", "acme")))
        answers = [quota(3), made("701"), at_step("FINISHED"), made("901"), PERMALINK]
        _, exchange = drive(instagram.publish(task, DIRECT_SESSION), answers)
        assert "is_paid_partnership" not in said(exchange.asked[1])

    def test_a_carousel_waits_for_its_children(self) -> None:
        task = the_task("Ciao", jpeg(1), a_film(2), jpeg(3, None))
        answers = [
            quota(3),
            made("801"),
            made("802"),
            answer(value={"success": True}),
            made("803"),
            at_step("FINISHED"),
            at_step("IN_PROGRESS"),
            at_step("FINISHED"),
            at_step("FINISHED"),
            made("701"),
            at_step("FINISHED"),
            made("901"),
            PERMALINK,
        ]
        _, exchange = drive(instagram.publish(task, SESSION), answers)
        posts = [said(request) for request in exchange.asked if request.url.endswith("/media")]
        assert posts == [
            {"image_url": f"{MEDIA}/content/assets/1.png", "alt_text": "A cup", "is_carousel_item": "true"},
            {"media_type": "VIDEO", "upload_type": "resumable", "is_carousel_item": "true"},
            {"image_url": f"{MEDIA}/content/assets/3.png", "is_carousel_item": "true"},
            {"media_type": "CAROUSEL", "children": "801,802,803", "caption": "Ciao"},
        ]

    def test_a_reel_is_uploaded_with_facebook_login(self) -> None:
        cover = jpeg(5)
        task = the_task("Ciao", a_film(), settings=Settings(format="reel", cover=cover))
        answers = [
            quota(3),
            answer(value={"id": "701", "uri": "https://rupload.facebook.com/ig-api-upload/v26.0/701"}),
            answer(value={"success": True}),
            at_step("FINISHED"),
            made("901"),
            PERMALINK,
        ]
        _, exchange = drive(instagram.publish(task, SESSION), answers)
        create, upload = exchange.asked[1:3]
        assert said(create) == {
            "media_type": "REELS",
            "share_to_feed": "true",
            "upload_type": "resumable",
            "caption": "Ciao",
            "cover_url": f"{MEDIA}/cover.jpg",
        }
        assert upload.url == "https://rupload.facebook.com/ig-api-upload/v26.0/701"
        assert upload.headers == {"Authorization": "OAuth EAAtoken", "offset": "0", "file_size": "1000"}
        assert upload.body == FileBody("content/assets/9.png", "video/mp4")

    def test_a_reel_is_fetched_with_instagram_login(self) -> None:
        answers = [quota(3), made("701"), at_step("FINISHED"), made("901"), PERMALINK]
        _, exchange = drive(instagram.publish(the_task("Ciao", a_film()), DIRECT_SESSION), answers)
        assert exchange.asked[1].url == f"{INSTAGRAM}/v26.0/178/media"
        assert said(exchange.asked[1])["video_url"] == f"{MEDIA}/content/assets/9.png"

    def test_a_story_has_no_caption(self) -> None:
        task = the_task("", jpeg(), settings=Settings(format="story"))
        answers = [quota(3), made("701"), at_step("FINISHED"), made("901"), PERMALINK]
        _, exchange = drive(instagram.publish(task, SESSION), answers)
        assert said(exchange.asked[1]) == {"media_type": "STORIES", "image_url": f"{MEDIA}/content/assets/1.png"}

    def test_a_container_of_an_earlier_attempt_is_published(self) -> None:
        task = replace(the_task(), notes={"containers": "700,701"})
        answers = [at_step("FINISHED"), at_step("FINISHED"), made("901"), PERMALINK]
        receipt, exchange = drive(instagram.publish(task, SESSION), answers)
        assert said(exchange.asked[2]) == {"creation_id": "701"}
        assert receipt.id == "901"

    @pytest.mark.parametrize("first", [at_step("EXPIRED"), at_step("ERROR"), refusal(100, 33)])
    def test_one_of_no_use_is_replaced(self, first: Response) -> None:
        task = replace(the_task(), notes={"containers": "700"})
        answers = [first, quota(3), made("701"), at_step("FINISHED"), made("901"), PERMALINK]
        _, exchange = drive(instagram.publish(task, SESSION), answers)
        assert said(exchange.asked[4]) == {"creation_id": "701"}

    def test_one_with_other_words_is_not_used(self) -> None:
        task = replace(the_task(), notes={"containers": "700"}, changed=True)
        answers = [quota(3), made("701"), at_step("FINISHED"), made("901"), PERMALINK]
        _, exchange = drive(instagram.publish(task, SESSION), answers)
        assert said(exchange.asked[3]) == {"creation_id": "701"}

    def test_the_address_may_be_unknown(self) -> None:
        answers = [quota(3), made("701"), at_step("FINISHED"), made("901"), refusal(100, 33)]
        receipt, _ = drive(instagram.publish(the_task(), SESSION), answers)
        assert receipt == PartReceipt(1, "901")

    @pytest.mark.parametrize(
        ("task", "word"),
        [
            (the_task("Ciao", settings=Settings(format="document")), "document"),
            (replace(the_task(), variant=replace(the_task().variant, parts=the_task().variant.parts * 2)), "thread"),
            (the_task("Ciao", settings=Settings(format="reel")), "needs a film"),
            (the_task("Ciao", jpeg(1), a_film(), settings=Settings(format="reel")), "one film"),
            (the_task("Ciao", settings=Settings(format="carousel")), "2 to 10"),
            (the_task("Ciao", settings=Settings(format="story")), "no text"),
            (the_task("", jpeg(1), jpeg(2), settings=Settings(format="story")), "one picture or one film"),
            (the_task("Ciao", settings=Settings(poll=Poll(("a", "b"), timedelta(days=1)))), "poll"),
            (the_task("Ciao", settings=Settings(quote="https://x.com/1")), "quote"),
            (the_task("Ciao", settings=Settings(replies="mentioned")), "replies"),
            (the_task("Ciao", settings=Settings(visibility="private")), "visibility"),
            (the_task("Ciao", settings=Settings(content_warning="food")), "content_warning"),
            (the_task("Ciao", settings=Settings(location="Torino")), "digits"),
            (the_task("Ciao", settings=Settings(cover=jpeg(5))), "cover"),
            (the_task("Ciao", *(jpeg(n) for n in range(11))), "11 pictures"),
            (the_task("Ciao", *(jpeg(n) for n in range(6)), *(a_film(n) for n in range(6, 12))), "12 pictures"),
            (the_task("Ciao", a_picture(1)), "image/png"),
            (the_task("x" * 2_201), "2201"),
            (the_task("", a_film(seconds=61.0), settings=Settings(format="story")), "60 seconds"),
            (the_task("", a_film(size=100_000_001), settings=Settings(format="story")), "100 MB"),
            (BARE, "nothing"),
        ],
    )  # fmt: skip
    def test_what_instagram_cannot_take_is_refused_before_anything_is_asked(self, task: PartTask, word: str) -> None:
        with pytest.raises(Refused, match=word) as refused:
            drive(instagram.publish(task, SESSION), [])
        assert refused.value.trouble is Trouble.INVALID
        assert refused.value.reason.it != refused.value.reason.en

    @pytest.mark.parametrize(
        ("task", "key"),
        [
            (the_task("Ciao", settings=Settings(format="document")), "format"),
            (the_task("Ciao", *(jpeg(n) for n in range(11))), "media"),
            (the_task("Ciao", settings=Settings(location="Torino")), "location"),
            (the_task("Ciao", settings=Settings(cover=jpeg(5))), "cover"),
            (the_task("Ciao", settings=Settings(format="story")), "format"),
            (the_task("", settings=Settings(format="story"), comment="E voi?"), "first_comment"),
            (the_task("Ciao", jpeg(1), a_film(), settings=Settings(format="reel")), "format"),
        ],
    )
    def test_what_only_this_network_cannot_take_is_told_while_planning(self, task: PartTask, key: str) -> None:
        assert [name for name, _ in instagram.objections(task.variant)] == [key]

    def test_a_file_without_a_public_address_is_refused(self) -> None:
        with pytest.raises(Refused, match="staging"):
            drive(instagram.publish(replace(the_task(), staged={}), SESSION), [quota(3)])


class TestQuota:
    def test_a_day_that_is_full_says_when_a_place_is_free(self) -> None:
        answers = [quota(100), quota(100), quota(99)]
        with pytest.raises(Refused, match="100 posts in 24 hours") as refused:
            drive(instagram.publish(the_task(), SESSION), answers)
        assert refused.value.trouble is Trouble.RATE_LIMIT
        assert refused.value.wait == timedelta(hours=3)

    def test_the_day_is_asked_from_where_it_would_begin_then(self) -> None:
        left = [quota(100), quota(99)]
        asked: list[Request] = []

        def told(request: Request) -> Response:
            asked.append(request)
            return left.pop(0)

        with pytest.raises(Refused):
            drive(instagram.publish(the_task(), SESSION), told)
        assert int(asked[1].params["since"]) == int((PLANNED - timedelta(hours=23)).timestamp())

    def test_that_is_not_told_stops_nothing(self) -> None:
        answers = [refusal(10), made("701"), at_step("FINISHED"), made("901"), PERMALINK]
        _, exchange = drive(instagram.publish(the_task(), SESSION), answers)
        assert exchange.commits == 1


class TestRefusals:
    @pytest.mark.parametrize(
        ("why", "trouble", "word"),
        [
            ("Error: Media upload has failed with error code 2207026", Trouble.INVALID, "H.264"),
            ("Error: Media upload has failed with error code 2207052", Trouble.TRANSIENT, "facebookexternalhit"),
            ("Error: Media upload has failed with error code 2207053", Trouble.TRANSIENT, "fault of its own"),
            ("Error: it broke", Trouble.INVALID, "it broke"),
        ],
    )
    def test_a_container_that_failed_says_why(self, why: str, trouble: Trouble, word: str) -> None:
        with pytest.raises(Refused, match=word) as refused:
            drive(instagram.publish(the_task(), SESSION), [quota(3), made("701"), at_step("ERROR", why)])
        assert refused.value.trouble is trouble

    @pytest.mark.parametrize(
        ("bad", "trouble", "word"),
        [
            (refusal(9004, 2207052), Trouble.TRANSIENT, "public address"),
            (refusal(36003, 2207009), Trouble.INVALID, "4:5"),
            (refusal(36001, 2207005), Trouble.INVALID, "JPEG"),
            (refusal(25, 2207050), Trouble.POLICY, "open Instagram"),
            (refusal(80002), Trouble.RATE_LIMIT, "tried again"),
        ],
    )
    def test_a_container_that_is_not_made(self, bad: Response, trouble: Trouble, word: str) -> None:
        with pytest.raises(Refused, match=word) as refused:
            drive(instagram.publish(the_task(), SESSION), [quota(3), bad])
        assert refused.value.trouble is trouble

    def test_one_that_is_never_finished_is_given_up(self) -> None:
        left = [quota(3), made("701")]
        with pytest.raises(Refused, match="still working") as refused:
            drive(instagram.publish(the_task(), SESSION), lambda _: left.pop(0) if left else at_step("IN_PROGRESS"))
        assert refused.value.trouble is Trouble.TRANSIENT

    def test_one_that_went_out_all_the_same_is_a_success(self) -> None:
        """An error at ``media_publish`` was seen with the post online: the container decides."""
        post = {
            "id": "901",
            "caption": "Ciao",
            "timestamp": "2026-12-01T08:31:00+0000",
            "permalink": "https://i.example/p",
        }
        answers = [
            quota(3),
            made("701"),
            at_step("FINISHED"),
            refusal(4, 2207051),
            at_step("PUBLISHED"),
            answer(value={"data": [post]}),
        ]
        receipt, _ = drive(instagram.publish(the_task(), SESSION), answers)
        assert receipt == PartReceipt(1, "901", "https://i.example/p")

    @pytest.mark.parametrize("bad", [page(500), page(200), refusal(1), refusal(4, 2207051), refusal(-1, 2207001)])
    def test_an_unclear_answer_leaves_it_open(self, bad: Response) -> None:
        answers = [quota(3), made("701"), at_step("FINISHED"), bad, at_step("FINISHED")]
        with pytest.raises(InDoubt):
            drive(instagram.publish(the_task(), SESSION), answers)

    def test_the_days_limit_at_the_last_moment(self) -> None:
        answers = [quota(3), made("701"), at_step("FINISHED"), refusal(9, 2207042), at_step("FINISHED")]
        with pytest.raises(Refused, match="24 hours") as refused:
            drive(instagram.publish(the_task(), SESSION), answers)
        assert (refused.value.trouble, refused.value.wait) == (Trouble.RATE_LIMIT, timedelta(hours=1))


class TestFind:
    def look(self, task: PartTask, *answers: Response) -> Any:
        return drive(instagram.find(task, SESSION), answers)[0]

    def test_without_a_container_nothing_was_published(self) -> None:
        assert self.look(the_task()) == NotThere()

    @pytest.mark.parametrize("code", ["IN_PROGRESS", "FINISHED", "EXPIRED", "ERROR"])
    def test_a_container_that_is_not_published_is_not(self, code: str) -> None:
        assert self.look(replace(the_task(), notes={"containers": "701"}), at_step(code)) == NotThere()

    @pytest.mark.parametrize("bad", [refusal(100, 33), page(502), at_step("")])
    def test_one_that_says_nothing_is_for_a_person(self, bad: Response) -> None:
        assert isinstance(self.look(replace(the_task(), notes={"containers": "701"}), bad), CannotKnow)

    def test_every_container_of_every_attempt_is_asked(self) -> None:
        task = replace(the_task(), notes={"containers": "700,701"})
        seen = self.look(task, at_step("FINISHED"), at_step("PUBLISHED"), answer(value={"data": []}))
        assert seen == Found(PartReceipt(1, "container-700"))

    @pytest.mark.parametrize(
        ("posts", "expected"),
        [
            ([("901", "Ciao", "08:31")], "901"),
            ([("901", "Ciao", "08:31"), ("902", "Altro", "08:40")], "901"),
            ([("901", "Ciao", "08:31"), ("902", "Ciao", "08:40")], "container-701"),
            ([("901", "Ciao", "07:00")], "container-701"),
            ([("901", None, "08:31")], "container-701"),
        ],
    )
    def test_the_post_is_taken_only_if_there_is_exactly_one(self, posts: list[Any], expected: str) -> None:
        data = [{"id": name, "caption": text, "timestamp": f"2026-12-01T{at}:00+0000"} for name, text, at in posts]
        task = replace(the_task(), notes={"containers": "701"})
        seen = self.look(task, at_step("PUBLISHED"), answer(value={"data": data}))
        assert seen.receipt.id == expected

    def test_a_comment_is_found_by_its_words(self) -> None:
        task = the_task("Ciao", comment="E voi?", number=2, earlier=[PartReceipt(1, "901")])
        assert self.look(task) == NotThere()
        task = replace(task, notes={"armed": "comment"})
        theirs = {"id": "801", "text": "E voi?", "username": "other"}
        assert self.look(task, answer(value={"data": [theirs]})) == NotThere()
        assert self.look(task, answer(value={"data": [theirs | {"id": "802", "username": "aurora"}]})) == Found(
            PartReceipt(2, "802")
        )
        assert isinstance(self.look(replace(task, changed=True), answer(value={"data": [theirs]})), CannotKnow)
        more = {"data": [theirs], "paging": {"next": "https://graph.facebook.com/…"}}
        assert isinstance(self.look(task, answer(value=more)), CannotKnow)

    def test_a_comment_needs_to_know_its_post(self) -> None:
        task = the_task("Ciao", comment="E voi?", number=2, earlier=[PartReceipt(1, "container-701")])
        with pytest.raises(Refused, match="by hand"):
            drive(instagram.publish(task, SESSION), [])


class TestExamine:
    AT = datetime(2026, 12, 1, tzinfo=UTC)

    @pytest.mark.parametrize("login", [Run, DirectRun])
    def test_an_account_in_order(self, login: type[Run], tmp_path: Path) -> None:
        run = login(CASES[0], "instagram", tmp_path)
        session, _ = drive(instagram.login(run.account), run.stand_in)
        checkup, _ = drive(instagram.examine(session, self.AT), run.stand_in)
        assert checkup.name == "sandbox"
        assert {advice.standing for advice in checkup.advice} == {Standing.FINE}
        assert any("0 of 100" in advice.what.en for advice in checkup.advice)

    def test_a_day_that_is_full_is_worth_a_look(self) -> None:
        answers = [answer(value={"id": "178", "username": "aurora"}), quota(100)]
        checkup, _ = drive(instagram.examine(DIRECT_SESSION, self.AT), answers)
        assert checkup.advice[0].standing is Standing.SOON


class TestRenew:
    AT = datetime(2026, 12, 1, tzinfo=UTC)

    def test_gives_a_token_for_sixty_days(self) -> None:
        given = answer(value={"access_token": "IGAnew", "token_type": "bearer", "expires_in": 5183944})
        renewal, exchange = drive(instagram.renew(DIRECTLY, self.AT), [given])
        assert exchange.asked[0].url == f"{INSTAGRAM}/refresh_access_token"
        assert exchange.asked[0].params == {"grant_type": "ig_refresh_token", "access_token": "IGAtoken"}
        assert renewal.secrets == {"TOKEN": "IGAnew"}
        assert renewal.expires_at == self.AT + timedelta(seconds=5183944)
        assert "IGA" not in repr((renewal, exchange.asked))

    def test_there_is_nothing_to_renew_with_facebook_login(self) -> None:
        renewal, exchange = drive(instagram.renew(ACCOUNT, self.AT), [])
        assert (renewal.secrets, renewal.expires_at, exchange.asked) == ({}, None, [])

    def test_a_token_of_less_than_a_day_is_refused(self) -> None:
        with pytest.raises(Refused, match="renew the token"):
            drive(instagram.renew(DIRECTLY, self.AT), [refusal(100)])

    def test_the_stand_in_renews(self, tmp_path: Path) -> None:
        run = DirectRun(CASES[0], "instagram", tmp_path)
        renewal, _ = drive(instagram.renew(run.account, self.AT), run.stand_in)
        assert renewal.secrets["TOKEN"]
