"""The team of the story: a workspace with its workflows on the stand-in for GitHub, and an account on a PDS."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smm_build.starter import Setup, workflows
from tests.e2e.github_team import Team, a_team
from tests.e2e.workspace import Workspace, at_the_pds
from tests.servers.git import Remote
from tests.servers.github import GitHub, Pull
from tests.servers.pds import Account, Pds
from tests.workflows.runner import SERVER, Event, Machine, Run

__all__ = ["Stage", "a_stage", "opened", "proposed", "scheduled"]


@dataclass(frozen=True)
class Stage:
    """Where the story happens."""

    team: Team
    machine: Machine
    pds: Pds
    account: Account

    @property
    def github(self) -> GitHub:
        """The stand-in."""
        return self.team.github

    def texts(self) -> list[str]:
        """Return what is online."""
        return [record.value["text"] for record in self.pds.records(self.account)]

    def comments(self, pull: Pull) -> list[str]:
        """Return what stands under a pull request."""
        return [str(said["body"]) for said in self.github.comments.get(pull.number, [])]

    def propose(self, text: str, title: str = "Caffè", **fields: str) -> Pull:
        """Write a post for the account on a branch, and open a pull request."""
        self.team.clone.git("checkout", "--quiet", "-B", "idea")
        self.team.workspace.post("one", text, channels="bluesky", title=title, **fields)
        self.team.commit("ada", "idea")
        return self.github.open_pull("idea", "ada")

    def look_at(self, pull: Pull) -> tuple[Run, Run]:
        """Run what GitHub runs for a pull request: the check and the preview."""
        event = proposed(self.github, pull)
        return self.machine.run("check", event), self.machine.run("preview", event)

    def comment(self, preview: Run, pull: Pull, owner: str = "aurora") -> Run:
        """Run what follows on a preview; ``owner`` has the branch it was about."""
        return self.machine.run("comment", ended(preview, pull, owner))

    def approved(self, text: str = "Ciao") -> Pull:
        """Bring a post to main as it should be: proposed, approved by somebody else, merged."""
        pull = self.propose(text)
        self.github.review(pull, "bob")
        self.team.merge(pull)
        return pull

    def publish(self, now: str | None = None, only: Container[str] | None = ("publish",)) -> Run:
        """Run the publishing workflow by its schedule, without the job that tells of it unless that is wanted."""
        self.machine.now = now or self.machine.now
        return self.machine.run("publish", scheduled("7,27,47 * * * *"), only)


def proposed(github: GitHub, pull: Pull) -> Event:
    """Return what GitHub says when a pull request is opened or pushed to."""
    base = github.git("rev-parse", "refs/heads/main")
    said = {
        "number": pull.number,
        "title": pull.title,
        "base": {"ref": "main", "sha": base},
        "head": {"ref": pull.branch, "sha": pull.head},
    }
    return Event("pull_request", {"action": "opened", "pull_request": said}, f"refs/pull/{pull.number}/merge")


def ended(run: Run, pull: Pull, owner: str = "aurora", **more: Any) -> Event:
    """Return what GitHub says when a run about a pull request has ended; from a fork it does not say which one."""
    said = {
        "id": run.id,
        "name": run.workflow,
        "event": run.event.name,
        "conclusion": run.result,
        "head_branch": pull.branch,
        "head_sha": pull.head,
        "head_repository": {"full_name": f"{owner}/social", "owner": {"login": owner}},
        "html_url": f"{SERVER}/aurora/social/actions/runs/{run.id}",
        "pull_requests": [],
        **more,
    }
    return Event("workflow_run", {"action": "completed", "workflow_run": said})


def scheduled(cron: str) -> Event:
    """Return what GitHub says when a time of a schedule has come."""
    return Event("schedule", {"schedule": cron})


def opened(issue: dict[str, Any], association: str = "MEMBER") -> Event:
    """Return what GitHub says when somebody has opened an issue."""
    return Event("issues", {"action": "opened", "issue": issue | {"author_association": association}})


def a_stage(remote: Remote, github: GitHub, pds: Pds, home: Path) -> Stage:
    """Return a team with a Bluesky account, whose workflows are those of a user."""
    team = a_team(remote, github)
    account = pds.new_account()
    workspace = at_the_pds(team.workspace, account)
    for rehearsed in ("x", "sandbox"):
        (workspace.root / f"brand/channels/{rehearsed}.yml").unlink()
    team = Team(Workspace(workspace.root, {}), github)
    for path, text in workflows(Setup(("SMM_BLUESKY_PASSWORD",))).items():
        team.workspace.write(path, text)
    team.commit("root", "main")
    machine = Machine(github, home, secrets=workspace.environment)
    return Stage(team, machine, pds, account)
