"""What the stand-in for GitHub answers: one function an endpoint, by its template in GitHub's description."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers import github_contract as contract
from tests.servers.github_contract import Operation, named

if TYPE_CHECKING:
    from tests.servers.github import Asked, GitHub, Pull

__all__ = ["Answer", "answer_to"]

_REPO = "/repos/{owner}/{repo}"


@dataclass(frozen=True)
class Answer:
    """Status, JSON (``None``: no body) and headers."""

    status: int
    value: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


NOT_FOUND = Answer(404, {"message": "Not Found"})


def answer_to(github: GitHub, what: Operation, asked: Asked) -> Answer:
    """Answer a valid request."""
    if what.template == "/user":
        user = named("public-user", login=github.me)
        return Answer(403, {"message": "Resource not accessible by integration"}) if github.bot else Answer(200, user)
    if f"{what.values['owner']}/{what.values['repo']}" != github.name:
        return NOT_FOUND
    known = _ANSWERS.get((asked.method, what.template.removeprefix(_REPO)))
    return known(github, what.values, asked) if known else _setting(github, what, asked)


def _setting(github: GitHub, what: Operation, asked: Asked) -> Answer:
    """Answer with what a test has set, or that it may not be seen."""
    path = asked.path.removeprefix(f"/repos/{github.name}/")
    said = github.settings.get(path)
    if said is None:
        return NOT_FOUND
    if isinstance(said, int):
        return Answer(said, {"message": "Resource not accessible by integration"})
    return (
        _page(github, asked, said)
        if isinstance(said, list)
        else Answer(200, contract.skeleton(what.schema(200), **said))
    )


def _page(github: GitHub, asked: Asked, every: Sequence[Any]) -> Answer:
    size = min(int(asked.params.get("per_page", 30)), github.page or 100)
    page = int(asked.params.get("page", 1))
    more = len(every) > page * size
    link = {"Link": f'<{github.url}{asked.path}?page={page + 1}>; rel="next"'} if more else {}
    return Answer(200, list(every[(page - 1) * size : page * size]), link)


def _repository(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    said = {"full_name": github.name, "default_branch": "main", "private": True, **github.settings.get("", {})}
    return Answer(200, named("full-repository", **said))


# --- pull requests


def _pull(github: GitHub, pull: Pull, kind: str = "pull-request-simple") -> Any:
    repo = {"full_name": github.name, "name": github.name.partition("/")[2]}
    return named(
        kind,
        number=pull.number,
        title=pull.title,
        body=pull.body,
        state="closed" if pull.merged else "open",
        html_url=f"https://github.example/{github.name}/pull/{pull.number}",
        user=named("simple-user", login=pull.author),
        merged_at="2026-11-24T09:00:00Z" if pull.merged else None,
        merge_commit_sha=pull.merged,
        base={"ref": pull.base, "repo": repo},
        head={"ref": pull.branch, "sha": pull.head},
    )


def _pulls_of_commit(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    commit = values["commit_sha"]
    try:
        github.git("cat-file", "-e", f"{commit}^{{commit}}")
    except AssertionError:
        return Answer(422, {"message": f"No commit found for SHA: {commit}"})
    found = [pull for pull in github.pulls.values() if commit in (pull.brought if pull.merged else (pull.head,))]
    return _page(github, asked, [_pull(github, pull) for pull in found])


def _pulls(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    branch = asked.params.get("head", "").partition(":")[2]
    found = [pull for pull in github.pulls.values() if not pull.merged and branch in {"", pull.branch}]
    return _page(github, asked, [_pull(github, pull) for pull in found])


def _new_pull(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    if any(pull.branch == asked.body["head"] and not pull.merged for pull in github.pulls.values()):
        return Answer(422, {"message": "A pull request already exists"})
    pull = github.open_pull(asked.body["head"], github.me, asked.body["base"])
    pull.title, pull.body = asked.body["title"], asked.body.get("body", "")
    return Answer(201, _pull(github, pull, "pull-request"))


def _reviews(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    pull = github.pulls.get(int(values["pull_number"]))
    return _page(github, asked, pull.reviews) if pull else NOT_FOUND


def _commits(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    pull = github.pulls[int(values["pull_number"])]
    base = f"{pull.merged}^1" if pull.merged else f"refs/heads/{pull.base}"
    lines = github.git("log", "--reverse", "--format=%H|%ae|%P", f"{_fork_of(github, pull, base)}..{pull.head}").split(
        "\n"
    )
    return _page(github, asked, [_commit(line) for line in lines if line])


def _fork_of(github: GitHub, pull: Pull, base: str) -> str:
    start = f"{pull.brought[-1]}^1" if pull.brought else base
    return github.git("merge-base", start, pull.head)


def _commit(line: str) -> Any:
    sha, email, parents = line.split("|")
    author = named("simple-user", login=email.partition("@")[0])
    return named(
        "commit", sha=sha, author=author, parents=[{"sha": p, "url": "", "html_url": ""} for p in parents.split()]
    )


def _files(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    pull = github.pulls[int(values["pull_number"])]
    names = github.git("diff", "--name-only", f"{_fork_of(github, pull, f'refs/heads/{pull.base}')}", pull.head).split(
        "\n"
    )
    return _page(github, asked, [named("diff-entry", filename=name, sha="0" * 40) for name in names if name])


# --- issues and comments


def _comments(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    return _page(github, asked, github.comments.get(int(values["issue_number"]), []))


def _new_comment(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    number = int(values["issue_number"])
    if number not in github.pulls and number not in github.issues:
        return NOT_FOUND
    return Answer(201, github.comment(number, github.me, asked.body["body"]))


def _changed_comment(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    for said in (comment for comments in github.comments.values() for comment in comments):
        if said["id"] == int(values["comment_id"]):
            said["body"] = asked.body["body"]
            return Answer(200, said)
    return NOT_FOUND


def _issues(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    state, label = asked.params.get("state", "open"), asked.params.get("labels")
    found = [
        issue
        for issue in github.issues.values()
        if state in {"all", issue["state"]} and (label is None or label in {said["name"] for said in issue["labels"]})
    ]
    return _page(github, asked, found)


def _new_issue(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    body = asked.body
    return Answer(201, github.open_issue(body["title"], body.get("body", ""), github.me, tuple(body.get("labels", ()))))


def _changed_issue(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    issue = github.issues.get(int(values["issue_number"]))
    if issue is None:
        return NOT_FOUND
    issue |= asked.body
    return Answer(200, issue)


# --- git


def _ref(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    try:
        sha = github.git("rev-parse", "--verify", f"refs/{values['ref']}")
    except AssertionError:
        return NOT_FOUND
    return Answer(200, named("git-ref", ref=f"refs/{values['ref']}", object={"sha": sha, "type": "commit"}))


def _new_ref(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    ref, sha = asked.body["ref"], asked.body["sha"]
    try:
        github.git("update-ref", ref, sha, "0" * 40)
    except AssertionError:
        return Answer(422, {"message": "Reference already exists"})
    return Answer(201, named("git-ref", ref=ref, object={"sha": sha, "type": "commit"}))


def _content(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    ref = asked.params.get("ref", "main")
    try:
        text = github.git("show", f"{ref}:{values['path']}")
        sha = github.git("rev-parse", f"{ref}:{values['path']}")
    except AssertionError:
        return NOT_FOUND
    content = base64.b64encode(text.encode()).decode()
    return Answer(200, named("content-file", path=values["path"], sha=sha, content=content, encoding="base64"))


def _put_content(github: GitHub, values: Mapping[str, str], asked: Asked) -> Answer:
    body, path = asked.body, values["path"]
    branch = body.get("branch", "main")
    work = github.remote.clone(f"put-{next(github.ids)}")
    work.git("checkout", "--quiet", branch)
    known = work.git("ls-tree", "HEAD", "--", path).split()
    if known and body.get("sha") != known[2]:
        return Answer(422, {"message": 'Invalid request. "sha" wasn\'t supplied.'})
    commit = work.commit(body["message"], {path: base64.b64decode(body["content"]).decode()})
    work.push(branch)
    return Answer(200 if known else 201, named("file-commit", commit={"sha": commit}, content={"path": path}))


_ANSWERS: dict[tuple[str, str], Callable[[GitHub, Mapping[str, str], Asked], Answer]] = {
    ("GET", ""): _repository,
    ("GET", "/commits/{commit_sha}/pulls"): _pulls_of_commit,
    ("GET", "/pulls"): _pulls,
    ("POST", "/pulls"): _new_pull,
    ("GET", "/pulls/{pull_number}/reviews"): _reviews,
    ("GET", "/pulls/{pull_number}/commits"): _commits,
    ("GET", "/pulls/{pull_number}/files"): _files,
    ("GET", "/issues/{issue_number}/comments"): _comments,
    ("POST", "/issues/{issue_number}/comments"): _new_comment,
    ("PATCH", "/issues/comments/{comment_id}"): _changed_comment,
    ("GET", "/issues"): _issues,
    ("POST", "/issues"): _new_issue,
    ("PATCH", "/issues/{issue_number}"): _changed_issue,
    ("GET", "/git/ref/{ref}"): _ref,
    ("POST", "/git/refs"): _new_ref,
    ("GET", "/contents/{path}"): _content,
    ("PUT", "/contents/{path}"): _put_content,
}
