"""What Facebook, Instagram and Threads have in common: one envelope for errors, one set of codes, one version.

Nearly every refusal is HTTP 400, so errors are told apart by ``code`` and ``error_subcode``, never by status or words.

Sources: https://developers.facebook.com/docs/graph-api/guides/error-handling and
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes (2026-06-02), read on
2026-11-23. Codes that clients of these networks have met and Meta does not list are marked.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import timedelta

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import Account, Credential, FileBody, Request, Response, Session
from smm_build.networks._meta_codes import BY_CODE, BY_SUBCODE, EXPLAINED, EXPLAINED_CODES, LEFT_OPEN

__all__ = [
    "APP_SECRET",
    "VERSION",
    "asking",
    "classify",
    "code_of",
    "counterpart",
    "graph",
    "proof",
    "said",
    "subcode_of",
    "token_of",
    "wait_of",
]

VERSION = "v26.0"
"""Released on 2026-07-29: https://developers.facebook.com/docs/graph-api/changelog, read on 2026-11-23."""

APP_SECRET = Credential(
    "APP_SECRET",
    Sentence(
        "the app's secret (App settings, Basic): needed if the app demands proof of it, and to see when tokens end",
        "la chiave segreta dell'app (Impostazioni, Di base): serve se l'app ne chiede la prova, e per sapere quando"
        " scadono i token",
    ),
    optional=True,
)

_AN_HOUR = timedelta(hours=1)
"""Limits are counted over a moving hour: https://developers.facebook.com/docs/graph-api/overview/rate-limiting, read on
2026-11-23."""
_LONGEST = timedelta(days=7)
_PERMISSIONS = range(200, 300)


def counterpart(title: str) -> Counterpart:
    """Return one of Meta's networks as somebody to speak to."""
    return Counterpart(title, said, classify, explain=_explain, waits=wait_of, unclear=_unclear)


def graph(account: Account, path: str) -> str:
    """Return the address of ``path``, such as ``123/feed``, in our version of the Graph API."""
    return f"{account.server}/{VERSION}/{path}"


def proof(token: str, secret: str | None) -> dict[str, str]:
    """Return the parameter that shows that whoever has the ``token`` knows the app's ``secret``; empty without one.

    Apps can demand it. Source: https://developers.facebook.com/docs/graph-api/guides/secure-requests, read on
    2026-11-23.
    """
    if not secret:
        return {}
    return {"appsecret_proof": hmac.new(secret.strip().encode(), token.encode(), hashlib.sha256).hexdigest()}


def token_of(session: Session) -> str:
    """Return the token that a session speaks with."""
    return session.headers["Authorization"].rpartition(" ")[2]


def asking(
    session: Session,
    method: str,
    path: str,
    purpose: str,
    said: Mapping[str, str | FileBody] | None = None,
) -> Request:
    """Return a request to the Graph API: ``said`` goes into the address for ``GET``, else into a form."""
    fields = dict(said or {}) | proof(token_of(session), session.account.secrets.get(APP_SECRET.suffix))
    url = path if path.startswith("http") else graph(session.account, path)
    if method == "POST":
        return Request(method, url, purpose, headers=session.headers, form=fields)
    params = {name: value for name, value in fields.items() if isinstance(value, str)}
    return Request(method, url, purpose, headers=session.headers, params=params)


def said(answer: Response) -> str:
    """Return the words an error has for people, else those for developers."""
    error = _error(answer)
    words = error.get("error_user_msg") or error.get("message")
    return words if isinstance(words, str) else _upload_failure(answer)


def code_of(answer: Response) -> int | None:
    """Return the ``code`` of an error, ``None`` when the answer holds none."""
    return _whole(_error(answer).get("code"))


def subcode_of(answer: Response) -> int | None:
    """Return the ``error_subcode`` of an error, ``None`` when it has none."""
    return _whole(_error(answer).get("error_subcode"))


def classify(answer: Response) -> Trouble | None:
    """Return the class of an error by its codes, the finer one first; ``None`` for an answer without a known one."""
    code, subcode = code_of(answer), subcode_of(answer)
    if subcode in BY_SUBCODE:
        return BY_SUBCODE[subcode]
    if code in BY_CODE:
        return BY_CODE[code]
    if code is not None and code in _PERMISSIONS:
        return Trouble.PERMISSION
    return Trouble.TRANSIENT if _error(answer).get("is_transient") is True else None


def wait_of(answer: Response) -> timedelta | None:
    """Return how long to stay away: what the header says in minutes, else an hour for a limit; ``None`` otherwise.

    Source: https://developers.facebook.com/docs/graph-api/overview/rate-limiting (``X-Business-Use-Case-Usage``,
    ``estimated_time_to_regain_access``), read on 2026-11-23.
    """
    minutes = max(_minutes(answer.headers.get("x-business-use-case-usage", "")), default=0)
    if minutes > 0:
        return min(timedelta(minutes=minutes), _LONGEST)
    return _AN_HOUR if classify(answer) is Trouble.RATE_LIMIT else None


def _explain(answer: Response) -> Sentence | None:
    subcode, code = subcode_of(answer), code_of(answer)
    return EXPLAINED.get(subcode or 0) or EXPLAINED_CODES.get(code or 0)


def _unclear(answer: Response) -> bool:
    """Whether a post may be visible although the network answered with this error: it has been seen with some."""
    code, subcode = code_of(answer), subcode_of(answer)
    if subcode in BY_SUBCODE:
        return subcode in LEFT_OPEN
    return code in LEFT_OPEN or _error(answer).get("is_transient") is True


def _error(answer: Response) -> Mapping[str, object]:
    error = answer.data.get("error")
    return error if isinstance(error, dict) else {}


def _upload_failure(answer: Response) -> str:
    """Return what the host for uploads says: it has an envelope of its own."""
    failure = answer.data.get("debug_info")
    words = failure.get("message") if isinstance(failure, dict) else None
    return words if isinstance(words, str) else ""


def _minutes(header: str) -> list[int]:
    try:
        usage = json.loads(header)
    except (ValueError, RecursionError):
        return []
    groups = usage.values() if isinstance(usage, dict) else ()
    found = (entry.get("estimated_time_to_regain_access") for group in groups if isinstance(group, list)
             for entry in group if isinstance(entry, dict))  # fmt: skip
    return [minutes for minutes in found if isinstance(minutes, int)]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
