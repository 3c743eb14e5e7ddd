"""Whatever goes wrong at whichever request is said plainly, no secret is told, and a repetition makes nothing twice.

Each flow is carried out against the stand-in over real HTTP, once for every request and every kind of trouble.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from smm_build.domain.delivery import Trouble
from smm_build.forge import Repository
from smm_build.forge._github_reviews import reviews_of
from smm_build.forge.github import (
    Expected,
    Problem,
    Proposal,
    changed_files,
    inspect_repository,
    merged_pulls,
    propose,
    put_comment,
    settle_problems,
    workflow_state,
)
from smm_build.networks import Flow, InDoubt, Refused, Request, Response
from tests.servers.git import Remote
from tests.servers.github import TOKEN, Asked, GitHub, Pull
from tests.servers.github_contract import named
from tests.unit.forge.speaking import TROUBLES, at, carry_out, outcomes

POST = "---\nid: one\n---\n\nCiao\n"


@dataclass
class Scene:
    """A repository in which every flow has something to do."""

    github: GitHub
    pull: Pull

    def flows(self) -> dict[str, Callable[[], Flow[object]]]:
        """Return every flow there is."""
        repository = at(self.github)
        proposal = Proposal("smm/issue-9", "main", "content/posts/one.md", POST, "New post", "From #9")
        problems = [Problem("late x", "x", "- one"), Problem("no run", "No run", "look")]
        commit = self.pull.merged or ""
        return {
            "reviews": lambda: reviews_of(repository, "main", [commit]),
            "pulls": lambda: merged_pulls(repository, "main", [commit]),
            "files": lambda: changed_files(repository, self.pull.number),
            "comment": lambda: put_comment(repository, self.pull.number, "check", "found"),
            "issues": lambda: settle_problems(repository, problems),
            "workflow": lambda: workflow_state(repository, "publish.yml"),
            "proposal": lambda: propose(repository, proposal),
            "inspection": lambda: inspect_repository(repository, Expected("main", 1, "smm-ledger", ["SMM_X_TOKEN"])),
        }


DECISIVE = {"reviews", "pulls", "files"}
FLOWS = ("reviews", "pulls", "files", "comment", "issues", "workflow", "proposal", "inspection")


@pytest.fixture
def scene(remote: Remote, github: GitHub) -> Scene:
    """A merged pull request with an approval, a workflow, and an old issue of ours."""
    work = remote.clone()
    work.commit("start", {"README": "x"})
    work.push()
    work.git("checkout", "--quiet", "-b", "idea")
    work.commit("post", {"content/posts/first.md": POST})
    work.push("idea")
    pull = github.open_pull("idea")
    github.review(pull, "bob")
    github.merge(pull, "squash")
    github.open_issue("Old", "<!-- smm late y -->\nold", "github-actions[bot]", ("smm",))
    base = "actions/workflows/publish.yml"
    github.settings[base] = {"state": "active", "html_url": "https://github.example/wf"}
    github.settings[f"{base}/runs"] = {"total_count": 1, "workflow_runs": [named("workflow-run")]}
    return Scene(github, pull)


@pytest.mark.parametrize("flow", FLOWS)
def test_trouble_at_every_request(scene: Scene, flow: str) -> None:
    """Refused with a sentence that names GitHub and no secret, or passed over where that is all right.

    What decides about approval never passes trouble over: an answer that is not understood is not taken for "nobody".
    """
    for trouble in TROUBLES.values():
        for said in outcomes(scene.github, scene.flows()[flow], trouble):
            assert said == "" or "GitHub" in said, said
            assert TOKEN not in said
            assert said or flow not in DECISIVE


@pytest.mark.parametrize("flow", ["comment", "issues", "proposal"])
def test_a_lost_answer_makes_nothing_twice(scene: Scene, flow: str) -> None:
    """GitHub acted, and the connection ended before it said so: once at every change, each time only then."""
    for number in range(5):
        left = [number]

        def cut(asked: Asked, left: list[int] = left) -> bool:
            left[0] -= asked.method != "GET"
            return asked.method != "GET" and left[0] == -1

        scene.github.cut = cut
        with contextlib.suppress(InDoubt):
            carry_out(scene.flows()[flow]())
    scene.github.cut = lambda _: False
    carry_out(scene.flows()[flow]())
    assert len(scene.github.comments.get(scene.pull.number, [])) == (flow == "comment")
    open_titles = sorted(issue["title"] for issue in scene.github.issues.values() if issue["state"] == "open")
    assert open_titles == (["No run", "x"] if flow == "issues" else ["Old"])
    assert len([pull for pull in scene.github.pulls.values() if pull.branch == "smm/issue-9"]) == (flow == "proposal")


def test_a_server_that_never_answers(scene: Scene) -> None:
    """It is asked three times for what may be asked again, and then the command ends."""
    scene.github.cut = lambda _: True
    for name, flow in scene.flows().items():
        begin = len(scene.github.asked)
        with pytest.raises((Refused, InDoubt)):
            carry_out(flow())
        assert len(scene.github.asked) - begin == 3, name


def test_no_server_is_no_answer(scene: Scene) -> None:
    """Nothing listens there."""
    scene.github.url = "http://127.0.0.1:1"
    for flow in scene.flows().values():
        with pytest.raises((Refused, InDoubt)):
            carry_out(flow())


@pytest.mark.parametrize(
    ("status", "body", "headers", "trouble"),
    [
        (401, b"{}", {}, Trouble.AUTH),
        (403, b'{"message": "Resource not accessible by integration"}', {}, Trouble.PERMISSION),
        (403, b'{"message": "You have exceeded a secondary rate limit"}', {}, Trouble.RATE_LIMIT),
        (403, b"{}", {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795500000"}, Trouble.RATE_LIMIT),
        (429, b"<html>", {"retry-after": "120"}, Trouble.RATE_LIMIT),
        (404, b"{}", {}, Trouble.PERMISSION),
        (301, b"{}", {}, Trouble.INVALID),
        (418, b"{}", {}, Trouble.INVALID),
        (500, b"", {}, Trouble.TRANSIENT),
        (200, b"[[]]", {}, Trouble.TRANSIENT),
        (200, b"\xff", {}, Trouble.TRANSIENT),
    ],
)
def test_answers_and_their_meaning(status: int, body: bytes, headers: dict[str, str], trouble: Trouble) -> None:
    """The class of trouble decides whether a later run may hope."""
    flow = changed_files(Repository("https://api.example", "a/b", "t"), 1)
    asked = next(flow)
    answer = Response(status, headers, body)
    with pytest.raises(Refused) as refused:
        _keep_answering(flow, asked, answer)
    assert refused.value.trouble is trouble
    assert refused.value.reason.it.startswith("GitHub: impossibile")


@pytest.mark.parametrize(("wanted", "said"), [("issues=write; pull_requests=write", True), ("<b>", False), ("", False)])
def test_a_missing_permission_is_named(wanted: str, said: bool) -> None:  # noqa: FBT001
    """GitHub says in a header what a token would need; only words of that kind are passed on."""
    flow = changed_files(Repository("https://api.example", "a/b", "t"), 1)
    asked = next(flow)
    answer = Response(403, {"x-accepted-github-permissions": wanted}, b'{"message": "Resource not accessible"}')
    with pytest.raises(Refused) as refused:
        _keep_answering(flow, asked, answer)
    assert (f"GitHub wants {wanted}" in refused.value.reason.en) is said


def _keep_answering(flow: Flow[object], asked: object, answer: Response) -> None:
    """Give the same answer to every request."""
    for _ in range(10):
        asked = flow.send(answer if isinstance(asked, Request) else Response(0))
