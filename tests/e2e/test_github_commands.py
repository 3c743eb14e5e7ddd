"""``smm forge`` and ``smm watchdog`` as jobs on GitHub run them, against the stand-in and a real git repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.github_team import Team, a_team
from tests.e2e.workspace import Workspace
from tests.servers.git import Remote
from tests.servers.github import GitHub
from tests.servers.github_contract import named
from tests.servers.mastodon import Mastodon
from tests.unit.forge.test_issue_form import body


@pytest.fixture
def team(remote: Remote, github: GitHub) -> Team:
    """A team whose posts need one approval."""
    return a_team(remote, github)


def the_comment(team: Team, number: int) -> str:
    """Return the only comment there."""
    (comment,) = team.github.comments[number]
    return str(comment["body"])


# --- comments


def test_what_a_check_found_is_one_comment(team: Team, tmp_path: Path) -> None:
    """A workflow hands over the output of ``smm check``; the number comes from the event."""
    pull = team.propose("Ciao <b>mondo</b>")
    found = tmp_path / "found.md"
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": pull.number}}), encoding="utf-8")
    for _ in range(2):
        found.write_text(team.smm("check", "--format", "comment").out, encoding="utf-8")
        done = team.smm("forge", "comment", "--file", str(found), GITHUB_EVENT_PATH=str(event))
        assert done.status == 0, done.err
    assert the_comment(team, pull.number).count("<!-- smm check -->") == 1
    assert team.smm("forge", "comment", "--file", str(found)).status == 2
    assert team.workspace.smm("forge", "comment", "--pull", "1", "--file", str(found)).status == 2


# --- permalinks


@pytest.fixture
def live(team: Team, mastodon: Mastodon) -> Team:
    """The same with an account that publishes for real, to a server of this machine."""
    team.workspace.channel("mastodon", server=mastodon.url, handle="acme")
    team.commit("root", "main")
    return Team(Workspace(team.workspace.root, {"SMM_MASTODON_TOKEN": "acme_token"}), team.github)


def test_a_pull_request_hears_where_its_posts_are(live: Team) -> None:
    """One comment with what is out, changed as more of it goes out; nothing of what is not out yet."""
    live.clone.git("checkout", "--quiet", "-B", "idea")
    live.workspace.post("one", "Ciao", channels="mastodon", title="Due | caffè")
    live.workspace.post("two", "Segreto", channels="mastodon", publish_at="2026-11-24 18:00", title="Segreto")
    live.commit()
    pull = live.github.open_pull("idea")
    live.github.review(pull, "bob")
    live.merge(pull)
    page = live.workspace.root.parent / "summary.md"
    assert live.publish(GITHUB_STEP_SUMMARY=str(page)).status == 0
    assert "| `one` | mastodon | sent |" in page.read_text(encoding="utf-8")
    assert live.smm("forge", "permalinks", now="2026-11-24 12:31").status == 0
    first = the_comment(live, pull.number)
    assert "Due \\| caffè" in first
    assert "http://127.0.0.1" in first
    assert "Segreto" not in first
    assert live.smm("publish", now="2026-11-24 18:01").status == 0
    assert live.smm("forge", "permalinks", "--since", "1h", now="2026-11-24 18:02").status == 0
    assert [the_comment(live, pull.number).count(word) for word in ("caffè", "Segreto")] == [1, 1]
    writes = len(live.github.writes())
    assert live.smm("forge", "permalinks", now="2026-11-26 18:02").status == 0
    assert len(live.github.writes()) == writes


# --- the watchdog


def a_workflow(team: Team, *, last: str | None = "2026-11-24T11:00:00Z", state: str = "active") -> None:
    """Have a publishing workflow, and when it last went through."""
    runs = [{"updated_at": last, "status": "completed", "conclusion": "success"}] if last else []
    base = "actions/workflows/publish.yml"
    team.github.settings[base] = {"name": "publish", "state": state, "html_url": "https://github.example/wf"}
    team.github.settings[f"{base}/runs"] = {
        "total_count": len(runs),
        "workflow_runs": [named("workflow-run", **run) for run in runs],
    }


def open_issues(team: Team) -> dict[str, dict[str, Any]]:
    """Return what is open, by title."""
    return {issue["title"]: issue for issue in team.github.issues.values() if issue["state"] == "open"}


def test_what_is_due_and_not_out_is_an_issue_until_it_is_decided(live: Team) -> None:
    """Opened once, without a word of what the post says; closed when somebody has decided."""
    a_workflow(live)
    live.clone.git("checkout", "--quiet", "-B", "idea")
    live.workspace.post("one", "Parole segrete expresso", channels="mastodon, x")
    live.commit()
    live.merge(live.github.open_pull("idea"))
    for _ in range(2):
        done = live.smm("watchdog", "--issues")
        assert done.status == 1, done.err
    ((title, issue),) = open_issues(live).items()
    assert title == "mastodon: 1 post due and not out"
    assert "segrete" not in issue["body"]
    assert "`one`" in issue["body"]
    assert "not approved" in issue["body"]
    assert live.smm("ledger", "resolve", "one", "mastodon", "--skip").status == 0
    done = live.smm("watchdog", "--issues")
    assert (done.status, "1 closed" in done.err) == (0, True), done.err
    assert open_issues(live) == {}


def test_an_old_version_of_an_api_is_an_issue(live: Team) -> None:
    """Every version of LinkedIn's API lives a year: who does not update in time is told."""
    live.workspace.channel("linkedin", server="http://127.0.0.1:1", handle="acme")
    for now, wrong in (("2027-01-01 12:00", []), ("2030-01-01 12:00", [True])):
        found = live.workspace.smm("watchdog", "--format", "json", now=now, GITHUB_REPOSITORY="").out
        rows = json.loads(found)["problems"]
        assert [row["wrong"] for row in rows if row["key"] == "version LinkedIn"] == wrong


