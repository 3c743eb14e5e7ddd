"""What the ads of a month cost and came to: one row each, with what each click cost. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from smm_build.domain.ad import OF_ADS, Ad
from smm_build.domain.money import amount_text
from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.workspace import Workspace
from smm_build.insight._monthly_groups import Piece
from smm_build.insight.figures import Month
from smm_build.insight.writing import UNKNOWN, number, table

__all__ = ["ad_pieces", "spent"]

_HEAD = Sentence(
    "Ad|Channel|May cost in all|Spent so far|Spent this month|Times shown|Clicks|Cost of a click",
    "Annuncio|Canale|Può costare in tutto|Speso finora|Speso questo mese|Volte mostrato|Clic|Costo di un clic",
)
_NOTE = Sentence(
    "As the networks told it, in the currency of each ad; sums of money may shrink for some days while clicks that were"
    " none are taken off.",
    "Come lo dicono i network, nella valuta di ogni annuncio; le somme possono calare per qualche giorno, mentre"
    " vengono tolti i clic che non erano tali.",
)


def ad_pieces(workspace: Workspace, month: Month, language: Language) -> Iterator[Piece]:
    """Yield the ads that ran in the month, or of which something was told in it; nothing when there are none."""
    ads = [ad for ad in workspace.ads.values() if _belongs(ad, month)]
    if not ads:
        return
    rows = [_row(ad, month, language) for ad in sorted(ads, key=lambda ad: (str(ad.start_on), ad.id))]
    text = f"{table(_HEAD.into(language).split('|'), rows)}\n\n{_NOTE.into(language)}"
    yield Piece(Sentence("Advertising", "Pubblicità").into(language), text)


def spent(month: Month) -> float | None:
    """Return what all ads together cost in the month, ``None`` when no network told."""
    keys = [key for key in month.ads if key[2] == "spend"]
    return sum(month.ads[key] - month.ads_before.get(key, 0) for key in keys) if keys else None


def _belongs(ad: Ad, month: Month) -> bool:
    first, last = month.window.first, month.window.after - timedelta(days=1)
    runs = ad.start_on is not None and ad.end_on is not None and ad.start_on <= last and first <= ad.end_on
    return (runs and ad.status not in {"draft", "cancelled"}) or _grown(ad, "spend", month) not in {None, 0}


def _row(ad: Ad, month: Month, language: Language) -> tuple[str, ...]:
    spend, clicks = _told(ad, "spend", month), _told(ad, "clicks", month)
    return (
        ad.title,
        ad.channel or UNKNOWN,
        _money(ad, ad.cost),
        _money(ad, spend),
        _money(ad, _grown(ad, "spend", month)),
        number(_told(ad, "views", month), language),
        number(clicks, language),
        _money(ad, spend / clicks if spend is not None and clicks else None),
    )


def _told(ad: Ad, metric: str, month: Month) -> float | None:
    return month.ads.get((f"{OF_ADS}{ad.id}", ad.channel or "", metric))


def _grown(ad: Ad, metric: str, month: Month) -> float | None:
    """Return by how much a number grew since the end of the month before."""
    now = _told(ad, metric, month)
    before = month.ads_before.get((f"{OF_ADS}{ad.id}", ad.channel or "", metric), 0)
    return None if now is None else max(now - before, 0)


def _money(ad: Ad, amount: float | None) -> str:
    return UNKNOWN if amount is None or ad.budget is None else amount_text(round(amount, 2), ad.budget.currency)
