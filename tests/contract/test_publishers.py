"""What the rest of the product counts on, for every network that publishes.

Each is spoken to by its stand-in, or where there is none by a server that answers well, except for one answer, which is
anything a real server, a proxy or a captive portal may say.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
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
    Remember,
    Request,
    Response,
    Session,
    Wait,
    all_networks,
    publisher_for,
)
from smm_build.sandbox.standins import stand_ins
from tests import cases
from tests.flows import a_picture, a_task, an_account, answer, drive, page
from tests.stand_ins import InProcess, account_at, task_of, variant_of

SECRET = "s3cret-of-the-account"
TOKEN = "t0ken-of-the-session"
TEXT = "Ciao @bob.bsky.social, un caffè? https://aurora.it/menu #caffè"

FLOWS = ("login", "publish", "find")
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
    """A publisher with an account and a task that makes it do all it can. ``fresh`` is its server, still empty."""

    publisher: Publisher
    account: Account
    task: PartTask
    fresh: Callable[[], Callable[[Request], Response]]

    def session(self) -> Session:
        return drive(self.publisher.login(self.account), self.fresh())[0]

    def secrets(self, flow: str = "publish") -> set[str]:
        """Return what a flow knows and nobody may read."""
        headers = {} if flow == "login" else self.session().headers
        return {*self.account.secrets.values(), *(header.rpartition(" ")[2] for header in headers.values())} - {""}

    def begin(self, name: str) -> tuple[Flow[Any], Callable[[Request], Response]]:
        """Return a flow and a server on which it is logged in."""
        server = self.fresh()
        if name == "login":
            return self.publisher.login(self.account), server
        session = drive(self.publisher.login(self.account), server)[0]
        return getattr(self.publisher, name)(self.task, session), server

    def steps(self, name: str) -> list[Request | Commit]:
        """Drive a flow with good answers and return every request it made."""
        return steps(*self.begin(name))[0]

    def odd(self, name: str) -> Response:
        """Return an odd answer; one that repeats secrets repeats those of this account."""
        given, session = ODD[name], self.session()
        token = next((header.rpartition(" ")[2] for header in session.headers.values()), TOKEN)
        secret = next(iter(self.account.secrets.values()), SECRET)
        body = given.body.replace(SECRET.encode(), secret.encode()).replace(TOKEN.encode(), token.encode())
        return replace(given, body=body)


@pytest.fixture(params=PUBLISHERS)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    publisher = publisher_for(request.param, rehearsed=False)
    assert publisher is not None
    return at_stand_in(publisher, tmp_path) if request.param in stand_ins() else at_good_server(publisher)


def at_stand_in(publisher: Publisher, root: Path) -> Case:
    """Return a case whose server is the network's stand-in, new for every flow."""
    own = next(known for known in cases.all_cases()[publisher.NAME] if known.files)
    parts = (TEXT, "due")[: 2 if Capability.THREAD in publisher.CAPABILITIES else 1]
    settings = Settings(language="it", title="Un caffè").over(own.settings)
    account = account_at(InProcess(publisher.NAME, root), **own.channel)
    task = task_of(variant_of(replace(own, parts=parts, settings=settings), account, root))
    return Case(publisher, account, task, lambda: InProcess(publisher.NAME, root))


def at_good_server(publisher: Publisher) -> Case:
    """Return a case whose server says what is good for every network without a stand-in."""
    secrets = {credential.suffix: SECRET for credential in publisher.CREDENTIALS}
    account = an_account(publisher.NAME, secrets, handle="aurora.example.com")
    task = a_task(TEXT, "due", account=account, media=[a_picture()], settings=Settings(language="it"))
    return Case(publisher, account, task, lambda: good)


def steps(
    flow: Flow[Any], answers: Callable[[Request], Response]
) -> tuple[list[Request | Commit], Any, dict[str, str]]:
    """Drive a flow; return every request it made, its value, and what it wanted remembered."""
    made: list[Request | Commit] = []
    notes: dict[str, str] = {}
    try:
        step = next(flow)
        while True:
            if isinstance(step, Remember):
                notes |= step.notes
            if isinstance(step, Wait | Remember):
                step = flow.send(Response(0))
                continue
            made.append(step)
            step = flow.send(answers(step.request if isinstance(step, Commit) else step))
    except StopIteration as end:
        return made, end.value, notes


def commit_of(made: list[Request | Commit]) -> int:
    """Return which of the requests is the commit."""
    return [isinstance(step, Commit) for step in made].index(True)


