"""Speaking to GitHub: requests, pages, waiting, and what a refusal means in plain words.

Which endpoints there are and what they answer: GitHub's own description of its API,
https://github.com/github/rest-api-description (read 2026-11-23 as published in @octokit/openapi 23.0.2). Versions and
headers: https://docs.github.com/rest/about-the-rest-api/api-versions, limits:
https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api, both read 2026-11-23.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks import Commit, Flow, Refused, Request, Response, Wait
from smm_build.networks._answers import wait_asked

__all__ = ["PER_PAGE", "Repository", "ask", "entries", "instant", "number", "pages", "place", "refused", "send", "text"]

API_VERSION = "2022-11-28"
PER_PAGE = 100
"""Entries on a page, the most GitHub gives."""

_PAGES = 30
"""More is refused rather than cut off: what is not read cannot be judged."""
_PAUSES = (1.0, 4.0)
"""Seconds before a question is asked a second and a third time after an error of the server."""
_PATIENCE = timedelta(seconds=60)
"""Longest wait for a limit to pass; for more the command ends, and a later run goes on."""
_QUOTED = 200
_SERVER_ERROR = 500
_PERMISSIONS = re.compile(r"[a-z_=,; ]{1,200}")
_ONCE = frozenset({"POST", "PUT"})
"""A file that was written answers a second writing with a refusal."""
_MOVED = frozenset({301, 302, 307, 308})


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub: the API's address without a slash at its end, ``owner/name``, and a token."""

    api: str
    name: str
    token: str = field(repr=False)

    @property
    def owner(self) -> str:
        """The account the repository belongs to."""
        return self.name.partition("/")[0]

    def request(
        self, method: str, path: str, asked: Sentence, params: Mapping[str, str] | None = None, json: object = None
    ) -> Request:
        """Return a request below the repository; ``path`` begins with a slash or is empty."""
        return self.at(method, f"/repos/{self.name}{path}", asked, params, json)

    def at(
        self, method: str, path: str, asked: Sentence, params: Mapping[str, str] | None = None, json: object = None
    ) -> Request:
        """Return a request anywhere in the API."""
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self.token}",
            "X-GitHub-Api-Version": API_VERSION,
        }
        return Request(method, f"{self.api}{path}", asked.en, headers=headers, params=params or {}, json=json)


def ask(repository: Repository, path: str, asked: Sentence, params: Mapping[str, str] | None = None) -> Flow[Response]:
    """Ask for something, again after passing trouble; a "no" is an answer, too. Raises :class:`Refused` for the rest.

    ``asked`` is a phrase such as ``list the reviews``.
    """
    return (yield from _patiently(repository, repository.request("GET", path, asked, params), asked))


def send(repository: Repository, request: Request, asked: Sentence) -> Flow[Response]:
    """Change something; what makes something new is sent only once. Raises :class:`Refused` unless GitHub did it."""
    if request.method in _ONCE:
        answer = yield Commit(request)
    else:
        answer = yield from _patiently(repository, request, asked)
    if not answer.ok:
        raise refused(answer, asked, repository)
    return answer


def pages(
    repository: Repository, path: str, asked: Sentence, params: Mapping[str, str] | None = None, key: str | None = None
) -> Flow[list[Mapping[str, object]]]:
    """Return the entries of every page; with ``key`` they are in a field of an object. Raises :class:`Refused`."""
    found: list[Mapping[str, object]] = []
    for page in range(1, _PAGES + 1):
        wanted = {**(params or {}), "per_page": str(PER_PAGE), "page": str(page)}
        answer = yield from ask(repository, path, asked, wanted)
        those = entries(answer.data.get(key) if key else answer.value) if answer.ok else None
        if those is None:
            raise refused(answer, asked, repository)
        found += those
        if 'rel="next"' not in answer.headers.get("link", ""):
            return found
    raise Refused(Trouble.QUOTA, _too_many(asked))


def _patiently(repository: Repository, request: Request, asked: Sentence) -> Flow[Response]:
    for pause in (*_PAUSES, None):
        answer = yield request
        limit = _limit(answer)
        if limit is None and answer.status < _SERVER_ERROR:
            return answer
        if pause is None or (limit is not None and limit > _PATIENCE):
            break
        yield Wait(max(pause, limit.total_seconds()) if limit is not None else pause)
    raise refused(answer, asked, repository)


