"""The first pages: what is next and what went wrong, what was published lately, and everything the checks say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smm_build.domain.finding import Finding, Severity
from smm_build.site.addresses import Way, month_href, post_href
from smm_build.site.special_days import SpecialDay
from smm_build.site.templating import page
from smm_build.site.trouble import wrong_posts, wrong_profiles
from smm_build.site.view import Card, Shown
from smm_build.site.words import clock, long_day, month_name, utc_clock

__all__ = ["findings_page", "home_page", "latest_page"]

_NEXT_DAYS = 7
_LATEST = 30
_WRONG_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class _Day:
    name: str
    today: bool
    cards: tuple[Card, ...]
    special: tuple[SpecialDay, ...] = ()


def home_page(shown: Shown) -> str:
    """Make the page that says what is next and what went wrong."""
    last = shown.today + timedelta(days=_NEXT_DAYS)
    wrong = [*wrong_posts(shown), *wrong_profiles(shown)]
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
        month=Way(month_href(shown.today), month_name(shown.today, shown.language)),
        month_count=sum(len(cards) for day, cards in shown.cards_by_day.items() if _same_month(day, shown.today)),
        undated=undated,
        drafts=drafts,
    )


def latest_page(shown: Shown) -> str:
    """Make the first page of a public site: the latest posts."""
    latest = [card for card in reversed(shown.cards) if card.at][:_LATEST]
    return page("latest.html.j2", shown.words.latest, s=shown, w=shown.words, base="", days=_days(shown, latest))


def findings_page(shown: Shown) -> str:
    """Make the page of everything the checks say."""
    groups = [
        (severity.value, _plural(shown, severity, count), [f for f in shown.findings if f.severity is severity])
        for severity, count in _severities(shown.findings)
        if count
    ]
    known = {post.id: (post.title, post_href(post.id)) for post in shown.posts}
    return page("findings.html.j2", shown.words.findings, s=shown, w=shown.words, base="", groups=groups, known=known)


def _days(shown: Shown, cards: Sequence[Card]) -> list[_Day]:
    days: dict[date, list[Card]] = {}
    for card in cards:
        if card.day:
            days.setdefault(card.day, []).append(card)
    return [
        _Day(long_day(day, shown.language), day == shown.today, tuple(of), shown.special_days.get(day, ()))
        for day, of in days.items()
    ]


def _severities(findings: Sequence[Finding]) -> list[tuple[Severity, int]]:
    counted = Counter(finding.severity for finding in findings)
    return [(severity, counted[severity]) for severity in Severity]


def _plural(shown: Shown, severity: Severity, count: int) -> str:
    word: str = getattr(shown.words, severity.value if count == 1 else f"{severity.value}s")
    return word


def _same_month(day: date, other: date) -> bool:
    return (day.year, day.month) == (other.year, other.month)
