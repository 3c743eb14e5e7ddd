"""Ads on LinkedIn: a campaign group, a campaign and a creative, all of them drafts.

A draft serves nothing, and LinkedIn reviews a creative only when it is switched on. What is advertised with is a post
that is out already, or one that only ads show, which LinkedIn makes together with the creative.

LinkedIn has no key that keeps things from being made twice. Group and campaign have names that begin with a tag made of
the ad's name, by which a later attempt finds them again; a creative is found by its campaign, which has one only.

Sources, read on 2026-11-23: https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/account-structure and
its pages create-and-manage-accounts, create-and-manage-campaign-groups, create-and-manage-campaigns and
create-and-manage-creatives; …/linkedin/marketing/integrations/ads/advertising-targeting/ads-targeting for places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

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
    Request,
    Response,
    Session,
)
from smm_build.networks.linkedin._ads_words import (
    COUNTRIES,
    GOALS,
    amount,
    campaign,
    group,
    inline_post,
    obstacles,
)
from smm_build.networks.linkedin._api import SERVER, author_of, in_path, rest, spoken
from smm_build.networks.linkedin._uploads import upload

__all__ = ["CREDENTIALS", "RULES", "create", "elements", "open_session", "start", "validate"]

_TOKEN = Credential(
    "ADS_TOKEN",
    Sentence(
        "an access token with rw_ads, r_ads_reporting and w_organization_social, of somebody who may manage campaigns"
        " of the ad account",
        "un token con rw_ads, r_ads_reporting e w_organization_social, di chi può gestire le campagne dell'account"
        " pubblicitario",
    ),
)
CREDENTIALS = (_TOKEN,)
RULES = AdRules(
    title="LinkedIn",
    goals=frozenset(GOALS),
    placements=frozenset({"linkedin"}),
    source="https://learn.microsoft.com/linkedin/marketing",
    least_a_day=None,
)
_EDGES = {"group": "adCampaignGroups", "campaign": "adCampaigns", "creative": "creatives"}


def validate(task: AdTask, account: Account) -> Flow[tuple[Sentence, ...]]:
    """Look at the ad account and for the countries; LinkedIn has no way to ask whether something could be made."""
    session = _session(task, account)
    yield from _look_at_account(task.ad, session)
    yield from _places(task.ad, session)
    return (_ACCOUNT, _COUNTRIES)


def create(task: AdTask, account: Account) -> Flow[tuple[PartReceipt, ...]]:
    """Make group, campaign and creative as drafts; what is there already is kept."""
    session = _session(task, account)
    yield from _look_at_account(task.ad, session)
    page = author_of(account)
    places = yield from _places(task.ad, session)
    own_group = yield from _ensure(session, task, "group", group(task))
    own_campaign = yield from _ensure(session, task, "campaign", campaign(task, own_group, page, places))
    creative = yield from _creative(session, task, own_campaign, page)
    made = (own_group, own_campaign, creative)
    return tuple(PartReceipt(number, name) for number, name in enumerate(made, start=1))


def start(task: AdTask, account: Account, made: tuple[PartReceipt, ...]) -> Flow[None]:
    """Switch on group and creative, and last the campaign: nothing is shown before that.

    First it is compared what the campaign may spend: somebody may have changed it in the Campaign Manager.
    """
    session = _session(task, account)
    ids = {receipt.part: receipt.id for receipt in made}
    if set(ids) != {1, 2, 3}:
        raise Refused(Trouble.INVALID, _NOT_MADE)
    yield from _same_budget(task, session, ids[2])
    for kind, name, key in (("group", ids[1], "status"), ("creative", ids[3], "intendedStatus"),
                            ("campaign", ids[2], "status")):  # fmt: skip
        what = _WHAT[kind]
        asked = Sentence(f"switch on {what.en}", f"attivare {what.it}")
        said = {"patch": {"$set": {key: "ACTIVE"}}}
        request = _post(session, f"{_at(task.ad)}/{_EDGES[kind]}/{in_path(name)}", asked, said, "PARTIAL_UPDATE")
        answer = yield Commit(request) if kind == "campaign" else request
        if not answer.ok:
            raise SERVER.refused(answer, asked, session)


# --- the pieces


def _ensure(session: Session, task: AdTask, kind: str, said: Mapping[str, object]) -> Flow[str]:
    """Return the number of what carries the ad's tag, made now if nothing does."""
    what, path = _WHAT[kind], f"{_at(task.ad)}/{_EDGES[kind]}"
    asked = Sentence(f"look for {what.en}", f"cercare {what.it}")
    # Names are compared whole: https://learn.microsoft.com/…/create-and-manage-campaign-groups, `search.name.values`.
    name = quote(str(said["name"]), safe="")
    answer = yield _get(session, f"{path}?q=search&search=(name:(values:List({name})))", asked)
    if not answer.ok:
        raise SERVER.refused(answer, asked, session)
    there = next((row.get("id") for row in elements(answer) if str(row.get("name", "")).startswith(task.tag)), None)
    if there is not None or kind in task.notes:
        return str(there if there is not None else task.notes[kind])
    asked = Sentence(f"make {what.en}", f"creare {what.it}")
    answer = yield Commit(_post(session, path, asked, said))
    made = answer.headers.get("x-restli-id", "").rpartition(":")[2]
    if not answer.ok or not made.isdigit():
        raise SERVER.after_commit(answer, asked, session)
    yield Remember({kind: made})
    return made


