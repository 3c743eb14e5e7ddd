"""How a repository is set up: what is seen, what is unknown, and what it means."""

from __future__ import annotations

from typing import Any

import pytest

from smm_build.forge.github import Expected, inspect_repository
from tests.servers.github import GitHub
from tests.servers.github_contract import named
from tests.unit.forge.speaking import at, carry_out

SETTINGS = "actions/permissions"
PULL_RULE: dict[str, Any] = {
    "type": "pull_request",
    "parameters": {
        "required_approving_review_count": 2,
        "dismiss_stale_reviews_on_push": True,
        "require_code_owner_review": False,
        "require_last_push_approval": False,
        "required_review_thread_resolution": False,
    },
}
NO_FORCE = {"type": "non_fast_forward"}


def seen(github: GitHub, *secrets: str, reviews: int = 1) -> dict[str, tuple[str, str]]:
    """Return what is said of each thing: standing and words."""
    remarks = carry_out(inspect_repository(at(github), Expected("main", reviews, "smm-ledger", secrets)))
    for remark in remarks:
        assert remark.what.it != remark.what.en
    return {remark.about: (remark.standing.value, remark.what.en) for remark in remarks}


def standings(github: GitHub, *secrets: str, reviews: int = 1) -> dict[str, str]:
    return {about: standing for about, (standing, _) in seen(github, *secrets, reviews=reviews).items()}


def test_a_new_repository(github: GitHub) -> None:
    """Nothing is protected, and a job's token may not see most of it."""
    said = standings(github, "SMM_X_TOKEN")
    assert said["branch"] == "wrong"
    assert said["ledger"] == "soon"
    assert said["settings"] == "soon"
    assert said["secrets"] == "soon"
    assert said["visibility"] == "fine"


def test_rules_of_a_ruleset(github: GitHub) -> None:
    """Reviews, force pushes and stale approvals, one by one."""
    rules = "rules/branches/main"
    github.settings[rules] = [PULL_RULE, NO_FORCE]
    assert standings(github, reviews=2)["branch"] == "fine"
    assert standings(github, reviews=3)["reviews"] == "soon"
    github.settings[rules] = [PULL_RULE]
    assert standings(github)["force push"] == "wrong"
    keeps = PULL_RULE | {"parameters": PULL_RULE["parameters"] | {"dismiss_stale_reviews_on_push": False}}
    github.settings[rules] = [keeps, NO_FORCE]
    assert standings(github)["stale reviews"] == "soon"


def test_the_older_branch_protection(github: GitHub) -> None:
    """It says the same in other words; where a plan has no rulesets the question is refused."""
    github.settings["rules/branches/main"] = 403
    github.settings["branches/main/protection"] = {
        "required_pull_request_reviews": {
            "required_approving_review_count": 1,
            "dismiss_stale_reviews": True,
            "require_code_owner_reviews": False,
        },
        "allow_force_pushes": {"enabled": False},
    }
    assert standings(github)["branch"] == "fine"
    github.settings["branches/main/protection"]["allow_force_pushes"] = {"enabled": True}
    assert standings(github)["force push"] == "wrong"


def test_protection_that_may_not_be_looked_at(github: GitHub) -> None:
    """The branch is protected, nobody says how: too few reviews are known of."""
    github.settings["branches/main"] = {"name": "main", "protected": True}
    said = standings(github)
    assert (said.get("branch"), said["reviews"]) == (None, "soon")


@pytest.mark.parametrize("rule", ["pull_request", "required_status_checks", "update", "merge_queue"])
def test_a_ledger_that_jobs_may_not_write(github: GitHub, rule: str) -> None:
    """A rule for all branches catches the ledger's, too: then nothing can be sent."""
    known = {"pull_request": PULL_RULE}
    github.settings["rules/branches/smm-ledger"] = [known.get(rule, {"type": rule}), NO_FORCE]
    standing, words = seen(github)["ledger"]
    assert (standing, rule in words) == ("wrong", True)


def test_a_ledger_that_only_grows(github: GitHub) -> None:
    """Force pushes and deletion are blocked, and nothing else."""
    github.settings["rules/branches/smm-ledger"] = [NO_FORCE, {"type": "deletion"}]
    assert seen(github)["ledger"][0] == "fine"


def test_actions(github: GitHub) -> None:
    """Off, a wide token, a narrow one."""
    github.settings |= {SETTINGS: {"enabled": False}, f"{SETTINGS}/workflow": workflow_permissions("write")}
    assert standings(github)["actions"] == "wrong"
    github.settings[SETTINGS] = {"enabled": True}
    assert (standings(github)["token"], standings(github)["proposals"]) == ("soon", "soon")
    github.settings[f"{SETTINGS}/workflow"] = workflow_permissions("read", may_propose=True)
    assert standings(github)["token"] == "fine"
    assert "proposals" not in standings(github)


def workflow_permissions(default: str, *, may_propose: bool = False) -> dict[str, object]:
    return {"default_workflow_permissions": default, "can_approve_pull_request_reviews": may_propose}


def test_workflows(github: GitHub) -> None:
    """None, switched off, on."""
    for those, standing in ([], "soon"), (["disabled_inactivity"], "wrong"), (["active"], "fine"):
        flows = [named("workflow", path=".github/workflows/publish.yml", state=state) for state in those]
        github.settings["actions/workflows"] = {"total_count": len(flows), "workflows": flows}
        assert standings(github)["workflows"] == standing


def test_secrets_are_compared_by_name(github: GitHub) -> None:
    """Of the repository, of the organisation, of an environment."""
    secrets = {
        "actions/secrets": "SMM_X_TOKEN",
        "actions/organization-secrets": "SMM_LINKEDIN_TOKEN",
        "environments/to%20publish/secrets": "SMM_BLUESKY_PASSWORD",
    }
    for path, name in secrets.items():
        github.settings[path] = {"total_count": 1, "secrets": [named("actions-secret", name=name)]}
    environment = named("environment", name="to publish")
    github.settings["environments"] = {"total_count": 1, "environments": [environment]}
    assert seen(github, *secrets.values())["secrets"][0] == "fine"
    standing, words = seen(github, *secrets.values(), "SMM_MASTODON_TOKEN")["secrets"]
    assert (standing, words) == ("wrong", "Secrets that are missing: SMM_MASTODON_TOKEN")


def test_code_owners(github: GitHub) -> None:
    """Not there, not understood, all right."""
    assert standings(github)["code owners"] == "soon"
    error = {"line": 3, "column": 1, "kind": "Unknown owner", "message": "x", "path": ".github/CODEOWNERS"}
    github.settings["codeowners/errors"] = {"errors": [error]}
    assert "line 3" in seen(github)["code owners"][1]
    github.settings["codeowners/errors"] = {"errors": []}
    assert "code owners" not in standings(github)


def test_a_public_repository_and_another_default_branch(github: GitHub) -> None:
    """Everybody reads drafts; schedules run on the other branch."""
    github.settings[""] = {"private": False, "default_branch": "master"}
    said = standings(github)
    assert (said["visibility"], said["default branch"]) == ("soon", "wrong")


def test_the_gravest_comes_first(github: GitHub) -> None:
    """What is in the way stands at the top."""
    remarks = carry_out(inspect_repository(at(github), Expected("main", 1, "smm-ledger")))
    order = ["wrong", "soon", "fine"]
    found = [order.index(remark.standing.value) for remark in remarks]
    assert found == sorted(found)
