"""What the strategy asks for against what is planned, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from smm_build.domain.money import amount_text
from smm_build.domain.sentence import Language, Sentence, localised
from smm_build.domain.strategy import ChannelRole
from smm_build.domain.time import utc_text
from smm_build.plan.coverage import ChannelCoverage, Coverage, Due, Served, Shares, Week
from smm_build.plan.slots import Slot
from smm_build.plan.spending import Spending

__all__ = ["More", "coverage_json", "coverage_text", "missing_line"]

_DAYS = Sentence("Mon Tue Wed Thu Fri Sat Sun", "lun mar mer gio ven sab dom")
_SLOTS = 10
_WEEKS = 6

Paint = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class More:
    """What stands beside the figures: the strategy's words on each channel, the money, and every week if wanted."""

    roles: tuple[ChannelRole, ...] = ()
    spending: Spending | None = None
    weeks: bool = False


def coverage_text(
    about: Coverage,
    slots: Sequence[Slot],
    language: Language,
    paint: Paint,
    more: More | None = None,
) -> str:
    """Return the figures for people: what is missing first, then what is out of balance, then where there is room."""
    more = more or More()
    parts = [
        (Sentence("Missing until {}", "Mancano fino al {}"), _missing(about, language)),
        (Sentence("Decisions", "Decisioni"), _decisions(about, language)),
        (Sentence("Objectives", "Obiettivi"), [_served(one, about, language) for one in about.objectives]),
        (Sentence("Posts a week", "Post a settimana"), [_pace(one, language) for one in about.channels]),
        (Sentence("Mix of the pillars", "Equilibrio dei pilastri"), [_share(one, language) for one in about.pillars]),
        (Sentence("Audiences", "Pubblici"), [_share(one, language) for one in about.audiences]),
        (Sentence("Week by week", "Settimana per settimana"), _weeks(about, language) if more.weeks else []),
        (Sentence("What the channels are for", "A che cosa servono i canali"), list(_roles(about, more, language))),
        (Sentence("Money", "Soldi"), list(_money(more.spending, language)) if more.spending else []),
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


def _decisions(about: Coverage, language: Language) -> list[str]:
    lines = [_due(one, language) for one in about.due]
    if about.review_on is None:
        return lines
    over = about.review_on < about.today
    said = Sentence(
        f"strategy.md: it {'was' if over else 'is'} to be looked at again on {about.review_on}",
        f"strategy.md: {'era' if over else 'è'} da rivedere il {about.review_on}",
    )
    return [*lines, said.into(language)]


def _pace(one: ChannelCoverage, language: Language) -> str:
    wanted = (
        Sentence(f"{one.per_week:g} wanted", f"{localised(f'{one.per_week:g}', 'it')} previsti")
        if one.per_week is not None
        else Sentence("no number agreed", "nessun numero concordato")
    )
    past, ahead = f"{one.past:.1f}", f"{one.ahead:.1f}"
    return Sentence(
        f"{one.channel.id}: {wanted.en}, {past} in the last eight weeks, {ahead} until the end",
        f"{one.channel.id}: {wanted.it}, {localised(past, 'it')} nelle ultime otto settimane,"
        f" {localised(ahead, 'it')} da qui alla fine",
    ).into(language)


def _weeks(about: Coverage, language: Language) -> list[str]:
    return [_of_week(one.channel.id, week, language) for one in about.channels for week in one.weeks]


def _of_week(channel: str, week: Week, language: Language) -> str:
    count = f"{week.count}/{week.wanted}" if week.wanted else f"{week.count}"
    drafts = Sentence(f"{week.drafts} in draft", f"{week.drafts} in bozza").into(language) if week.drafts else ""
    named = [", ".join(f"{name} {number}" for name, number in some.items()) for some in (week.pillars, week.audiences)]
    return f"{channel} {week.monday} ({week.number}): {' · '.join(said for said in (count, drafts, *named) if said)}"


def _roles(about: Coverage, more: More, language: Language) -> Iterator[str]:
    shown = {one.channel.id for one in about.channels}
    for role in more.roles:
        if role.channel in shown and (role.role or role.exit):
            leave = Sentence(f"we leave it if: {role.exit}", f"lo lasciamo se: {role.exit}").into(language)
            said = (role.role, role.metric, leave if role.exit else None)
            yield f"{role.channel}: {' · '.join(some for some in said if some)}"


def _money(about: Spending, language: Language) -> Iterator[str]:
    def text(amount: float) -> str:
        return amount_text(round(amount, 2), about.budget.currency)

    given = text(about.briefs + about.ads)
    parts = Sentence(
        f"briefs {text(about.briefs)}, ads {text(about.ads)}", f"brief {text(about.briefs)}, annunci {text(about.ads)}"
    )
    if about.budget.total is None or about.left is None:
        yield Sentence(f"given away: {given} ({parts.en})", f"impegnati: {given} ({parts.it})").into(language)
    else:
        total, left = text(about.budget.total), text(about.left)
        yield Sentence(
            f"{total} for the whole period, {given} given away ({parts.en}), {left} left",
            f"{total} per tutto il periodo, {given} impegnati ({parts.it}), {left} restano",
        ).into(language)
    if about.budget.monthly is not None:
        monthly = text(about.budget.monthly)
        yield Sentence(f"{monthly} a month", f"{monthly} al mese").into(language)
    if about.elsewhere:
        yield Sentence(
            f"{about.elsewhere} in another currency, not in these sums",
            f"{about.elsewhere} in un'altra valuta, fuori da queste somme",
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
        f"{one.id}: {one.ahead} {'post' if one.ahead == 1 else 'posts'} to come, {one.before} before",
        f"{one.id}: {one.ahead} post in arrivo, {one.before} finora",
    ).into(language)
    idle = Sentence(". Nothing to come serves it", ". Niente in arrivo lo serve").into(language)
    return said + (idle if one in about.idle else "")


def _share(one: Shares, language: Language) -> str:
    posts = "post" if one.count == 1 else "posts"
    said = Sentence(f"{one.count} {posts}, {one.actual:.0%}", f"{one.count} post, {one.actual:.0%}").into(language)
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


def coverage_json(about: Coverage, slots: Sequence[Slot], more: More | None = None) -> str:
    """Return ``{"today", "until", "review_on", "channels", "pillars", "audiences", "objectives", "due", "money", …}``.

    ``channels`` have ``weeks`` with ``monday``, ``week``, ``wanted``, ``count``, ``drafts``, ``missing``, ``pillars``
    and ``audiences``; ``past`` and ``ahead`` are posts a week. Shares are between 0 and 1, times of ``slots`` carry
    their offset. ``money`` is null where the strategy has no budget.
    """
    more = more or More()
    roles = {role.channel: role for role in more.roles}
    said = {
        "today": about.today.isoformat(),
        "until": about.end.isoformat(),
        "review_on": about.review_on.isoformat() if about.review_on else None,
        "channels": [
            {
                "channel": one.channel.id,
                "per_week": one.per_week,
                "past": round(one.past, 4),
                "ahead": round(one.ahead, 4),
                "exit": roles[one.channel.id].exit if one.channel.id in roles else None,
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
        "money": _money_data(more.spending),
        "slots": [
            {"channel": one.channel, "at": one.at.isoformat(), "needed": one.needed, "holiday": one.holiday}
            for one in slots
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _money_data(about: Spending | None) -> dict[str, object] | None:
    if about is None:
        return None
    return {
        "currency": about.budget.currency,
        "total": about.budget.total,
        "monthly": about.budget.monthly,
        "briefs": about.briefs,
        "ads": about.ads,
        "left": about.left,
        "elsewhere": about.elsewhere,
    }


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
