"""What the strategy asks for against what is planned, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.time import utc_text
from smm_build.plan.coverage import ChannelCoverage, Coverage, Due, Served, Shares, Week
from smm_build.plan.slots import Slot

__all__ = ["coverage_json", "coverage_text", "missing_line"]

_DAYS = Sentence("Mon Tue Wed Thu Fri Sat Sun", "lun mar mer gio ven sab dom")
_SLOTS = 10
_WEEKS = 6

Paint = Callable[[str, str], str]


def coverage_text(about: Coverage, slots: Sequence[Slot], language: Language, paint: Paint) -> str:
    """Return the figures for people: what is missing first, then what is out of balance, then where there is room."""
    parts = [
        (Sentence("Missing until {}", "Mancano fino al {}"), _missing(about, language)),
        (Sentence("Decisions", "Decisioni"), [_due(one, language) for one in about.due]),
        (Sentence("Objectives", "Obiettivi"), [_served(one, about, language) for one in about.objectives]),
        (Sentence("Mix of the pillars", "Equilibrio dei pilastri"), [_share(one, language) for one in about.pillars]),
        (Sentence("Audiences", "Pubblici"), [_share(one, language) for one in about.audiences]),
        (Sentence("Free times", "Orari liberi"), _free(slots, language)),
    ]
    return "\n\n".join(
        "\n".join([paint(title.into(language).format(about.end.isoformat()), "bold"), *(f"  {line}" for line in lines)])
        for title, lines in parts
        if lines
    )


def missing_line(channel: str, week: Week, language: Language) -> str:
    """Return one week of a channel that lacks posts: ``instagram: 3 posts planned in week 51, 1 scheduled``."""
    wanted, count = week.wanted, week.count
    said = Sentence(
        f"{channel}: {wanted} {'post' if wanted == 1 else 'posts'} wanted, {count} scheduled in week {week.number}"
        f" (from {week.monday})",
        f"{channel}: {wanted} post {'previsto' if wanted == 1 else 'previsti'}, {count} in programma nella settimana"
        f" {week.number} (dal {week.monday})",
    ).into(language)
    drafts = Sentence(f", {week.drafts} in draft", f", {week.drafts} in bozza").into(language) if week.drafts else ""
    return said + drafts


def _missing(about: Coverage, language: Language) -> list[str]:
    lines = [line for channel in about.channels for line in _of_channel(channel, language)]
    if lines or not any(channel.per_week for channel in about.channels):
        return lines
    return [Sentence("nothing: every week has its posts", "niente: ogni settimana ha i suoi post").into(language)]


def _of_channel(about: ChannelCoverage, language: Language) -> Iterator[str]:
    short = [week for week in about.weeks if week.missing]
    for week in short[:_WEEKS]:
        yield missing_line(about.channel.id, week, language)
    if rest := short[_WEEKS:]:
        lacking = sum(week.missing for week in rest)
        yield Sentence(
            f"{about.channel.id}: {lacking} more in {len(rest)} later weeks",
            f"{about.channel.id}: altri {lacking} in {len(rest)} settimane successive",
        ).into(language)


def _due(one: Due, language: Language) -> str:
    if one.over:
        said = Sentence(f"ended on {one.end_on}: decide", f"finito il {one.end_on}: da decidere")
    else:
        said = Sentence(f"ends on {one.end_on}", f"finisce il {one.end_on}")
    owner = f" ({one.owner})" if one.owner else ""
    return f"{one.id}: {said.into(language)}{owner}. {one.title}"


def _served(one: Served, about: Coverage, language: Language) -> str:
    said = Sentence(
        f"{one.id}: {one.ahead} posts to come, {one.before} before",
        f"{one.id}: {one.ahead} post in arrivo, {one.before} finora",
    ).into(language)
    idle = Sentence(". Nothing to come serves it", ". Niente in arrivo lo serve").into(language)
    return said + (idle if one in about.idle else "")


def _share(one: Shares, language: Language) -> str:
    said = Sentence(f"{one.count} posts, {one.actual:.0%}", f"{one.count} post, {one.actual:.0%}").into(language)
    if one.wanted is None:
        return f"{one.id}: {said}"
    planned = Sentence(f"{one.wanted:.0%} planned", f"{one.wanted:.0%} previsto").into(language)
    return f"{one.id}: {said}, {planned} ({round(100 * (one.actual - one.wanted)):+d})"


def _free(slots: Sequence[Slot], language: Language) -> list[str]:
    lines = [_slot(slot, language) for slot in slots[:_SLOTS]]
    if rest := len(slots) - _SLOTS:
        lines += [Sentence(f"and {rest} more", f"e altri {rest}").into(language)] if rest > 0 else []
    return lines


def _slot(slot: Slot, language: Language) -> str:
    needed = Sentence(", its week lacks a post", ", alla settimana manca un post").into(language) if slot.needed else ""
    holiday = f", {slot.holiday}" if slot.holiday else ""
    return f"{slot.channel}: {_when(slot.at, language)}{needed}{holiday}"


def _when(at: datetime, language: Language) -> str:
    return f"{_DAYS.into(language).split()[at.weekday()]} {at:%Y-%m-%d %H:%M} ({utc_text(at)})"


def coverage_json(about: Coverage, slots: Sequence[Slot]) -> str:
    """Return ``{"today", "until", "channels", "pillars", "audiences", "objectives", "due", "slots"}``.

    ``channels`` have ``weeks`` with ``monday``, ``week``, ``wanted``, ``count``, ``drafts``, ``missing``, ``pillars``
    and ``audiences``. Shares are between 0 and 1, times of ``slots`` carry their offset.
    """
    said = {
        "today": about.today.isoformat(),
        "until": about.end.isoformat(),
        "channels": [
            {
                "channel": one.channel.id,
                "per_week": one.per_week,
                "missing": one.missing,
                "weeks": [_week_data(week) for week in one.weeks],
            }
            for one in about.channels
        ],
        "pillars": [_shares_data(one) for one in about.pillars],
        "audiences": [_shares_data(one) for one in about.audiences],
        "objectives": [
            {"id": one.id, "before": one.before, "ahead": one.ahead, "idle": one in about.idle}
            for one in about.objectives
        ],
        "due": [{"id": one.id, "end_on": one.end_on.isoformat(), "over": one.over} for one in about.due],
        "slots": [
            {"channel": one.channel, "at": one.at.isoformat(), "needed": one.needed, "holiday": one.holiday}
            for one in slots
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _week_data(week: Week) -> dict[str, object]:
    return {
        "monday": week.monday.isoformat(),
        "week": week.number,
        "wanted": week.wanted,
        "count": week.count,
        "drafts": week.drafts,
        "missing": week.missing,
        "pillars": dict(week.pillars),
        "audiences": dict(week.audiences),
    }


def _shares_data(one: Shares) -> dict[str, object]:
    return {"id": one.id, "wanted": one.wanted, "count": one.count, "actual": round(one.actual, 4)}
