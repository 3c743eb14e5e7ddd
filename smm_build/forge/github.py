"""GitHub: who approved what, comments, issues, proposals and how a repository is set up.

Everything here is a flow in the vocabulary of :mod:`smm_build.networks`: no I/O of its own, no clock, no environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from smm_build.domain.sentence import Sentence
from smm_build.forge._base import Drive, ForgeSilent, Review
from smm_build.forge._github_api import Repository
from smm_build.forge._github_heads import Head, head_of_run, pull_with_head
from smm_build.forge._github_inspect import Expected, inspect_repository
from smm_build.forge._github_marked import Problem, Settled, put_comment, settle_problems
from smm_build.forge._github_propose import Proposal, Proposed, propose
from smm_build.forge._github_remarks import Remark, workflows_older
from smm_build.forge._github_reviews import changed_files, merged_pulls, reviews_of
from smm_build.forge._github_state import WorkflowState, workflow_state
from smm_build.networks import InDoubt, Refused

__all__ = [
    "API",
    "Expected",
    "GitHub",
    "Head",
    "Problem",
    "Proposal",
    "Proposed",
    "Remark",
    "Repository",
    "Settled",
    "WorkflowState",
    "changed_files",
    "head_of_run",
    "inspect_repository",
    "merged_pulls",
    "propose",
    "pull_with_head",
    "put_comment",
    "repository_from",
    "settle_problems",
    "workflow_state",
    "workflows_older",
]

API = "https://api.github.com"
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")


class GitHub:
    """Answers who approved what, for one branch of a repository. What was asked once is not asked again."""

    def __init__(self, repository: Repository, branch: str, drive: Drive) -> None:
        self._repository = repository
        self._branch = branch
        self._drive = drive
        self._known: dict[str, tuple[Review, ...]] = {}

    def reviews(self, commits: Sequence[str]) -> Sequence[Review]:
        """Return the last verdicts on the pull requests that brought ``commits``; raises :class:`ForgeSilent`."""
        found: dict[Review, None] = {}
        for commit in commits:
            if commit not in self._known:
                self._known[commit] = self._ask(commit)
            found |= dict.fromkeys(self._known[commit])
        return list(found)

    def _ask(self, commit: str) -> tuple[Review, ...]:
        try:
            return tuple(self._drive(reviews_of(self._repository, self._branch, [commit])))
        except (Refused, InDoubt) as error:
            raise ForgeSilent(error.reason) from error


def repository_from(environment: Mapping[str, str], address: str | None = None) -> Repository | None:
    """Return the repository that the environment names, ``None`` when it names none or brings no token.

    ``GITHUB_REPOSITORY``, ``GITHUB_API_URL`` and ``GITHUB_TOKEN`` (or ``GH_TOKEN``) are what a GitHub Actions job has.
    Elsewhere ``address`` tells, the repository's page such as ``https://github.com/owner/name``. Raises
    :class:`ForgeSilent` when the name is none.
    """
    token = (environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN") or "").strip()
    name = environment.get("GITHUB_REPOSITORY", "").strip()
    api = environment.get("GITHUB_API_URL", "").strip().rstrip("/")
    if not name and address:
        host, name = _from_page(address)
        api = api or _api_of(host)
    if not name or not token:
        return None
    if not _NAME.fullmatch(name):
        raise ForgeSilent(_NO_NAME)
    return Repository(api or API, name, token)


def _from_page(address: str) -> tuple[str, str]:
    host, _, path = address.removeprefix("https://").partition("/")
    parts = path.strip("/").split("/")
    if "github" not in host or len(parts) < 2:  # noqa: PLR2004 - owner and name
        return "", ""
    return host, f"{parts[0]}/{parts[1].removesuffix('.git')}"


def _api_of(host: str) -> str:
    """Return the API's address: https://docs.github.com/enterprise-server@3.19/rest/quickstart, read 2026-11-23."""
    return API if host in {"github.com", "www.github.com", ""} else f"https://{host}/api/v3"


_NO_NAME = Sentence(
    "GITHUB_REPOSITORY should be owner/name, as GitHub sets it",
    "GITHUB_REPOSITORY dev'essere owner/name, come lo scrive GitHub",
)
