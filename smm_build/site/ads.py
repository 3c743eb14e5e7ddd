"""The ads below the campaigns: where they run, when, what they cost, and whether they may start."""

from __future__ import annotations

from dataclasses import dataclass

from smm_build.domain.ad import Ad
from smm_build.domain.money import amount_text
from smm_build.site.periods import period_text
from smm_build.site.view import Shown

__all__ = ["AdRow", "ad_rows"]


@dataclass(frozen=True, slots=True)
class AdRow:
    """One ad as the page shows it; ``start`` says whether somebody has approved that money is spent."""

    ad: Ad
    period: str | None
    cost: str | None
    campaign: str | None
    owner: str | None
    start: str
    edit: str | None


def ad_rows(shown: Shown) -> tuple[AdRow, ...]:
    """Return the ads that are wanted, in order of their first day."""
    wanted = (ad for ad in shown.workspace.ads.values() if ad.status != "cancelled")
    return tuple(_row(shown, ad) for ad in sorted(wanted, key=lambda ad: (str(ad.start_on or "~"), ad.id)))


def _row(shown: Shown, ad: Ad) -> AdRow:
    campaign = shown.workspace.campaigns.get(ad.campaign or "")
    cost = amount_text(ad.cost, ad.budget.currency) if ad.budget and ad.cost is not None else None
    return AdRow(
        ad,
        period_text(ad.start_on, ad.end_on, shown.language),
        cost,
        campaign.title if campaign else None,
        shown.person(ad.owner),
        shown.words.ad_start_approved if ad.start else shown.words.ad_start_open,
        shown.edit_href(ad.path),
    )
