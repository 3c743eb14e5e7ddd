"""Ads on Facebook and Instagram, through Meta's Marketing API: a campaign, an ad set, a creative and an ad.

Everything is made ``PAUSED``, and every object carries a label of its own by which a later attempt finds it again: the
API knows no idempotency key. Before an ad set or an ad is made, Meta is asked whether it could be (``validate_only``).
Nothing here is sent with another status but by :func:`start`.

Sources, read on 2026-11-23: https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference with its
pages ad-campaign-group, ad-campaign, ad-creative, adgroup, ad-label; ``facebook-business`` 26.0.3 for names and types;
https://developers.facebook.com/documentation/ads-commerce/marketing-api/currencies for units.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from smm_build.domain.ad import Ad
from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdRules, AdTask
from smm_build.networks._answers import require_secret
from smm_build.networks._base import (
    Account,
    Commit,
    Credential,
    Flow,
    Refused,
    Remember,
    Response,
    Session,
)
from smm_build.networks._meta import APP_SECRET, asking, counterpart
from smm_build.networks.facebook._ads_media import film_at, picture_at
from smm_build.networks.facebook._ads_words import (
    GOALS,
    HUNDREDTH,
    WHOLE,
    Film,
    ad_set,
    campaign,
    creative,
    obstacles,
    units,
)

__all__ = ["CREDENTIALS", "RULES", "create", "open_session", "start", "validate"]

_TOKEN = Credential(
    "ADS_TOKEN",
    Sentence(
        "an access token of a system user or person with ads_management, and a role in the ad account and on the page",
        "un token di un utente di sistema o di una persona con ads_management, e un ruolo nell'account pubblicitario"
        " e sulla pagina",
    ),
)
CREDENTIALS = (_TOKEN, APP_SECRET)
RULES = AdRules(
    title="Meta",
    goals=frozenset(GOALS),
    placements=frozenset({"facebook", "instagram"}),
    source="https://developers.facebook.com/documentation/ads-commerce/marketing-api/currencies",
    whole=WHOLE,
    special=True,
)
_KINDS = {"campaign": 1, "ad set": 2, "creative": 3, "ad": 4}
_EDGES: Mapping[str, tuple[str, str]] = {
    "campaign": ("campaigns", "campaignsbylabels"),
    "ad set": ("adsets", "adsetsbylabels"),
    "creative": ("adcreatives", "adcreativesbylabels"),
    "ad": ("ads", "adsbylabels"),
}


def validate(task: AdTask, account: Account) -> Flow[tuple[Sentence, ...]]:
    """Ask for the ad account, and whether the campaign and the creative could be made; nothing is made.

    Meta judges an ad set only together with a campaign that is there: that is asked when it is created.
    """
    session = open_session(account)
    _refuse_unusable(task.ad)
    yield from _look_at_account(task.ad, session)
    yield from _could_be(session, "campaign", task.ad, campaign(task.ad))
    told = [_ACCOUNT, _CAMPAIGN]
    if task.boosted is not None or not task.ad.media:
        # With a picture the creative needs the picture at Meta first, and sending it is more than asking.
        yield from _could_be(session, "creative", task.ad, creative(task, account))
        told.append(_CREATIVE)
    return tuple(told)


def create(task: AdTask, account: Account) -> Flow[tuple[PartReceipt, ...]]:
    """Make campaign, ad set, creative and ad, all switched off; what is there already is kept."""
    session, ad = open_session(account), task.ad
    _refuse_unusable(ad)
    yield from _look_at_account(ad, session)
    label = yield from _label(task, session)
    yield Remember({"label": label})
    own_campaign = yield from _ensure(session, "campaign", ad, label, campaign(ad))
    own_set = yield from _ensure(session, "ad set", ad, label, {"campaign_id": own_campaign, **ad_set(task)})
    own_creative = yield from _show(session, task, account, label)
    told = {"adset_id": own_set, "creative": json.dumps({"creative_id": own_creative}), "status": "PAUSED"}
    own = yield from _ensure(session, "ad", ad, label, told)
    made = (own_campaign, own_set, own_creative, own)
    return tuple(PartReceipt(number, name) for number, name in enumerate(made, start=1))


def start(task: AdTask, account: Account, made: tuple[PartReceipt, ...]) -> Flow[None]:
    """Switch on the ad, its set and last its campaign: nothing is shown before that.

    First it is compared what the set may spend: somebody may have changed it in the ads manager.
    """
    session = open_session(account)
    ids = {receipt.part: receipt.id for receipt in made}
    if set(ids) != set(_KINDS.values()):
        raise Refused(Trouble.INVALID, _NOT_MADE)
    yield from _same_budget(task, session, ids[_KINDS["ad set"]])
    for kind in ("ad", "ad set", "campaign"):
        request = asking(session, "POST", ids[_KINDS[kind]], f"switch on the {kind}", {"status": "ACTIVE"})
        answer = yield Commit(request) if kind == "campaign" else request
        if not answer.ok:
            raise _SERVER.refused(answer, Sentence(f"switch on the {kind}", f"attivare: {kind}"), session)


# --- how it is said


def open_session(account: Account) -> Session:
    """Return what speaks for the ad account; raises :class:`Refused` without its token."""
    token = require_secret(account, _TOKEN)
    return Session(account, {"Authorization": f"Bearer {token}"}, {})


def _at(ad: Ad) -> str:
    return f"act_{(ad.account or '').removeprefix('act_')}"


def _ensure(session: Session, kind: str, ad: Ad, label: str, said: Mapping[str, str]) -> Flow[str]:
    """Return the id of what carries the label, made now if nothing does."""
    there = yield from _labelled(session, kind, ad, label)
    if there:
        return there
    if kind in {"ad set", "ad"}:
        yield from _could_be(session, kind, ad, said)
    return (yield from _made(session, kind, ad, label, said))


def _labelled(session: Session, kind: str, ad: Ad, label: str) -> Flow[str | None]:
    params = {"ad_label_ids": json.dumps([label]), "operator": "ALL", "fields": "id,name"}
    answer = yield asking(session, "GET", f"{_at(ad)}/{_EDGES[kind][1]}", f"look for the {kind}", params)
    if not answer.ok:
        raise _SERVER.refused(answer, Sentence(f"look for the {kind}", f"cercare: {kind}"), session)
    if there := _first_id(answer):
        yield Remember({kind: there})
    return there


def _made(session: Session, kind: str, ad: Ad, label: str, said: Mapping[str, str]) -> Flow[str]:
    labels = {"name": _name(ad), "adlabels": json.dumps([{"id": label}])}
    asked = Sentence(f"make the {kind}", f"creare: {kind}")
    answer = yield Commit(asking(session, "POST", f"{_at(ad)}/{_EDGES[kind][0]}", asked.en, {**labels, **said}))
    made = answer.text("id")
    if not made:
        raise _SERVER.after_commit(answer, asked, session)
    yield Remember({kind: made})
    return made


def _show(session: Session, task: AdTask, account: Account, label: str) -> Flow[str]:
    """Return the id of the creative; what it shows is sent only while there is none."""
    there = yield from _labelled(session, "creative", task.ad, label)
    if there:
        return there
    pictures: list[str] = []
    film: Film | None = None
    for media in task.ad.media:
        if media.facts and media.facts.kind == "video":
            film = yield from film_at(_at(task.ad), media, session, task.notes.get("film"))
        else:
            pictures.append((yield from picture_at(_at(task.ad), media, session)))
    return (yield from _made(session, "creative", task.ad, label, creative(task, account, pictures, film)))


def _could_be(session: Session, kind: str, ad: Ad, said: Mapping[str, str]) -> Flow[None]:
    fields = {"name": _name(ad), **said, "execution_options": json.dumps(["validate_only"])}
    asked = Sentence(f"ask whether the {kind} could be made", f"chiedere se si può creare: {kind}")
    answer = yield asking(session, "POST", f"{_at(ad)}/{_EDGES[kind][0]}", asked.en, fields)
    if not answer.ok:
        raise _SERVER.refused(answer, asked, session)


def _label(task: AdTask, session: Session) -> Flow[str]:
    """Return the id of this ad's own label. Without one nothing of it is there."""
    name = f"smm-{task.seed[:32]}"
    if known := task.notes.get("label"):
        return known
    after: str | None = ""
    while after is not None:
        params = {"fields": "id,name", "limit": "500", **({"after": after} if after else {})}
        answer = yield asking(session, "GET", f"{_at(task.ad)}/adlabels", "look for the label", params)
        if not answer.ok:
            raise _SERVER.refused(answer, _LOOK_FOR_LABEL, session)
        for one in _rows(answer):
            if one.get("name") == name:
                return str(one.get("id"))
        after = _next_page(answer)
    answer = yield Commit(asking(session, "POST", f"{_at(task.ad)}/adlabels", "make the label", {"name": name}))
    made = answer.text("id")
    if not made:
        raise _SERVER.after_commit(answer, _MAKE_LABEL, session)
    return made


