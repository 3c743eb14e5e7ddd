"""A stand-in for GitHub on this machine: real HTTP, and a real bare git repository behind it.

It keeps pull requests, reviews, comments, issues, workflows and settings, merges in the three ways GitHub has, and
answers the questions this project asks. Every request and every answer is judged by GitHub's own description of its API
(:mod:`tests.servers.github_contract`); what it has against one is in :attr:`GitHub.faults`, and the fixture fails the
test for it.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.servers import github_contract as contract
from tests.servers.git import Remote
from tests.servers.github_answers import Answer, answer_to

__all__ = ["TOKEN", "Asked", "GitHub", "Pull", "serve"]

TOKEN = "ghs_standin0000000000000000000000000000"
NAME = "aurora/social"


@dataclass(frozen=True)
class Asked:
    """One request as it came over HTTP."""

    method: str
    path: str
    params: Mapping[str, str]
    body: Any
    headers: Mapping[str, str]


@dataclass
class Pull:
    """A pull request: who opened it, from which branch, and what became of it."""

    number: int
    author: str
    branch: str
    head: str
    base: str = "main"
    title: str = "A change"
    body: str = ""
    merged: str | None = None
    brought: tuple[str, ...] = ()
    reviews: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class GitHub:
    """The state behind the stand-in, and what people do with it."""

    remote: Remote
    url: str = ""
    name: str = NAME
    bot: bool = True
    """Whether the token is a job's (``github-actions[bot]``) or a person's (``ada``)."""
    pulls: dict[int, Pull] = field(default_factory=dict)
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    """How the repository is set up, by the endpoint below it: ``actions/permissions``; absent: 404 or the usual."""
    page: int | None = None
    """Entries on a page, if fewer than are asked for."""
    faults: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    unchanged: int = 0
    """How often 304 was answered."""
    trouble: Callable[[Asked], Answer | None] = lambda _: None
    """What to answer instead, for tests of what goes wrong."""
    cut: Callable[[Asked], bool] = lambda _: False
    """Whether the connection ends after acting and before answering."""
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    # --- what people do

    def open_pull(self, branch: str, author: str = "ada", base: str = "main") -> Pull:
        """Open a pull request from a branch that was pushed."""
        pull = Pull(next(self.ids), author, branch, self.git("rev-parse", f"refs/heads/{branch}"), base)
        self.pulls[pull.number] = pull
        self.pushed(pull)
        return pull

    def pushed(self, pull: Pull) -> None:
        """See what is on its branch now; also after a force push."""
        pull.head = self.git("rev-parse", f"refs/heads/{pull.branch}")
        self.git("update-ref", f"refs/pull/{pull.number}/head", pull.head)

    def review(self, pull: Pull, login: str, state: str = "APPROVED", kind: str = "User") -> dict[str, Any]:
        """Let somebody judge the newest commit of a pull request."""
        said = contract.named(
            "pull-request-review",
            id=next(self.ids),
            user=person(login, kind),
            state=state,
            commit_id=pull.head,
            submitted_at=f"2026-11-24T08:{len(pull.reviews):02}:00Z",
        )
        pull.reviews.append(said)
        return dict(said)

    def dismiss(self, pull: Pull, login: str) -> None:
        """Take somebody's reviews back."""
        for said in pull.reviews:
            if said["user"]["login"] == login:
                said["state"] = "DISMISSED"

    def merge(self, pull: Pull, how: str = "merge") -> str:
        """Merge in one of the ways GitHub has and return the newest commit of the branch."""
        work = self.remote.clone(f"merging-{pull.number}")
        work.git("checkout", "--quiet", pull.base)
        before = work.git("rev-parse", "HEAD")
        work.git("fetch", "--quiet", "origin", f"refs/pull/{pull.number}/head")
        title = f"{pull.title} (#{pull.number})"
        if how == "merge":
            work.git("merge", "--quiet", "--no-ff", "--message", title, "FETCH_HEAD")
        elif how == "squash":
            work.git("merge", "--quiet", "--squash", "FETCH_HEAD")
            work.git("commit", "--quiet", "--message", title)
        else:
            # With another message, so that they are other commits, as GitHub's always are.
            work.git("rebase", "--quiet", "--signoff", pull.base, "FETCH_HEAD")
            work.git("checkout", "--quiet", "-B", pull.base)
        work.push(pull.base)
        pull.merged = work.git("rev-parse", "HEAD")
        pull.brought = tuple(work.git("rev-list", f"{before}..HEAD").split())
        return pull.merged

    def open_issue(self, title: str, body: str, login: str, labels: tuple[str, ...] = ()) -> dict[str, Any]:
        """Let somebody open an issue."""
        issue = contract.named(
            "issue",
            number=next(self.ids),
            title=title,
            body=body,
            state="open",
            user=person(login, "Bot" if login.endswith("[bot]") else "User"),
            labels=[contract.named("label", name=label) for label in labels],
            html_url=f"https://github.example/{self.name}/issues/1",
        )
        self.issues[issue["number"]] = issue
        return dict(issue)

    def comment(self, number: int, login: str, body: str) -> dict[str, Any]:
        """Let somebody comment on an issue or a pull request."""
        kind = "Bot" if login.endswith("[bot]") else "User"
        said = contract.named("issue-comment", id=next(self.ids), user=person(login, kind), body=body)
        self.comments.setdefault(number, []).append(said)
        return dict(said)

    # --- what it knows

    @property
    def me(self) -> str:
        """Whose the token is."""
        return "github-actions[bot]" if self.bot else "ada"

    def git(self, *words: str) -> str:
        """Run git in the repository."""
        return self.remote.git(*words)

    def environment(self) -> dict[str, str]:
        """Return what a job on GitHub has in its environment."""
        return {"GITHUB_API_URL": self.url, "GITHUB_REPOSITORY": self.name, "GITHUB_TOKEN": TOKEN}

    def writes(self) -> list[str]:
        """Return what was changed over HTTP: method and path below the repository."""
        below = f"/repos/{self.name}"
        return [f"{asked.method} {asked.path.removeprefix(below)}" for asked in self.asked if asked.method != "GET"]


