"""Getting in at LinkedIn, and what can be found out about an account without posting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._addresses import elsewhere
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
from smm_build.networks.linkedin._api import (
    OAUTH,
    SERVER,
    SERVERS,
    VERSION,
    author_of,
    rest,
    spoken,
    version_ends,
)
from smm_build.networks.linkedin._text import URN

__all__ = ["CREDENTIALS", "checkup", "enter"]

_TOKEN = Credential(
    "TOKEN",
    Sentence(
        "an access token, good for 60 days; not needed with the three below",
        "un token di accesso, valido 60 giorni; non serve con i tre che seguono",
    ),
    optional=True,
)
_REFRESH = Credential(
    "REFRESH_TOKEN",
    Sentence(
        "a refresh token, good for a year; LinkedIn gives it to apps with the Community Management API",
        "un refresh token, valido un anno; LinkedIn lo dà alle app con la Community Management API",
    ),
    optional=True,
)
_CLIENT = Credential(
    "CLIENT_ID", Sentence("the app's client id (Auth tab)", "il client id dell'app (scheda Auth)"), optional=True
)
_SECRET = Credential(
    "CLIENT_SECRET",
    Sentence("the app's primary client secret (Auth tab)", "il client secret principale dell'app (scheda Auth)"),
    optional=True,
)
CREDENTIALS = (_TOKEN, _REFRESH, _CLIENT, _SECRET)

_WRITERS = frozenset(
    {"ADMINISTRATOR", "CONTENT_ADMIN", "CONTENT_ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER", "RECRUITING_POSTER"}
)
"""Roles that may post; LinkedIn's pages write one of them in two ways."""
_WARN_VERSION = timedelta(days=60)
_ENTER = Sentence("log in", "accedere")
_ASK = Sentence("ask about the token", "chiedere del token")


def enter(account: Account) -> Flow[Session]:
    """Return a session: with a token made of the refresh token, which does not change, or with the one that is given.

    Source: https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens, read on
    2026-11-22.
    """
    if not URN.fullmatch(author_of(account)):
        raise _nobody(account)
    secrets = {name: value.strip() for name, value in account.secrets.items() if value.strip()}
    if not {"REFRESH_TOKEN", "CLIENT_ID", "CLIENT_SECRET"} <= secrets.keys():
        if "TOKEN" not in secrets:
            raise _nothing(account)
        return Session(account, _bearer(secrets["TOKEN"]))
    form = {
        "grant_type": "refresh_token",
        "refresh_token": secrets["REFRESH_TOKEN"],
        "client_id": secrets["CLIENT_ID"],
        "client_secret": secrets["CLIENT_SECRET"],
    }
    answer = yield Request("POST", _oauth(account, "accessToken"), _ENTER.en, form=form)
    token = answer.text("access_token")
    if not answer.ok or not token:
        raise SERVER.refused(answer, _ENTER, account)
    left = answer.data.get("refresh_token_expires_in")
    facts = {"refresh_ends_in": str(left)} if isinstance(left, int) else {}
    return Session(account, _bearer(token), facts)


def checkup(session: Session, at: datetime) -> Flow[Checkup]:
    """Ask for the page's name, the token's permissions and its end, and look at the end of our version.

    Sources: https://learn.microsoft.com/en-us/linkedin/shared/authentication/token-introspection, read on 2026-11-23;
    https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-lookup-api,
    read on 2026-11-22.
    """
    advice = [_version(at)]
    token = yield from _introspected(session)
    if token is None:
        advice.append(Advice(Standing.FINE, _UNTOLD))
    else:
        advice += _permissions(token.scopes, author_of(session.account))
    advice += yield from _role(session)
    name = yield from _name(session)
    return Checkup(name, _end(session, token, at), tuple(advice))


@dataclass(frozen=True, slots=True)
class _Token:
    scopes: frozenset[str]
    ends: datetime | None


def _introspected(session: Session) -> Flow[_Token | None]:
    """Return what LinkedIn says of the token; ``None`` without the app's id and secret, which it wants for that."""
    secrets = session.account.secrets
    if not secrets.get("CLIENT_ID") or not secrets.get("CLIENT_SECRET"):
        return None
    form = {
        "client_id": secrets["CLIENT_ID"].strip(),
        "client_secret": secrets["CLIENT_SECRET"].strip(),
        "token": session.headers["Authorization"].rpartition(" ")[2],
    }
    answer = yield Request("POST", _oauth(session.account, "introspectToken"), _ASK.en, form=form)
    if not answer.ok:
        raise SERVER.refused(answer, _ASK, session.account)
    if answer.data.get("active") is not True:
        raise SERVER.refused(Response(401, answer.headers, answer.body), _ASK, session.account)
    ends = answer.data.get("expires_at")
    scopes = answer.text("scope").replace(",", " ").split()
    return _Token(frozenset(scopes), datetime.fromtimestamp(ends, UTC) if isinstance(ends, int) else None)


def _name(session: Session) -> Flow[str | None]:
    """Return what the page is called; a person is not asked for."""
    kind, _, number = author_of(session.account).rpartition(":")
    if not kind.endswith(":organization"):
        return None
    asked = Sentence("look up the page", "cercare la pagina")
    answer = yield Request("GET", rest(session, f"organizations/{number}"), asked.en, headers=spoken(session))
    if answer.status == 401:  # noqa: PLR2004 - the token is no good; everything else only hides the name
        raise SERVER.refused(answer, asked, session.account)
    return answer.text("localizedName") or None


