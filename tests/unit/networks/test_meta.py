from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks import InDoubt, Refused, Response, Session, Standing
from smm_build.networks._meta import asking, classify, counterpart, proof, said, wait_of
from smm_build.networks._meta_codes import BY_CODE, BY_SUBCODE, EXPLAINED, EXPLAINED_CODES
from smm_build.networks._meta_token import examine_token, usage_advice
from tests.flows import an_account, answer, drive

ASKED = Sentence("publish the post", "pubblicare il post")
ACCOUNT = an_account("facebook", {"TOKEN": "EAAtoken", "APP_SECRET": "s3cret"}, server="https://graph.facebook.com")
SESSION = Session(ACCOUNT, {"Authorization": "Bearer EAAtoken"}, {"page_id": "1"})
META = counterpart("Facebook")
AT = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


def refusal(code: int, subcode: int | None = None, status: int = 400, **more: Any) -> Response:
    """An error as Meta's page on errors shows one."""
    finer = {} if subcode is None else {"error_subcode": subcode}
    error = {"message": f"(#{code}) no", "type": "OAuthException", "code": code, **finer, "fbtrace_id": "A1", **more}
    return answer(status, {"error": error})


class TestErrors:
    """Sources: developers.facebook.com, Graph API error handling and Instagram error codes, read on 2026-11-23."""

    @pytest.mark.parametrize(
        ("code", "subcode", "trouble"),
        [
            (1, None, Trouble.TRANSIENT),
            (2, None, Trouble.TRANSIENT),
            (4, None, Trouble.RATE_LIMIT),
            (4, 2207051, Trouble.POLICY),
            (9, 2207042, Trouble.RATE_LIMIT),
            (10, None, Trouble.PERMISSION),
            (17, 2446079, Trouble.RATE_LIMIT),
            (24, 2207006, Trouble.PERMISSION),
            (24, 2207008, Trouble.TRANSIENT),
            (25, 2207050, Trouble.POLICY),
            (32, None, Trouble.RATE_LIMIT),
            (100, None, Trouble.INVALID),
            (100, 33, Trouble.PERMISSION),
            (100, 2207028, Trouble.INVALID),
            (190, 463, Trouble.AUTH),
            (200, None, Trouble.PERMISSION),
            (283, None, Trouble.PERMISSION),
            (299, None, Trouble.PERMISSION),
            (368, None, Trouble.POLICY),
            (368, 1390008, Trouble.RATE_LIMIT),
            (506, None, Trouble.INVALID),
            (2635, None, Trouble.VERSION),
            (9004, 2207052, Trouble.TRANSIENT),
            (9007, 2207027, Trouble.TRANSIENT),
            (36003, 2207009, Trouble.INVALID),
            (80001, None, Trouble.RATE_LIMIT),
            (80014, None, Trouble.RATE_LIMIT),
            (80015, None, None),
            (300, None, None),
        ],
    )
    def test_are_told_apart_by_their_codes(self, code: int, subcode: int | None, trouble: Trouble | None) -> None:
        assert classify(refusal(code, subcode)) is trouble

    def test_the_status_decides_where_there_is_no_code(self) -> None:
        assert classify(answer(500)) is None
        assert META.refused(answer(503), ASKED, SESSION).trouble is Trouble.TRANSIENT

    def test_an_unknown_error_that_calls_itself_transient_is(self) -> None:
        assert classify(refusal(5_555, is_transient=True)) is Trouble.TRANSIENT
        assert classify(refusal(5_555, is_transient=False)) is None

    @pytest.mark.parametrize("value", [{"error": "no"}, {"error": {"code": "4"}}, {"error": {"code": True}}, [], "x"])
    def test_other_shapes_are_no_errors_of_theirs(self, value: object) -> None:
        assert classify(answer(400, value)) is None

    def test_the_words_for_people_go_before_those_for_developers(self) -> None:
        assert said(refusal(100, error_user_msg="The picture is too large")) == "The picture is too large"
        assert said(refusal(100)) == "(#100) no"
        assert said(answer(400, {"debug_info": {"retriable": False, "message": "Wrong size"}})) == "Wrong size"

    @pytest.mark.parametrize("code", sorted(EXPLAINED))
    def test_what_a_code_means_is_said_in_both_languages(self, code: int) -> None:
        refused = META.refused(refusal(100, code), ASKED, SESSION)
        assert refused.reason.en.endswith(EXPLAINED[code].en)
        assert refused.reason.it.endswith(EXPLAINED[code].it)
        assert EXPLAINED[code].en != EXPLAINED[code].it

    def test_every_explained_code_has_a_class(self) -> None:
        of_tokens = {458, 459, 460, 463, 464, 492}
        assert set(EXPLAINED) - of_tokens <= set(BY_SUBCODE)
        assert set(EXPLAINED_CODES) <= set(BY_CODE)

    def test_secrets_that_come_back_are_not_repeated(self) -> None:
        refused = META.refused(refusal(190, message="bad token EAAtoken of s3cret"), ASKED, SESSION)
        assert "EAAtoken" not in refused.reason.en + refused.reason.it
        assert "s3cret" not in refused.reason.en + refused.reason.it