def _creative(session: Session, task: AdTask, campaign_id: str, page: str) -> Flow[str]:
    """Return the URN of the campaign's only creative, made now unless there is one."""
    urn = f"urn:li:sponsoredCampaign:{campaign_id}"
    path = f"{_at(task.ad)}/creatives"
    answer = yield _get(session, f"{path}?q=criteria&campaigns=List({in_path(urn)})", _FIND_CREATIVE)
    if not answer.ok:
        raise SERVER.refused(answer, _FIND_CREATIVE, session)
    there = next((str(row.get("id")) for row in elements(answer) if row.get("campaign") == urn), None)
    if there is not None or "creative" in task.notes:
        return there or task.notes["creative"]
    said: dict[str, object] = {"campaign": urn, "intendedStatus": "DRAFT"}
    if task.boosted is not None:
        request = _post(session, path, _MAKE_CREATIVE, {**said, "content": {"reference": task.boosted}})
    else:
        files: list[str] = []
        for number, media in enumerate(task.ad.media, start=1):
            files.append((yield from upload(media, number, session)))
        inline = {"inlineContent": {"post": inline_post(task, page, files)}}
        request = _post(session, f"{path}?action=createInline", _MAKE_CREATIVE, {"creative": {**said, **inline}})
    answer = yield Commit(request)
    made = next(_creative_ids(answer), "")
    if not answer.ok or not made:
        raise SERVER.after_commit(answer, _MAKE_CREATIVE, session)
    yield Remember({"creative": made})
    return made


def _creative_ids(answer: Response) -> Iterator[str]:
    """Yield the creative's URN from wherever it is told: an action answers in its body, a create in a header."""
    value = answer.data.get("value")
    told = value.get("creative") if isinstance(value, dict) else value
    for found in (told, answer.headers.get("x-restli-id")):
        if isinstance(found, str) and found:
            yield found if found.startswith("urn:li:") else f"urn:li:sponsoredCreative:{found}"


def _places(ad: Ad, session: Session) -> Flow[list[str]]:
    """Return LinkedIn's own numbers of the countries: of what it suggests only the exact name counts."""
    found: list[str] = []
    for code in sorted({code[:2] for code in ad.targeting.countries}):
        name = COUNTRIES[code]
        asked = Sentence(f"look for {name}", f"cercare {name}")
        facet = in_path("urn:li:adTargetingFacet:locations")
        query = f"q=typeahead&queryVersion=QUERY_USES_URNS&facet={facet}&query={quote(name, safe='')}"
        answer = yield _get(session, f"adTargetingEntities?{query}", asked)
        if not answer.ok:
            raise SERVER.refused(answer, asked, session)
        urns = {str(row.get("urn")) for row in elements(answer) if row.get("name") == name}
        if len(urns) != 1:
            raise Refused(Trouble.INVALID, _unclear_country(name))
        found += urns
    return found


def _look_at_account(ad: Ad, session: Session) -> Flow[None]:
    """Compare the ad account's currency, and whose it is, with the ad's."""
    assert ad.budget is not None, "asked before"
    answer = yield _get(session, _at(ad), _LOOK)
    if not answer.ok:
        raise SERVER.refused(answer, _LOOK, session)
    if (theirs := answer.text("currency")) != ad.budget.currency:
        raise Refused(Trouble.INVALID, _other_currency(theirs, ad.budget.currency))
    if (owner := answer.text("reference")) and owner != author_of(session.account):
        raise Refused(Trouble.PERMISSION, _not_own(owner))


