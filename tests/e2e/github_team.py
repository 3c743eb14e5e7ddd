"""A team that works on GitHub: a workspace in a clone, pull requests, and people who judge them."""

from __future__ import annotations

from dataclasses import dataclass

from tests.e2e.workspace import Done, Workspace, make_workspace
from tests.servers.git import Remote, Repository
from tests.servers.github import GitHub, Pull

__all__ = ["Team", "a_team"]

PEOPLE = """people:
  ada: {name: Ada, roles: [editor, approver]}
  bob: {name: Bob, roles: [approver]}
  carla: {name: Carla, roles: [approver], login: Carla-G}
  eve: {name: Eve, roles: [intern]}
"""


@dataclass(frozen=True)
class Team:
    """A workspace whose brand wants reviews, and its repository on the stand-in."""

    workspace: Workspace
    github: GitHub

    @property
    def clone(self) -> Repository:
        """The folder as a git checkout."""
        return Repository(self.workspace.root)

    def write(self, text: str = "Ciao", post: str = "one", author: str = "ada", branch: str = "idea") -> None:
        """Write a post on a branch and push it."""
        if branch != self.clone.git("branch", "--show-current"):
            self.clone.git("checkout", "--quiet", "-B", branch)
        self.workspace.post(post, text)
        self.commit(author, branch)

    def commit(self, author: str = "ada", branch: str = "idea", *, force: bool = False) -> None:
        """Commit what there is as somebody, and push it to a branch."""
        self.clone.git("add", "--all")
        self.clone.git(
            "commit", "--quiet", "--allow-empty", "--message", "write", "--author", f"{author} <{author}@example.com>"
        )
        self.clone.git("push", "--quiet", *(["--force"] if force else []), "origin", f"HEAD:{branch}")

    def propose(self, text: str = "Ciao", post: str = "one", author: str = "ada", branch: str = "idea") -> Pull:
        """Write a post on a branch and open a pull request."""
        self.write(text, post, author, branch)
        return self.github.open_pull(branch, author)

    def merge(self, pull: Pull, how: str = "squash") -> str:
        """Merge it, and have the result in the folder."""
        commit = self.github.merge(pull, how)
        self.update()
        return commit

    def update(self) -> None:
        """Have the newest main in the folder, and nothing of the branches that were merged."""
        self.clone.git("fetch", "--quiet", "origin", "main")
        self.clone.git("checkout", "--quiet", "-B", "main", "FETCH_HEAD")

    def smm(self, *words: str, now: str = "2026-11-24 12:30", **more: str) -> Done:
        """Run a command as a job on GitHub."""
        return self.workspace.smm(*words, now=now, **self.github.environment(), **more)

    def publish(self, **more: str) -> Done:
        """Publish as a job on GitHub."""
        return self.smm("publish", "--format", "json", **more)


def a_team(remote: Remote, github: GitHub, reviews: int = 1) -> Team:
    """Return a team whose brand sends only what was reviewed; nothing is planned yet."""
    workspace = make_workspace(remote.clone().path, ("sandbox", "x"))
    brand = workspace.root / "brand" / "brand.yml"
    policy = f"approval: {{policy: reviewed, reviews: {reviews}}}\n"
    brand.write_text(brand.read_text(encoding="utf-8") + policy, encoding="utf-8")
    workspace.write("brand/team.yml", PEOPLE)
    workspace.write(".gitignore", "/.smm/\n/site/\n")
    team = Team(workspace, github)
    team.clone.git("checkout", "--quiet", "-B", "main")
    team.commit("root", "main")
    return team