def _role(session: Session) -> Flow[tuple[Advice, ...]]:
    """Tell which role the token's owner has on the page; nothing where LinkedIn does not say it.

    Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-access-control-by-role,
    read on 2026-11-23.
    """
    author = author_of(session.account)
    if not author.startswith("urn:li:organization:"):
        return ()
    params = {"q": "roleAssignee", "organization": author, "state": "APPROVED"}
    headers = spoken(session, method="FINDER")
    answer = yield Request("GET", rest(session, "organizationAcls"), _ASK.en, headers=headers, params=params)
    listed = answer.data.get("elements")
    if not answer.ok or not isinstance(listed, list):
        return ()
    ours = [one for one in listed if isinstance(one, dict) and one.get("organization") == author]
    roles = {str(one.get("role")) for one in ours if one.get("state", "APPROVED") == "APPROVED"}
    return (Advice(Standing.FINE if roles & _WRITERS else Standing.WRONG, _role_told(sorted(roles))),)


def _role_told(roles: list[str]) -> Sentence:
    named = ", ".join(roles)
    if _WRITERS.isdisjoint(roles):
        return Sentence(
            f"Whoever made the token may not post for the page (role: {named or 'none'}): it takes an administrator or"
            " content administrator",
            f"Chi ha creato il token non può pubblicare per la pagina (ruolo: {named or 'nessuno'}): serve un"
            " amministratore, o un amministratore dei contenuti",
        )
    return Sentence(f"The token's owner has the role {named}", f"Chi ha creato il token ha il ruolo {named}")


def _version(at: datetime) -> Advice:
    ends = version_ends()
    left = ends - at.date()
    standing = Standing.WRONG if left <= timedelta() else Standing.SOON if left <= _WARN_VERSION else Standing.FINE
    then = Sentence("", "") if standing is Standing.FINE else Sentence(": update smm", ": aggiorna smm")
    return Advice(
        standing,
        Sentence(
            f"LinkedIn answers version {VERSION}, which smm speaks, until {ends}{then.en}",
            f"LinkedIn risponde alla versione {VERSION}, quella di smm, fino al {ends}{then.it}",
        ),
    )


def _permissions(scopes: frozenset[str], author: str) -> Iterator[Advice]:
    """Tell what is missing; LinkedIn's pages use two names for the same permissions, and both are granted."""
    page = author.startswith("urn:li:organization:")
    write = {"w_organization_social", "w_organization_social_feed"} if page else {"w_member_social"}
    if not scopes & write:
        yield Advice(
            Standing.WRONG,
            Sentence(
                f"The token may not post: give the app {min(write)} and log in anew",
                f"Il token non può pubblicare: dai all'app {min(write)} e accedi di nuovo",
            ),
        )
    if page and not scopes & {"r_organization_social", "r_organization_social_feed"}:
        yield Advice(
            Standing.SOON,
            Sentence(
                "The token may not read the page's posts (r_organization_social): after a lost answer a person has to"
                " look whether a post is out, and `smm inbox pull` reads no comments",
                "Il token non può leggere i post della pagina (r_organization_social): se si perde una risposta, una"
                " persona deve guardare se il post è uscito; e `smm inbox pull` non legge commenti",
            ),
        )
    if page and "rw_organization_admin" not in scopes:
        yield Advice(Standing.SOON, _NO_NUMBERS)


def _end(session: Session, token: _Token | None, at: datetime) -> datetime | None:
    """Return when the credentials end: the refresh token's end where there is one, for access tokens are made anew."""
    left = session.facts.get("refresh_ends_in")
    if left is not None:
        return at + timedelta(seconds=int(left))
    return token.ends if token else None


def _oauth(account: Account, what: str) -> str:
    return f"{elsewhere(account, SERVERS, OAUTH, 'www')}/oauth/v2/{what}"


def _bearer(token: str) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _nobody(account: Account) -> Refused:
    return Refused(
        Trouble.AUTH,
        Sentence(
            f"The channel {account.channel.id} does not say who writes: set `account:` to urn:li:organization:<number>"
            " (the number in the address of the page's admin view) or urn:li:person:<id>",
            f"Il canale {account.channel.id} non dice chi scrive: metti in `account:` urn:li:organization:<numero>"
            " (il numero nell'indirizzo della pagina vista da amministratore) o urn:li:person:<id>",
        ),
    )


def _nothing(account: Account) -> Refused:
    prefix = account.channel.credentials
    return Refused(
        Trouble.AUTH,
        Sentence(
            f"The channel {account.channel.id} has no credentials: put an access token into {prefix}_TOKEN, or set"
            f" {prefix}_REFRESH_TOKEN, {prefix}_CLIENT_ID and {prefix}_CLIENT_SECRET",
            f"Il canale {account.channel.id} non ha credenziali: metti un token di accesso in {prefix}_TOKEN, oppure"
            f" imposta {prefix}_REFRESH_TOKEN, {prefix}_CLIENT_ID e {prefix}_CLIENT_SECRET",
        ),
    )


_UNTOLD = Sentence(
    "With the app's CLIENT_ID and CLIENT_SECRET LinkedIn would also tell the token's permissions and its end",
    "Con CLIENT_ID e CLIENT_SECRET dell'app LinkedIn direbbe anche i permessi del token e quando finisce",
)
_NO_NUMBERS = Sentence(
    "The token may not read the page's statistics (rw_organization_admin): `smm metrics pull` tells nothing",
    "Il token non può leggere le statistiche della pagina (rw_organization_admin): `smm metrics pull` non dice nulla",
)