def _look_at_account(ad: Ad, session: Session) -> Flow[None]:
    """Compare the ad account's currency and its least budget a day with the ad's."""
    assert ad.budget is not None, "asked before"
    params = {"fields": "id,name,currency,min_daily_budget,account_status"}
    answer = yield asking(session, "GET", _at(ad), "look at the ad account", params)
    if not answer.ok:
        raise _SERVER.refused(answer, _LOOK_AT_ACCOUNT, session)
    if (currency := answer.text("currency")) != ad.budget.currency:
        raise Refused(Trouble.INVALID, _other_currency(currency, ad.budget.currency))
    least, days = answer.data.get("min_daily_budget"), 1 if ad.budget.per == "day" else ad.days or 1
    if isinstance(least, int) and int(units(ad.budget.amount, currency)) < least * days:
        raise Refused(Trouble.INVALID, _too_little(least, currency))


def _same_budget(task: AdTask, session: Session, ad_set: str) -> Flow[None]:
    budget = task.ad.budget
    assert budget is not None, "asked before"
    answer = yield asking(session, "GET", ad_set, "look at the budget", {"fields": "id,daily_budget,lifetime_budget"})
    if not answer.ok:
        raise _SERVER.refused(answer, Sentence("look at the budget", "guardare il budget"), session)
    key = "daily_budget" if budget.per == "day" else "lifetime_budget"
    if str(answer.data.get(key)) != units(budget.amount, budget.currency):
        raise Refused(Trouble.POLICY, _CHANGED)


