"""Comments and issues: written once, changed in place, and nobody else's touched."""

from __future__ import annotations

import pytest

from smm_build.forge.github import Problem, Settled, put_comment, settle_problems
from tests.servers.git import Remote
from tests.servers.github import GitHub
from tests.unit.forge.speaking import TROUBLES, at, carry_out, outcomes

ONE = Problem("late x", "x: 1 post due and not out", "- one")
TWO = Problem("token x", "x: the token ends", "renew it")


@pytest.fixture
def issue(github: GitHub) -> int:
    """An issue to comment on."""
    return int(github.open_issue("A question", "?", "ada")["number"])


def bodies(github: GitHub, thread: int) -> list[str]:
    return [comment["body"] for comment in github.comments.get(thread, [])]


def test_a_comment_is_changed_in_place(github: GitHub, issue: int) -> None:
    """Written, the same again, other words: one comment, one change; another name is another comment."""
    for body in ("first", "first", "second"):
        carry_out(put_comment(at(github), issue, "check", body))
    assert bodies(github, issue) == ["<!-- smm check -->\nsecond"]
    assert [line.split()[0] for line in github.writes()] == ["POST", "PATCH"]
    carry_out(put_comment(at(github), issue, "permalinks", "<!-- smm permalinks -->\nlinks"))
    assert bodies(github, issue)[1] == "<!-- smm permalinks -->\nlinks"


@pytest.mark.parametrize("bot", [True, False])
def test_somebody_else_s_comment_is_never_changed(github: GitHub, issue: int, bot: bool) -> None:  # noqa: FBT001
    """Whoever writes our mark into a comment keeps what they wrote."""
    github.bot = bot
    github.comment(issue, "mallory", "<!-- smm check -->\nmine")
    carry_out(put_comment(at(github), issue, "check", "ours"))
    carry_out(put_comment(at(github), issue, "check", "ours, newer"))
    assert bodies(github, issue) == ["<!-- smm check -->\nmine", "<!-- smm check -->\nours, newer"]


def test_a_comment_among_many_is_found(github: GitHub, issue: int) -> None:
    """It is on the third page."""
    github.page = 2
    for _ in range(5):
        github.comment(issue, "bob", "nice")
    carry_out(put_comment(at(github), issue, "check", "first"))
    carry_out(put_comment(at(github), issue, "check", "second"))
    assert len(bodies(github, issue)) == 6


def test_a_comment_is_never_too_long(github: GitHub, issue: int) -> None:
    """GitHub takes 65,536 characters."""
    carry_out(put_comment(at(github), issue, "check", "x" * 100_000))
    assert len(bodies(github, issue)[0]) == 65_536


def states(github: GitHub) -> dict[str, str]:
    return {issue["title"]: issue["state"] for issue in github.issues.values()}


def test_a_problem_is_one_issue_from_its_beginning_to_its_end(github: GitHub) -> None:
    """Opened, left alone, changed, closed, opened again; and a second run does nothing."""
    first = carry_out(settle_problems(at(github), [ONE, TWO]))
    assert len(first.opened) == 2
    assert carry_out(settle_problems(at(github), [TWO, ONE])) == Settled()
    worse = Problem(ONE.key, "x: 2 posts due and not out", "- one\n- two")
    assert carry_out(settle_problems(at(github), [worse, TWO])) == Settled(changed=(first.opened[0],))
    assert carry_out(settle_problems(at(github), [TWO])) == Settled(closed=(first.opened[0],))
    assert states(github) == {worse.title: "closed", TWO.title: "open"}
    assert carry_out(settle_problems(at(github), [ONE, TWO])) == Settled(changed=(first.opened[0],))
    assert states(github) == {ONE.title: "open", TWO.title: "open"}
    assert all(issue["labels"][0]["name"] == "smm" for issue in github.issues.values())


def test_a_problem_that_somebody_accepts_stays_closed(github: GitHub) -> None:
    """Closed as "not planned" is an answer."""
    (number,) = carry_out(settle_problems(at(github), [ONE])).opened
    github.issues[number] |= {"state": "closed", "state_reason": "not_planned"}
    assert carry_out(settle_problems(at(github), [ONE])) == Settled()


def test_other_people_s_issues_are_left_alone(github: GitHub) -> None:
    """An issue with our label and our mark that somebody else wrote is neither changed nor closed."""
    github.open_issue("x", "<!-- smm late x -->\nmine", "mallory", ("smm",))
    github.open_issue("y", "no mark", "github-actions[bot]", ("smm",))
    assert len(carry_out(settle_problems(at(github), [ONE])).opened) == 1
    assert carry_out(settle_problems(at(github), [])).closed != ()
    assert states(github) == {"x": "open", "y": "open", ONE.title: "closed"}


@pytest.mark.parametrize("name", TROUBLES)
def test_whatever_goes_wrong_is_said_and_can_be_repeated(github: GitHub, name: str) -> None:
    """At every request; afterwards a run that goes through leaves one issue for each problem, and one comment."""
    github.open_issue("Old", "<!-- smm late y -->\nold", "github-actions[bot]", ("smm",))
    worse = iter(range(100))

    def settle() -> object:
        return settle_problems(at(github), [ONE, Problem(TWO.key, TWO.title, f"{next(worse)}")])

    said = outcomes(github, settle, TROUBLES[name])  # type: ignore[arg-type]
    assert any(said)
    assert all("ghs_" not in words for words in said)
    carry_out(settle_problems(at(github), [ONE, TWO]))
    open_ones = [issue["title"] for issue in github.issues.values() if issue["state"] == "open"]
    assert sorted(open_ones) == [ONE.title, TWO.title]


def test_the_remote_is_there(remote: Remote, github: GitHub) -> None:
    """The stand-in looks at the very repository that tests push to."""
    assert github.remote.path == remote.path
