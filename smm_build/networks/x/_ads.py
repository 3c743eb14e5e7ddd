"""Ads on X: a campaign, an ad group (X's "line item"), whom it is shown to, a post, and the two tied together.

Campaign and ad group are made ``PAUSED``. The tie between ad group and post, a "promoted tweet", knows no such state:
it is made inside an ad group that X has just told to be paused, so it shows nothing, and it is how people see in X's
Ads Manager what the ad will look like. A post of an own text is "promoted-only": it stands on nobody's timeline.

X has no key that keeps things from being made twice. Everything's name begins with a tag made of the ad's name, by
which a later attempt finds it again. The keys are those of the channel; their app needs X's permission for the Ads API.

Sources, read on 2026-11-23: https://docs.x.com/x-ads-api/campaign-management/reference,
https://docs.x.com/x-ads-api/creatives/reference, https://docs.x.com/x-ads-api/fundamentals/error-codes-and-responses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smm_build.domain.ad import Ad
from smm_build.domain.delivery import PartReceipt, Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks._ads import AdRules, AdTask
from smm_build.networks._answers import Counterpart, require_secrets
from smm_build.networks._base import Account, Commit, Flow, Refused, Remember, Request, Response, Session
from smm_build.networks.x import CREDENTIALS, SERVERS
from smm_build.networks.x._ads_words import (
    GENDERS,
    GOALS,
    age_bucket,
    campaign,
    line_item,
    micros,
    obstacles,
    text_of,
)
from smm_build.networks.x._media import keys_of, upload_key

__all__ = ["CREDENTIALS", "RULES", "SERVER", "ads_address", "create", "rows", "start", "validate"]

RULES = AdRules(
    title="X",
    goals=frozenset(GOALS),
    placements=frozenset({"x"}),
    source="https://docs.x.com/x-ads-api",
    least_a_day=None,
)
_HOST = "https://ads-api.x.com"
_NAME_OF_POST = 80
"""Characters; https://docs.x.com/x-ads-api/creatives/reference, read on 2026-11-23."""


def validate(task: AdTask, account: Account) -> Flow[tuple[Sentence, ...]]:
    """Look at whose account it is, at its funding and for the countries; X cannot be asked what it would make."""
    session = _session(task.ad, account)
    yield from _own(task.ad, session)
    yield from _funding(task.ad, session)
    yield from _criteria(session, task.ad)
    return (_ACCOUNT, _FUNDING, _COUNTRIES)


def create(task: AdTask, account: Account) -> Flow[tuple[PartReceipt, ...]]:
    """Make campaign, ad group, targeting, post and the tie between them, switched off; what is there is kept."""
    session, ad = _session(task.ad, account), task.ad
    yield from _own(ad, session)
    funding = yield from _funding(ad, session)
    wanted = yield from _criteria(session, ad)
    own = yield from _ensure(session, task, "campaigns", campaign(task, funding))
    group = yield from _ensure(session, task, "line_items", line_item(task, own))
    yield from _aim(session, ad, group, wanted)
    post = task.boosted or (yield from _post(session, task))
    tie = yield from _promote(session, ad, group, post)
    return tuple(PartReceipt(number, name) for number, name in enumerate((own, group, post, tie), start=1))


def start(task: AdTask, account: Account, made: tuple[PartReceipt, ...]) -> Flow[None]:
    """Switch on the ad group and last its campaign: nothing is shown before that.

    First it is compared what the campaign may spend: somebody may have changed it in the Ads Manager.
    """
    session = _session(task.ad, account)
    ids = {receipt.part: receipt.id for receipt in made}
    if set(ids) != {1, 2, 3, 4}:
        raise Refused(Trouble.INVALID, _NOT_MADE)
    yield from _same_budget(task, session, ids[1])
    for edge, name in (("line_items", ids[2]), ("campaigns", ids[1])):
        asked = _KINDS[edge]
        request = _ask(session, "PUT", f"{_at(task.ad)}/{edge}/{name}", f"switch on {asked.en}",
                       {"entity_status": "ACTIVE"})  # fmt: skip
        answer = yield Commit(request) if edge == "campaigns" else request
        if not answer.ok:
            raise SERVER.refused(answer, Sentence(f"switch on {asked.en}", f"attivare {asked.it}"), session)


