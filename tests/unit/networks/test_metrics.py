"""Answers as networks have given them: both spellings of X, refusals half-way, and what is no number."""

from __future__ import annotations

import math
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.reading import Metric
from smm_build.networks import Refused, Request, Response, Session, facebook, linkedin, x
from smm_build.networks._metrics import count
from tests.flows import PLANNED, an_account, answer, drive

X_SECRETS = {"API_KEY": "k", "API_SECRET": "s", "ACCESS_TOKEN": "t", "ACCESS_SECRET": "u"}
ONE = {"one": (PartReceipt(1, "1980000000000000001"),)}


def values(told: Any) -> dict[Metric, float]:
    """Return what was told by metric."""
    return {reading.metric: reading.value for reading in told.readings}


def test_x_in_its_old_spelling() -> None:
    """Where ``post.fields`` is refused, ``tweet.fields`` is asked for and ``retweet_count`` is read."""
    session = Session(an_account("x", X_SECRETS))
    counts = {"retweet_count": 3, "like_count": 7, "impression_count": 90}
    post = {"id": "1980000000000000001", "public_metrics": counts, "non_public_metrics": {"url_link_clicks": 2}}
    answers = [answer(400, {"title": "Invalid Request"}), answer(200, {"data": [post]})]
    told, exchange = drive(x.metrics(ONE, session, PLANNED), answers)
    assert [next(iter(name for name in request.params if "fields" in name)) for request in exchange.asked] == [
        "post.fields",
        "tweet.fields",
    ]
    assert values(told) == {Metric.SHARES: 3, Metric.REACTIONS: 7, Metric.VIEWS: 90, Metric.CLICKS: 2}
    assert {reading.name for reading in told.readings} >= {"retweet_count"}


def test_x_never_counts_the_same_under_both_spellings() -> None:
    session = Session(an_account("x", X_SECRETS))
    post = {"id": "1980000000000000001", "public_metrics": {"repost_count": 4, "retweet_count": 4}}
    told, _ = drive(x.metrics(ONE, session, PLANNED), [answer(200, {"data": [post]})])
    assert [(reading.metric, reading.name) for reading in told.readings] == [(Metric.SHARES, "repost_count")]


def test_facebook_keeps_counts_when_insights_meet_the_limit() -> None:
    """The fields came; the limit on insights loses insights only, and says so."""
    account = an_account("facebook", {"TOKEN": "t"}, "https://graph.facebook.com")
    session = Session(account, {"Authorization": "Bearer t"}, {"page_id": "1"})
    limit = answer(400, {"error": {"code": 4, "message": "(#4) Application request limit reached"}})

    def answers(request: Request) -> Response:
        if "/insights" in request.url:
            return limit
        if request.params["fields"] == "id":
            return answer(200, {"id": "1_2"})
        return answer(200, {"id": "1_2", "shares": {"count": 3}, "comments": {"summary": {"total_count": 2}}})

    told, _ = drive(facebook.metrics({"one": (PartReceipt(1, "1_2"),)}, session, PLANNED), answers)
    assert values(told) == {Metric.SHARES: 3, Metric.COMMENTS: 2}
    assert len(told.untold) == 1


def test_too_few_people_is_no_data_and_no_zero() -> None:
    """Meta's (#10) for small audiences: that number is absent, the others are asked for one by one."""
    account = an_account("facebook", {"TOKEN": "t"}, "https://graph.facebook.com")
    session = Session(account, {"Authorization": "Bearer t"}, {"page_id": "1"})

    def answers(request: Request) -> Response:
        if "/insights" not in request.url:
            return answer(200, {"id": "1_2"})
        names = request.params["metric"]
        if "unique" in names:
            return answer(400, {"error": {"code": 10, "message": "(#10) Not enough viewers for the media to show"}})
        return answer(200, {"data": [{"name": name, "values": [{"value": 5}]} for name in names.split(",")]})

    told, _ = drive(facebook.metrics({"one": (PartReceipt(1, "1_2"),)}, session, PLANNED), answers)
    assert values(told) == {Metric.VIEWS: 5, Metric.CLICKS: 5}
    assert "post_total_media_view_unique" in told.untold[0].en


def test_linkedin_leaves_a_post_out_and_nobody_says_zero() -> None:
    account = an_account("linkedin", {"TOKEN": "t"}, "https://api.linkedin.com", account="urn:li:organization:1")
    session = Session(account, {"Authorization": "Bearer t"})
    posts = {"one": (PartReceipt(1, "urn:li:share:1"),), "two": (PartReceipt(1, "urn:li:share:2"),)}
    told_of_one = {"share": "urn:li:share:1", "totalShareStatistics": {"likeCount": 3, "engagement": 0.2}}
    told, exchange = drive(linkedin.metrics(posts, session, PLANNED), [answer(200, {"elements": [told_of_one]})])
    assert values(told) == {Metric.REACTIONS: 3}
    assert told.untold[0].en.startswith("two: ")
    assert "shares=List(urn%3Ali%3Ashare%3A1,urn%3Ali%3Ashare%3A2)" in exchange.asked[0].url


def test_an_ended_token_is_said_at_once() -> None:
    account = an_account("linkedin", {"TOKEN": "t"}, "https://api.linkedin.com", account="urn:li:organization:1")
    session = Session(account, {"Authorization": "Bearer t"})
    posts = {"one": (PartReceipt(1, "urn:li:share:1"),)}
    with pytest.raises(Refused) as refused:
        drive(linkedin.metrics(posts, session, PLANNED), [answer(401, {"message": "revoked"})])
    assert refused.value.trouble is Trouble.AUTH


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (7, 7),
        (0, 0),
        ("12", 12),
        (1.5, 1.5),
        (True, None),
        (None, None),
        (-1, None),
        (math.nan, None),
        (math.inf, None),
        ("", None),
        ("1,2", None),
        ("٣", None),
        ("9" * 40, None),
        ([1], None),
        ({"count": 1}, None),
    ],
)
def test_what_counts_and_what_does_not(told: object, number: float | None) -> None:
    assert count(told) == number
