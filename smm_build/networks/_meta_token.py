"""What Meta says about a token and about how much of what it allows is used: for ``smm doctor``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Advice, Flow, Request, Response, Session, Standing
from smm_build.networks._meta import APP_SECRET, asking, graph

__all__ = ["examine_token", "token_advice", "usage_advice"]

_SOON = timedelta(days=14)
_END_OF_TIME = 2**37
_MUCH = 80
"""Percent of what may be asked; other clients begin to hold back between 80 and 90."""


def examine_token(
    session: Session, wanted: Mapping[str, Standing], at: datetime, given: str
) -> Flow[tuple[datetime | None, tuple[Advice, ...]]]:
    """Ask when a token ends (aware) and what it may do; ``wanted`` are permissions with how bad it is to lack them.

    ``given`` is the token from the environment, which may be another than the session speaks with. Source:
    https://developers.facebook.com/docs/graph-api/reference/debug_token, read on 2026-11-23.
    """
    headers = yield from _inspector(session)
    answer = yield Request(
        "GET",
        graph(session.account, "debug_token"),
        "ask what the token may do",
        headers=headers,
        params={"input_token": given},
    )
    return token_advice(answer, wanted, at)


def token_advice(
    answer: Response, wanted: Mapping[str, Standing], at: datetime
) -> tuple[datetime | None, tuple[Advice, ...]]:
    """Return what an answer of ``debug_token`` says: when the token ends (aware), and what there is to do."""
    said = answer.data.get("data")
    if not answer.ok or not isinstance(said, dict):
        return None, (Advice(Standing.SOON, _SAYS_NOTHING),)
    if said.get("is_valid") is False:
        return None, (Advice(Standing.WRONG, _NOT_VALID),)
    ends = _earliest_end(said)
    return ends, (*_end_advice(ends, at), *_missing(said, wanted))


def usage_advice(answer: Response) -> tuple[Advice, ...]:
    """Return a warning when an answer's headers say that most of what may be asked is used.

    Source: https://developers.facebook.com/docs/graph-api/overview/rate-limiting, read on 2026-11-23.
    """
    used = max(_percentages(answer), default=0)
    if used < _MUCH:
        return ()
    return (
        Advice(
            Standing.SOON,
            Sentence(
                f"{used} % of the requests Meta allows in an hour are used: others work with this app or account too",
                f"È usato il {used} % delle richieste che Meta permette in un'ora: altri lavorano con questa app o"
                " questo account",
            ),
        ),
    )


def _inspector(session: Session) -> Flow[Mapping[str, str]]:
    """Return who asks: the app itself where its secret is known, else the token about itself."""
    secret = session.account.secrets.get(APP_SECRET.suffix)
    if not secret:
        return session.headers
    app = yield asking(session, "GET", "app", "ask which app the token belongs to", {"fields": "id"})
    return {"Authorization": f"Bearer {app.text('id')}|{secret.strip()}"} if app.text("id") else session.headers


def _earliest_end(said: Mapping[str, object]) -> datetime | None:
    """Return when the token or the access to data ends, whichever is first; 0 means never."""
    told = (said.get(name) for name in ("expires_at", "data_access_expires_at"))
    ends = [value for value in told if isinstance(value, int) and 0 < value < _END_OF_TIME]
    return datetime.fromtimestamp(min(ends), UTC) if ends else None


def _end_advice(ends: datetime | None, at: datetime) -> Iterator[Advice]:
    if ends is None:
        yield Advice(Standing.FINE, _NEVER)
        return
    days = (ends - at).days
    standing = Standing.SOON if ends - at < _SOON else Standing.FINE
    yield Advice(
        Standing.WRONG if ends <= at else standing,
        Sentence(
            f"The token, or the app's access with it, ends on {ends:%Y-%m-%d} ({days} days left)",
            f"Il token, o l'accesso dell'app, finisce il {ends:%Y-%m-%d} (mancano {days} giorni)",
        ),
    )


def _missing(said: Mapping[str, object], wanted: Mapping[str, Standing]) -> Iterator[Advice]:
    scopes = said.get("scopes")
    has = {scope for scope in scopes if isinstance(scope, str)} if isinstance(scopes, list) else set()
    for scope, standing in wanted.items():
        if scope not in has:
            use = _USES.get(scope, Sentence("", ""))
            yield Advice(
                standing,
                Sentence(
                    f"The token lacks the permission {scope}{use.en}: make a new one with it",
                    f"Al token manca il permesso {scope}{use.it}: creane uno nuovo che lo abbia",
                ),
            )


def _percentages(answer: Response) -> Iterator[int]:
    for header in ("x-app-usage", "x-business-use-case-usage"):
        try:
            usage = json.loads(answer.headers.get(header, "null"))
        except (ValueError, RecursionError):
            continue
        if not isinstance(usage, dict):
            continue
        groups = [entry for group in usage.values() if isinstance(group, list) for entry in group]
        for entry in (usage, *groups):
            if isinstance(entry, dict):
                named = (entry.get(name) for name in ("call_count", "total_cputime", "total_time"))
                yield from (value for value in named if isinstance(value, int))


_COMMENTS = Sentence(" (`smm inbox pull`: what people comment)", " (`smm inbox pull`: i commenti)")
_MESSAGES = Sentence(" (`smm inbox pull`: private messages)", " (`smm inbox pull`: i messaggi privati)")
_NUMBERS = Sentence(" (`smm metrics pull`: numbers of posts)", " (`smm metrics pull`: i numeri dei post)")
_USES = {
    "pages_read_user_content": _COMMENTS,
    "pages_messaging": _MESSAGES,
    "read_insights": _NUMBERS,
    "instagram_manage_comments": Sentence(
        " (first comments, and `smm inbox pull`)", " (primi commenti, e `smm inbox pull`)"
    ),
    "instagram_manage_messages": _MESSAGES,
    "instagram_manage_insights": _NUMBERS,
    "threads_read_replies": Sentence(" (`smm inbox pull`: answers)", " (`smm inbox pull`: le risposte)"),
    "threads_manage_mentions": Sentence(" (`smm inbox pull`: mentions)", " (`smm inbox pull`: le menzioni)"),
    "threads_manage_insights": _NUMBERS,
}
"""What a permission is for, where it is not for publishing. Sources: the pages that ``_inbox`` and ``_metrics`` of each
network name, and https://developers.facebook.com/docs/permissions, read on 2026-11-23."""
_NEVER = Sentence("The token has no last day", "Il token non ha scadenza")
_NOT_VALID = Sentence(
    "The token is not valid any more: make a new one and put it into the environment",
    "Il token non è più valido: creane uno nuovo e mettilo nell'ambiente",
)
_SAYS_NOTHING = Sentence(
    "Meta does not say when the token ends and what it may do: with the app's secret in the environment it does",
    "Meta non dice quando finisce il token e cosa può fare: con la chiave segreta dell'app nell'ambiente lo dice",
)