class TestAfterTheCommit:
    @pytest.mark.parametrize(
        ("code", "subcode"),
        [
            (1, None),
            (2, None),
            (506, None),
            (4, 2207051),
            (368, 1404082),
            (-1, 2207001),
            (24, 2207008),
            (1366051, None),
        ],
    )
    def test_some_errors_leave_open_whether_the_post_is_visible(self, code: int, subcode: int | None) -> None:
        assert isinstance(META.after_commit(refusal(code, subcode), ASKED, SESSION), InDoubt)

    @pytest.mark.parametrize(
        ("code", "subcode"),
        [(100, None), (190, None), (200, None), (1, 2207057), (9007, 2207027), (9, 2207042), (4, None)],
    )
    def test_others_say_clearly_that_it_is_not(self, code: int, subcode: int | None) -> None:
        assert isinstance(META.after_commit(refusal(code, subcode), ASKED, SESSION), Refused)

    def test_an_error_of_the_server_leaves_it_open_whatever_its_code(self) -> None:
        assert isinstance(META.after_commit(refusal(100, status=500), ASKED, SESSION), InDoubt)


class TestWait:
    def test_is_what_the_header_says_in_minutes(self) -> None:
        usage = {"1": [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 17}]}
        limited = refusal(80001)
        limited = Response(limited.status, {"x-business-use-case-usage": json.dumps(usage)}, limited.body)
        assert wait_of(limited) == timedelta(minutes=17)
        assert META.refused(limited, ASKED, SESSION).wait == timedelta(minutes=17)

    def test_is_an_hour_for_a_limit_without_a_time(self) -> None:
        assert wait_of(refusal(4)) == timedelta(hours=1)

    def test_is_none_for_what_is_no_limit(self) -> None:
        assert wait_of(refusal(100)) is None

    @pytest.mark.parametrize("header", ["", "{", "[]", '{"1": 5}', '{"1": [{"estimated_time_to_regain_access": "x"}]}'])
    def test_a_header_of_another_shape_says_nothing(self, header: str) -> None:
        assert wait_of(Response(400, {"x-business-use-case-usage": header})) is None


class TestProof:
    def test_is_the_one_the_official_client_makes(self) -> None:
        """Expected: ``printf EAAtoken | openssl dgst -sha256 -hmac s3cret``."""
        expected = "996747eb387311f6eef873d7e2bee192a7bc191ebdab0ce8129d81ae8223c24c"
        assert proof("EAAtoken", "s3cret") == {"appsecret_proof": expected}

    def test_goes_with_every_request_and_never_the_secret(self) -> None:
        for method in ("GET", "POST", "DELETE"):
            request = asking(SESSION, method, "1/feed", "ask", {"fields": "id"})
            sent = {**request.params, **(request.form or {})}
            assert sent == {"fields": "id", **proof("EAAtoken", "s3cret")}
            assert request.url == "https://graph.facebook.com/v26.0/1/feed"
            assert "s3cret" not in str(sent)

    def test_there_is_none_without_a_secret(self) -> None:
        assert proof("EAAtoken", None) == {}


WANTED = {"pages_manage_posts": Standing.WRONG, "pages_manage_engagement": Standing.SOON}


class TestToken:
    def ask(self, data: object) -> tuple[datetime | None, dict[Standing, list[str]]]:
        flow = examine_token(SESSION, WANTED, AT, "EAAtoken")
        (ends, advice), _ = drive(flow, [answer(value={"id": "app-1"}), answer(value=data)])
        told: dict[Standing, list[str]] = {}
        for one in advice:
            told.setdefault(one.standing, []).append(one.what.en)
        return ends, told

    def test_is_asked_for_by_the_app_itself(self) -> None:
        flow = examine_token(SESSION, WANTED, AT, "EAAtoken")
        _, exchange = drive(flow, [answer(value={"id": "app-1"}), answer(value={"data": {"is_valid": True}})])
        assert exchange.asked[1].headers == {"Authorization": "Bearer app-1|s3cret"}
        assert exchange.asked[1].params == {"input_token": "EAAtoken"}
        assert "s3cret" not in repr(exchange.asked)

    def test_without_an_end_and_with_every_permission(self) -> None:
        data = {"is_valid": True, "expires_at": 0, "scopes": list(WANTED)}
        ends, told = self.ask({"data": data})
        assert ends is None
        assert list(told) == [Standing.FINE]

    def test_that_ends_soon_or_lacks_something_says_so(self) -> None:
        soon = int((AT + timedelta(days=5)).timestamp())
        data = {
            "is_valid": True,
            "expires_at": 0,
            "data_access_expires_at": soon,
            "scopes": ["pages_manage_engagement"],
        }
        ends, told = self.ask({"data": data})
        assert ends == AT + timedelta(days=5)
        assert "5 days left" in told[Standing.SOON][0]
        assert "pages_manage_posts" in told[Standing.WRONG][0]

    def test_that_is_not_valid_is_wrong(self) -> None:
        assert list(self.ask({"data": {"is_valid": False}})[1]) == [Standing.WRONG]

    @pytest.mark.parametrize("data", [{}, {"data": []}, {"error": {"code": 100}}])
    def test_about_which_nothing_is_told_is_no_failure(self, data: object) -> None:
        assert list(self.ask(data)[1]) == [Standing.SOON]

    def test_much_use_is_told_from_either_header(self) -> None:
        app = Response(200, {"x-app-usage": '{"call_count": 28, "total_time": 85}'})
        page = Response(200, {"x-business-use-case-usage": '{"1": [{"type": "pages", "total_cputime": 92}]}'})
        assert "85" in usage_advice(app)[0].what.en
        assert "92" in usage_advice(page)[0].what.it
        assert usage_advice(Response(200, {"x-app-usage": '{"call_count": 79}'})) == ()
        assert usage_advice(Response(200, {"x-app-usage": "{"})) == ()