# --- the pieces


def _ensure(session: Session, task: AdTask, edge: str, said: Mapping[str, str]) -> Flow[str]:
    """Return the id of what carries the ad's tag, made now if nothing does."""
    path, what = f"{_at(task.ad)}/{edge}", _KINDS[edge]
    asked = Sentence(f"look for {what.en}", f"cercare {what.it}")
    answer = yield _ask(session, "GET", path, asked.en, {"q": task.tag, "with_draft": "true", "count": "1000"})
    if not answer.ok:
        raise SERVER.refused(answer, asked, session)
    there = next((row for row in rows(answer) if str(row.get("name", "")).startswith(task.tag)), None)
    if there is not None or edge in task.notes:
        # An id that is remembered is looked at, too: what is put into it next relies on its being off.
        return (yield from _known(session, path, str(there["id"]) if there else task.notes[edge], what))
    asked = Sentence(f"make {what.en}", f"creare {what.it}")
    answer = yield Commit(_ask(session, "POST", path, asked.en, said))
    made = _id(answer)
    if not made:
        raise SERVER.after_commit(answer, asked, session)
    yield Remember({edge: made})
    return made


def _known(session: Session, path: str, name: str, what: Sentence) -> Flow[str]:
    """Look at what an earlier attempt made: the rest may only be put into it while it is switched off."""
    asked = Sentence(f"look at {what.en}", f"guardare {what.it}")
    answer = yield _ask(session, "GET", f"{path}/{name}", asked.en, {})
    if not answer.ok:
        raise SERVER.refused(answer, asked, session)
    data = answer.data.get("data")
    if not isinstance(data, dict) or data.get("entity_status") not in {"PAUSED", "DRAFT"}:
        raise Refused(Trouble.POLICY, _IS_ON)
    return name


def _aim(session: Session, ad: Ad, group: str, wanted: Iterable[tuple[str, str]]) -> Flow[None]:
    """Say whom the ad group is shown to; criteria that stand there already are left alone."""
    path = f"{_at(ad)}/targeting_criteria"
    answer = yield _ask(session, "GET", path, _AIM.en, {"line_item_ids": group, "count": "1000"})
    if not answer.ok:
        raise SERVER.refused(answer, _AIM, session)
    there = {(row.get("targeting_type"), row.get("targeting_value")) for row in rows(answer)}
    for kind, value in wanted:
        if (kind, value) in there:
            continue
        said = {"line_item_id": group, "operator_type": "EQ", "targeting_type": kind, "targeting_value": value}
        answer = yield Commit(_ask(session, "POST", path, _AIM.en, said))
        if not _id(answer):
            raise SERVER.after_commit(answer, _AIM, session)


def _criteria(session: Session, ad: Ad) -> Flow[list[tuple[str, str]]]:
    """Return kind and value of every criterion; X calls countries by values of its own."""
    bucket = age_bucket(ad.targeting.ages)
    assert bucket is not None, "asked before"
    wanted = [("AGE", bucket), *(("GENDER", GENDERS[one]) for one in ad.targeting.genders)]
    for code in sorted({code[:2] for code in ad.targeting.countries}):
        said = {"location_type": "COUNTRIES", "country_code": code}
        answer = yield _ask(session, "GET", "targeting_criteria/locations", f"look for the country {code}", said)
        if not answer.ok:
            raise SERVER.refused(answer, Sentence(f"look for the country {code}", f"cercare il paese {code}"), session)
        found = {str(row.get("targeting_value")) for row in rows(answer) if row.get("country_code") == code}
        if len(found) != 1:
            raise Refused(Trouble.INVALID, _no_country(code))
        wanted.append(("LOCATION", found.pop()))
    return wanted


