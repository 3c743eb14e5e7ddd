"""``approval: {policy: reviewed}`` on GitHub: only what people of the team approved goes out, with the proof."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.github_team import Team, a_team
from tests.e2e.workspace import Workspace
from tests.servers.git import Remote
from tests.servers.github import GitHub
from tests.servers.github_answers import Answer


@pytest.fixture
def team(remote: Remote, github: GitHub) -> Team:
    """A team whose posts need one approval."""
    return a_team(remote, github)


def outcome(team: Team) -> tuple[str, str]:
    """Publish and return state and reason of the one post."""
    (row,) = team.publish().deliveries
    return row["state"], row["reason"]


def evidence(team: Team, post: str = "one") -> dict[str, str]:
    """Return what the ledger keeps as proof."""
    shown: list[dict[str, list[dict[str, dict[str, str]]]]] = json.loads(
        team.smm("ledger", "show", post, "--format", "json").out
    )
    return shown[0]["events"][0]["evidence"]


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_what_was_approved_goes_out_with_the_proof(team: Team, how: str) -> None:
    """However it was merged; the commit that was approved is on no branch any more after a squash or a rebase."""
    pull = team.propose()
    team.github.review(pull, "Carla-G")
    commit = team.merge(pull, how)
    assert outcome(team)[0] == "sent"
    assert evidence(team) == {
        "policy": "reviewed",
        "commit": commit,
        "reviewers": "carla",
        "pull": str(pull.number),
        "reviewed": pull.head,
        "merged": commit,
    }


def test_what_nobody_approved_does_not(team: Team) -> None:
    """Merged by somebody who may, without a review."""
    team.merge(team.propose())
    state, reason = outcome(team)
    assert (state, "there are 0" in reason) == ("unapproved", True)


def test_a_push_after_the_approval_makes_it_stale(team: Team) -> None:
    """Other words than those that were approved wait for a new approval; a change that says the same does not."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.write("Ciao a tutti")
    team.github.pushed(pull)
    team.merge(pull)
    state, reason = outcome(team)
    assert (state, "bob approved another version" in reason) == ("unapproved", True)


def test_a_push_that_changes_nothing_people_see_keeps_the_approval(team: Team) -> None:
    """A note for the team is no content."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.write("Ciao\n\n<!-- the photo is from May -->")
    team.github.pushed(pull)
    team.merge(pull)
    assert outcome(team)[0] == "sent"


def test_a_force_push_makes_it_stale(team: Team) -> None:
    """The branch was written anew after the approval: the approved commit is nowhere, or says other words."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.clone.git("reset", "--quiet", "--hard", "HEAD~1")
    team.workspace.post("one", "Ben altro")
    team.commit(force=True)
    team.github.pushed(pull)
    team.merge(pull)
    assert outcome(team)[0] == "unapproved"


def test_a_commit_that_is_nowhere_proves_nothing(team: Team) -> None:
    """A review of a commit that cannot be fetched is no approval, and no error."""
    pull = team.propose()
    review = team.github.review(pull, "bob")
    pull.reviews[0] = review | {"commit_id": "0123456789" * 4}
    team.merge(pull)
    state, reason = outcome(team)
    assert (state, "what bob approved cannot be found any more" in reason) == ("unapproved", True)


@pytest.mark.parametrize(
    ("who", "kind", "why"),
    [
        ("ada", "User", "ada opened the pull request"),
        ("bob", "Bot", "bob is a bot"),
        ("eve", "User", "there are 0"),
        ("stranger", "User", "there are 0"),
    ],
)
def test_who_does_not_count(team: Team, who: str, kind: str, why: str) -> None:
    """The author, a bot, somebody without the role, somebody from outside."""
    pull = team.propose()
    team.github.review(pull, who, kind=kind)
    team.merge(pull)
    state, reason = outcome(team)
    assert (state, why in reason) == ("unapproved", True)


def test_whoever_wrote_a_part_does_not_approve_it(team: Team) -> None:
    """Bob pushed to Ada's branch: then somebody else has to look."""
    pull = team.propose()
    team.write("Ciao, dice Bob", author="bob")
    team.github.pushed(pull)
    team.github.review(pull, "bob")
    team.merge(pull)
    state, reason = outcome(team)
    assert (state, "bob wrote a part of it" in reason) == ("unapproved", True)
    italian = team.smm("publish", "--format", "json", SMM_LANG="it").deliveries[0]["reason"]
    assert "bob ne ha scritto una parte" in italian


def test_joining_main_into_the_branch_writes_nothing(team: Team) -> None:
    """Bob presses "Update branch" and approves."""
    pull = team.propose()
    team.clone.git("checkout", "--quiet", "main")
    team.workspace.write("strategy-notes.txt", "later\n")
    team.commit("carla", "main")
    team.clone.git("checkout", "--quiet", "idea")
    team.clone.git("merge", "--quiet", "--no-ff", "--no-commit", "main")
    team.commit("bob")
    team.github.pushed(pull)
    team.github.review(pull, "bob")
    team.merge(pull)
    assert outcome(team)[0] == "sent"


