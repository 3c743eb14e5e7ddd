"""Logging in at a Mastodon server, and what it says about an account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import require_secret
from smm_build.networks._base import (
    Account,
    Advice,
    Checkup,
    Credential,
    Flow,
    Request,
    Response,
    Session,
    Standing,
)
from smm_build.networks.mastodon._instance import instance_facts
from smm_build.networks.mastodon._server import SCOPES, SERVER
from smm_build.networks.mastodon._statuses import identifier

__all__ = ["TOKEN", "examine", "login"]

TOKEN = Credential(
    "TOKEN",
    Sentence(
        "an access token with read:accounts, read:statuses, write:statuses and write:media (Preferences, Development)",
        "un token di accesso con read:accounts, read:statuses, write:statuses e write:media (Preferenze, Sviluppo)",
    ),
)
_TOO_MANY = 429


def login(account: Account) -> Flow[Session]:
    """Learn whose token it is and what the instance allows.

    Source: https://docs.joinmastodon.org/methods/accounts/#verify_credentials and
    https://docs.joinmastodon.org/methods/instance/#v2, read on 2026-11-22.
    """
    token = require_secret(account, TOKEN)
    headers = {"Authorization": f"Bearer {token}"}
    answer = yield _who(account, headers, _LOG_IN)
    account_id = identifier(answer.data.get("id"))
    if not answer.ok or account_id is None:
        raise SERVER.refused(answer, _LOG_IN, account)
    facts = yield from _instance(account, headers)
    return Session(account, headers, {**facts, "account_id": account_id})


def examine(session: Session, at: datetime) -> Flow[Checkup]:  # noqa: ARG001 - no token of Mastodon ends by itself
    """Ask how the account stands, what its token may do and what the instance allows.

    Source: https://docs.joinmastodon.org/methods/apps/#verify_credentials and
    https://docs.joinmastodon.org/entities/Account/, read on 2026-11-23.
    """
    answer = yield _who(session.account, session.headers, _ASK)
    if not answer.ok or identifier(answer.data.get("id")) != session.facts["account_id"]:
        raise SERVER.refused(answer, _ASK, session)
    url = f"{session.account.server}/api/v1/apps/verify_credentials"
    app = yield Request("GET", url, "ask what the token may do", headers=session.headers)
    advice = (*_of_account(answer.data), *_of_token(app), *_of_instance(session.facts))
    return Checkup(answer.text("acct") or answer.text("username") or None, None, advice)


def _who(account: Account, headers: Mapping[str, str], asked: Sentence) -> Request:
    return Request("GET", f"{account.server}/api/v1/accounts/verify_credentials", asked.en, headers=headers)


def _instance(account: Account, headers: Mapping[str, str]) -> Flow[dict[str, str]]:
    """Return what the instance says it allows; a server that does not say so is taken for a usual one."""
    for version in ("v2", "v1"):
        answer = yield Request("GET", f"{account.server}/api/{version}/instance", "ask for limits", headers=headers)
        if answer.status == _TOO_MANY:
            raise SERVER.refused(answer, _LOG_IN, account)
        facts = instance_facts(answer.data) if answer.ok else {}
        if facts:
            return facts
    return {}


def _of_account(account: Mapping[str, object]) -> Iterator[Advice]:
    if account.get("suspended") is True:
        yield Advice(Standing.WRONG, _SUSPENDED)
    if account.get("moved"):
        yield Advice(Standing.WRONG, _MOVED)
    if account.get("limited") is True:
        yield Advice(Standing.SOON, _LIMITED)
    if account.get("locked") is True:
        yield Advice(Standing.FINE, _LOCKED)


def _of_token(app: Response) -> Iterator[Advice]:
    """Say which permissions are missing; servers before 4.3 and some others do not tell any."""
    said = app.data.get("scopes")
    scopes = said.split() if isinstance(said, str) else said
    if not app.ok or not isinstance(scopes, list) or not scopes:
        yield Advice(Standing.FINE, _UNTOLD)
        return
    missing = [scope for scope in SCOPES if scope not in scopes and scope.partition(":")[0] not in scopes]
    if missing:
        names = ", ".join(missing)
        yield Advice(
            Standing.WRONG,
            Sentence(
                f"The token lacks {names}: make a new one with it in Preferences, Development",
                f"Al token manca {names}: creane uno nuovo che lo abbia in Preferenze, Sviluppo",
            ),
        )
    elif "read:search" not in scopes and "read" not in scopes:
        yield Advice(Standing.FINE, _NO_QUOTES)
    elif "read:notifications" not in scopes and "read" not in scopes:
        yield Advice(Standing.FINE, _NO_INBOX)
    else:
        yield Advice(Standing.FINE, _ENOUGH)


def _of_instance(facts: Mapping[str, str]) -> Iterator[Advice]:
    characters = facts.get("max_characters")
    if characters:
        yield Advice(
            Standing.FINE,
            Sentence(
                f"The server takes texts of {characters} characters",
                f"Il server accetta testi di {characters} caratteri",
            ),
        )


_LOG_IN = Sentence("log in", "accedere")
_ASK = Sentence("ask about the account", "chiedere dell'account")
_SUSPENDED = Sentence(
    "The account is suspended: nothing can be published; ask the people who run the server",
    "L'account è sospeso: non si può pubblicare; chiedi a chi gestisce il server",
)
_MOVED = Sentence(
    "The account has moved elsewhere and can no longer post: set the channel up for the new one",
    "L'account si è trasferito e non può più pubblicare: configura il canale per quello nuovo",
)
_LIMITED = Sentence(
    "The server's moderators have limited the account: only its followers see its posts",
    "I moderatori del server hanno limitato l'account: i suoi post li vede solo chi lo segue",
)
_LOCKED = Sentence(
    "The account confirms its followers by hand, which keeps some away from posts for followers only",
    "L'account approva chi lo segue a mano, quindi alcuni non vedono i post solo per chi segue",
)
_UNTOLD = Sentence(
    "The server does not tell what the token may do: the first post will show it",
    "Il server non dice che cosa può fare il token: lo mostrerà il primo post",
)
_NO_QUOTES = Sentence(
    "The token may publish; to quote posts of other servers it also needs read:search",
    "Il token può pubblicare; per citare post di altri server serve anche read:search",
)
_NO_INBOX = Sentence(
    "The token may publish; to read what people write (`smm inbox pull`) it also needs read:notifications",
    "Il token può pubblicare; per leggere ciò che viene scritto (`smm inbox pull`) serve anche read:notifications",
)
_ENOUGH = Sentence(
    "The token may do all that is needed, and does not end by itself",
    "Il token può fare tutto ciò che serve, e non scade da solo",
)