def _limit(answer: Response) -> timedelta | None:
    """Return how long to stay away, ``None`` when no limit was reached.

    The primary limit says ``x-ratelimit-remaining: 0``, a secondary one ``retry-after``, or only so in its message.
    """
    if answer.status not in {403, 429}:
        return None
    spent = answer.headers.get("x-ratelimit-remaining") == "0" or "retry-after" in answer.headers
    if not spent and answer.status != 429 and "rate limit" not in answer.text("message").lower():  # noqa: PLR2004
        return None
    return wait_asked(answer) or timedelta(minutes=1)


def refused(answer: Response, asked: Sentence, repository: Repository) -> Refused:
    """Return what to raise for an answer that is not what was asked for."""
    said = " ".join(answer.text("message").replace(repository.token or "\0", "…").split())[:_QUOTED]
    quoted = f": “{said}”" if said else ""
    limit = _limit(answer)
    trouble, why = (Trouble.RATE_LIMIT, _LIMITED) if limit is not None else _meaning(answer.status)
    if trouble is Trouble.PERMISSION:
        why = _with_permissions(why, answer)
    what = Sentence(
        f"GitHub: could not {asked.en} (HTTP {answer.status}{quoted}). {why.en}",
        f"GitHub: impossibile {asked.it} (HTTP {answer.status}{quoted}). {why.it}",
    )
    return Refused(trouble, what, limit)


def _with_permissions(why: Sentence, answer: Response) -> Sentence:
    """Add which permissions would do, where GitHub says so.

    Source: https://docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens,
    read 2026-11-23.
    """
    wanted = answer.headers.get("x-accepted-github-permissions", "")
    if not _PERMISSIONS.fullmatch(wanted):
        return why
    return Sentence(f"{why.en} (GitHub wants {wanted})", f"{why.it} (GitHub vuole {wanted})")


def _meaning(status: int) -> tuple[Trouble, Sentence]:
    if status in _MEANINGS:
        return _MEANINGS[status]
    return (Trouble.TRANSIENT, _BROKEN) if status >= _SERVER_ERROR or status < 300 else (Trouble.INVALID, _NO)  # noqa: PLR2004


_LIMITED = Sentence(
    "Too much was asked in a short time; a later run goes on", "Troppe richieste in poco tempo; un'altra volta continua"
)
_BROKEN = Sentence("GitHub has trouble just now; try again later", "GitHub ora ha dei problemi; riprova più tardi")
_NO = Sentence("GitHub does not accept it", "GitHub non lo accetta")
_GONE = Sentence(
    "It is not there, or the token may not see it: look at the repository's name and the token's permissions",
    "Non c'è, o il token non può vederlo: guarda il nome del repository e i permessi del token",
)
_ELSEWHERE = (
    Trouble.INVALID,
    Sentence(
        "The repository was renamed or moved: set GITHUB_REPOSITORY to its new name",
        "Il repository ha cambiato nome o posto: imposta GITHUB_REPOSITORY sul nome nuovo",
    ),
)
_MEANINGS = {
    401: (
        Trouble.AUTH,
        Sentence(
            "GitHub does not know the token in GITHUB_TOKEN: it ended or was withdrawn",
            "GitHub non riconosce il token in GITHUB_TOKEN: è scaduto o è stato revocato",
        ),
    ),
    403: (
        Trouble.PERMISSION,
        Sentence(
            "The token may not do that: give the job the permission, or use a token that has it",
            "Il token non può farlo: dai al job il permesso, o usa un token che lo ha",
        ),
    ),
    404: (Trouble.PERMISSION, _GONE),
    410: (Trouble.PERMISSION, _GONE),
    **dict.fromkeys(_MOVED, _ELSEWHERE),
}


def _too_many(asked: Sentence) -> Sentence:
    most = _PAGES * PER_PAGE
    return Sentence(
        f"GitHub: could not {asked.en}: there are more than {most}",
        f"GitHub: impossibile {asked.it}: sono più di {most}",
    )


# --- Taking answers apart: whatever is of another type than described counts as absent --------------------------------


def entries(value: object) -> list[Mapping[str, object]] | None:
    """Return the objects of a list, ``None`` when it is no list of objects."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return None
    return value


def place(value: object, *keys: str) -> object:
    """Return what lies at ``keys``, ``None`` when there is no such way."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def text(value: object, *keys: str) -> str:
    """Return the string at ``keys``, ``""`` when there is none."""
    found = place(value, *keys)
    return found if isinstance(found, str) else ""


def number(value: object, *keys: str) -> int:
    """Return the whole number at ``keys``, 0 when there is none."""
    found = place(value, *keys)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def instant(value: object, *keys: str) -> datetime | None:
    """Return the aware instant at ``keys``, ``None`` when there is none."""
    try:
        at = datetime.fromisoformat(text(value, *keys))
    except ValueError:
        return None
    return at if at.tzinfo else None
