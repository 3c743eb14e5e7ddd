"""Ads on TikTok: a campaign with its budget, an ad group and an ad, all switched off.

The budget is the campaign's, so whatever is in it cannot spend more. An ad shows a post of the brand's own account
("Spark Ad"): TikTok has ended ads that belong to no account. What only a person can choose in the Ads Manager stands in
the file, or is left to them: without a pixel there is no ad group for sales and leads, without an account and a button
there is no ad. Then the person who adds them starts them there, too.

TikTok takes a ``request_id`` against making a campaign or a group twice, made of the ad's name; what an earlier attempt
has made is looked for by its name all the same, because a repeated request is refused, not answered with what it made.

Sources, read on 2026-11-23: https://github.com/tiktok/tiktok-business-api-sdk; https://business-api.tiktok.com/portal
with docs 1843312888885314 (states), 1843314887930946 (ad groups), 1843317390059522 (ads) and 1737189539571713
(places); https://ads.tiktok.com/help/article/budget for the least budget.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from smm_build.domain.ad import Ad
from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdRules, AdTask
from smm_build.networks._answers import Counterpart, require_secret
from smm_build.networks._base import Account, Commit, Credential, Flow, Refused, Remember, Request, Response, Session
from smm_build.networks.tiktok._ads_words import (
    GOALS,
    OBJECTIVE,
    ad_group,
    advertisement,
    campaign,
    obstacles,
    whole,
)
from smm_build.networks.tiktok._api import SERVERS

__all__ = [
    "CREDENTIALS",
    "RULES",
    "SERVER",
    "answered",
    "business",
    "create",
    "is_ok",
    "listed",
    "open_session",
    "start",
    "validate",
]

_TOKEN = Credential(
    "ADS_TOKEN",
    Sentence(
        "an access token of TikTok's Business API for the ad account, with Ads Management and Reporting",
        "un token della Business API di TikTok per l'account pubblicitario, con Ads Management e Reporting",
    ),
)
CREDENTIALS = (_TOKEN,)
RULES = AdRules(
    title="TikTok",
    goals=GOALS,
    placements=frozenset({"tiktok"}),
    source="https://ads.tiktok.com/help/article/budget",
    least_a_day=20.0,
)
_HOST = "https://business-api.tiktok.com"
_BY_CODE = {40_002: Trouble.INVALID, 40_105: Trouble.AUTH}
"""Codes that clients have met: https://www.volcengine.com/article/1422075 (40105) and
https://github.com/amekala/ads-mcp (40002), read on 2026-11-23. What another code leaves open is looked for before
anything is asked again."""
_PAGE = 100


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of object: its folder in addresses, its id and name in answers, the ids of many, and for people."""

    folder: str
    id: str
    name: str
    ids: str
    what: Sentence


_CAMPAIGN = _Kind("campaign", "campaign_id", "campaign_name", "campaign_ids", Sentence("the campaign", "la campagna"))
_GROUP = _Kind("adgroup", "adgroup_id", "adgroup_name", "adgroup_ids", Sentence("the ad group", "il gruppo"))
_AD = _Kind("ad", "smart_plus_ad_id", "ad_name", "smart_plus_ad_ids", Sentence("the ad", "l'annuncio"))


def validate(task: AdTask, account: Account) -> Flow[tuple[Sentence, ...]]:
    """Look at the ad account and for the countries; TikTok has no way to ask whether something could be made."""
    session = _session(task, account)
    yield from _look_at_account(task.ad, session)
    if not whole(task.ad)[0]:
        return (_ACCOUNT,)
    yield from _places(task.ad, session)
    return (_ACCOUNT, _COUNTRIES)


def create(task: AdTask, account: Account) -> Flow[tuple[PartReceipt, ...]]:
    """Make the campaign, and as far as the file says enough its group and ad, switched off; what is there is kept."""
    session, ad = _session(task, account), task.ad
    with_group, with_ad = whole(ad)
    yield from _look_at_account(ad, session)
    places = (yield from _places(ad, session)) if with_group else []
    made = [(yield from _ensure(session, task, _CAMPAIGN, campaign(task), {}))]
    if with_group:
        within = {"campaign_ids": made}
        made = [*made, (yield from _ensure(session, task, _GROUP, ad_group(task, made[0], places), within))]
    if with_ad:
        within = {"adgroup_ids": made[1:]}
        made = [*made, (yield from _ensure(session, task, _AD, advertisement(task, made[1]), within))]
    return tuple(PartReceipt(number, name) for number, name in enumerate(made, start=1))


