"""What X's answers mean: problem documents, older error lists, and refusals told apart by their words.

Sources: https://docs.x.com/x-api/fundamentals/response-codes-and-errors and the schema at
https://api.x.com/2/openapi.json; what a refusal of a post says is documented nowhere and was read in reports of users
(https://github.com/akrherz/iembot/issues/163 for repeated words), all read on 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart, wait_asked
from smm_build.networks._base import Response

__all__ = ["TITLE", "X", "is_duplicate", "problem_of"]

TITLE = "X"

_WINDOW = timedelta(minutes=15)
"""X counts requests in windows of this length (https://docs.x.com/x-api/fundamentals/rate-limits, 2026-11-23)."""

_BY_PROBLEM = {
    "client-forbidden": Trouble.PERMISSION,
    "credits-depleted": Trouble.QUOTA,
    "invalid-request": Trouble.INVALID,
    "not-authorized-for-resource": Trouble.PERMISSION,
    "oauth1-permissions": Trouble.PERMISSION,
    "rate-limit-exceeded": Trouble.RATE_LIMIT,
    "unsupported-authentication": Trouble.AUTH,
    "usage-capped": Trouble.QUOTA,
}
_BY_CODE = {
    32: Trouble.AUTH,
    64: Trouble.POLICY,
    88: Trouble.RATE_LIMIT,
    89: Trouble.AUTH,
    135: Trouble.AUTH,
    215: Trouble.AUTH,
    326: Trouble.POLICY,
}
"""Codes of the older lists: not authenticated, suspended, rate limit, token revoked, clock, no header, locked."""
_BY_WORDS = (
    ("duplicate content", Trouble.INVALID),
    ("only reply to or quote", Trouble.POLICY),
    ("not been mentioned or otherwise engaged", Trouble.POLICY),
    ("reply to this conversation is not allowed", Trouble.POLICY),
    ("cashtag", Trouble.INVALID),
    ("invalid url", Trouble.INVALID),
    ("media ids are invalid", Trouble.INVALID),
    ("longer than", Trouble.INVALID),
    ("not permitted to perform this action", Trouble.PERMISSION),
)
_EXPLAINED = {
    Trouble.QUOTA: Sentence(
        "The X developer account has no credit left or reached its spending limit: top it up in the developer console,"
        " under Billing, and release the post",
        "L'account sviluppatore di X non ha più credito o ha raggiunto il limite di spesa: ricaricalo nella console"
        " sviluppatori, sotto Billing, e sblocca il post",
    ),
    "duplicate content": Sentence(
        "The account has a post with the same words already, and X takes no second one: change the words, or look"
        " whether that post is this one",
        "L'account ha già un post con le stesse parole, e X non ne accetta un secondo: cambia le parole, o guarda se"
        " quel post è questo",
    ),
    "only reply to or quote": Sentence(
        "X lets apps quote and answer only posts of the account itself and of people who mentioned it: do it by hand",
        "X permette alle app di citare e rispondere solo a post dell'account stesso e di chi l'ha menzionato: fallo"
        " a mano",
    ),
    "cashtag": Sentence(
        "X takes one cashtag ($) at most in a post: leave one",
        "X accetta al massimo un cashtag ($) in un post: lasciane uno",
    ),
    "not permitted to perform this action": Sentence(
        "Either the text is longer than this account may post (more than 280 needs a subscription: see"
        " `limits.characters` of the channel), or the app may only read: set its permissions to Read and write in the"
        " developer console and make the access token again",
        "O il testo è più lungo di quanto l'account può pubblicare (oltre 280 serve un abbonamento: vedi"
        " `limits.characters` del canale), o l'app può solo leggere: imposta i permessi su Read and write nella console"
        " sviluppatori e rigenera il token di accesso",
    ),
    "oauth1-permissions": Sentence(
        "The app may only read: set its permissions to Read and write in the developer console, then make the access"
        " token and its secret again, because the old ones keep the old permissions",
        "L'app può solo leggere: imposta i permessi su Read and write nella console sviluppatori, poi rigenera il token"
        " di accesso e il suo segreto, perché quelli vecchi mantengono i vecchi permessi",
    ),
    "unsupported-authentication": Sentence(
        "These are keys of another kind: the API key and secret and the access token and secret (OAuth 1.0a) are"
        " needed, no bearer token",
        "Sono chiavi di un altro tipo: servono API key e secret e access token e secret (OAuth 1.0a), non un bearer"
        " token",
    ),
    135: Sentence(
        "The clock of this machine is wrong by minutes, and X takes no signature from another time: set the clock",
        "L'orologio di questa macchina è sbagliato di minuti, e X non accetta firme di un altro orario: regola"
        " l'orologio",
    ),
    326: Sentence(
        "X has locked the account: log in with a browser, unlock it, then release the post",
        "X ha bloccato l'account: accedi con un browser, sbloccalo, poi sblocca il post",
    ),
}


def problem_of(answer: Response) -> str:
    """Return the last piece of a problem's type, such as ``usage-capped``; ``""`` when the answer names none."""
    return answer.text("type").rstrip("/").rpartition("/")[2]


def is_duplicate(answer: Response) -> bool:
    """Whether X refused a post because the account has one with the same words: perhaps an earlier attempt's."""
    return answer.status == _FORBIDDEN and ("duplicate content" in _said(answer).lower() or _code(answer) == _DUPLICATE)


def _first_error(answer: Response) -> Mapping[str, object]:
    errors = answer.data.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    return first if isinstance(first, dict) else {}


def _code(answer: Response) -> int | None:
    code = _first_error(answer).get("code")
    return code if isinstance(code, int) else None


def _said(answer: Response) -> str:
    first = _first_error(answer)
    words = (answer.text("detail") or answer.text("title"), first.get("message") or first.get("detail"))
    return " ".join(dict.fromkeys(said for said in words if isinstance(said, str) and said))


def _words(answer: Response) -> str | None:
    said = _said(answer).lower()
    return next((words for words, _ in _BY_WORDS if words in said), None)


def _classify(answer: Response) -> Trouble | None:
    if answer.ok or answer.status // 100 == _SERVER_FAILED:
        return None
    by_words = dict(_BY_WORDS)
    words = _words(answer)
    return (
        (by_words[words] if words and answer.status == _FORBIDDEN else None)
        or _BY_PROBLEM.get(problem_of(answer))
        or _BY_CODE.get(_code(answer) or 0)
        or (by_words[words] if words else None)
    )


def _explain(answer: Response) -> Sentence | None:
    trouble = _classify(answer) or (Trouble.QUOTA if answer.status == _PAYMENT else None)
    if trouble is None:
        return None
    words = _words(answer)
    if words in {"not been mentioned or otherwise engaged", "reply to this conversation is not allowed"}:
        words = "only reply to or quote"
    for key in (words, problem_of(answer), _code(answer), trouble):
        if key in _EXPLAINED:
            return _EXPLAINED[key]
    return None


def _waits(answer: Response) -> timedelta | None:
    """Return how long to stay away: until X's window ends, else the length of a window."""
    reset = {"ratelimit-reset": answer.headers.get("x-rate-limit-reset", "")}
    limited = answer.status == _TOO_MANY or _classify(answer) is Trouble.RATE_LIMIT
    return wait_asked(Response(answer.status, reset | dict(answer.headers))) or (_WINDOW if limited else None)


_PAYMENT = 402
_FORBIDDEN = 403
_TOO_MANY = 429
_SERVER_FAILED = 5
_DUPLICATE = 187
X = Counterpart(TITLE, _said, _classify, explain=_explain, waits=_waits, unclear=is_duplicate)