def test_a_run_that_does_not_come_is_an_issue(team: Team) -> None:
    """Too long ago, never, switched off; and all is well again when it has gone through."""
    for last, state, title in (
        ("2026-11-24T07:00:00Z", "active", "No publishing run went through for 3 hours"),
        (None, "active", "No publishing run went through for 3 hours"),
        ("2026-11-24T11:00:00Z", "disabled_inactivity", "Publishing is switched off"),
    ):
        a_workflow(team, last=last, state=state)
        assert team.smm("watchdog", "--issues").status == 1
        assert list(open_issues(team)) == [title]
    a_workflow(team)
    assert team.smm("watchdog", "--issues").status == 0
    assert open_issues(team) == {}


def test_a_token_that_ends_soon_is_an_issue(team: Team, tmp_path: Path) -> None:
    """Fourteen, seven and one day before, in the team's language; then it is over."""
    report = tmp_path / "doctor.json"
    brand = team.workspace.root / "brand" / "brand.yml"
    brand.write_text(brand.read_text(encoding="utf-8").replace("locale: en", "locale: it"), encoding="utf-8")
    seen = []
    for end in ("2026-12-20", "2026-12-06", "2026-11-29", "2026-11-25", "2026-11-23"):
        rows = {"channels": [{"channel": "x", "expires_at": f"{end}T08:00:00Z"}, {"channel": "sandbox"}]}
        report.write_text(json.dumps(rows), encoding="utf-8")
        seen.append((team.smm("watchdog", "--issues", "--doctor", str(report)).status, *open_issues(team)))
    assert [status for status, *_ in seen] == [0, 0, 0, 0, 1]
    assert [titles for _, *titles in seen] == [
        [],
        ["x: il token scade il 2026-12-06, entro 14 giorni"],
        ["x: il token scade il 2026-11-29, entro 7 giorni"],
        ["x: il token scade il 2026-11-25, entro un giorno"],
        ["x: il token è scaduto il 2026-11-23"],
    ]
    assert len(team.github.issues) == 1


def test_schedules_that_are_about_to_be_switched_off_are_an_issue(team: Team) -> None:
    """In a public repository, when nothing was committed for long."""
    team.github.settings[""] = {"private": False}
    a_workflow(team, last="2027-06-01T09:00:00Z")
    done = team.smm("watchdog", "--issues", now="2027-06-01 12:00")
    assert done.status == 0, done.err
    ((title, _),) = open_issues(team).items()
    assert title.startswith("Schedules are switched off on")
    team.github.settings[""] = {"private": True}
    team.smm("watchdog", "--issues", now="2027-06-01 12:00")
    assert open_issues(team) == {}