class TestPublisher:
    """The contract of ``smm_build.networks.Publisher``."""

    def test_is_one(self, case: Case) -> None:
        assert isinstance(case.publisher, Publisher)
        assert Capability.PUBLISH in case.publisher.CAPABILITIES

    def test_keeps_to_its_own_file(self, case: Case) -> None:
        """Adding a network means adding its file: nobody else names it."""
        assert all(inspect.isgeneratorfunction(getattr(case.publisher, flow)) for flow in ("login", "publish", "find"))

    def test_says_in_both_languages_what_it_needs(self, case: Case) -> None:
        for credential in case.publisher.CREDENTIALS:
            assert credential.what.en != credential.what.it

    def test_commits_exactly_once(self, case: Case) -> None:
        assert [isinstance(step, Commit) for step in case.steps("publish")].count(True) == 1

    def test_the_commit_is_sent_once(self, case: Case) -> None:
        """What follows it is best effort, such as looking up an address; it is never the same once more."""
        made = case.steps("publish")
        commit = made[commit_of(made)]
        assert isinstance(commit, Commit)
        others = [step for step in made if isinstance(step, Request)]
        assert commit.request not in others

    @pytest.mark.parametrize("flow", ["login", "find"])
    def test_nothing_else_commits(self, case: Case, flow: str) -> None:
        assert not any(isinstance(step, Commit) for step in case.steps(flow))

    def test_all_is_well_when_all_answers_are(self, case: Case) -> None:
        server = case.fresh()
        session = drive(case.publisher.login(case.account), server)[0]
        _, receipt, notes = steps(case.publisher.publish(case.task, session), server)
        assert isinstance(receipt, PartReceipt)
        if Capability.FIND in case.publisher.CAPABILITIES:
            found, _ = drive(case.publisher.find(replace(case.task, notes=notes), session), server)
            assert found == Found(receipt)

    def test_a_second_attempt_says_the_same_keys(self, case: Case) -> None:
        first, second = (case.steps("publish") for _ in range(2))
        assert first[commit_of(first)] == second[commit_of(second)]

    def test_no_secret_is_shown(self, case: Case) -> None:
        made = [step for flow in FLOWS for step in case.steps(flow)]
        shown = [repr(case.account), repr(case.session()), *(repr(step) for step in made)]
        assert not [text for text in shown if any(secret in text for secret in case.secrets())]

    def test_secrets_are_in_no_address(self, case: Case) -> None:
        """Addresses end up in the logs of servers and proxies. Of one that has to hold a secret it is hidden."""
        for step in (step for flow in FLOWS for step in case.steps(flow)):
            request = step.request if isinstance(step, Commit) else step
            assert not [secret for secret in case.secrets() if secret in str(request.url) + str(request.params)]

    @pytest.mark.parametrize("flow", ["login", "publish", "find"])
    @pytest.mark.parametrize("odd", ODD)
    def test_one_odd_answer_is_an_outcome_and_no_crash(self, case: Case, flow: str, odd: str) -> None:
        for number in range(len(case.steps(flow))):
            self.check(case, flow, number, case.odd(odd))

    @pytest.mark.parametrize("flow", ["login", "publish", "find"])
    @pytest.mark.parametrize("odd", ODD)
    def test_nothing_but_odd_answers_from_one_on(self, case: Case, flow: str, odd: str) -> None:
        for number in range(len(case.steps(flow))):
            self.check(case, flow, number, case.odd(odd), forever=True)

    def check(self, case: Case, name: str, number: int, odd: Response, *, forever: bool = False) -> None:
        """Give an odd answer to request ``number`` of a flow and look at how it ends."""
        flow, server = case.begin(name)
        asked = 0

        def answers(request: Request) -> Response:
            nonlocal asked
            asked += 1
            at_it = asked > number if forever else asked == number + 1
            return odd if at_it else server(request)

        try:
            end, exchange = drive(flow, answers)
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
        made = case.steps("publish")
        for number in range(len(made)):
            flow, server = case.begin("publish")
            asked = 0

            def answers(request: Request, number: int = number, server: Any = server) -> Response:
                nonlocal asked
                asked += 1
                return case.odd(odd) if asked == number + 1 else server(request)

            try:
                drive(flow, answers)
            except InDoubt:
                assert number == commit_of(made)
                assert not 400 <= ODD[odd].status < 500
            except Refused:
                assert number < commit_of(made) or (number == commit_of(made) and 400 <= ODD[odd].status < 500)

    def test_without_its_secrets_nothing_is_asked(self, case: Case) -> None:
        account = an_account(case.publisher.NAME, {})
        needed = [credential for credential in case.publisher.CREDENTIALS if not credential.optional]
        names = [f"{account.channel.credentials}_{credential.suffix}" for credential in needed]
        try:
            drive(case.publisher.login(account), [])
        except Refused as refused:
            said = refused.reason
        else:
            said = Sentence("", "")
        assert [name for name in names if name in said.en and name in said.it] == names
        assert said.en or not names
