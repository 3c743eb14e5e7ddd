"""Ads on TikTok: the campaign with its budget is made, switched off; the ad group and its film are a person's work.

What a group needs (TikTok's own ids of places, a pixel or a form, an identity, a film that is there) is chosen in Ads
Manager, and there it is started: this module switches nothing on. The budget is the campaign's, so whatever group is
added cannot spend more. ``request_id`` is TikTok's key against making a campaign twice; it is made of the ad's name.

Sources, read on 2026-11-23: https://github.com/tiktok/tiktok-business-api-sdk (``smart_plus_campaign_create.yml``,
``advertiser_info.yml``) and https://ads.tiktok.com/help/article/budget for the least budget.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from smm_build.domain.ad import Ad
from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdRules, AdTask
from smm_build.networks._answers import Counterpart, require_secret
from smm_build.networks._base import Account, Commit, Credential, Flow, Refused, Remember, Request, Response, Session
from smm_build.networks.tiktok._api import SERVERS

__all__ = ["CREDENTIALS", "RULES", "create", "start", "validate"]

_TOKEN = Credential(
    "ADS_TOKEN",
    Sentence(
        "an access token of TikTok's Business API for the ad account, with Ads Management",
        "un token della Business API di TikTok per l'account pubblicitario, con Ads Management",
    ),
)
CREDENTIALS = (_TOKEN,)
RULES = AdRules(
    title="TikTok",
    goals=frozenset({"leads", "sales"}),
    placements=frozenset({"tiktok"}),
    source="https://ads.tiktok.com/help/article/budget",
    least_a_day=20.0,
)
_HOST = "https://business-api.tiktok.com"
_GOALS: Mapping[str, Mapping[str, object]] = {
    "leads": {"objective_type": "LEAD_GENERATION"},
    "sales": {"objective_type": "WEB_CONVERSIONS", "sales_destination": "WEBSITE"},
}
_SPECIAL = {"credit": "CREDIT", "employment": "EMPLOYMENT", "housing": "HOUSING"}
_BUDGETS = {"lifetime": "BUDGET_MODE_TOTAL", "day": "BUDGET_MODE_DYNAMIC_DAILY_BUDGET"}
_BY_CODE = {40_002: Trouble.INVALID, 40_105: Trouble.AUTH}
"""Codes that clients have met: https://www.volcengine.com/article/1422075 (40105) and
https://github.com/amekala/ads-mcp (40002), read on 2026-11-23. What another code leaves open is asked again with the
same ``request_id``."""


def validate(task: AdTask, account: Account) -> Flow[tuple[Sentence, ...]]:
    """Look at the ad account and its currency; TikTok has no way to ask whether a campaign could be made."""
    session = _session(account)
    _refuse_unusable(task.ad)
    yield from _look_at_account(task.ad, session)
    return (_ACCOUNT,)


def create(task: AdTask, account: Account) -> Flow[tuple[PartReceipt, ...]]:
    """Make the campaign, switched off, unless an earlier attempt has been told its id."""
    session, ad = _session(account), task.ad
    _refuse_unusable(ad)
    if known := task.notes.get("campaign"):
        return (PartReceipt(1, known),)
    yield from _look_at_account(ad, session)
    answer = yield Commit(_ask(session, "POST", "smart_plus/campaign/create/", _MAKE.en, _campaign(task)))
    made = _data(answer).get("campaign_id")
    if not _is_ok(answer) or not isinstance(made, str):
        raise _SERVER.after_commit(answer, _MAKE, session) if not answer.ok else _said_no(answer, session)
    yield Remember({"campaign": made})
    return (PartReceipt(1, made),)


def start(task: AdTask, account: Account, made: tuple[PartReceipt, ...]) -> Flow[None]:
    """Refuse: whoever has chosen the film and the group switches them on, too."""
    yield from ()
    number = made[0].id if made else "?"
    raise Refused(
        Trouble.PERMISSION,
        Sentence(
            f"A person starts ads on {RULES.title}: open campaign {number} of {account.channel.id} at"
            f" https://ads.tiktok.com, add group and film for {task.ad.id}, and switch it on there",
            f"Su {RULES.title} gli annunci li avvia una persona: apri la campagna {number} di {account.channel.id} su"
            f" https://ads.tiktok.com, aggiungi gruppo e video per {task.ad.id} e attivala lì",
        ),
    )


def _campaign(task: AdTask) -> dict[str, object]:
    ad = task.ad
    assert ad.budget is not None, "asked before"
    special = [_SPECIAL[name] for name in ad.special or ()]
    return {
        "advertiser_id": ad.account,
        "request_id": str(int(task.seed[:15], 16)),
        "campaign_name": f"{ad.title} [{ad.id}]",
        "campaign_type": "REGULAR_CAMPAIGN",
        **_GOALS[ad.goal or ""],
        "budget_optimize_on": True,
        "budget_mode": _BUDGETS[ad.budget.per],
        "budget": ad.budget.amount,
        **({"special_industries": special} if special else {}),
        "operation_status": "DISABLE",
    }


def _look_at_account(ad: Ad, session: Session) -> Flow[None]:
    assert ad.budget is not None, "asked before"
    said = {"advertiser_ids": json.dumps([ad.account]), "fields": json.dumps(["advertiser_id", "name", "currency"])}
    answer = yield _ask(session, "GET", "advertiser/info/", _LOOK.en, said)
    if not _is_ok(answer):
        raise _SERVER.refused(answer, _LOOK, session)
    rows = _data(answer).get("list")
    row = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}
    currency = str(row.get("currency", "?"))
    if currency != ad.budget.currency:
        raise Refused(
            Trouble.INVALID,
            Sentence(
                f"The ad account is in {currency}, the ad in {ad.budget.currency}: choose what is meant",
                f"L'account pubblicitario è in {currency}, l'annuncio in {ad.budget.currency}: scegli quello giusto",
            ),
        )


def _refuse_unusable(ad: Ad) -> None:
    if not (ad.account or "").isdigit():
        raise Refused(Trouble.INVALID, _NO_ACCOUNT)
    if ad.goal not in _GOALS or set(ad.special or ()) - set(_SPECIAL) or ad.budget is None:
        raise Refused(Trouble.INVALID, _OTHER_GOAL)


def _session(account: Account) -> Session:
    return Session(account, {"Access-Token": require_secret(account, _TOKEN)}, {})


def _ask(session: Session, method: str, path: str, purpose: str, said: Mapping[str, object]) -> Request:
    server = session.account.server
    host = _HOST if server in SERVERS else f"{server}/business-api"
    url = f"{host}/open_api/v1.3/{path}"
    if method == "GET":
        return Request("GET", url, purpose, headers=session.headers, params={k: str(v) for k, v in said.items()})
    return Request(method, url, purpose, headers=session.headers, json=dict(said))


def _is_ok(answer: Response) -> bool:
    """Whether TikTok did what was asked: refusals come as 200 with a code."""
    return answer.ok and answer.data.get("code") == 0


def _data(answer: Response) -> Mapping[str, object]:
    data = answer.data.get("data")
    return data if isinstance(data, dict) else {}


def _said_no(answer: Response, session: Session) -> Exception:
    """Return what to raise for an answer of 200: with a code it is a refusal, without one nobody knows."""
    code = answer.data.get("code")
    clear = isinstance(code, int) and code in _BY_CODE
    return _SERVER.refused(answer, _MAKE, session) if clear else _SERVER.in_doubt(answer, _MAKE, session)


def _classify(answer: Response) -> Trouble | None:
    code = answer.data.get("code")
    return _BY_CODE.get(code) if isinstance(code, int) else None


_SERVER = Counterpart("TikTok", lambda answer: answer.text("message"), _classify)
_ACCOUNT = Sentence("the ad account and its currency", "l'account pubblicitario e la sua valuta")
_LOOK = Sentence("look at the ad account", "guardare l'account pubblicitario")
_MAKE = Sentence("make the campaign", "creare la campagna")
_NO_ACCOUNT = Sentence(
    "Write the ad account's number (advertiser id) as `account:` into the ad",
    "Scrivi il numero dell'account pubblicitario (advertiser id) come `account:` nell'annuncio",
)
_OTHER_GOAL = Sentence(
    "On TikTok smm makes campaigns for `leads` and `sales` only: make this one at https://ads.tiktok.com, switched off",
    "Su TikTok smm crea solo campagne per `leads` e `sales`: crea questa su https://ads.tiktok.com, spenta",
)