def _refuse_unusable(ad: Ad) -> None:
    why = next(obstacles(ad), None)
    if why is not None:
        raise Refused(Trouble.INVALID, why)


def _name(ad: Ad) -> str:
    return f"{ad.title} [{ad.id}]"


def _rows(answer: Response) -> list[dict[str, object]]:
    rows = answer.data.get("data")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _first_id(answer: Response) -> str | None:
    found = next((row.get("id") for row in _rows(answer)), None)
    return found if isinstance(found, str) else None


def _next_page(answer: Response) -> str | None:
    paging = answer.data.get("paging")
    if not isinstance(paging, dict) or not paging.get("next"):
        return None
    cursors = paging.get("cursors")
    after = cursors.get("after") if isinstance(cursors, dict) else None
    return after if isinstance(after, str) and after else None


def _other_currency(theirs: str, ours: str) -> Sentence:
    return Sentence(
        f"The ad account is in {theirs or '?'}, the ad in {ours}: choose the account or the currency that is meant",
        f"L'account pubblicitario è in {theirs or '?'}, l'annuncio in {ours}: scegli l'account o la valuta giusta",
    )


def _too_little(least: int, currency: str) -> Sentence:
    amount = least if currency in RULES.whole else least / HUNDREDTH
    return Sentence(
        f"The ad account takes {amount:g} {currency} a day at least: raise the budget or let it run for fewer days",
        f"L'account pubblicitario accetta almeno {amount:g} {currency} al giorno: alza il budget o accorcia la durata",
    )


_SERVER = counterpart("Meta")
_ACCOUNT = Sentence("the ad account, its currency and least budget", "l'account, la sua valuta e il budget minimo")
_CAMPAIGN = Sentence("the campaign", "la campagna")
_CREATIVE = Sentence("the creative", "la creatività")
_LOOK_AT_ACCOUNT = Sentence("look at the ad account", "guardare l'account pubblicitario")
_LOOK_FOR_LABEL = Sentence("look for the label", "cercare l'etichetta")
_MAKE_LABEL = Sentence("make the label", "creare l'etichetta")
_NOT_MADE = Sentence(
    "Not everything of this ad was made: run `smm ads create` first",
    "Non tutto di questo annuncio è stato creato: esegui prima `smm ads create`",
)
_CHANGED = Sentence(
    "At Meta the ad has another budget than the one that was approved. Put it right there; nothing was started",
    "Su Meta l'annuncio ha un budget diverso da quello approvato. Correggilo lì; nulla è stato avviato",
)
