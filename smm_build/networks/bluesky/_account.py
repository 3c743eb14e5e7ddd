"""Logging in at Bluesky, and what its server says about an account."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from datetime import datetime

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import require_secret
from smm_build.networks._base import (
    Account,
    Advice,
    Checkup,
    Credential,
    Flow,
    Refused,
    Request,
    Response,
    Session,
    Standing,
)
from smm_build.networks.bluesky._server import SERVER, method

__all__ = ["PASSWORD", "examine", "login"]

PASSWORD = Credential(
    "PASSWORD",
    Sentence(
        "an app password (Settings, Privacy and security, App passwords)",
        "una password per app (Impostazioni, Privacy e sicurezza, Password per app)",
    ),
)
_MAIN_PASSWORD = "com.atproto.access"  # noqa: S105 - the name of a scope
"""The scope of a session that may do everything; one of an app password is ``com.atproto.appPass…``."""


def login(account: Account) -> Flow[Session]:
    """Open a session with an app password.

    Source: https://docs.bsky.app/docs/api/com-atproto-server-create-session, read on 2026-11-22.
    """
    password = require_secret(account, PASSWORD)
    who = (account.channel.account or account.channel.handle or "").lstrip("@")
    if not who:
        raise _nobody(account)
    answer = yield Request(
        "POST",
        method(account, "com.atproto.server.createSession"),
        _LOG_IN.en,
        json={"identifier": who, "password": password},
    )
    did, token = answer.text("did"), answer.text("accessJwt")
    if not answer.ok or not did.startswith("did:") or not token:
        raise SERVER.refused(answer, _LOG_IN, account)
    facts = {"did": did, "handle": answer.text("handle"), "service": account.server}
    return Session(account, {"Authorization": f"Bearer {token}"}, facts)


def examine(session: Session, at: datetime) -> Flow[Checkup]:  # noqa: ARG001 - nothing here ends by itself
    """Ask whose account it is, whether it may post, and by which kind of password it was opened.

    Source: https://docs.bsky.app/docs/api/com-atproto-server-get-session, read on 2026-11-23.
    """
    answer = yield Request(
        "GET", method(session.account, "com.atproto.server.getSession"), _ASK.en, headers=session.headers
    )
    if not answer.ok or answer.text("did") != session.facts["did"]:
        raise SERVER.refused(answer, _ASK, session)
    return Checkup(answer.text("handle") or None, None, tuple(_advice(answer, session)))


def _advice(answer: Response, session: Session) -> Iterator[Advice]:
    yield _of_password(session)
    if answer.data.get("active") is False:
        status = answer.text("status") or "inactive"
        yield Advice(
            Standing.WRONG,
            Sentence(
                f"The account is switched off there ({status}): nothing can be published until it is back",
                f"L'account lì è disattivato ({status}): non si pubblica nulla finché non torna attivo",
            ),
        )
    if answer.data.get("emailConfirmed") is False:
        yield Advice(Standing.SOON, _EMAIL)
    yield from _of_handle(answer.text("handle"), (session.account.channel.handle or "").lstrip("@"))


def _of_password(session: Session) -> Advice:
    return Advice(Standing.SOON, _MAIN) if _scope(session) == _MAIN_PASSWORD else Advice(Standing.FINE, _APP)


def _of_handle(there: str, here: str) -> Iterator[Advice]:
    if there == "handle.invalid":
        yield Advice(Standing.SOON, _NO_HANDLE)
    elif here and not here.startswith("did:") and there and there.lower() != here.lower():
        yield Advice(
            Standing.SOON,
            Sentence(
                f"The account is called {there} there, and {here} in the channel's file: correct `handle`",
                f"L'account lì si chiama {there}, e {here} nel file del canale: correggi `handle`",
            ),
        )


def _scope(session: Session) -> str:
    """Return the scope that the session's token names, ``""`` where it is no token of this kind."""
    payload = session.headers.get("Authorization", "").split(".")[1:2]
    try:
        said = json.loads(base64.urlsafe_b64decode("".join(payload) + "=="))
    except (ValueError, binascii.Error):
        return ""
    scope = said.get("scope") if isinstance(said, dict) else None
    return scope if isinstance(scope, str) else ""


def _nobody(account: Account) -> Refused:
    channel = account.channel.id
    return Refused(
        Trouble.AUTH,
        Sentence(
            f"The channel {channel} does not say whose account it is: write its handle into brand/channels",
            f"Il canale {channel} non dice di chi è l'account: scrivi il suo handle in brand/channels",
        ),
    )


_LOG_IN = Sentence("log in", "accedere")
_ASK = Sentence("ask about the account", "chiedere dell'account")
_APP = Sentence(
    "An app password is used: it does not end, and can be revoked without changing the account's own",
    "Si usa una password per app: non scade, e si può revocare senza cambiare quella dell'account",
)
_MAIN = Sentence(
    "The account's main password is used, which may do everything: make an app password (Settings, Privacy and"
    " security, App passwords) and put it in its place",
    "Si usa la password principale dell'account, che può fare tutto: crea una password per app (Impostazioni, Privacy e"
    " sicurezza, Password per app) e mettila al suo posto",
)
_EMAIL = Sentence(
    "The account's e-mail address is not confirmed: Bluesky takes no films until it is (Settings, Account)",
    "L'indirizzo e-mail dell'account non è confermato: finché non lo è Bluesky non accetta video (Impostazioni,"
    " Account)",
)
_NO_HANDLE = Sentence(
    "The account's handle no longer leads to it: look at the domain's DNS entry or at /.well-known/atproto-did",
    "L'handle dell'account non porta più lì: controlla la voce DNS del dominio o /.well-known/atproto-did",
)