def start(task: AdTask, account: Account, made: tuple[PartReceipt, ...]) -> Flow[None]:
    """Switch on the ad, its group and last the campaign: nothing is shown before that.

    First it is compared what the campaign may spend. Raises ``Refused`` where a person has added something.
    """
    session = _session(task, account)
    ids = {receipt.part: receipt.id for receipt in made}
    if set(ids) != {1, 2, 3}:
        raise Refused(Trouble.PERMISSION, _for_a_person(task.ad, account, ids.get(1, "?")))
    yield from _same_budget(task, session, ids[1])
    for kind, name in ((_AD, ids[3]), (_GROUP, ids[2]), (_CAMPAIGN, ids[1])):
        asked = Sentence(f"switch on {kind.what.en}", f"attivare {kind.what.it}")
        said = {"advertiser_id": task.ad.account, kind.ids: [name], "operation_status": "ENABLE"}
        request = business(session, "POST", f"smart_plus/{kind.folder}/status/update/", asked.en, said)
        answer = yield Commit(request) if kind is _CAMPAIGN else request
        if not is_ok(answer):
            raise SERVER.refused(answer, asked, session)


# --- the pieces


def _ensure(
    session: Session, task: AdTask, kind: _Kind, said: Mapping[str, object], within: Mapping[str, list[str]]
) -> Flow[str]:
    """Return the id of what carries the ad's tag, made now if nothing does."""
    there = yield from _there(session, task, kind, within)
    if there or kind.folder in task.notes:
        return there or task.notes[kind.folder]
    asked = Sentence(f"make {kind.what.en}", f"creare {kind.what.it}")
    answer = yield Commit(business(session, "POST", f"smart_plus/{kind.folder}/create/", asked.en, said))
    made = answered(answer).get(kind.id)
    if not is_ok(answer) or not isinstance(made, str) or not made:
        raise SERVER.after_commit(answer, asked, session) if not answer.ok else _said_no(answer, asked, session)
    yield Remember({kind.folder: made})
    return made


def _there(session: Session, task: AdTask, kind: _Kind, within: Mapping[str, list[str]]) -> Flow[str]:
    """Return the id of what an earlier attempt made, nothing where there is none."""
    asked = Sentence(f"look for {kind.what.en}", f"cercare {kind.what.it}")
    page, pages = 1, 1
    while page <= pages:
        said = {"advertiser_id": task.ad.account, "page": page, "page_size": _PAGE}
        more = {"filtering": json.dumps(dict(within))} if within else {}
        answer = yield business(session, "GET", f"smart_plus/{kind.folder}/get/", asked.en, {**said, **more})
        if not is_ok(answer):
            raise SERVER.refused(answer, asked, session)
        for row in listed(answer):
            if str(row.get(kind.name, "")).startswith(task.tag):
                return str(row.get(kind.id))
        told = answered(answer).get("page_info")
        total = told.get("total_page") if isinstance(told, dict) else None
        page, pages = page + 1, total if isinstance(total, int) else 1
    return ""


def _places(ad: Ad, session: Session) -> Flow[list[str]]:
    """Return TikTok's own numbers of the countries."""
    objective = OBJECTIVE[ad.goal or ""]
    said = {"advertiser_id": ad.account, "placements": json.dumps(["PLACEMENT_TIKTOK"]), "objective_type": objective}
    answer = yield business(session, "GET", "tool/region/", _FIND_PLACES.en, said)
    if not is_ok(answer):
        raise SERVER.refused(answer, _FIND_PLACES, session)
    rows = answered(answer).get("region_info")
    countries = {
        str(row.get("region_code")): str(row.get("location_id"))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("level") == "COUNTRY"
    }
    wanted = sorted({code[:2] for code in ad.targeting.countries})
    for code in wanted:
        if code not in countries:
            raise Refused(Trouble.INVALID, _no_country(code))
    return [countries[code] for code in wanted]


def _look_at_account(ad: Ad, session: Session) -> Flow[None]:
    assert ad.budget is not None, "asked before"
    said = {"advertiser_ids": json.dumps([ad.account]), "fields": json.dumps(["advertiser_id", "name", "currency"])}
    answer = yield business(session, "GET", "advertiser/info/", _LOOK.en, said)
    if not is_ok(answer):
        raise SERVER.refused(answer, _LOOK, session)
    row = next(iter(listed(answer)), {})
    if (theirs := str(row.get("currency", "?"))) != ad.budget.currency:
        raise Refused(Trouble.INVALID, _other_currency(theirs, ad.budget.currency))


