"""How LinkedIn is spoken to: its version, its addresses, and what its refusals mean.

Sources: https://learn.microsoft.com/en-us/linkedin/marketing/versioning and
https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api, read on 2026-11-23; codes
that clients have met and these pages do not list are marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import quote

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import Account, Response, Session

__all__ = [
    "FORBIDDEN",
    "HOSTS",
    "OAUTH",
    "SERVER",
    "SERVERS",
    "TITLE",
    "VERSION",
    "author_of",
    "duplicate_of",
    "in_path",
    "permalink",
    "rest",
    "spoken",
    "version_ends",
]

TITLE = "LinkedIn"
SERVERS = ("https://api.linkedin.com",)
OAUTH = "https://www.linkedin.com"
"""Where tokens are made and looked at."""
HOSTS = (".linkedin.com",)
"""Where answers may send files to: www.linkedin.com and api.linkedin.com have been seen."""

VERSION = "202609"
"""The newest one on 2026-11-23: https://github.com/n8n-io/n8n/pull/39065 quotes the table of versions."""
FORBIDDEN = 403

_VERSION_HEADERS = {"Linkedin-Version": VERSION, "X-Restli-Protocol-Version": "2.0.0"}
_NO_VERSION = frozenset({"VERSION_MISSING", "NONEXISTENT_VERSION"})
_NOT_READY = frozenset({"MEDIA_ASSET_WAITING_UPLOAD", "MEDIA_ASSET_PROCESSING"})  # the second: seen by clients only
_DUPLICATE = re.compile(r"duplicate of\s+(urn:li:(?:share|ugcPost|activity):\d+)", re.IGNORECASE)
_AGAIN = timedelta(minutes=15)
"""LinkedIn does not say how long to stay away: days end at 00:00 UTC, other limits after a minute or so."""
_UPGRADE = 426
_TOO_MANY = 429


def version_ends() -> date:
    """Return the day on which LinkedIn stops answering our version: the 15th of its month, a year later.

    Every version lives twelve months (https://learn.microsoft.com/en-us/linkedin/marketing/versioning); 202604 ends on
    2027-04-15 (https://github.com/n8n-io/n8n/pull/39065); read on 2026-11-23.
    """
    return date(int(VERSION[:4]) + 1, int(VERSION[4:]), 15)


def spoken(session: Session, **more: str) -> Mapping[str, str]:
    """Return the headers of a request: the session's, the versions, and ``X-RestLi-Method`` as ``method``."""
    method = {"X-RestLi-Method": more["method"]} if "method" in more else {}
    return {**session.headers, **_VERSION_HEADERS, **method}


def rest(session: Session, path: str) -> str:
    """Return the address of ``path`` in the versioned API."""
    return f"{session.account.server}/rest/{path}"


def in_path(urn: str) -> str:
    """Return a URN as a piece of a path: colons, commas and brackets encoded."""
    return quote(urn, safe="")


def author_of(account: Account) -> str:
    """Return the URN that posts are written as: a page's or a person's."""
    return account.channel.account or ""


def permalink(urn: str) -> str:
    """Return the address at which people see a post."""
    return f"https://www.linkedin.com/feed/update/{urn}/"


def duplicate_of(answer: Response) -> str | None:
    """Return the URN of the post that says the same already, if that is why LinkedIn refuses.

    Only a post counts: the message has been seen with a person's URN too (clients' reports, read on 2026-11-22).
    """
    found = _DUPLICATE.search(answer.text("message"))
    return found[1] if found and not answer.ok else None


def _said(answer: Response) -> str:
    return answer.text("message") or answer.text("error_description") or answer.text("error")


def _classify(answer: Response) -> Trouble | None:
    code = answer.text("code")
    if answer.status == _UPGRADE or code in _NO_VERSION:
        return Trouble.VERSION
    if duplicate_of(answer):
        return Trouble.POLICY
    if answer.text("error") in {"invalid_grant", "invalid_request", "invalid_client"}:
        return Trouble.AUTH  # the token endpoint answers 400 for a refresh token that has ended
    return Trouble.TRANSIENT if code in _NOT_READY else None


def _explain(answer: Response) -> Sentence | None:
    twin = duplicate_of(answer)
    if twin:
        return _twin(twin)
    if _classify(answer) is Trouble.VERSION:
        return Sentence(
            f"smm speaks version {VERSION}, which ended on {version_ends()}: update smm",
            f"smm parla la versione {VERSION}, finita il {version_ends()}: aggiorna smm",
        )
    return _BY_CODE.get(answer.text("code")) or _BY_STATUS.get(answer.status)


def _twin(urn: str) -> Sentence:
    return Sentence(
        f"The same words are on LinkedIn already, at {permalink(urn)}: if that is this post, record it with"
        " `smm ledger seed`, otherwise change the text or wait ten minutes",
        f"Le stesse parole sono già su LinkedIn, in {permalink(urn)}: se è questo post, registralo con"
        " `smm ledger seed`, altrimenti cambia il testo o aspetta dieci minuti",
    )


def _waits(answer: Response) -> timedelta | None:
    return _AGAIN if answer.status == _TOO_MANY and not answer.headers.get("retry-after") else None


_BY_CODE = {
    "FIELD_LENGTH_TOO_LONG": Sentence(
        "The text or the title is too long for LinkedIn: make it shorter, check again and merge",
        "Il testo o il titolo è troppo lungo per LinkedIn: accorcialo, controlla di nuovo e approva",
    ),
    "INVALID_URN_ID": Sentence(
        "LinkedIn does not know one of the ids: look at the channel's `account` and at the URNs in `brand/people.yml`",
        "LinkedIn non conosce uno degli id: guarda `account` del canale e gli URN in `brand/people.yml`",
    ),
    "MEDIA_ASSET_WAITING_UPLOAD": Sentence(
        "LinkedIn is still working on the file; nothing was published and it will be tried again",
        "LinkedIn sta ancora elaborando il file; nulla è stato pubblicato e si riproverà",
    ),
}
_BY_STATUS = {
    401: Sentence(
        "The access token is wrong, was revoked, or its 60 days are over; a change of the app's permissions ends every"
        " earlier token too: make a new one and put it into the environment",
        "Il token di accesso è sbagliato, è stato revocato o i suoi 60 giorni sono finiti; anche un cambio dei permessi"
        " dell'app chiude i token precedenti: creane uno nuovo e mettilo nell'ambiente",
    ),
    403: Sentence(
        "Whoever gave the token must be an administrator or content administrator of the page, and the app needs the"
        " Community Management API with w_organization_social (for a person: w_member_social)",
        "Chi ha dato il token deve essere amministratore della pagina o dei suoi contenuti, e all'app serve la"
        " Community Management API con w_organization_social (per una persona: w_member_social)",
    ),
    429: Sentence(
        "The app or its user has used up LinkedIn's requests, which begin again at 00:00 UTC (an app in the development"
        " tier has 500 a day); nothing was published and it will be tried again",
        "L'app o il suo utente ha esaurito le richieste di LinkedIn, che ripartono alle 00:00 UTC (un'app nel livello"
        " di sviluppo ne ha 500 al giorno); nulla è stato pubblicato e si riproverà",
    ),
}
SERVER = Counterpart(TITLE, _said, _classify, explain=_explain, waits=_waits)
