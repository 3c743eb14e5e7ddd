"""What Google's answers mean when they come from YouTube.

The envelope is ``{"error": {"code", "message", "errors": [{"reason"}]}}``, at the token's address ``{"error",
"error_description"}``. Reasons: https://developers.google.com/youtube/v3/docs/errors, the token's:
https://developers.google.com/identity/protocols/oauth2#expiration, read on 2026-11-23.
"""

from __future__ import annotations

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import Response

__all__ = ["SERVER", "reasons"]


def reasons(answer: Response) -> tuple[str, ...]:
    """Return the reasons an answer names, such as ``quotaExceeded``, or the one of the token's address."""
    error = answer.data.get("error")
    if isinstance(error, str):
        return (error,)
    errors = error.get("errors") if isinstance(error, dict) else None
    named = [one.get("reason") for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    return tuple(reason for reason in named if isinstance(reason, str))


def _said(answer: Response) -> str:
    error = answer.data.get("error")
    message = error.get("message") if isinstance(error, dict) else None
    return message if isinstance(message, str) else answer.text("error_description")


def _classify(answer: Response) -> Trouble | None:
    return next((_KNOWN[reason][0] for reason in reasons(answer) if reason in _KNOWN), None)


def _explain(answer: Response) -> Sentence | None:
    return next((_KNOWN[reason][1] for reason in reasons(answer) if reason in _KNOWN), None)


def _unclear(answer: Response) -> bool:
    """A comment that "could not be processed" may be there all the same."""
    return "processingFailure" in reasons(answer)


_PROJECTS_QUOTA = Sentence(
    "The Google project's quota of today is used up; it begins anew at midnight Pacific time (9:00 in Italy)",
    "La quota di oggi del progetto Google è esaurita; riparte a mezzanotte del Pacifico (le 9:00 in Italia)",
)
_CHANNELS_LIMIT = Sentence(
    "The channel has uploaded as many films as YouTube allows in 24 hours: try again tomorrow",
    "Il canale ha caricato tutti i video che YouTube permette in 24 ore: riprova domani",
)
_SLOWER = Sentence(
    "It had too many requests; nothing was published and it will be tried again",
    "Ha ricevuto troppe richieste; nulla è stato pubblicato e si riproverà",
)
_NO_CHANNEL = Sentence(
    "The Google account has no YouTube channel: make one, or sign in with the account that has it",
    "L'account Google non ha un canale YouTube: creane uno, o accedi con l'account che ce l'ha",
)
_NOT_SWITCHED_ON = Sentence(
    "Switch on the YouTube Data API v3 in the Google project (Google Cloud console, APIs and services)",
    "Attiva la YouTube Data API v3 nel progetto Google (console Google Cloud, API e servizi)",
)
_SCOPES = Sentence(
    "The permission is too small: sign in again and grant youtube.force-ssl and youtube.upload",
    "Il permesso è troppo stretto: accedi di nuovo e concedi youtube.force-ssl e youtube.upload",
)
_ACCOUNT_GONE = Sentence(
    "YouTube has suspended or closed this account: look at it with a browser",
    "YouTube ha sospeso o chiuso questo account: guardalo con un browser",
)
_NO_COMMENTS = Sentence(
    "Comments are switched off for this film: leave `first_comment` out, or allow comments on YouTube",
    "I commenti sono disattivati per questo video: togli `first_comment`, o permettili su YouTube",
)
_NOT_YET = Sentence(
    "YouTube does not show this film, or not yet; it will be tried again",
    "YouTube non mostra questo video, o non ancora; si riproverà",
)
_LOOK_AGAIN = Sentence(
    "YouTube could not work on it just now; it will be tried again",
    "YouTube non ha potuto elaborarlo adesso; si riproverà",
)
_TOKEN_ENDED = Sentence(
    "The refresh token has ended or was revoked: sign in again and put the new one into the environment. While the"
    " Google project is in testing, its tokens end after seven days: publish it in the consent screen",
    "Il refresh token è scaduto o revocato: accedi di nuovo e metti quello nuovo nell'ambiente. Finché il progetto"
    " Google è in test i suoi token durano sette giorni: pubblicalo nella schermata di consenso",
)
_WRONG_CLIENT = Sentence(
    "Google does not know this client: copy its id and secret again from the Google Cloud console",
    "Google non conosce questo client: copia di nuovo il suo id e il suo segreto dalla console Google Cloud",
)
_PRIVACY = Sentence(
    "This channel may not be seen the way `visibility` says: choose another, or look at the channel's standing",
    "Questo canale non può avere la visibilità che dice `visibility`: scegline un'altra, o guarda il suo stato",
)
_KNOWN = {
    "quotaExceeded": (Trouble.QUOTA, _PROJECTS_QUOTA),
    "dailyLimitExceeded": (Trouble.QUOTA, _PROJECTS_QUOTA),
    "uploadLimitExceeded": (Trouble.QUOTA, _CHANNELS_LIMIT),
    "rateLimitExceeded": (Trouble.RATE_LIMIT, _SLOWER),
    "userRateLimitExceeded": (Trouble.RATE_LIMIT, _SLOWER),
    "youtubeSignupRequired": (Trouble.PERMISSION, _NO_CHANNEL),
    "channelNotFound": (Trouble.PERMISSION, _NO_CHANNEL),
    "accessNotConfigured": (Trouble.PERMISSION, _NOT_SWITCHED_ON),
    "insufficientPermissions": (Trouble.PERMISSION, _SCOPES),
    "authenticatedUserAccountClosed": (Trouble.POLICY, _ACCOUNT_GONE),
    "authenticatedUserAccountSuspended": (Trouble.POLICY, _ACCOUNT_GONE),
    "commentsDisabled": (Trouble.INVALID, _NO_COMMENTS),
    "videoNotFound": (Trouble.TRANSIENT, _NOT_YET),
    "processingFailure": (Trouble.TRANSIENT, _LOOK_AGAIN),
    "forbiddenPrivacySetting": (Trouble.PERMISSION, _PRIVACY),
    "invalid_grant": (Trouble.AUTH, _TOKEN_ENDED),
    "invalid_client": (Trouble.AUTH, _WRONG_CLIENT),
    "unauthorized_client": (Trouble.AUTH, _WRONG_CLIENT),
}
SERVER = Counterpart("YouTube", _said, _classify, _explain, unclear=_unclear)
