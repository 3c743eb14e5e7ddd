"""The stand-in for GitHub and its judge do what other tests rely on."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.servers import github_contract as contract
from tests.servers.git import Remote
from tests.servers.github import TOKEN, GitHub, serve

HEADERS = {"Accept": "application/vnd.github+json", "Authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize(
    ("method", "path", "params", "body", "fault"),
    [
        ("POST", "/repos/a/b/issues/7/comments", {}, {"text": "x"}, "'body' is a required property"),
        ("POST", "/repos/a/b/issues/7/comments", {}, {"body": 7}, "not of type 'string'"),
        ("POST", "/repos/a/b/issues/7/comments", {}, None, "the body is missing"),
        ("POST", "/repos/a/b/issues", {}, {"labels": ["inbox"]}, "'title' is a required property"),
        ("POST", "/repos/a/b/issues", {}, {"title": "t", "labels": "inbox"}, "not of type 'array'"),
        ("POST", "/repos/a/b/issues", {}, {"title": "t", "colour": "red"}, "field colour is not described"),
        ("PATCH", "/repos/a/b/issues/7", {}, {"state": "gone"}, "is not one of"),
        ("GET", "/repos/a/b/pulls/three/reviews", {}, None, "not of type 'integer'"),
        ("GET", "/repos/a/b/issues", {"state": "oppen"}, None, "is not one of"),
        ("GET", "/repos/a/b/issues", {"per_page": "abc"}, None, "not of type 'integer'"),
        ("GET", "/repos/a/b/issues", {"lables": "smm"}, None, "parameter lables is not described"),
        ("GET", "/repos/a/b/issues/7/comments", {}, {"x": 1}, "a body is not described"),
        ("DELETE", "/repos/a/b/commits/abc/pulls", {}, None, "no such operation"),
        ("GET", "/repos/a/b/reviews", {}, None, "no such operation"),
    ],
)
def test_the_judge_refuses(method: str, path: str, params: dict[str, str], body: Any, fault: str) -> None:
    """Wrong types, missing and unknown fields, unknown addresses."""
    faults = contract.request_faults(contract.operation(method, path), params, body)
    assert any(fault in said for said in faults), faults


def test_the_judge_knows_good_from_bad_answers() -> None:
    """An answer without a field that GitHub always gives is a fault of the stand-in."""
    what = contract.operation("GET", "/repos/a/b/pulls/7/reviews")
    assert what is not None
    good = contract.named("pull-request-review", state="APPROVED")
    assert contract.answer_faults(what, 200, [good]) == []
    assert contract.answer_faults(what, 200, [{**good, "state": None}]) != []
    assert contract.answer_faults(what, 200, [{key: good[key] for key in good if key != "commit_id"}]) != []
    assert contract.answer_faults(what, 200, good) != []
    assert contract.answer_faults(what, 204, None) != []


def test_faults_are_noted_and_tokens_asked_for(remote: Remote) -> None:
    """What is wrong with a request is kept for the fixture, which fails the test for it."""
    with serve(GitHub(remote)) as github:
        base = f"{github.url}/repos/{github.name}"
        assert httpx.get(f"{base}/issues", headers=HEADERS | {"Authorization": "Bearer x"}).status_code == 401
        assert github.faults == []
        assert httpx.get(f"{base}/issues", headers=HEADERS, params={"state": "oppen"}).status_code == 422
        assert len(github.faults) == 1
        assert httpx.get(f"{github.url}/repos/else/where/issues", headers=HEADERS).status_code == 404


def test_it_merges_as_github_does(remote: Remote, github: GitHub) -> None:
    """Which commits a pull request brought, in each of the three ways."""
    work = remote.clone()
    work.commit("start", {"a": "1"})
    work.push()
    brought = {}
    for how in ("merge", "squash", "rebase"):
        work.git("fetch", "--quiet", "origin", "main")
        work.git("checkout", "--quiet", "-B", how, "FETCH_HEAD")
        for number in (1, 2):
            work.commit(f"{how} {number}", {f"{how}-{number}": "x"})
        work.push(how)
        pull = github.open_pull(how)
        github.merge(pull, how)
        brought[how] = (len(pull.brought), pull.head in pull.brought)
    assert brought == {"merge": (3, True), "squash": (1, False), "rebase": (2, False)}
