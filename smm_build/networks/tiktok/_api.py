"""How TikTok's Content Posting API is spoken to, and what its refusals mean.

Every answer is ``{"data": {…}, "error": {"code": "ok", …}}``; errors are told apart by ``code``, because a 401 may be a
missing permission as well as an ended token.

Sources: https://developers.tiktok.com/doc/content-posting-api-reference-direct-post,
https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status and
https://developers.tiktok.com/doc/tiktok-api-v2-error-handling, read on 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import Refused, Request, Response, Session

__all__ = ["HOSTS", "SERVER", "SERVERS", "TITLE", "call", "data_of", "failed", "is_ok", "known_refusal"]

TITLE = "TikTok"
SERVERS = ("https://open.tiktokapis.com",)
HOSTS = (".tiktokapis.com",)
"""Where answers may send films to: open-upload.tiktokapis.com and upload.<region>.tiktokapis.com have been seen."""

_A_MINUTE = timedelta(minutes=1)
"""Limits are told as requests a minute: six for a post, thirty for its state."""


def call(session: Session, path: str, purpose: str, body: object = None) -> Request:
    """Return a request to the API: always a POST with JSON, also where there is nothing to say."""
    headers = {**session.headers, "Content-Type": "application/json; charset=UTF-8"}
    return Request("POST", f"{session.account.server}{path}", purpose, headers=headers, json=body or {})


def is_ok(answer: Response) -> bool:
    """Whether TikTok did what was asked: some refusals come as 200."""
    return answer.ok and _code(answer) == "ok"


def data_of(answer: Response) -> Mapping[str, object]:
    """Return what an answer holds."""
    data = answer.data.get("data")
    return data if isinstance(data, dict) else {}


def known_refusal(answer: Response) -> bool:
    """Whether the answer is a refusal whose code says that nothing was done."""
    return _TROUBLES.get(_code(answer), Trouble.TRANSIENT) is not Trouble.TRANSIENT


def failed(reason: str) -> Refused:
    """Return what to raise when TikTok gave up on a post: it is final, and nothing is visible."""
    trouble = _TROUBLES.get(reason, Trouble.UNKNOWN)
    why = _WHY.get(reason) or _USUAL
    return Refused(
        trouble,
        Sentence(
            f"TikTok took the files and then gave up ({reason or 'no reason given'}). {why.en}",
            f"TikTok ha preso i file e poi ha rinunciato ({reason or 'senza dire perché'}). {why.it}",
        ),
    )


def _error(answer: Response) -> Mapping[str, object]:
    error = answer.data.get("error")
    return error if isinstance(error, dict) else {}


def _code(answer: Response) -> str:
    """Return the code of an answer; the address for tokens names it in another place."""
    code = _error(answer).get("code")
    return code if isinstance(code, str) else answer.text("error")


def _said(answer: Response) -> str:
    message = _error(answer).get("message")
    words = message if isinstance(message, str) else answer.text("error_description")
    code = _code(answer)
    return f"{code}: {words}" if code and words else code or words


def _classify(answer: Response) -> Trouble | None:
    return _TROUBLES.get(_code(answer))


def _explain(answer: Response) -> Sentence | None:
    return _WHY.get(_code(answer))


def _waits(answer: Response) -> timedelta | None:
    return _A_MINUTE if _classify(answer) is Trouble.RATE_LIMIT else None


_TROUBLES = {
    "access_token_invalid": Trouble.AUTH,
    "access_token_expired": Trouble.AUTH,
    "invalid_grant": Trouble.AUTH,
    "invalid_client": Trouble.AUTH,
    "invalid_request": Trouble.AUTH,
    "auth_removed": Trouble.AUTH,
    "scope_not_authorized": Trouble.PERMISSION,
    "scope_permission_missed": Trouble.PERMISSION,
    "unaudited_client_can_only_post_to_private_accounts": Trouble.PERMISSION,
    "url_ownership_unverified": Trouble.PERMISSION,
    "privacy_level_option_mismatch": Trouble.PERMISSION,
    "app_version_check_failed": Trouble.PERMISSION,
    "rate_limit_exceeded": Trouble.RATE_LIMIT,
    "spam_risk_too_many_posts": Trouble.QUOTA,
    "spam_risk_too_many_pending_share": Trouble.QUOTA,
    "reached_active_user_cap": Trouble.QUOTA,
    "spam_risk": Trouble.POLICY,
    "spam_risk_text": Trouble.POLICY,
    "spam_risk_user_banned_from_posting": Trouble.POLICY,
    "publish_cancelled": Trouble.POLICY,
    "invalid_params": Trouble.INVALID,
    "invalid_param": Trouble.INVALID,
    "invalid_publish_id": Trouble.INVALID,
    "file_format_check_failed": Trouble.INVALID,
    "duration_check_failed": Trouble.INVALID,
    "frame_rate_check_failed": Trouble.INVALID,
    "picture_size_check_failed": Trouble.INVALID,
    "internal": Trouble.TRANSIENT,
    "internal_error": Trouble.TRANSIENT,
    "video_pull_failed": Trouble.TRANSIENT,
    "photo_pull_failed": Trouble.TRANSIENT,
}
_ENDED = Sentence(
    "The access token lives for 24 hours and has ended, or the app was removed in TikTok's settings: get a new one with"
    " `smm refresh`, or let the account log in to the app once more",
    "Il token di accesso vive 24 ore ed è scaduto, o l'app è stata tolta nelle impostazioni di TikTok: prendine uno"
    " nuovo con `smm refresh`, o fai accedere di nuovo l'account all'app",
)
_SCOPE = Sentence(
    "The account has not allowed the app to do this: it needs video.publish for posts and video.upload for drafts",
    "L'account non ha permesso all'app di farlo: servono video.publish per i post e video.upload per le bozze",
)
_NOT_THERE = Sentence(
    "TikTok could not fetch the pictures from where they were put; nothing was published and it will be tried again",
    "TikTok non è riuscito a prendere le immagini da dove erano; nulla è stato pubblicato e si riproverà",
)
_FORMAT = Sentence(
    "The file is not of a kind TikTok plays: export it as MP4 (H.264, 23 to 60 pictures a second), pictures as JPEG",
    "Il file non è di un tipo che TikTok riproduce: esportalo in MP4 (H.264, da 23 a 60 fotogrammi al secondo), le"
    " immagini in JPEG",
)
_SPAM = Sentence(
    "TikTok takes the post or the account for spam: open the app, look at the account's notices and the text",
    "TikTok considera spam il post o l'account: apri l'app, guarda gli avvisi dell'account e il testo",
)
_USUAL = Sentence("Nothing was published: look at the app, then try again", "Nulla è uscito: guarda l'app, poi riprova")
_WHY = {
    "access_token_invalid": _ENDED,
    "access_token_expired": _ENDED,
    "auth_removed": _ENDED,
    "invalid_grant": Sentence(
        "The refresh token has ended (it lives a year) or was replaced by a newer one: let the account log in to the"
        " app once more. Apps in TikTok's sandbox cannot refresh at all",
        "Il refresh token è scaduto (vive un anno) o è stato sostituito da uno più nuovo: fai accedere di nuovo"
        " l'account all'app. Le app nella sandbox di TikTok non possono rinnovarlo",
    ),
    "scope_not_authorized": _SCOPE,
    "scope_permission_missed": _SCOPE,
    "unaudited_client_can_only_post_to_private_accounts": Sentence(
        "TikTok has not audited the app yet: until then only a private account may post, and only to itself"
        " (`visibility: private`)",
        "TikTok non ha ancora verificato l'app: fino ad allora può pubblicare solo un account privato, e solo per sé"
        " (`visibility: private`)",
    ),
    "url_ownership_unverified": Sentence(
        "TikTok fetches pictures only from addresses the app owns: add the prefix under URL properties of the app",
        "TikTok prende le immagini solo da indirizzi dell'app: aggiungi il prefisso in URL properties dell'app",
    ),
    "privacy_level_option_mismatch": Sentence(
        "The account does not offer this visibility: choose another one, or make the account public in the app",
        "L'account non offre questa visibilità: scegline un'altra, o rendi pubblico l'account nell'app",
    ),
    "spam_risk_too_many_posts": Sentence(
        "The account has made all the posts that TikTok takes from apps in a day, about 15: try again tomorrow",
        "L'account ha fatto tutti i post che TikTok accetta dalle app in un giorno, circa 15: riprova domani",
    ),
    "spam_risk_too_many_pending_share": Sentence(
        "Five drafts wait in the account's inbox already: finish or delete them in the app first",
        "Cinque bozze aspettano già nella posta dell'account: prima completale o cancellale nell'app",
    ),
    "reached_active_user_cap": Sentence(
        "Too many accounts posted with this app today; before TikTok's audit there are five: try again tomorrow",
        "Oggi hanno pubblicato troppi account con questa app; prima della verifica di TikTok sono cinque: riprova"
        " domani",
    ),
    "spam_risk": _SPAM,
    "spam_risk_text": _SPAM,
    "spam_risk_user_banned_from_posting": Sentence(
        "TikTok does not let this account post at the moment: open the app and look at the account's notices",
        "TikTok al momento non lascia pubblicare questo account: apri l'app e guarda gli avvisi dell'account",
    ),
    "publish_cancelled": Sentence(
        "Somebody cancelled it in the app: nothing was published", "Qualcuno l'ha annullato nell'app: nulla è uscito"
    ),
    "file_format_check_failed": _FORMAT,
    "frame_rate_check_failed": _FORMAT,
    "duration_check_failed": Sentence(
        "The film is longer or shorter than this account may post: cut it",
        "Il video è più lungo o più corto di quanto questo account può pubblicare: taglialo",
    ),
    "picture_size_check_failed": Sentence(
        "The picture or film is too small or too large: 360 to 4096 pixels a side, pictures up to 1080p",
        "L'immagine o il video è troppo piccolo o troppo grande: da 360 a 4096 pixel per lato, immagini fino a 1080p",
    ),
    "video_pull_failed": _NOT_THERE,
    "photo_pull_failed": _NOT_THERE,
}
SERVER = Counterpart(TITLE, _said, _classify, explain=_explain, waits=_waits)