def test_without_github_the_watchdog_still_looks(live: Team) -> None:
    """It prints what it sees, and writes nothing anywhere; nobody waits for what is only rehearsed."""
    workspace = live.workspace
    workspace.post("rehearsed", publish_at="2026-11-23 12:00", channels="sandbox")
    live.commit("root", "main")
    assert workspace.smm("watchdog").status == 0
    workspace.post("old", publish_at="2026-11-23 12:00", channels="mastodon")
    live.commit("root", "main")
    done = workspace.smm("watchdog", "--format", "json")
    assert done.status == 1
    assert [row["key"] for row in json.loads(done.out)["problems"]] == ["late mastodon"]
    assert workspace.smm("watchdog", "--issues").status == 2
    assert live.github.asked == []


def test_the_page_of_the_run_tells_it_too(team: Team, tmp_path: Path) -> None:
    """GitHub shows what is written into the file it names."""
    a_workflow(team, last=None)
    page = tmp_path / "summary.md"
    team.smm("watchdog", GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text(encoding="utf-8").startswith("### No publishing run")


# --- CODEOWNERS and the form


def test_code_owners_are_the_team(team: Team) -> None:
    """Made, up to date, stale after a change of the team; what somebody wrote themselves stays."""
    team.workspace.write(".github/CODEOWNERS", "*.lock @ada\n")
    assert team.smm("forge", "codeowners", "--check").status == 1
    assert team.smm("forge", "codeowners").status == 0
    assert team.smm("forge", "codeowners", "--check").status == 0
    text = (team.workspace.root / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    assert text.startswith("*.lock @ada\n")
    assert "/content/ @ada @bob @Carla-G\n" in text
    assert "@eve" not in text
    team.workspace.write("brand/team.yml", "people:\n  zoe: {name: Zoe, roles: [approver]}\n")
    assert team.smm("forge", "codeowners", "--check").status == 1
    assert team.smm("forge", "codeowners").status == 0
    text = (team.workspace.root / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    assert "/content/ @zoe\n" in text
    assert "@bob" not in text


def test_the_form_knows_the_channels(team: Team) -> None:
    """Written once, and said to be stale when there is a new channel."""
    assert team.smm("forge", "form").status == 0
    assert team.smm("forge", "form", "--check").status == 0
    team.workspace.channel("linkedin")
    assert team.smm("forge", "form", "--check").status == 1


# --- a post from an issue


def an_issue(team: Team, tmp_path: Path, said: str, association: str = "MEMBER") -> tuple[int, Path]:
    """Let somebody open an issue, and return its number and the event."""
    issue = team.github.open_issue("New post", said, "zoe")
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": issue | {"author_association": association}}), encoding="utf-8")
    return int(issue["number"]), event


def wish(**fields: str) -> str:
    """Return a filled form that fits the team's workspace."""
    return body(**({"Channels": "sandbox, x", "Pillar": "_No response_"} | fields))


def test_an_issue_becomes_a_pull_request_with_a_post(team: Team, tmp_path: Path) -> None:
    """A file on a branch of its own that the workspace reads without a fault; asked twice, there is one."""
    team.merge(team.propose())
    number, event = an_issue(team, tmp_path, wish())
    for _ in range(2):
        done = team.smm("forge", "post-from-issue", "--event", str(event))
        assert done.status == 0, done.err
    branch = f"smm/issue-{number}"
    (pull,) = [pull for pull in team.github.pulls.values() if pull.branch == branch]
    assert (pull.title, f"Closes #{number}" in pull.body) == ("New post: Five espresso mistakes", True)
    assert f"#{pull.number}" in the_comment(team, number)
    team.clone.git("fetch", "--quiet", "origin", branch)
    team.clone.git("checkout", "--quiet", "FETCH_HEAD")
    path = team.workspace.root / "content/posts/2026/12/2026-12-01-five-espresso-mistakes.md"
    text = path.read_text(encoding="utf-8")
    assert "channels: [sandbox, x]\n" in text
    assert 'link: "https://example.com/guide"\n' in text
    assert "status: draft" not in text
    states = team.smm("plan", "--format", "json").states()
    assert {key for key in states if key[0].startswith("2026-12-01")} == {
        ("2026-12-01-five-espresso-mistakes", "sandbox"),
        ("2026-12-01-five-espresso-mistakes", "x"),
    }


def test_files_of_an_issue_are_named_and_the_post_waits(team: Team, tmp_path: Path) -> None:
    """Nothing is fetched: somebody puts the pictures in."""
    picture = "https://github.com/user-attachments/assets/0c0ffee0"
    _, event = an_issue(team, tmp_path, wish(Text=f"Ciao\n\n![]({picture})"))
    assert team.smm("forge", "post-from-issue", "--event", str(event)).status == 0
    (pull,) = team.github.pulls.values()
    assert picture in pull.body
    text = team.github.git("show", f"{pull.branch}:content/posts/2026/12/2026-12-01-five-espresso-mistakes.md")
    head, _, said = text.partition("\n---\n")
    assert "status: draft" in head
    assert said.strip() == "Ciao"


@pytest.mark.parametrize(
    "fields",
    [
        {"Text": "<script>"},
        {"Channels": "../../x"},
        {"When": "2026-12-01 09:30\nstatus: ready"},
        {"When": "2026-10-25 02:30"},
        {"When": "tomorrow"},
    ],
    ids=["html", "path", "injection", "twice", "words"],
)
def test_what_cannot_be_used_is_said_on_the_issue(team: Team, tmp_path: Path, fields: dict[str, str]) -> None:
    """No branch, no file, no pull request: a comment that says what to change, and that goes when it is changed."""
    number, event = an_issue(team, tmp_path, wish(**fields))
    done = team.smm("forge", "post-from-issue", "--event", str(event))
    assert (done.status, "Traceback" in done.err) == (1, False)
    assert "cannot become a post yet" in the_comment(team, number)
    assert team.github.pulls == {}
    assert "smm/issue" not in team.github.git("branch", "--list", "smm/*")


def test_strangers_propose_nothing(team: Team, tmp_path: Path) -> None:
    """In a public repository everybody may open an issue."""
    _, event = an_issue(team, tmp_path, wish(), association="NONE")
    assert team.smm("forge", "post-from-issue", "--event", str(event)).status == 1
    assert team.github.writes() == []


@pytest.mark.parametrize("said", ["", "[]", '{"issue": 7}', '{"issue": {"number": "7"}}', "{"])
def test_an_event_that_is_none_is_said_to_be_none(team: Team, tmp_path: Path, said: str) -> None:
    """Whatever is in the file."""
    event = tmp_path / "event.json"
    event.write_text(said, encoding="utf-8")
    assert team.smm("forge", "post-from-issue", "--event", str(event)).status == 2


# --- the doctor


def test_the_doctor_looks_at_everything(team: Team) -> None:
    """A repository as GitHub makes it, and one that is set up well."""
    bare = team.smm("forge", "doctor", "--format", "json")
    assert bare.status == 1
    said = {row["about"]: row["standing"] for row in json.loads(bare.out)["remarks"]}
    assert said["branch"] == "wrong"
    assert said["code owners"] == "soon"
    team.github.settings |= {
        "rules/branches/main": [
            {
                "type": "pull_request",
                "parameters": {
                    "required_approving_review_count": 1,
                    "dismiss_stale_reviews_on_push": True,
                    "require_code_owner_review": True,
                    "require_last_push_approval": True,
                    "required_review_thread_resolution": False,
                },
            },
            {"type": "non_fast_forward"},
        ],
        "rules/branches/smm-ledger": [{"type": "non_fast_forward"}, {"type": "deletion"}],
        "actions/permissions": {"enabled": True},
        "actions/permissions/workflow": {
            "default_workflow_permissions": "read",
            "can_approve_pull_request_reviews": True,
        },
        "actions/workflows": {"total_count": 0, "workflows": []},
        "environments": {"total_count": 0, "environments": []},
        "codeowners/errors": {"errors": []},
    }
    team.workspace.write(".github/workflows/site.yml", "run: python -m pip install smm-build==0.0.1\n")
    team.workspace.write(".github/workflows/check.yml", "name: our own\n")
    done = team.smm("forge", "doctor")
    assert done.status == 0, done.out
    assert "From an older smm: site.yml\n        `smm forge workflows` brings in" in done.out
    assert "main is protected" in done.out
    assert "only grows" in done.out
    italian = team.smm("forge", "doctor", SMM_LANG="it")
    assert "main è protetto" in italian.out
