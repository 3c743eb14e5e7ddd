"""The workflows beside the story: the watchdog, the calendar, posts from issues, credentials that are renewed."""

from __future__ import annotations

import pytest

from tests.servers.github_contract import named
from tests.unit.forge.test_issue_form import body
from tests.workflows.runner import Event, Machine
from tests.workflows.team import Stage, opened, scheduled

pytestmark = pytest.mark.slow


def online(machine: Machine) -> str:
    """Return everything the site says that was deployed last."""
    return "\n".join(page.read_text(encoding="utf-8") for page in machine.pages[-1].rglob("*.html"))


def test_the_calendar_goes_where_the_repository_says(stage: Stage) -> None:
    """Nowhere by itself; to Pages without a plan in it; with plans only when somebody has said so."""
    stage.propose("Ancora segreto", publish_at="2026-12-24 12:00")
    stage.team.merge(stage.github.pulls[1])
    run = stage.machine.run("site", Event("push"))
    assert (run.result, run.jobs["deploy"].result, stage.machine.pages) == ("success", "skipped", []), run.said
    assert (run.id, "calendar") in stage.machine.artifacts
    seen = {}
    for where in ("public", "internal"):
        stage.machine.variables = {"SMM_SITE": where}
        assert stage.machine.run("site", Event("workflow_dispatch")).result == "success"
        seen[where] = "Ancora segreto" in online(stage.machine)
    assert seen == {"public": False, "internal": True}
    stage.machine.variables = {"SMM_SITE": "pubblic"}
    wrong = stage.machine.run("site", Event("push"))
    assert (wrong.result, wrong.jobs["deploy"].result) == ("failure", "skipped")
    assert "SMM_SITE is public, internal or not set" in wrong.said


def test_the_watchdog_opens_an_issue_and_closes_it(stage: Stage) -> None:
    """Its token is enough for what it asks, and the doctor's is enough for what it tries."""
    stage.machine.run("publish", Event("push"), ("publish",))  # a first run writes the ledger's branch
    path = "actions/workflows/publish.yml"
    stage.github.settings[path] = {"name": "publish", "state": "active", "html_url": "https://github.example/wf"}
    for last, state in (("2026-11-24T05:00:00Z", "open"), ("2026-11-24T11:00:00Z", "closed")):
        said = named("workflow-run", updated_at=last, status="completed", conclusion="success")
        stage.github.settings[f"{path}/runs"] = {"total_count": 1, "workflow_runs": [said]}
        run = stage.machine.run("watchdog", scheduled("33 */3 * * *"))
        assert run.jobs["doctor"].result == "success", run.said
        states = {issue["title"]: issue["state"] for issue in stage.github.issues.values()}
        assert states["No publishing run went through for 3 hours"] == state
        assert states["bluesky: worth a look soon"] == "open"  # the doctor saw that it is the main password


def test_an_issue_of_the_team_becomes_a_pull_request(stage: Stage) -> None:
    """One of a stranger does not even start the job that may write."""
    said = body(Channels="bluesky", Pillar="_No response_", Title="Cinque $(touch x) errori")
    issue = stage.github.open_issue("New post", said, "zoe", ("new-post",))
    stranger = stage.machine.run("new-post", opened(issue, "NONE"))
    assert stranger.jobs["propose"].result == "skipped"
    other = stage.github.open_issue("A question", said, "zoe", ("question",))
    assert stage.machine.run("new-post", opened(other)).jobs["propose"].result == "skipped"
    assert stage.github.writes() == []
    run = stage.machine.run("new-post", opened(issue))
    assert run.result == "success", run.said
    (pull,) = stage.github.pulls.values()
    check, _ = stage.look_at(pull)
    assert check.result == "success", check.said
    assert f"#{pull.number}" in stage.github.comments[issue["number"]][0]["body"]


def test_without_a_token_for_secrets_nothing_is_renewed(stage: Stage) -> None:
    """A workspace that has just begun gets no red runs for it."""
    run = stage.machine.run("refresh", scheduled("51 3 * * *"))
    assert run.result == "success", run.said
    stage.machine.secrets = {**stage.machine.secrets, "SMM_SECRETS_TOKEN": "github_pat_wrong"}
    refused = stage.machine.run("refresh", scheduled("51 3 * * *"))
    assert refused.result == "failure"
    assert "github_pat_wrong" not in refused.said