def person(login: str, kind: str = "User") -> dict[str, Any]:
    """Return an account as the API shows it."""
    user: dict[str, Any] = contract.named("simple-user", login=login, type=kind)
    return user


@contextmanager
def serve(github: GitHub) -> Iterator[GitHub]:
    """Answer on a port of this machine until the end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # headers and body in one packet: in two, the second waits 40 ms for the first to be confirmed

        def _answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            raw = self.rfile.read(length)
            url = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, url.path, dict(parse_qsl(url.query)), json.loads(raw) if raw else None, headers)
            answer = _judged(github, asked)
            if github.cut(asked):
                self.close_connection = True
                return
            body = b"" if answer.value is None else json.dumps(answer.value).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _answer  # noqa: N815 - names of http.server

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    github.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()


def _judged(github: GitHub, asked: Asked) -> Answer:
    """Judge a request, answer it, and judge the answer."""
    github.asked.append(asked)
    what = contract.operation(asked.method, asked.path)
    faults = contract.request_faults(what, asked.params, asked.body)
    github.faults += [f"{asked.method} {asked.path}: {fault}" for fault in faults]
    if "application/vnd.github+json" not in asked.headers.get("accept", ""):
        github.faults.append(f"{asked.method} {asked.path}: no Accept header")
    if asked.headers.get("authorization") != f"Bearer {TOKEN}":
        return Answer(401, {"message": "Bad credentials"})
    if (trouble := github.trouble(asked)) is not None:
        return trouble
    if what is None or faults:
        return Answer(422, {"message": "Validation Failed", "errors": faults})
    answer = answer_to(github, what, asked)
    if answer.status < 300:
        said = contract.answer_faults(what, answer.status, answer.value)
        github.faults += [f"the stand-in's answer to {asked.method} {asked.path}: {fault}" for fault in said]
    return _unless_known(github, asked, answer)


def _unless_known(github: GitHub, asked: Asked, answer: Answer) -> Answer:
    if asked.method != "GET" or answer.status != 200:
        return answer
    etag = f'"{hashlib.sha256(json.dumps(answer.value, sort_keys=True).encode()).hexdigest()}"'
    if asked.headers.get("if-none-match") == etag:
        github.unchanged += 1
        return Answer(304, None, {"ETag": etag})
    return Answer(answer.status, answer.value, {**answer.headers, "ETag": etag})
