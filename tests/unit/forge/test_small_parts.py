"""CODEOWNERS, permalinks, remembered answers, and where a repository is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from smm_build.domain.brand import Approval
from smm_build.domain.team import Team, TeamMember
from smm_build.forge import ForgeSilent, Remembering, repository_from
from smm_build.forge.codeowners import BEGIN, END, codeowners
from smm_build.forge.github import changed_files
from smm_build.forge.permalinks import Link, links_comment
from smm_build.run.drive import Driver
from smm_build.run.transport import HttpTransport
from tests.servers.git import Remote
from tests.servers.github import GitHub
from tests.unit.forge.speaking import at
from tests.values import ROME, places


def a_team(**roles: str) -> Team:
    people = {name: TeamMember(name, name.title(), tuple(said.split()), None) for name, said in roles.items()}
    return Team(people, {}, places("brand/team.yml"))


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def test_each_path_has_its_roles() -> None:
    """Where nobody has the role it is those who approve."""
    team = a_team(ada="approver", bob="brand", zoe="intern")
    assert lines(codeowners(team, Approval())) == [
        "/content/ @ada",
        "/brand/ @bob",
        "/strategy.md @ada",
        "/.github/ @ada",
    ]
    within = codeowners(team, Approval(), "social")
    assert lines(within) == [
        "/social/content/ @ada",
        "/social/brand/ @bob",
        "/social/strategy.md @ada",
        "/.github/ @ada",
    ]


def test_a_login_that_is_none_owns_nothing() -> None:
    """A line is words with spaces between: what is no login would be something else there."""
    member = TeamMember("eve", "Eve", ("approver",), "eve @mallory\n* @mallory")
    text = codeowners(Team({"eve": member}, {}, places("brand/team.yml")), Approval())
    assert "mallory" not in text
    assert lines(text) == []


def test_what_others_wrote_stays() -> None:
    """Before and behind the marks; made again it is the same."""
    team = a_team(ada="approver")
    once = codeowners(team, Approval(), before="*.js @web\n")
    assert once.startswith("*.js @web\n\n" + BEGIN)
    again = codeowners(a_team(bob="approver"), Approval(), before=once + "/last @web\n")
    assert again.startswith("*.js @web\n")
    assert again.endswith(f"{END}\n/last @web\n")
    assert "@ada" not in again
    assert codeowners(team, Approval(), before=once) == once


def test_links_are_links_and_titles_are_text() -> None:
    """In order of time; a title breaks no table, an address leaves no brackets."""
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=ROME)
    links = [
        Link("B | <b>", "x", "https://x.example/a(b)|c", noon.replace(hour=13)),
        Link("A @all", "mastodon", None, noon),
        Link("C", "y", "javascript:alert(1)", noon.replace(hour=14)),
    ]
    rows = links_comment(links, "it").split("\n")[4:7]
    assert rows[0] == "| A @\u200ball | mastodon | 2026-11-24 12:00 (senza indirizzo) |"
    assert rows[1] == "| B \\| &lt;b&gt; | x | [2026-11-24 13:00](https://x.example/a%28b%29%7Cc) |"
    assert "javascript" not in rows[2]


def test_what_did_not_change_is_not_asked_for_again(remote: Remote, github: GitHub) -> None:
    """The second time the server says 304 and the answer is the same; a change is seen at once."""
    work = remote.clone()
    work.commit("start", {"a": "1"})
    work.push()
    work.commit("idea", {"b": "1"})
    work.push("idea")
    pull = github.open_pull("idea")
    with HttpTransport(Path()) as http:
        drive = Driver(Remembering(http), lambda _: None)
        for _ in range(3):
            assert drive(changed_files(at(github), pull.number)) == {"b"}
        assert github.unchanged == 2
        work.commit("more", {"c": "1"})
        work.push("idea")
        github.pushed(pull)
        assert drive(changed_files(at(github), pull.number)) == {"b", "c"}


ACTIONS = {"GITHUB_TOKEN": "opensesame", "GITHUB_REPOSITORY": "aurora/social"}
ENTERPRISE = "https://ghe.example/api/v3"


@pytest.mark.parametrize(
    ("environment", "address", "api", "name"),
    [
        (ACTIONS, None, "https://api.github.com", "aurora/social"),
        (
            ACTIONS | {"GITHUB_API_URL": "https://ghe.example/api/v3/"},
            None,
            "https://ghe.example/api/v3",
            "aurora/social",
        ),
        ({"GH_TOKEN": "opensesame"}, "https://github.com/aurora/social", "https://api.github.com", "aurora/social"),
        ({"GH_TOKEN": "opensesame"}, "https://github.com/a/b.git", "https://api.github.com", "a/b"),
        (
            {"GH_TOKEN": "opensesame"},
            "https://github.acme.example/a/b/tree/x",
            "https://github.acme.example/api/v3",
            "a/b",
        ),
    ],
)
def test_where_the_repository_is(environment: dict[str, str], address: str | None, api: str, name: str) -> None:
    """From what a job has, else from the brand's own address."""
    found = repository_from(environment, address)
    assert found is not None
    assert (found.api, found.name, found.token) == (api, name, "opensesame")
    assert (
        "t"
        not in repr(found).replace("Repository", "").replace("https", "").replace("github", "").partition("token")[2]
    )


@pytest.mark.parametrize(
    ("environment", "address"),
    [({}, None), ({"GITHUB_TOKEN": "t"}, None), ({"GITHUB_REPOSITORY": "a/b"}, None), ({}, "https://github.com/a/b")]
    + [({"GH_TOKEN": "t"}, address) for address in ("https://gitlab.com/a/b", "https://github.com/a", "x", "")],
)
def test_no_repository(environment: dict[str, str], address: str | None) -> None:
    """Without a token or a name nobody is asked."""
    assert repository_from(environment, address) is None


@pytest.mark.parametrize("name", ["a", "../a/b", "a/b/c", "a/b?x=1", "a b/c", "https://x/y"])
def test_a_name_that_is_none(name: str) -> None:
    """It becomes a part of addresses."""
    with pytest.raises(ForgeSilent):
        repository_from({"GITHUB_TOKEN": "t", "GITHUB_REPOSITORY": name})
