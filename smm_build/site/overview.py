"""The overview pages: what is next and what is wrong, channels, campaigns, strategy and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from smm_build.domain.channel import Channel
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Campaign, Strategy
from smm_build.site.channels import ChannelLook, network_title
from smm_build.site.month import month_href
from smm_build.site.templating import page
from smm_build.site.view import Card, Shown, StateText, page_name, web_address
from smm_build.site.words import clock, day_and_month, long_day, month_name, utc_clock

__all__ = ["campaigns_page", "channels_page", "findings_page", "home_page", "latest_page", "strategy_page"]

_NEXT_DAYS = 7
_LATEST = 30
_WRONG_AT_ONCE = 6
_OUT_OF_THE_MIX = frozenset({State.CANCELLED, State.SKIPPED})


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A post somebody has to look at: the channels on which the same thing is wrong for the same reason."""

    title: str
    href: str
    channels: tuple[ChannelLook, ...]
    state: StateText
    reason: str
    when: str | None


@dataclass(frozen=True, slots=True)
class _Day:
    name: str
    today: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class _ChannelRow:
    channel: Channel
    look: ChannelLook
    network: str
    address: str | None
    count: int
    next_card: str | None
    next_href: str | None
    next_when: str | None


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


@dataclass(frozen=True, slots=True)
class _PillarRow:
    title: str
    purpose: str | None
    planned: int | None
    actual: int
    count: int

    @property
    def difference(self) -> int | None:
        """Percentage points over (or, below zero, under) what was planned."""
        return None if self.planned is None else self.actual - self.planned


def home_page(shown: Shown) -> str:
    """Make the page that says what is next and what went wrong."""
    last = shown.today + timedelta(days=_NEXT_DAYS)
    wrong = _wrong(shown)
    undated = [card for card in shown.cards if card.at is None]
    drafts = [card for card in shown.cards if card.state.look.icon in {"pencil", "pause"} and card.at]
    return page(
        "home.html.j2",
        shown.words.home,
        s=shown,
        w=shown.words,
        base="",
        day=long_day(shown.today, shown.language),
        clock=f"{clock(shown.now)} ({utc_clock(shown.now)})",
        wrong=wrong[:_WRONG_AT_ONCE],
        more_wrong=wrong[_WRONG_AT_ONCE:],
        days=_days(shown, shown.cards_between(shown.today, last)),
        counts=[(one.value, _plural(shown, one, count), count) for one, count in _severities(shown.findings)],
        month={"href": month_href(shown.today), "name": month_name(shown.today, shown.language)},
        month_count=sum(len(cards) for day, cards in shown.cards_by_day.items() if _same_month(day, shown.today)),
        undated=undated,
        drafts=drafts,
    )


def latest_page(shown: Shown) -> str:
    """Make the first page of a public site: the latest posts."""
    latest = [card for card in reversed(shown.cards) if card.at][:_LATEST]
    return page("latest.html.j2", shown.words.latest, s=shown, w=shown.words, base="", days=_days(shown, latest))


def channels_page(shown: Shown) -> str:
    """Make the page of the accounts."""
    rows = [_channel_row(shown, channel) for channel in shown.workspace.channels.values()]
    return page("channels.html.j2", shown.words.channels, s=shown, w=shown.words, base="", rows=rows)


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
        ticks=ticks,
        today=today,
    )


def strategy_page(shown: Shown) -> str:
    """Make the page of the strategy: aims, people, and the mix of the posts against the plan."""
    strategy = shown.workspace.strategy
    return page(
        "strategy.html.j2",
        shown.words.strategy,
        s=shown,
        w=shown.words,
        base="",
        strategy=strategy,
        period=_period(strategy.start_on, strategy.end_on, shown) if strategy else None,
        mix=_mix(shown, strategy) if strategy else (),
        span=lambda experiment: _period(experiment.start_on, experiment.end_on, shown),
        day=lambda deadline: _day(deadline, shown),
    )


def findings_page(shown: Shown) -> str:
    """Make the page of everything the checks say."""
    groups = [
        (severity.value, _plural(shown, severity, count), [f for f in shown.findings if f.severity is severity])
        for severity, count in _severities(shown.findings)
        if count
    ]
    known = {post.id: (post.title, f"posts/{page_name(post.id)}.html") for post in shown.posts}
    return page("findings.html.j2", shown.words.findings, s=shown, w=shown.words, base="", groups=groups, known=known)


