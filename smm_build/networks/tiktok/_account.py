"""Getting in at TikTok, keeping the credentials alive, and what an account allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import require_secret
from smm_build.networks._base import (
    Account,
    Advice,
    Checkup,
    Credential,
    Flow,
    Renewal,
    Request,
    Session,
    Standing,
)
from smm_build.networks.tiktok._api import SERVER, call, data_of, is_ok
from smm_build.networks.tiktok._posts import Creator

__all__ = ["CREDENTIALS", "checkup", "creator_of", "enter", "exchange"]

_TOKEN = Credential(
    "TOKEN",
    Sentence(
        "an access token with video.publish (and video.upload for drafts), good for 24 hours",
        "un token di accesso con video.publish (e video.upload per le bozze), valido 24 ore",
    ),
)
_REFRESH = Credential(
    "REFRESH_TOKEN",
    Sentence(
        "the refresh token that came with it, good for a year; it may change with every exchange",
        "il refresh token arrivato insieme, valido un anno; può cambiare a ogni scambio",
    ),
    optional=True,
)
_KEY = Credential("CLIENT_KEY", Sentence("the app's client key", "la client key dell'app"), optional=True)
_SECRET = Credential("CLIENT_SECRET", Sentence("the app's client secret", "il client secret dell'app"), optional=True)
CREDENTIALS = (_TOKEN, _REFRESH, _KEY, _SECRET)

_ASK = Sentence("ask what the account allows", "chiedere che cosa permette l'account")
_EXCHANGE = Sentence("exchange the refresh token", "scambiare il refresh token")
_PUBLIC = "PUBLIC_TO_EVERYONE"


def enter(account: Account) -> Flow[Session]:
    """Return a session with the access token that is given."""
    yield from ()
    return Session(account, {"Authorization": f"Bearer {require_secret(account, _TOKEN)}"})


def exchange(account: Account, at: datetime) -> Flow[Renewal]:
    """Return a new access token, and the refresh token to use from now on: it may be another one.

    Source: https://developers.tiktok.com/doc/oauth-user-access-token-management, read on 2026-11-22.
    """
    form = {
        "client_key": require_secret(account, _KEY),
        "client_secret": require_secret(account, _SECRET),
        "grant_type": "refresh_token",
        "refresh_token": require_secret(account, _REFRESH),
    }
    answer = yield Request("POST", f"{account.server}/v2/oauth/token/", _EXCHANGE.en, form=form)
    token, refresh = answer.text("access_token"), answer.text("refresh_token")
    if not answer.ok or not token:
        raise SERVER.refused(answer, _EXCHANGE, account)
    lives = answer.data.get("expires_in")
    ends = at + timedelta(seconds=lives) if isinstance(lives, int) else None
    return Renewal({"TOKEN": token, "REFRESH_TOKEN": refresh or form["refresh_token"]}, ends)


def creator_of(session: Session) -> Flow[Creator]:
    """Ask what the account allows; TikTok wants it asked before every post.

    Source: https://developers.tiktok.com/doc/content-posting-api-reference-query-creator-info, read on 2026-11-22.
    """
    answer = yield call(session, "/v2/post/publish/creator_info/query/", _ASK.en)
    if not is_ok(answer):
        raise SERVER.refused(answer, _ASK, session)
    return Creator.of(data_of(answer))


def checkup(session: Session, at: datetime) -> Flow[Checkup]:  # noqa: ARG001 - TikTok does not tell when a token ends
    """Tell what the account allows, and what is missing to post for everybody and to go on tomorrow."""
    creator = yield from creator_of(session)
    return Checkup(creator.username or None, None, (*_levels(creator), *_days(session), *_switches(creator)))


def _levels(creator: Creator) -> Iterator[Advice]:
    if _PUBLIC not in creator.levels:
        yield Advice(
            Standing.WRONG,
            Sentence(
                "TikTok does not offer this account public posts: the account is private. Make it public in the app,"
                " or give the channel another `visibility`",
                "TikTok non offre post pubblici a questo account: è privato. Rendilo pubblico nell'app, o dai al canale"
                " un'altra `visibility`",
            ),
        )
    yield Advice(
        Standing.FINE,
        Sentence(
            "TikTok does not say whether it has audited the app. Until it has, only a private account can post, with"
            " `visibility: private`",
            "TikTok non dice se ha verificato l'app. Finché non l'ha fatto può pubblicare solo un account privato, con"
            " `visibility: private`",
        ),
    )


def _days(session: Session) -> Iterator[Advice]:
    missing = [one.suffix for one in (_REFRESH, _KEY, _SECRET) if not session.account.secrets.get(one.suffix)]
    if missing:
        prefix = session.account.channel.credentials
        names = ", ".join(f"{prefix}_{suffix}" for suffix in missing)
        yield Advice(
            Standing.SOON,
            Sentence(
                f"The access token ends within 24 hours and cannot be renewed: set {names}",
                f"Il token di accesso finisce entro 24 ore e non si può rinnovare: imposta {names}",
            ),
        )


def _switches(creator: Creator) -> Iterator[Advice]:
    if creator.no_comments:
        yield Advice(
            Standing.FINE,
            Sentence("Comments are turned off in the app's settings", "I commenti sono disattivati nell'app"),
        )
    if creator.longest is not None:
        yield Advice(
            Standing.FINE,
            Sentence(
                f"Films of this account may have {creator.longest} seconds",
                f"I video di questo account possono durare {creator.longest} secondi",
            ),
        )