def _post(session: Session, task: AdTask) -> Flow[str]:
    """Return the id of the promoted-only post, made now unless one of this name is there."""
    path = f"{_at(task.ad)}/tweets"
    said = {"tweet_type": "PUBLISHED", "timeline_type": "NULLCAST", "name": task.tag}
    answer = yield _ask(session, "GET", path, _FIND_POST.en, said)
    if not answer.ok:
        raise SERVER.refused(answer, _FIND_POST, session)
    there = next((row for row in rows(answer) if str(row.get("name", "")).startswith(task.tag)), None)
    if there is not None or "post" in task.notes:
        return _post_id(there) if there else task.notes["post"]
    keys: list[str] = []
    for number, media in enumerate(task.ad.media, start=1):
        what = Sentence(f"picture {number}", f"l'immagine {number}")
        keys.append((yield from upload_key(media, what, session)))
    # Promoted-only is X's default, too, and is said all the same: otherwise it would stand on the timeline.
    words = {"text": text_of(task.ad), "nullcast": "true", "name": task.named(_NAME_OF_POST)}
    words |= {"media_keys": ",".join(keys)} if keys else {}
    answer = yield Commit(_ask(session, "POST", f"{_at(task.ad)}/tweet", _MAKE_POST.en, words))
    data = answer.data.get("data")
    made = _post_id(data) if isinstance(data, dict) else ""
    if not answer.ok or not made:
        raise SERVER.after_commit(answer, _MAKE_POST, session)
    yield Remember({"post": made})
    return made


def _promote(session: Session, ad: Ad, group: str, post: str) -> Flow[str]:
    """Return the id of the tie between ad group and post, made now unless there is one."""
    path = f"{_at(ad)}/promoted_tweets"
    answer = yield _ask(session, "GET", path, _FIND_TIE.en, {"line_item_ids": group})
    if not answer.ok:
        raise SERVER.refused(answer, _FIND_TIE, session)
    there = next((row for row in rows(answer) if row.get("tweet_id") == post), None)
    if there is not None:
        return str(there.get("id"))
    answer = yield Commit(_ask(session, "POST", path, _TIE.en, {"line_item_id": group, "tweet_ids": post}))
    made = next((row.get("id") for row in rows(answer)), None)
    if not answer.ok or not isinstance(made, str):
        raise SERVER.after_commit(answer, _TIE, session)
    yield Remember({"promoted_tweets": made})
    return made


def _own(ad: Ad, session: Session) -> Flow[None]:
    """Refuse an ads account that may not speak for the channel's account."""
    answer = yield _ask(session, "GET", f"{_at(ad)}/promotable_users", _LOOK.en, {})
    if not answer.ok:
        raise SERVER.refused(answer, _LOOK, session)
    users = {str(row.get("user_id")) for row in rows(answer) if row.get("promotable_user_type") == "FULL"}
    wanted = session.account.channel.account
    if wanted is not None and wanted not in users:
        raise Refused(Trouble.PERMISSION, _not_own(session.account.channel.handle or wanted))


def _funding(ad: Ad, session: Session) -> Flow[str]:
    """Return the one source of money of the ad's currency that can pay; of several a person has to choose."""
    assert ad.budget is not None, "asked before"
    answer = yield _ask(session, "GET", f"{_at(ad)}/funding_instruments", _LOOK_AT_FUNDING.en, {})
    if not answer.ok:
        raise SERVER.refused(answer, _LOOK_AT_FUNDING, session)
    able = [row for row in rows(answer) if row.get("able_to_fund") is True and row.get("deleted") is not True]
    fitting = [str(row.get("id")) for row in able if row.get("currency") == ad.budget.currency]
    if len(fitting) != 1:
        theirs = ", ".join(sorted({str(row.get("currency")) for row in able})) or "-"
        raise Refused(Trouble.INVALID, _no_funding(len(fitting), theirs, ad.budget.currency))
    return fitting[0]


def _same_budget(task: AdTask, session: Session, name: str) -> Flow[None]:
    asked = Sentence("look at the budget", "guardare il budget")
    answer = yield _ask(session, "GET", f"{_at(task.ad)}/campaigns/{name}", asked.en, {})
    if not answer.ok:
        raise SERVER.refused(answer, asked, session)
    data = answer.data.get("data")
    total = data.get("total_budget_amount_local_micro") if isinstance(data, dict) else None
    if task.ad.cost is None or total != micros(task.ad.cost):
        raise Refused(Trouble.POLICY, _CHANGED)


# --- how it is said