def _same_budget(task: AdTask, session: Session, name: str) -> Flow[None]:
    asked = Sentence("look at the budget", "guardare il budget")
    said = {"advertiser_id": task.ad.account, "filtering": json.dumps({"campaign_ids": [name]})}
    answer = yield business(session, "GET", "smart_plus/campaign/get/", asked.en, said)
    if not is_ok(answer):
        raise SERVER.refused(answer, asked, session)
    row = next((row for row in listed(answer) if row.get("campaign_id") == name), {})
    ours = campaign(task)
    if (row.get("budget"), row.get("budget_mode")) != (ours["budget"], ours["budget_mode"]):
        raise Refused(Trouble.POLICY, _CHANGED)


# --- how it is said


def open_session(account: Account) -> Session:
    """Return what speaks for the ad account; raises :class:`Refused` without its token."""
    return Session(account, {"Access-Token": require_secret(account, _TOKEN)}, {})


def _session(task: AdTask, account: Account) -> Session:
    session = open_session(account)
    why = next(obstacles(task), None)
    if why is not None:
        raise Refused(Trouble.INVALID, why)
    return session


def business(session: Session, method: str, path: str, purpose: str, said: Mapping[str, object]) -> Request:
    """Return a request to the Business API, which has a host of its own."""
    server = session.account.server
    host = _HOST if server in SERVERS else f"{server}/business-api"
    url = f"{host}/open_api/v1.3/{path}"
    if method == "GET":
        return Request("GET", url, purpose, headers=session.headers, params={k: str(v) for k, v in said.items()})
    return Request(method, url, purpose, headers=session.headers, json=dict(said))


def is_ok(answer: Response) -> bool:
    """Whether TikTok did what was asked: refusals come as 200 with a code."""
    return answer.ok and answer.data.get("code") == 0


def answered(answer: Response) -> Mapping[str, object]:
    """Return what an answer holds beside its code."""
    data = answer.data.get("data")
    return data if isinstance(data, dict) else {}


def listed(answer: Response) -> list[dict[str, object]]:
    """Return what an answer lists; nothing for a refusal."""
    rows = answered(answer).get("list") if is_ok(answer) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _said_no(answer: Response, asked: Sentence, session: Session) -> Exception:
    """Return what to raise for an answer of 200: with a code it is a refusal, without one nobody knows."""
    code = answer.data.get("code")
    clear = isinstance(code, int) and code in _BY_CODE
    return SERVER.refused(answer, asked, session) if clear else SERVER.in_doubt(answer, asked, session)


def _classify(answer: Response) -> Trouble | None:
    code = answer.data.get("code")
    return _BY_CODE.get(code) if isinstance(code, int) else None


def _for_a_person(ad: Ad, account: Account, number: str) -> Sentence:
    return Sentence(
        f"A person completes and starts this ad on {RULES.title}: open campaign {number} of {account.channel.id} at"
        f" https://ads.tiktok.com, add what {ad.id} lacks (ad group, post, button), and switch it on there",
        f"Su {RULES.title} questo annuncio lo completa e avvia una persona: apri la campagna {number} di"
        f" {account.channel.id} su https://ads.tiktok.com, aggiungi ciò che manca a {ad.id} (gruppo, post, pulsante) e"
        " attivala lì",
    )


def _other_currency(theirs: str, ours: str) -> Sentence:
    return Sentence(
        f"The ad account is in {theirs}, the ad in {ours}: choose what is meant",
        f"L'account pubblicitario è in {theirs}, l'annuncio in {ours}: scegli quello giusto",
    )


def _no_country(code: str) -> Sentence:
    return Sentence(
        f"TikTok does not advertise in {code} for this goal: leave it out",
        f"TikTok non fa pubblicità in {code} per questo obiettivo: toglilo",
    )


SERVER = Counterpart("TikTok", lambda answer: answer.text("message"), _classify)
_ACCOUNT = Sentence("the ad account and its currency", "l'account pubblicitario e la sua valuta")
_COUNTRIES = Sentence("the countries", "i paesi")
_LOOK = Sentence("look at the ad account", "guardare l'account pubblicitario")
_FIND_PLACES = Sentence("look for the countries", "cercare i paesi")
_CHANGED = Sentence(
    "At TikTok the ad has another budget than the one that was approved. Put it right there; nothing was started",
    "Su TikTok l'annuncio ha un budget diverso da quello approvato. Correggilo lì; nulla è stato avviato",
)
