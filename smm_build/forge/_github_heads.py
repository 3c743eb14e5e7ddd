"""Finding the pull request that a run was about, from what GitHub itself says of the run.

For a run that a fork's pull request began, GitHub does not say which one it was, and what such a run hands over may
say anything. So the branch, its owner and the commit are compared:
https://docs.github.com/rest/pulls/pulls#list-pull-requests, read 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smm_build.domain.sentence import Sentence
from smm_build.forge._github_api import Repository, number, pages, text
from smm_build.networks import Flow

__all__ = ["Head", "head_of_run", "pull_with_head"]


@dataclass(frozen=True, slots=True)
class Head:
    """What a run was about: whose branch, and which commit of it; ``page`` is the run's own page."""

    owner: str
    branch: str
    commit: str
    page: str


def head_of_run(event: Mapping[str, object]) -> Head | None:
    """Return what a ``workflow_run`` event is about, ``None`` when it is another event."""
    run = event.get("workflow_run")
    if not isinstance(run, dict):
        return None
    head = Head(
        text(run, "head_repository", "owner", "login"),
        text(run, "head_branch"),
        text(run, "head_sha"),
        text(run, "html_url"),
    )
    return head if head.owner and head.branch and head.commit else None


def pull_with_head(repository: Repository, head: Head) -> Flow[int | None]:
    """Return the number of the open pull request with exactly this head, ``None`` when it has moved on or is over.

    Raises :class:`~smm_build.networks.Refused`.
    """
    params = {"state": "open", "head": f"{head.owner}:{head.branch}"}
    pulls = yield from pages(repository, "/pulls", _LIST, params)
    found = [number(pull, "number") for pull in pulls if text(pull, "head", "sha") == head.commit]
    return found[0] if found else None


_LIST = Sentence("list the pull requests", "elencare le pull request")
