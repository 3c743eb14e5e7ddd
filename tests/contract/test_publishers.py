"""What the rest of the product counts on, for every network that publishes.

Each is spoken to by a server that answers well, except for one answer, which is anything a real server, a proxy or a
captive portal may say.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

import pytest

from smm_build.domain.delivery import PartReceipt
from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks import (
    Account,
    CannotKnow,
    Capability,
    Commit,
    Flow,
    Found,
    InDoubt,
    NotThere,
    PartTask,
    Publisher,
    Refused,
    Request,
    Response,
    Session,
    all_networks,
    publisher_for,
)
from tests.flows import a_picture, a_task, an_account, answer, drive, page

SECRET = "s3cret-of-the-account"
TOKEN = "t0ken-of-the-session"
TEXT = "Ciao @bob.bsky.social, un caffè? https://aurora.it/menu #caffè"

PUBLISHERS = [name for name in all_networks() if publisher_for(name, rehearsed=False)]
ODD = {
    "html 200": page(200),
    "html 403": page(403, "<h1>Forbidden</h1>"),
    "html 502": page(502),
    "nothing 200": Response(200),
    "nothing 204": Response(204),
    "nothing 400": Response(400),
    "nothing 500": Response(500),
    "no status": Response(0),
    "half an answer": Response(200, {}, b'{"id": "1", "uri": "at://'),
    "no text": Response(200, {}, b"\xff\xfe\x00"),
    "too deep": Response(200, {}, b"[" * 100_000),
    "a list": answer(200, [1, 2]),
    "a list of nothing": answer(200, [None]),
    "an empty object": answer(200, {}),
    "other types": answer(200, {"id": ["1"], "did": 5, "uri": {}, "cid": None, "blob": "x", "accessJwt": 1, "url": 2}),
    "unauthorized": answer(401, {"error": f"The token {SECRET} or {TOKEN} is invalid"}),
    "other types of error": answer(400, {"error": {"why": [SECRET]}, "message": 5}),
    "redirect": Response(302, {"location": "https://elsewhere.example"}),
    "slow down": answer(429, {"error": "RateLimitExceeded"}, retry_after="60"),
    "slow down until nonsense": answer(429, {}, retry_after="-5", x_ratelimit_reset="x", ratelimit_reset="9" * 30),
    "broken": answer(500, {"error": f"InternalServerError {SECRET}"}),
    "unavailable": answer(503),
}


def good(request: Request) -> Response:
    """Answer as every network does when all is well; a record that is put or asked for is there."""
    said: dict[str, Any] = {
        "id": "1",
        "url": "https://server.example/1",
        "did": "did:plc:aurora",
        "accessJwt": TOKEN,
        "cid": "bafyone",
        "blob": {"ref": {"$link": "bafyblob"}},
        "created_at": "2026-12-01T08:31:00Z",
        "content": f"<p>{TEXT}</p>",
        "media_attachments": [{}],
        "in_reply_to_id": None,
    }
    rkey = (request.json or {}).get("rkey") if isinstance(request.json, dict) else request.params.get("rkey")
    said["uri"] = f"at://did:plc:aurora/app.bsky.feed.post/{rkey}"
    return answer(200, [said] if request.url.endswith("/statuses") and request.method == "GET" else said)


@dataclass(frozen=True)
class Case:
    """A publisher with an account and a task that makes it do all it can."""

    publisher: Publisher
    account: Account
    task: PartTask

    def session(self) -> Session:
        return drive(self.publisher.login(self.account), good)[0]

    def secrets(self, flow: str) -> set[str]:
        """Return what a flow knows and nobody may read."""
        headers = {} if flow == "login" else self.session().headers
        return {*self.account.secrets.values(), *(header.removeprefix("Bearer ") for header in headers.values())}

    def flows(self) -> dict[str, Flow[Any]]:
        session = self.session()
        return {
            "login": self.publisher.login(self.account),
            "publish": self.publisher.publish(self.task, session),
            "find": self.publisher.find(self.task, session),
        }


@pytest.fixture(params=PUBLISHERS)
def case(request: pytest.FixtureRequest) -> Case:
    publisher = publisher_for(request.param, rehearsed=False)
    assert publisher is not None
    secrets = {credential.suffix: SECRET for credential in publisher.CREDENTIALS}
    account = an_account(request.param, secrets, handle="aurora.example.com")
    task = a_task(TEXT, "due", account=account, media=[a_picture()], settings=Settings(language="it"))
    return Case(publisher, account, task)


def steps(flow: Flow[Any]) -> list[object]:
    """Drive a flow with good answers and return what it yielded."""
    yielded: list[object] = []
    try:
        step = next(flow)
        while True:
            yielded.append(step)
            step = flow.send(good(step.request if isinstance(step, Commit) else step))  # type: ignore[arg-type]
    except StopIteration:
        return yielded


class TestPublisher:
    """The contract of ``smm_build.networks.Publisher``."""

    def test_is_one(self, case: Case) -> None:
        assert isinstance(case.publisher, Publisher)
        assert {Capability.PUBLISH, Capability.FIND} <= case.publisher.CAPABILITIES

    def test_keeps_to_its_own_file(self, case: Case) -> None:
        """Adding a network means adding its file: nobody else names it."""
        assert all(inspect.isgeneratorfunction(getattr(case.publisher, flow)) for flow in ("login", "publish", "find"))

    def test_says_in_both_languages_what_it_needs(self, case: Case) -> None:
        for credential in case.publisher.CREDENTIALS:
            assert credential.what.en != credential.what.it

    def test_commits_exactly_once_and_last(self, case: Case) -> None:
        yielded = steps(case.publisher.publish(case.task, case.session()))
        assert [isinstance(step, Commit) for step in yielded].count(True) == 1
        assert isinstance(yielded[-1], Commit)

    @pytest.mark.parametrize("flow", ["login", "find"])
    def test_nothing_else_commits(self, case: Case, flow: str) -> None:
        assert not any(isinstance(step, Commit) for step in steps(case.flows()[flow]))

    def test_all_is_well_when_all_answers_are(self, case: Case) -> None:
        receipt, _ = drive(case.flows()["publish"], good)
        assert isinstance(receipt, PartReceipt)
        found, _ = drive(case.flows()["find"], good)
        assert found == Found(receipt)

    def test_a_second_attempt_says_the_same_keys(self, case: Case) -> None:
        first, second = (steps(case.flows()["publish"])[-1] for _ in range(2))
        assert first == second

    def test_no_secret_is_shown(self, case: Case) -> None:
        session = case.session()
        shown = [
            repr(case.account),
            repr(session),
            *(repr(step) for flow in case.flows().values() for step in steps(flow)),
        ]
        assert not [text for text in shown if SECRET in text or TOKEN in text]

    def test_secrets_are_in_no_address(self, case: Case) -> None:
        """Addresses end up in the logs of servers and proxies."""
        for flow in case.flows().values():
            for step in steps(flow):
                request = step.request if isinstance(step, Commit) else step
                assert isinstance(request, Request)
                assert SECRET not in request.url + str(request.params)
                assert TOKEN not in request.url + str(request.params)

    @pytest.mark.parametrize("flow", ["login", "publish", "find"])
    @pytest.mark.parametrize("odd", ODD)
    def test_one_odd_answer_is_an_outcome_and_no_crash(self, case: Case, flow: str, odd: str) -> None:
        for number in range(len(steps(case.flows()[flow]))):
            self.check(case, flow, number, ODD[odd])

    @pytest.mark.parametrize("flow", ["login", "publish", "find"])
    @pytest.mark.parametrize("odd", ODD)
    def test_nothing_but_odd_answers_from_one_on(self, case: Case, flow: str, odd: str) -> None:
        for number in range(len(steps(case.flows()[flow]))):
            self.check(case, flow, number, ODD[odd], forever=True)

    def check(self, case: Case, name: str, number: int, odd: Response, *, forever: bool = False) -> None:
        """Give an odd answer to request ``number`` of a flow and look at how it ends."""
        asked: list[Request] = []

        def answers(request: Request) -> Response:
            asked.append(request)
            at_it = len(asked) > number if forever else len(asked) == number + 1
            return odd if at_it else good(request)

        try:
            end, exchange = drive(case.flows()[name], answers)
        except (Refused, InDoubt) as ended:
            problem = ended
        else:
            assert isinstance(end, PartReceipt | Session | Found | NotThere | CannotKnow)
            assert exchange.commits <= 1
            return
        self.check_words(problem, case.secrets(name))

    def check_words(self, problem: Refused | InDoubt, secrets: set[str]) -> None:
        """Look at what people are told."""
        said = problem.reason
        assert said.en != said.it
        assert all(said)
        assert not [secret for secret in secrets if secret in said.en + said.it + repr(problem)]
        if isinstance(problem, Refused) and problem.wait is not None:
            assert problem.wait.total_seconds() >= 0

    @pytest.mark.parametrize("odd", ODD)
    def test_doubt_is_only_after_the_commit(self, case: Case, odd: str) -> None:
        """What goes wrong before leaves no doubt; what goes wrong at it is refused only if the server says so."""
        last = len(steps(case.flows()["publish"])) - 1
        for number in range(last + 1):
            asked: list[Request] = []

            def answers(request: Request, number: int = number, asked: list[Request] = asked) -> Response:
                asked.append(request)
                return ODD[odd] if len(asked) == number + 1 else good(request)

            try:
                drive(case.flows()["publish"], answers)
            except InDoubt:
                assert number == last
                assert not 400 <= ODD[odd].status < 500
            except Refused:
                assert number < last or 400 <= ODD[odd].status < 500

    def test_without_its_secrets_nothing_is_asked(self, case: Case) -> None:
        account = an_account(case.publisher.NAME, {})
        names = [f"{account.channel.credentials}_{credential.suffix}" for credential in case.publisher.CREDENTIALS]
        try:
            drive(case.publisher.login(account), [])
        except Refused as refused:
            said = refused.reason
        else:
            said = Sentence("", "")
        assert [name for name in names if name in said.en and name in said.it] == names
        assert bool(said.en) is bool(names)