def _session(ad: Ad, account: Account) -> Session:
    require_secrets(account, CREDENTIALS)
    why = next(obstacles(ad), None)
    if why is not None:
        raise Refused(Trouble.INVALID, why)
    return Session(account)


def _at(ad: Ad) -> str:
    return f"accounts/{ad.account}"


def ads_address(session: Session, path: str) -> str:
    """Return the address of ``path`` in the Ads API, which has a host of its own."""
    server = session.account.server
    return f"{_HOST if server in SERVERS else f'{server}/ads-api'}/12/{path}"


def _ask(session: Session, method: str, path: str, purpose: str, said: Mapping[str, str]) -> Request:
    return Request(method, ads_address(session, path), purpose, params=dict(said), sign=keys_of(session))


def rows(answer: Response) -> list[dict[str, object]]:
    """Return what an answer lists."""
    data = answer.data.get("data")
    return [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []


def _id(answer: Response) -> str | None:
    data = answer.data.get("data")
    found = data.get("id") if isinstance(data, dict) and answer.ok else None
    return found if isinstance(found, str) and found else None


def _post_id(row: Mapping[str, object]) -> str:
    """Return a post's id as text: as a number it may have lost its last digits on the way."""
    return str(row.get("id_str") or row.get("tweet_id") or "")


def _said(answer: Response) -> str:
    errors = answer.data.get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    return f"{first.get('code', '')} {first.get('message', '')}".strip()


SERVER = Counterpart("X", _said)
_KINDS = {"campaigns": Sentence("the campaign", "la campagna"), "line_items": Sentence("the ad group", "il gruppo")}
_ACCOUNT = Sentence("the ads account and whose it is", "l'account pubblicitario e di chi è")
_FUNDING = Sentence("its funding and currency", "il finanziamento e la valuta")
_COUNTRIES = Sentence("the countries", "i paesi")
_LOOK = Sentence("look at the ads account", "guardare l'account pubblicitario")
_LOOK_AT_FUNDING = Sentence("look at the funding", "guardare il finanziamento")
_AIM = Sentence("say whom it is shown to", "dire a chi mostrarlo")
_FIND_POST = Sentence("look for the post", "cercare il post")
_MAKE_POST = Sentence("make the post that only ads show", "creare il post visibile solo come annuncio")
_FIND_TIE = Sentence("look for the promoted post", "cercare il post sponsorizzato")
_TIE = Sentence("put the post into the ad group", "mettere il post nel gruppo")
_NOT_MADE = Sentence(
    "Not everything of this ad was made: run `smm ads create` first",
    "Non tutto di questo annuncio è stato creato: esegui prima `smm ads create`",
)
_IS_ON = Sentence(
    "What an earlier attempt made is switched on at X, or gone: pause it at https://ads.x.com; nothing was added to it",
    "Ciò che un tentativo precedente ha creato su X è attivo, o non c'è più: mettilo in pausa su https://ads.x.com;"
    " non è stato aggiunto nulla",
)
_CHANGED = Sentence(
    "At X the ad has another budget than the one that was approved. Put it right there; nothing was started",
    "Su X l'annuncio ha un budget diverso da quello approvato. Correggilo lì; nulla è stato avviato",
)


def _no_country(code: str) -> Sentence:
    return Sentence(f"X does not advertise in {code}: leave it out", f"X non fa pubblicità in {code}: toglilo")


def _not_own(handle: str) -> Sentence:
    return Sentence(
        f"The ads account may not advertise for @{handle.lstrip('@')}: look at `account:` of the ad and of the channel",
        f"L'account pubblicitario non può fare annunci per @{handle.lstrip('@')}: guarda `account:` dell'annuncio e del"
        " canale",
    )


def _no_funding(there: int, theirs: str, ours: str) -> Sentence:
    if there:
        return Sentence(
            f"The ads account has {there} ways to pay in {ours}: leave only the one that is meant able to pay",
            f"L'account pubblicitario ha {there} metodi di pagamento in {ours}: lascia attivo solo quello giusto",
        )
    return Sentence(
        f"Nothing in the ads account can pay in {ours} (it has {theirs}): add it at https://ads.x.com",
        f"Nell'account pubblicitario nulla può pagare in {ours} (c'è {theirs}): aggiungilo su https://ads.x.com",
    )
