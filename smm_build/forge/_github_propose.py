"""Proposing a new file: a branch, the file on it, and a pull request.

Sources: https://docs.github.com/rest/git/refs#create-a-reference,
https://docs.github.com/rest/repos/contents#create-or-update-file-contents and
https://docs.github.com/rest/pulls/pulls#create-a-pull-request, read 2026-11-23.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from urllib.parse import quote

from smm_build.domain.sentence import Sentence
from smm_build.forge._github_api import Repository, ask, entries, number, refused, send, text
from smm_build.networks import Flow

__all__ = ["Proposal", "Proposed", "propose"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed: a new file at ``path`` of the repository, on ``branch``, to be merged into ``base``."""

    branch: str
    base: str
    path: str
    content: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The pull request, and whether it was there before: then nothing of it was changed."""

    number: int
    url: str
    before: bool


def propose(repository: Repository, proposal: Proposal) -> Flow[Proposed]:
    """Open a pull request with the file; one that is open from this branch stays as it is, with what people did to it.

    May be repeated after every failure. Raises :class:`~smm_build.networks.Refused`.
    """
    there = yield from _open_pull(repository, proposal)
    if there is not None:
        return there
    yield from _branch(repository, proposal)
    yield from _write(repository, proposal)
    body = {"title": proposal.title, "head": proposal.branch, "base": proposal.base, "body": proposal.body}
    answer = yield from send(repository, repository.request("POST", "/pulls", _PULL, json=body), _PULL)
    return Proposed(number(answer.data, "number"), text(answer.data, "html_url"), before=False)


def _open_pull(repository: Repository, proposal: Proposal) -> Flow[Proposed | None]:
    head = f"{repository.owner}:{proposal.branch}"
    answer = yield from ask(repository, "/pulls", _PULL, {"state": "open", "head": head})
    pulls = entries(answer.value) if answer.ok else None
    if pulls is None:
        raise refused(answer, _PULL, repository)
    if not pulls:
        return None
    return Proposed(number(pulls[0], "number"), text(pulls[0], "html_url"), before=True)


def _branch(repository: Repository, proposal: Proposal) -> Flow[None]:
    base = yield from ask(repository, f"/git/ref/heads/{quote(proposal.base)}", _BRANCH)
    start = text(base.value, "object", "sha")
    if not base.ok or not start:
        raise refused(base, _BRANCH, repository)
    known = yield from ask(repository, f"/git/ref/heads/{quote(proposal.branch)}", _BRANCH)
    if known.ok:
        return  # an earlier attempt got as far as this
    body = {"ref": f"refs/heads/{proposal.branch}", "sha": start}
    yield from send(repository, repository.request("POST", "/git/refs", _BRANCH, json=body), _BRANCH)


def _write(repository: Repository, proposal: Proposal) -> Flow[None]:
    path = f"/contents/{quote(proposal.path)}"
    known = yield from ask(repository, path, _FILE, {"ref": proposal.branch})
    if known.ok:
        return  # the same
    body = {
        "message": proposal.title,
        "content": base64.b64encode(proposal.content.encode("utf-8")).decode("ascii"),
        "branch": proposal.branch,
    }
    yield from send(repository, repository.request("PUT", path, _FILE, json=body), _FILE)


_PULL = Sentence("open a pull request", "aprire una pull request")
_BRANCH = Sentence("make a branch", "creare un ramo")
_FILE = Sentence("write the file", "scrivere il file")
