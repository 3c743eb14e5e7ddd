"""The strategy's figures on its page: what is missing, what has to be decided, where there is room, and the money."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from smm_build.domain.money import amount_text
from smm_build.domain.sentence import Sentence, localised
from smm_build.domain.strategy import Budget, Strategy
from smm_build.plan.coverage import ChannelCoverage, Coverage, coverage
from smm_build.plan.slots import free_slots
from smm_build.plan.spending import spending
from smm_build.site.periods import full_day
from smm_build.site.view import Shown
from smm_build.site.words import day_and_month, short_day

__all__ = ["Lines", "figures", "lines"]

_WEEKS = 4
_SLOTS = 12


@dataclass(frozen=True, slots=True)
class Lines:
    """A section of the page: its address on the page, its heading, and a line each with what it is about."""

    id: str
    heading: str
    lines: tuple[tuple[str, str], ...]


@functools.lru_cache(maxsize=2)
def figures(shown: Shown) -> Coverage:
    """Return the same figures as ``smm strategy``."""
    return coverage(shown.workspace, shown.deliveries, shown.today)


def lines(shown: Shown, about: Coverage) -> list[Lines]:
    """Return the sections that have something to say."""
    strategy = shown.workspace.strategy
    sections = [
        ("missing", _MISSING, tuple(_missing(shown, about))),
        ("due", _DUE, tuple((one.title, _when(shown, one.over).format(_day(shown, one.end_on))) for one in about.due)),
        ("free", _FREE, tuple(_slots(shown, about))),
        ("named", _AUDIENCES, tuple((one.title, f"{one.count} · {one.actual:.0%}") for one in about.audiences)),
        ("roles", _ROLES, tuple(_roles(shown, strategy)) if strategy else ()),
        ("budget", _BUDGET, tuple(_money(shown, strategy.budget)) if strategy and strategy.budget else ()),
        ("audit", _AUDIT, tuple(_audit(shown, strategy)) if strategy else ()),
        ("decisions", _DECISIONS, tuple(_decisions(shown, strategy)) if strategy else ()),
    ]
    return [Lines(name, heading.into(shown.language), found) for name, heading, found in sections if found]


def _missing(shown: Shown, about: Coverage) -> Iterator[tuple[str, str]]:
    for channel in about.channels:
        if channel.missing:
            yield shown.looks[channel.channel.id].label, _weeks(shown, channel, about)


def _weeks(shown: Shown, channel: ChannelCoverage, about: Coverage) -> str:
    short = [week for week in channel.weeks if week.missing]
    first = ", ".join(
        _WEEK.into(shown.language).format(day_and_month(week.monday, shown.language), week.count, week.wanted)
        for week in short[:_WEEKS]
    )
    total = _UNTIL.into(shown.language).format(channel.missing, _day(shown, about.end))
    return f"{total}: {first}{' …' if len(short) > _WEEKS else ''}"


def _slots(shown: Shown, about: Coverage) -> Iterator[tuple[str, str]]:
    holidays = {day: some[0].name for day, some in shown.special_days.items() if some[0].holiday}
    for slot in free_slots(shown.workspace, shown.deliveries, about, shown.now, holidays)[:_SLOTS]:
        needed = f" · {_NEEDED.into(shown.language)}" if slot.needed else ""
        holiday = f" · {slot.holiday}" if slot.holiday else ""
        day = f"{short_day(slot.at.date(), shown.language)}, {slot.at:%H:%M}"
        yield shown.looks[slot.channel].label, f"{day}{needed}{holiday}"


def _roles(shown: Shown, strategy: Strategy) -> Iterator[tuple[str, str]]:
    for role in strategy.channels:
        look = shown.looks.get(role.channel)
        wanted = localised(f"{role.per_week:g}", shown.language) if role.per_week is not None else None
        pace = _PACE.into(shown.language).format(wanted) if wanted else None
        leave = _EXIT.into(shown.language).format(role.exit) if role.exit else None
        said = (role.role, pace, ", ".join(role.formats), role.metric, leave)
        yield look.label if look else role.channel, " · ".join(some for some in said if some)


def _money(shown: Shown, budget: Budget) -> Iterator[tuple[str, str]]:
    names = {name: look.label for name, look in shown.looks.items()}
    amounts: Sequence[tuple[Sentence, str, float | None]] = (
        (_TOTAL, "", budget.total),
        (_MONTH, "", budget.monthly),
        *((_OF_CHANNEL, names.get(name, name), amount) for name, amount in budget.channels.items()),
        (_ADS, "", budget.ads.monthly),
        *((_ADS_OF_CHANNEL, names.get(name, name), amount) for name, amount in budget.ads.channels.items()),
        (_ONE_AD, "", budget.ads.per_ad),
    )
    for label, name, amount in amounts:
        if amount is not None:
            yield label.into(shown.language).format(name), amount_text(amount, budget.currency)
    given = spending(shown.workspace)
    if given is not None:
        yield _GIVEN.into(shown.language), amount_text(round(given.briefs + given.ads, 2), budget.currency)
    if given is not None and given.left is not None:
        yield _LEFT.into(shown.language), amount_text(round(given.left, 2), budget.currency)


def _audit(shown: Shown, strategy: Strategy) -> Iterator[tuple[str, str]]:
    audit = strategy.audit
    for one in audit.channels if audit else ():
        look = shown.looks.get(one.channel)
        followers = _FOLLOWERS.into(shown.language).format(one.followers) if one.followers is not None else None
        best = _BEST.into(shown.language).format(one.best) if one.best else None
        worst = _WORST.into(shown.language).format(one.worst) if one.worst else None
        yield look.label if look else one.channel, " · ".join(x for x in (followers, best, worst, one.note) if x)
    for gap in audit.gaps if audit else ():
        yield _GAP.into(shown.language), gap


def _decisions(shown: Shown, strategy: Strategy) -> Iterator[tuple[str, str]]:
    for one in sorted(strategy.decisions, key=lambda decision: decision.on, reverse=True):
        yield _day(shown, one.on), " · ".join(x for x in (one.what, one.why, shown.person(one.by), one.evidence) if x)


def _day(shown: Shown, day: date) -> str:
    return full_day(day, shown.language)


def _when(shown: Shown, over: bool) -> str:  # noqa: FBT001 - one of two
    return (_OVER if over else _SOON).into(shown.language)


_MISSING = Sentence("What is missing", "Che cosa manca")
_DUE = Sentence("To be decided", "Da decidere")
_FREE = Sentence("Free times", "Orari liberi")
_AUDIENCES = Sentence("Who is spoken to", "A chi si parla")
_ROLES = Sentence("What each channel is for", "A che cosa serve ogni canale")
_BUDGET = Sentence("Budget", "Budget")
_AUDIT = Sentence("Where we started", "Da dove siamo partiti")
_DECISIONS = Sentence("Decisions", "Decisioni")
_WEEK = Sentence("week of {}: {} of {}", "settimana del {}: {} su {}")
_UNTIL = Sentence("{} until {}", "{} fino al {}")
_NEEDED = Sentence("its week lacks a post", "alla settimana manca un post")
_OVER = Sentence("ended on {}", "finito il {}")
_SOON = Sentence("ends on {}", "finisce il {}")
_PACE = Sentence("{} a week", "{} a settimana")
_EXIT = Sentence("we leave it if: {}", "lo lasciamo se: {}")
_TOTAL = Sentence("The whole period", "Tutto il periodo")
_MONTH = Sentence("A month", "Al mese")
_OF_CHANNEL = Sentence("{}, a month", "{}, al mese")
_ADS = Sentence("Advertising, a month", "Pubblicità, al mese")
_ADS_OF_CHANNEL = Sentence("Advertising on {}, a month", "Pubblicità su {}, al mese")
_ONE_AD = Sentence("One ad, at most", "Un annuncio, al massimo")
_GIVEN = Sentence("Given away, to briefs and ads", "Impegnati, in brief e annunci")
_LEFT = Sentence("Left of the whole period", "Restano per tutto il periodo")
_FOLLOWERS = Sentence("{} followers", "{} follower")
_BEST = Sentence("best: {}", "meglio: {}")
_WORST = Sentence("worst: {}", "peggio: {}")
_GAP = Sentence("Missing", "Mancava")
