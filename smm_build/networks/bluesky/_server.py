"""Speaking to a Bluesky server: addresses of its methods, and what its refusals mean."""

from __future__ import annotations

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import Account, Response

__all__ = ["BAD_REQUEST", "NOT_FOUND", "SERVER", "TITLE", "classify", "method"]

TITLE = "Bluesky"
BAD_REQUEST = 400
NOT_FOUND = 404
_TOO_LARGE = 413
_BY_NAME = {
    "AuthenticationRequired": Trouble.AUTH,
    "AuthFactorTokenRequired": Trouble.AUTH,
    "AuthMissing": Trouble.AUTH,
    "ExpiredToken": Trouble.AUTH,
    "InvalidToken": Trouble.AUTH,
    "AccountDeactivated": Trouble.POLICY,
    "AccountSuspended": Trouble.POLICY,
    "AccountTakedown": Trouble.POLICY,
    "RateLimitExceeded": Trouble.RATE_LIMIT,
}


def method(account: Account, name: str) -> str:
    """Return the address of a method of the account's server."""
    return f"{account.server}/xrpc/{name}"


def classify(answer: Response) -> Trouble | None:
    """Classify by the error's name: an expired session, for one, is answered with 400.

    Source: https://atproto.com/specs/xrpc#error-responses and the servers' own answers, read on 2026-11-22.
    """
    return _BY_NAME.get(answer.text("error"))


def _said(answer: Response) -> str:
    return answer.text("message") or answer.text("error")


def _explain(answer: Response) -> Sentence | None:
    error = answer.text("error")
    if answer.status == _TOO_LARGE or error == "PayloadTooLarge":
        return _TOO_HEAVY
    return _STANDING if error in _AWAY else None


_AWAY = frozenset({"AccountDeactivated", "AccountSuspended", "AccountTakedown"})
_TOO_HEAVY = Sentence(
    "The server takes no file that large: make it smaller, or ask who runs the server",
    "Il server non accetta file così grandi: riducilo, o chiedi a chi gestisce il server",
)
_STANDING = Sentence(
    "The account is switched off or suspended: open it with a browser and see what Bluesky says there",
    "L'account è disattivato o sospeso: aprilo con un browser e guarda che cosa dice Bluesky",
)
SERVER = Counterpart(TITLE, _said, classify, _explain)
