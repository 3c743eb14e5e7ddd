"""The campaigns on one line of time, each with its posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smm_build.domain.strategy import Campaign
from smm_build.site.ads import ad_rows
from smm_build.site.filters import choices
from smm_build.site.periods import period_text
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown
from smm_build.site.words import month_name

__all__ = ["campaigns_page"]


@dataclass(frozen=True, slots=True)
class _CampaignRow:
    campaign: Campaign
    period: str | None
    objective: str | None
    owner: str | None
    start: float
    width: float
    cards: tuple[Card, ...]
    running: bool
    dots: tuple[tuple[Card, float], ...]
    edit: str | None


def campaigns_page(shown: Shown) -> str:
    """Make the page of the campaigns, on one line of time."""
    campaigns = sorted(shown.workspace.campaigns.values(), key=lambda c: (c.start_on or date.max, c.id))
    first, last = _span(campaigns)
    rows = [_campaign_row(shown, campaign, first, last) for campaign in campaigns]
    ticks = [(month_name(tick, shown.language), _percent(tick, first, last)) for tick in _month_starts(first, last)]
    today = _percent(shown.today, first, last) if first <= shown.today <= last else None
    return page(
        "campaigns.html.j2",
        shown.words.campaigns,
        s=shown,
        w=shown.words,
        base="",
        rows=rows,
        ads=ad_rows(shown),
        ticks=ticks,
        today=today,
        choices=choices(shown),
    )


def _span(campaigns: Sequence[Campaign]) -> tuple[date, date]:
    days = [day for campaign in campaigns for day in (campaign.start_on, campaign.end_on) if day]
    if not days:
        return date.min, date.min
    return min(days).replace(day=1), max(days)


def _percent(day: date, first: date, last: date) -> float:
    length = (last - first).days or 1
    return round(100 * (day - first).days / length, 2)


def _month_starts(first: date, last: date) -> list[date]:
    starts = []
    while first <= last and last > date.min:
        starts.append(first)
        first = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    # More marks than this run into one another.
    return starts[:: len(starts) // 8 + 1]


def _campaign_row(shown: Shown, campaign: Campaign, first: date, last: date) -> _CampaignRow:
    start, end = campaign.start_on or campaign.end_on, campaign.end_on or campaign.start_on
    strategy = shown.workspace.strategy
    objectives = {item.id: item.title for item in strategy.objectives} if strategy else {}
    left = _percent(start, first, last) if start else 0.0
    cards = tuple(card for card in shown.cards if card.post.campaign == campaign.id)
    return _CampaignRow(
        campaign,
        period_text(campaign.start_on, campaign.end_on, shown.language),
        objectives.get(campaign.objective or "", campaign.objective),
        shown.person(campaign.owner),
        left,
        max(1.5, _percent(end, first, last) - left) if end else 0.0,
        cards,
        bool(start and end and start <= shown.today <= end),
        tuple((card, _percent(card.day, first, last)) for card in cards if card.day and first <= card.day <= last),
        shown.edit_href(campaign.path),
    )
