"""Comments and issues that are written once and changed in place, found again by a mark in their first line.

Anybody may write a mark, so only what the token's own account wrote is ever changed. Sources:
https://docs.github.com/rest/issues/comments and https://docs.github.com/rest/issues/issues, read 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smm_build.domain.sentence import Sentence
from smm_build.forge._github_api import Repository, number, pages, send, text
from smm_build.networks import Flow

__all__ = ["LABEL", "LONGEST", "Problem", "Settled", "mark_of", "put_comment", "settle_problems"]

LABEL = "smm"
"""The label of issues this product opens."""
LONGEST = 65_536
"""Characters of a comment or an issue; https://github.com/orgs/community/discussions/41331, read 2026-11-23."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something somebody has to know of: a key that stays the same while it lasts, a title, and what to do."""

    key: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done about problems: numbers of issues."""

    opened: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()


def mark_of(name: str) -> str:
    """Return the first line by which something of ours is found again."""
    return f"<!-- smm {name} -->"


def put_comment(repository: Repository, thread: int, name: str, body: str) -> Flow[str]:
    """Write a comment on an issue or pull request, or change the one of that name; return its address.

    The words stay the same if they are the same already. Raises :class:`~smm_build.networks.Refused`.
    """
    mark = mark_of(name)
    said = (body if body.startswith(f"{mark}\n") else f"{mark}\n{body}")[:LONGEST]
    there = yield from pages(repository, f"/issues/{thread}/comments", _LIST)
    mine = [comment for comment in (yield from _own(repository, there)) if _mark(comment) == mark]
    if mine and text(mine[0], "body").replace("\r\n", "\n") == said:
        return text(mine[0], "html_url")
    if mine:
        request = repository.request("PATCH", f"/issues/comments/{number(mine[0], 'id')}", _WRITE, json={"body": said})
    else:
        request = repository.request("POST", f"/issues/{thread}/comments", _WRITE, json={"body": said})
    return text((yield from send(repository, request, _WRITE)).data, "html_url")


def settle_problems(repository: Repository, problems: Sequence[Problem]) -> Flow[Settled]:
    """Have exactly one open issue for each problem: open, change and close what is needed, and nothing else.

    An issue that somebody closed as "not planned" is an answer: while the problem lasts it stays closed. One that was
    closed otherwise is opened again. Raises :class:`~smm_build.networks.Refused`.
    """
    every = yield from pages(repository, "/issues", _ISSUES, {"state": "all", "labels": LABEL, "sort": "updated"})
    issues = yield from _own(repository, [issue for issue in every if "pull_request" not in issue])
    opened: list[int] = []
    changed: list[int] = []
    for problem in problems:
        mine = [issue for issue in issues if _mark(issue) == mark_of(problem.key)]
        mine.sort(key=lambda issue: text(issue, "state") != "open")
        if not mine:
            opened.append((yield from _open(repository, problem)))
        elif (yield from _keep(repository, problem, mine[0])):
            changed.append(number(mine[0], "number"))
    closed = yield from _close(repository, problems, issues)
    return Settled(tuple(opened), tuple(changed), closed)


def _open(repository: Repository, problem: Problem) -> Flow[int]:
    body: dict[str, object] = {**_said(problem), "labels": [LABEL]}
    answer = yield from send(repository, repository.request("POST", "/issues", _OPEN, json=body), _OPEN)
    return number(answer.data, "number")


def _keep(repository: Repository, problem: Problem, issue: Mapping[str, object]) -> Flow[bool]:
    """Have an issue say what is true now; tells whether it had to be changed."""
    over = text(issue, "state") == "closed"
    if over and text(issue, "state_reason") == "not_planned":
        return False
    same = text(issue, "body").replace("\r\n", "\n") == _said(problem)["body"] and text(issue, "title") == problem.title
    if same and not over:
        return False
    body = {**_said(problem), **({"state": "open"} if over else {})}
    yield from send(
        repository, repository.request("PATCH", f"/issues/{number(issue, 'number')}", _OPEN, json=body), _OPEN
    )
    return True


def _close(
    repository: Repository, problems: Sequence[Problem], issues: Sequence[Mapping[str, object]]
) -> Flow[tuple[int, ...]]:
    """Close what is no problem any more."""
    keys = {mark_of(problem.key) for problem in problems}
    closed: list[int] = []
    open_ones = [issue for issue in issues if text(issue, "state") == "open" and _mark(issue) not in keys]
    for issue in open_ones:
        body = {"state": "closed", "state_reason": "completed"}
        request = repository.request("PATCH", f"/issues/{number(issue, 'number')}", _DONE, json=body)
        yield from send(repository, request, _DONE)
        closed.append(number(issue, "number"))
    return tuple(closed)


def _said(problem: Problem) -> dict[str, str]:
    return {"title": problem.title[:256], "body": f"{mark_of(problem.key)}\n{problem.body}"[:LONGEST]}


def _mark(thing: Mapping[str, object]) -> str:
    return text(thing, "body").replace("\r\n", "\n").partition("\n")[0]


def _own(repository: Repository, things: Sequence[Mapping[str, object]]) -> Flow[list[Mapping[str, object]]]:
    """Return those that bear a mark of ours and were written by our own account.

    A job's token may not ask who it is; then whatever a bot wrote is taken for ours: the mark tells which.
    """
    marked = [thing for thing in things if _mark(thing).startswith("<!-- smm ")]
    if not marked:
        return []
    login = yield from _who(repository)
    if login is None:
        return [thing for thing in marked if text(thing, "user", "type") == "Bot"]
    return [thing for thing in marked if text(thing, "user", "login").casefold() == login.casefold()]


def _who(repository: Repository) -> Flow[str | None]:
    answer = yield repository.at("GET", "/user", _WHO)
    return text(answer.data, "login") or None if answer.ok else None


_LIST = Sentence("list the comments", "elencare i commenti")
_WRITE = Sentence("write the comment", "scrivere il commento")
_ISSUES = Sentence("list the issues", "elencare le issue")
_OPEN = Sentence("open or change an issue", "aprire o cambiare una issue")
_DONE = Sentence("close an issue", "chiudere una issue")
_WHO = Sentence("ask whose the token is", "chiedere di chi è il token")