def _wrong(shown: Shown) -> list[_Wrong]:
    """Return what is wrong, nearest to now first: what is about to be missed, and what just was."""
    same: dict[tuple[str, State, Sentence], list[PlannedDelivery]] = {}
    for delivery in sorted(shown.deliveries, key=lambda one: _distance(shown, one)):
        if delivery.state.wrong:
            same.setdefault((delivery.key.post, delivery.state, delivery.reason), []).append(delivery)
    return [_wrong_row(shown, deliveries) for deliveries in same.values()]


def _distance(shown: Shown, delivery: PlannedDelivery) -> timedelta:
    at = shown.at(delivery)
    return abs(at - shown.now) if at else timedelta.max


def _wrong_row(shown: Shown, deliveries: Sequence[PlannedDelivery]) -> _Wrong:
    first = deliveries[0]
    post, at = first.variant.post, shown.at(first)
    return _Wrong(
        post.title or post.id,
        f"posts/{page_name(post.id)}.html",
        tuple(shown.looks[delivery.variant.channel.id] for delivery in deliveries),
        shown.state([first.state]),
        first.reason.into(shown.language),
        _short_moment(shown, at) if at else None,
    )


def _days(shown: Shown, cards: Sequence[Card]) -> list[_Day]:
    days: dict[date, list[Card]] = {}
    for card in cards:
        if card.day:
            days.setdefault(card.day, []).append(card)
    return [_Day(long_day(day, shown.language), day == shown.today, tuple(of)) for day, of in days.items()]


def _severities(findings: Sequence[Finding]) -> list[tuple[Severity, int]]:
    counted = Counter(finding.severity for finding in findings)
    return [(severity, counted[severity]) for severity in Severity]


def _plural(shown: Shown, severity: Severity, count: int) -> str:
    word: str = getattr(shown.words, severity.value if count == 1 else f"{severity.value}s")
    return word


def _same_month(day: date, other: date) -> bool:
    return (day.year, day.month) == (other.year, other.month)


def _channel_row(shown: Shown, channel: Channel) -> _ChannelRow:
    cards = [card for card in shown.cards if any(chip.channel.id == channel.id for chip in card.chips)]
    coming = [card for card in cards if card.at and card.at >= shown.now]
    following = coming[0] if coming else None
    return _ChannelRow(
        channel,
        shown.looks[channel.id],
        network_title(channel.network),
        web_address(channel.url),
        len(cards),
        following.post.title if following else None,
        following.href if following else None,
        _short_moment(shown, following.at) if following and following.at else None,
    )


def _short_moment(shown: Shown, at: datetime) -> str:
    return f"{day_and_month(at.date(), shown.language)}, {clock(at)}"


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
    return _CampaignRow(
        campaign,
        _period(campaign.start_on, campaign.end_on, shown),
        objectives.get(campaign.objective or "", campaign.objective),
        shown.person(campaign.owner),
        left,
        max(1.5, _percent(end, first, last) - left) if end else 0.0,
        tuple(card for card in shown.cards if card.post.campaign == campaign.id),
        bool(start and end and start <= shown.today <= end),
    )


def _period(start: date | None, end: date | None, shown: Shown) -> str | None:
    return " – ".join(_day(day, shown) for day in (start, end) if day) or None


def _day(day: date, shown: Shown) -> str:
    return f"{day_and_month(day, shown.language)} {day.year}"


def _mix(shown: Shown, strategy: Strategy) -> list[_PillarRow]:
    counted = Counter(post.pillar for post in shown.posts if _counts(shown, post.id))
    total = counted.total() or 1
    rows = [
        _PillarRow(
            pillar.title,
            pillar.purpose,
            None if pillar.share is None else round(100 * pillar.share),
            round(100 * counted[pillar.id] / total),
            counted[pillar.id],
        )
        for pillar in strategy.pillars
    ]
    rest = counted.total() - sum(row.count for row in rows)
    if rest:
        rows.append(_PillarRow(shown.words.other_pillar, None, None, round(100 * rest / total), rest))
    return rows


def _counts(shown: Shown, post_id: str) -> bool:
    states = {delivery.state for delivery in shown.by_post.get(post_id, ())}
    return not states or bool(states - _OUT_OF_THE_MIX)