def _same_budget(task: AdTask, session: Session, name: str) -> Flow[None]:
    budget = task.ad.budget
    assert budget is not None, "asked before"
    asked = Sentence("look at the budget", "guardare il budget")
    answer = yield _get(session, f"{_at(task.ad)}/adCampaigns/{name}", asked)
    if not answer.ok:
        raise SERVER.refused(answer, asked, session)
    told = answer.data.get("dailyBudget" if budget.per == "day" else "totalBudget")
    theirs = told.get("amount") if isinstance(told, dict) else None
    if not _is_amount(theirs) or float(str(theirs)) != float(amount(budget.amount, budget.currency)["amount"]):
        raise Refused(Trouble.POLICY, _CHANGED)


def _is_amount(text: object) -> bool:
    return isinstance(text, str) and text.replace(".", "", 1).isdigit()


# --- how it is said


def open_session(account: Account) -> Session:
    """Return what speaks for the ad account; raises :class:`Refused` without its token."""
    return Session(account, {"Authorization": f"Bearer {require_secret(account, _TOKEN)}"}, {})


def _session(task: AdTask, account: Account) -> Session:
    session = open_session(account)
    why = next(obstacles(task, account.channel.account), None)
    if why is not None:
        raise Refused(Trouble.INVALID, why)
    return session


def _at(ad: Ad) -> str:
    return f"adAccounts/{ad.account}"


def _get(session: Session, path: str, asked: Sentence) -> Request:
    """Ask for something; finders stand in the address, because the brackets of a list must stay as they are."""
    headers = spoken(session, method="FINDER") if "?q=" in path else spoken(session)
    return Request("GET", rest(session, path), asked.en, headers=headers)


def _post(session: Session, path: str, asked: Sentence, said: Mapping[str, object], method: str = "") -> Request:
    headers = spoken(session, method=method) if method else spoken(session)
    return Request("POST", rest(session, path), asked.en, headers=headers, json=dict(said))


def elements(answer: Response) -> list[dict[str, object]]:
    """Return what an answer lists."""
    rows = answer.data.get("elements")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _unclear_country(name: str) -> Sentence:
    return Sentence(
        f"LinkedIn does not say clearly which place {name} is: choose it in the Campaign Manager",
        f"LinkedIn non dice con chiarezza quale luogo sia {name}: sceglilo nel Campaign Manager",
    )


def _other_currency(theirs: str, ours: str) -> Sentence:
    return Sentence(
        f"The ad account is in {theirs or '?'}, the ad in {ours}: choose the account or the currency that is meant",
        f"L'account pubblicitario è in {theirs or '?'}, l'annuncio in {ours}: scegli l'account o la valuta giusta",
    )


def _not_own(owner: str) -> Sentence:
    return Sentence(
        f"The ad account belongs to {owner}, not to the channel's page: look at `account:` of the ad and of the"
        " channel",
        f"L'account pubblicitario è di {owner}, non della pagina del canale: guarda `account:` dell'annuncio e del"
        " canale",
    )


_WHAT = {
    "group": Sentence("the campaign group", "il gruppo di campagne"),
    "campaign": Sentence("the campaign", "la campagna"),
    "creative": Sentence("the creative", "la creatività"),
}
_ACCOUNT = Sentence("the ad account, whose it is and its currency", "l'account, di chi è e la sua valuta")
_COUNTRIES = Sentence("the countries", "i paesi")
_LOOK = Sentence("look at the ad account", "guardare l'account pubblicitario")
_FIND_CREATIVE = Sentence("look for the creative", "cercare la creatività")
_MAKE_CREATIVE = Sentence("make the creative", "creare la creatività")
_NOT_MADE = Sentence(
    "Not everything of this ad was made: run `smm ads create` first",
    "Non tutto di questo annuncio è stato creato: esegui prima `smm ads create`",
)
_CHANGED = Sentence(
    "At LinkedIn the ad has another budget than the one that was approved. Put it right there; nothing was started",
    "Su LinkedIn l'annuncio ha un budget diverso da quello approvato. Correggilo lì; nulla è stato avviato",
)
