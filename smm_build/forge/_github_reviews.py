"""Which pull request brought a commit, and who approved what of it.

``GET commits/{sha}/pulls`` names the merged pull request that brought a commit, whether it was merged, squashed or
rebased. A review that was dismissed has the state ``DISMISSED``; a comment takes no earlier verdict back. Source:
https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit and
https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request, read 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from smm_build.domain.sentence import Sentence
from smm_build.forge._base import Review
from smm_build.forge._github_api import Repository, ask, entries, instant, number, pages, place, refused, text
from smm_build.networks import Flow

__all__ = ["Pull", "changed_files", "merged_pulls", "reviews_of"]

_NO_SUCH_COMMIT = 422
_VERDICTS = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request that was merged: its number, who opened it, and the commit that brought it to the branch."""

    number: int
    author: str
    merged: str | None


class _Wrote(NamedTuple):
    """Who wrote what is in a pull request: logins, in small letters."""

    opener: str
    authors: frozenset[str]


def reviews_of(repository: Repository, branch: str, commits: Sequence[str]) -> Flow[list[Review]]:
    """Return the last verdict of each reviewer on each pull request that brought one of ``commits`` to ``branch``.

    Verdicts of bots, of whoever opened the pull request and of whoever wrote a commit of it are void. Raises
    :class:`~smm_build.networks.Refused`.
    """
    found: list[Review] = []
    for pull in (yield from merged_pulls(repository, branch, commits)):
        found += yield from _reviews_of_pull(repository, pull)
    return found


def merged_pulls(repository: Repository, branch: str, commits: Sequence[str]) -> Flow[list[Pull]]:
    """Return the pull requests that brought ``commits`` to ``branch`` of this repository, each once."""
    found: dict[int, Pull] = {}
    for commit in commits:
        # A commit that was pushed a moment ago, or that GitHub has never seen, belongs to no pull request.
        answer = yield from ask(repository, f"/commits/{commit}/pulls", _PULLS)
        if answer.status == _NO_SUCH_COMMIT:
            continue
        pulls = entries(answer.value) if answer.ok else None
        if pulls is None:
            raise refused(answer, _PULLS, repository)
        for pull in (_pull(entry) for entry in pulls if _brought(entry, repository, branch)):
            found.setdefault(pull.number, pull)
    return list(found.values())


def _brought(pull: Mapping[str, object], repository: Repository, branch: str) -> bool:
    """Whether a pull request was merged into the branch of this very repository, and not of a fork of it."""
    into = text(pull, "base", "repo", "full_name").casefold() == repository.name.casefold()
    return into and text(pull, "base", "ref") == branch and instant(pull, "merged_at") is not None


def _pull(answer: object) -> Pull:
    """Return what GitHub says of a pull request."""
    return Pull(number(answer, "number"), text(answer, "user", "login"), text(answer, "merge_commit_sha") or None)


def changed_files(repository: Repository, pull: int) -> Flow[frozenset[str]]:
    """Return the files that a pull request adds or changes, by path in the repository."""
    files = yield from pages(repository, f"/pulls/{pull}/files", _FILES)
    return frozenset(text(file, "filename") for file in files if text(file, "status") != "removed")


def _reviews_of_pull(repository: Repository, pull: Pull) -> Flow[list[Review]]:
    said = yield from pages(repository, f"/pulls/{pull.number}/reviews", _REVIEWS)
    latest = _latest(said)
    if not any(text(review, "state") == "APPROVED" for review in latest):
        return []
    wrote = yield from _wrote(repository, pull)
    reviews = (_review(review, pull, wrote) for review in latest)
    return [review for review in reviews if review is not None]


def _latest(said: Iterable[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Return each reviewer's last verdict. GitHub lists them in order of time."""
    latest: dict[str, Mapping[str, object]] = {}
    for review in said:
        login = text(review, "user", "login").casefold()
        if login and text(review, "state") in _VERDICTS:
            latest[login] = review
    return list(latest.values())


def _wrote(repository: Repository, pull: Pull) -> Flow[_Wrote]:
    """Return who wrote the pull request. Joining two branches, as "Update branch" does, writes nothing."""
    commits = yield from pages(repository, f"/pulls/{pull.number}/commits", _COMMITS)
    own = [commit for commit in commits if len(entries(place(commit, "parents")) or []) < 2]  # noqa: PLR2004
    logins = {text(commit, "author", "login").casefold() for commit in own}
    return _Wrote(pull.author.casefold(), frozenset(logins - {""}))


def _review(review: Mapping[str, object], pull: Pull, wrote: _Wrote) -> Review | None:
    at, commit = instant(review, "submitted_at"), text(review, "commit_id")
    if at is None or not commit:
        return None
    return Review(
        reviewer=text(review, "user", "login"),
        approved=text(review, "state") == "APPROVED",
        commit=commit,
        at=at,
        pull=pull.number,
        ref=f"refs/pull/{pull.number}/head",
        merged=pull.merged,
        void=_void(review, wrote),
    )


def _void(review: Mapping[str, object], wrote: _Wrote) -> Sentence | None:
    login = text(review, "user", "login")
    if text(review, "user", "type") == "Bot" or login.casefold().endswith("[bot]"):
        return Sentence(f"{login} is a bot", f"{login} è un bot")
    if login.casefold() == wrote.opener:
        return Sentence(f"{login} opened the pull request", f"{login} ha aperto la pull request")
    if login.casefold() in wrote.authors:
        return Sentence(f"{login} wrote a part of it", f"{login} ne ha scritto una parte")
    return None


_PULLS = Sentence("find the pull request of a commit", "trovare la pull request di un commit")
_REVIEWS = Sentence("list the reviews of a pull request", "elencare le revisioni di una pull request")
_FILES = Sentence("list the files of a pull request", "elencare i file di una pull request")
_COMMITS = Sentence("list the commits of a pull request", "elencare i commit di una pull request")