def test_a_dismissed_review_does_not_count(team: Team) -> None:
    """Somebody took it back on the page of the pull request."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.github.dismiss(pull, "bob")
    team.merge(pull)
    assert outcome(team)[0] == "unapproved"


def test_a_later_no_takes_a_yes_back_and_a_comment_does_not(team: Team) -> None:
    """The last verdict of a person counts."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.github.review(pull, "bob", "COMMENTED")
    team.github.review(pull, "Carla-G")
    team.github.review(pull, "Carla-G", "CHANGES_REQUESTED")
    team.merge(pull)
    assert outcome(team)[0] == "sent"
    assert evidence(team)["reviewers"] == "bob"


def test_two_reviews_are_two_people(remote: Remote, github: GitHub) -> None:
    """One person who approves twice is one person."""
    team = a_team(remote, github, reviews=2)
    pull = team.propose()
    github.review(pull, "bob")
    github.review(pull, "BOB")
    team.merge(pull)
    assert "there are 1" in outcome(team)[1]
    github.review(pull, "carla-g")
    assert outcome(team)[0] == "sent"


def test_a_pull_request_of_a_fork_into_the_fork_proves_nothing(team: Team) -> None:
    """Somebody merged the commit into another branch, with a review there; it came to main without one."""
    team.write()
    team.clone.git("push", "--quiet", "origin", "main:elsewhere")
    pull = team.github.open_pull("idea", "ada", base="elsewhere")
    team.github.review(pull, "bob")
    team.merge(pull, "merge")
    team.clone.git("checkout", "--quiet", "-B", "main", "origin/idea")
    team.commit("ada", "main")
    assert outcome(team)[0] == "unapproved"


def test_a_correction_needs_its_own_approval(team: Team) -> None:
    """The first version was approved; the second was merged without anybody looking."""
    first = team.propose(branch="first")
    team.github.review(first, "bob")
    team.merge(first)
    second = team.propose("Ciao, corretto", branch="second")
    team.merge(second)
    assert outcome(team)[0] == "unapproved"
    team.github.review(second, "bob")
    assert outcome(team)[0] == "sent"
    assert evidence(team)["pull"] == str(second.number)


def test_a_brand_change_that_was_approved_approves_what_it_changes(team: Team) -> None:
    """The post's own file did not change, what people see of it did."""
    team.workspace.write("brand/people.yml", "acme: {name: Acme, handles: {sandbox: '@acme'}}\n")
    first = team.propose("Grazie a @{acme}", branch="first")
    team.github.review(first, "bob")
    team.merge(first)
    team.clone.git("checkout", "--quiet", "-B", "second")
    team.workspace.write("brand/people.yml", "acme: {name: Acme, handles: {sandbox: '@acme.example'}}\n")
    team.commit(branch="second")
    second = team.github.open_pull("second")
    team.github.review(second, "bob")
    team.merge(second)
    assert outcome(team)[0] == "sent"
    assert evidence(team)["pull"] == str(second.number)


def test_many_pages_of_reviews_are_all_read(team: Team) -> None:
    """The approval is on the third page."""
    team.github.page = 2
    pull = team.propose()
    for _ in range(5):
        team.github.review(pull, "eve", "COMMENTED")
    team.github.review(pull, "bob")
    team.merge(pull)
    assert outcome(team)[0] == "sent"


def test_a_shallow_clone_gets_the_rest_itself(team: Team, remote: Remote) -> None:
    """A job that checked out only the newest commit knows nothing of the past: without it, everything seems new."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.merge(pull)
    team.workspace.write("later.txt", "later\n")
    team.commit("ada", "main")
    shallow = remote.path.parent / "shallow"
    team.clone.git("clone", "--quiet", "--depth", "1", f"file://{remote.path}", str(shallow))
    there = Team(type(team.workspace)(shallow, {}), team.github)
    assert outcome(there)[0] == "sent"


@pytest.mark.parametrize("protocol", ["0", "2"])
def test_a_fork_s_commit_is_fetched_from_the_pull_request(team: Team, remote: Remote, protocol: str) -> None:
    """The commit that was approved is on no branch, is not the last one, and another machine publishes."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.write("Ciao\n\n<!-- a note -->")
    team.github.pushed(pull)
    team.merge(pull)
    team.github.git("branch", "--delete", "--force", "idea")
    runner = remote.clone("runner")
    runner.git("config", "protocol.version", protocol)
    there = Team(Workspace(runner.path, {}), team.github)
    assert outcome(there)[0] == "sent"


@pytest.mark.parametrize("commit", ["--upload-pack=touch stolen", "main", "", "HEAD~1"])
def test_a_commit_that_is_none_is_never_an_option(team: Team, tmp_path: Path, commit: str) -> None:
    """Whatever a record or a forge says: git is only ever given ids."""
    pull = team.propose()
    team.merge(pull)
    commits = team.clone.git("log", "--format=%H").split()
    record = tmp_path / "reviews.json"
    said = {"reviewer": "bob", "approved": True, "commit": commit, "at": "2026-11-24T09:00:00Z"}
    record.write_text(json.dumps([{"pull": 1, "commits": commits, "reviews": [said]}]), encoding="utf-8")
    (row,) = team.publish(SMM_REVIEWS=str(record)).deliveries
    assert row["state"] == "unapproved"
    assert not list(team.workspace.root.rglob("stolen"))


def test_a_link_out_of_the_workspace_stops_the_run_plainly(team: Team) -> None:
    """What lies on the approved branch is unpacked to be read: nothing is ever written outside of that folder."""
    pull = team.propose()
    (team.workspace.root / "hosts").symlink_to("/etc/hosts")
    team.commit()
    team.github.pushed(pull)
    team.github.review(pull, "bob")
    team.merge(pull)
    done = team.publish()
    assert (done.status, "nothing was sent" in done.err, "hosts" in done.err) == (1, True, True), done.err


# --- what goes wrong


LIMITED = Answer(403, {"message": "API rate limit exceeded"}, {"X-RateLimit-Remaining": "0", "Retry-After": "1800"})


@pytest.mark.parametrize(
    ("endpoint", "trouble", "says"),
    [
        pytest.param("/pulls", Answer(502, {"message": "Server Error"}), "GitHub has trouble just now", id="down"),
        pytest.param("/reviews", Answer(200, "<html>"), "GitHub has trouble just now", id="no answer"),
        pytest.param("/pulls", Answer(401, {"message": "Bad credentials"}), "does not know the token", id="token"),
        pytest.param("/commits", Answer(403, {"message": "Resource not accessible"}), "may not do that", id="may not"),
        pytest.param("/pulls", Answer(404, {"message": "Not Found"}), "may not see it", id="not seen"),
        pytest.param("/reviews", Answer(301, {"message": "Moved Permanently"}), "renamed or moved", id="moved"),
        pytest.param("/reviews", LIMITED, "Too much was asked", id="limit"),
    ],
)
def test_whatever_goes_wrong_nothing_is_sent(team: Team, endpoint: str, trouble: Answer, says: str) -> None:
    """At any question: the run stops with a plain sentence, and the next one goes on."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.merge(pull)
    team.github.trouble = lambda asked: trouble if asked.path.endswith(endpoint) else None
    done = team.publish()
    assert (done.status, says in done.err, "nothing was sent" in done.err) == (1, True, True), done.err
    assert "ghs_" not in done.err + done.out
    assert list(team.workspace.root.glob(".smm/sandbox/posts/*/*.json")) == []
    team.github.trouble = lambda _: None
    assert outcome(team)[0] == "sent"


def test_passing_trouble_passes(team: Team) -> None:
    """One bad gateway and one short wait are waited out."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.merge(pull)
    answers = [Answer(502), Answer(429, {"message": "slow down"}, {"Retry-After": "1"})]
    team.github.trouble = lambda _: answers.pop() if answers else None
    assert outcome(team)[0] == "sent"


def test_a_server_that_is_not_there_stops_the_run(team: Team) -> None:
    """No connection: nothing is sent."""
    team.merge(team.propose())
    done = team.workspace.publish(**(team.github.environment() | {"GITHUB_API_URL": "http://127.0.0.1:1"}))
    assert (done.status, "nothing was sent" in done.err) == (1, True)


def test_without_a_forge_it_says_what_is_missing(team: Team) -> None:
    """Nothing is guessed."""
    team.merge(team.propose())
    done = team.workspace.publish()
    assert (done.status, "GITHUB_TOKEN" in done.err, "SMM_REVIEWS" in done.err) == (1, True, True)


def test_looking_needs_no_token(team: Team) -> None:
    """On anybody's machine the plan is shown, with a word about what was not looked at; sending is another matter."""
    team.merge(team.propose())
    team.write("Non ancora unito", "two", branch="later")
    plan = team.workspace.smm("plan", "--format", "json")
    assert plan.status == 0
    assert plan.states()["one", "sandbox"] == "due"
    assert plan.states()["two", "sandbox"] == "unapproved"
    assert "Who approved what is not looked at here" in plan.err
    assert team.smm("plan", "--format", "json").states()["one", "sandbox"] == "unapproved"
    assert team.workspace.publish().status == 1


def test_a_run_that_waits_asks_seldom(team: Team) -> None:
    """It looks at the approved branch again and again; who approved is asked once in five minutes."""
    pull = team.propose()
    team.workspace.post("one", publish_at="2026-11-24 12:30:12")
    team.commit()
    team.github.pushed(pull)
    team.github.review(pull, "bob")
    team.merge(pull)
    done = team.smm("publish", "--wait", "1m", "--format", "json", now="2026-11-24 12:30:00")
    assert done.states() == {("one", "sandbox"): "sent"}
    assert len(team.github.asked) == 3


def test_what_is_out_is_not_asked_about_again(team: Team) -> None:
    """Questions are counted by GitHub: a plan of years must not ask about its past."""
    pull = team.propose()
    team.github.review(pull, "bob")
    team.merge(pull)
    assert outcome(team)[0] == "sent"
    asked = len(team.github.asked)
    assert team.publish().status == 0
    assert team.smm("plan").status == 0
    assert len(team.github.asked) == asked
