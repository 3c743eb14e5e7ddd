"""What the numbers say should change in the strategy: shares, cadence, hours, experiments. Pure.

Every suggestion says what, why with the numbers, by which question anybody gets these numbers again, and which values
in which files it changes. Where the numbers are not sure, there is no suggestion.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from smm_build.domain.sentence import LANGUAGES, Language, Sentence, localised
from smm_build.domain.workspace import Workspace
from smm_build.insight.evidence import experiment_window
from smm_build.insight.experiments import Outcome
from smm_build.insight.figures import BASE_DAYS, Month, Result, Window
from smm_build.insight.hours import Standing, better_slots, block_of, standings
from smm_build.insight.trial import Verdict
from smm_build.insight.writing import comparison
from smm_build.insight.yaml_edits import Edit

__all__ = ["Suggestion", "log_entry", "proposed"]

_STEP = 0.05
"""How much of all posts moves from one pillar to another at once; a strategy turns slowly."""

_KEPT_UP = 0.75
"""A channel that speaks less than this part of what was planned, for 90 days, does not keep its cadence up."""

_WEEKS = BASE_DAYS / 7


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change: what, why, the question behind it, and the edits by the file they are in."""

    what: Sentence
    why: Sentence
    question: str
    edits: tuple[tuple[str, Edit], ...]


def proposed(workspace: Workspace, month: Month, outcomes: Sequence[Outcome]) -> tuple[Suggestion, ...]:
    """Return what should change; nothing of it rests on fewer posts than a comparison needs."""
    return (
        *_shares(workspace, month),
        *_cadences(workspace, month),
        *_hours(workspace, month),
        *_experiments(workspace, month, outcomes),
    )


def log_entry(one: Suggestion, on: date, language: Language) -> dict[str, str]:
    """Return the line of the decisions log for a suggestion, as YAML by key."""
    return {
        "on": on.isoformat(),
        "what": _quoted(one.what.into(language)),
        "why": _quoted(one.why.into(language)),
        "evidence": _quoted(f'smm query "{one.question}"'),
    }


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _all_days(month: Month) -> Window:
    return Window(month.windows_base[-1].first, month.window.after, month.window.until)


# --- shares of the pillars


def _shares(workspace: Workspace, month: Month) -> Iterator[Suggestion]:
    strategy = workspace.strategy
    pillars = {one.id: one for one in strategy.pillars if one.share is not None} if strategy else {}
    stands = standings((*month.base, *month.results), lambda one: one.pillar if one.pillar in pillars else None)
    better = [one for one in stands if one.against.verdict is Verdict.MORE]
    worse = [one for one in stands if one.against.verdict is Verdict.LESS]
    if strategy is None or not better or not worse:
        return
    up, down = max(better, key=_ratio), min(worse, key=_ratio)
    gains, gives = pillars[up.group.key], pillars[down.group.key]
    if gains.share is None or gives.share is None or gives.share <= _STEP:
        return
    more, less = (f"{round(100 * share)}%" for share in (gains.share + _STEP, gives.share - _STEP))
    yield Suggestion(
        Sentence(
            f"{gains.title}: {more} of all posts; {gives.title}: {less}",
            f"{gains.title}: {more} dei post; {gives.title}: {less}",
        ),
        Sentence(*(f"{gains.id}: {_said(up, one)}. {gives.id}: {_said(down, one)}" for one in LANGUAGES)),
        f"SELECT pillar, count(interactions) AS n, median(interactions) AS usual FROM ({_all_days(month).question})"  # noqa: S608 - days
        " GROUP BY pillar",
        (
            (strategy.path, Edit(("pillars", f"@{gains.id}", "share"), more)),
            (strategy.path, Edit(("pillars", f"@{gives.id}", "share"), less)),
        ),
    )


def _ratio(one: Standing) -> float:
    return one.against.ratio or 0.0


def _said(one: Standing, language: Language) -> str:
    return comparison(one.against, language)


# --- cadence


def _cadences(workspace: Workspace, month: Month) -> Iterator[Suggestion]:
    strategy = workspace.strategy
    for channel in workspace.channels.values():
        role = strategy.cadence_of(channel.id) if strategy else None
        wanted = role or channel.cadence.per_week
        days = sorted(one.day for one in month.base if one.channel == channel.id)
        thirds = [any(w.first <= day < w.after for day in days) for w in month.windows_base]
        if not wanted or not all(thirds) or len(days) / _WEEKS >= _KEPT_UP * wanted:
            continue
        kept = max(1, round(len(days) / _WEEKS))
        if kept >= wanted:
            continue
        edits: list[tuple[str, Edit]] = []
        if strategy and role:
            edits.append((strategy.path, Edit(("channels", channel.id, "cadence"), str(kept))))
        if channel.cadence.per_week:
            edits.append((channel.path, Edit(("cadence", "per_week"), str(kept))))
        first, after = month.windows_base[-1].first, month.windows_base[0].after
        yield Suggestion(
            Sentence(f"{channel.id}: {kept} posts a week", f"{channel.id}: {kept} post a settimana"),
            Sentence(
                f"{wanted:g} a week were planned; {len(days)} went out in {BASE_DAYS} days,"
                f" {len(days) / _WEEKS:.1f} a week",
                f"Erano previsti {localised(f'{wanted:g}', 'it')} a settimana;"
                f" in {BASE_DAYS} giorni ne sono usciti {len(days)},"
                f" {localised(f'{len(days) / _WEEKS:.1f}', 'it')} a settimana",
            ),
            f"SELECT count(*) AS posts FROM deliveries WHERE channel = '{channel.id}' AND state IN ('sent', 'amended')"  # noqa: S608 - an id and days
            f" AND day >= '{first}' AND day < '{after}'",
            tuple(edits),
        )


# --- hours


def _hours(workspace: Workspace, month: Month) -> Iterator[Suggestion]:
    for channel in workspace.channels.values():
        own = [one for one in (*month.base, *month.results) if one.channel == channel.id]
        slots = channel.cadence.slots
        moved = better_slots(slots, own)
        changes = [(number, old, new) for number, (old, new) in enumerate(zip(slots, moved, strict=True)) if old != new]
        if not changes:
            continue
        text = ", ".join(f"{old} → {new}" for _, old, new in changes)
        yield Suggestion(
            Sentence(f"{channel.id}: {text}", f"{channel.id}: {text}"),
            Sentence(*(_blocks(own, one) for one in LANGUAGES)),
            f"SELECT hour // 3 * 3 AS block, count(interactions) AS n, median(interactions) AS usual"  # noqa: S608 - an id and days
            f" FROM ({_all_days(month).question}) WHERE channel = '{channel.id}' GROUP BY block ORDER BY block",
            tuple((channel.path, Edit(("cadence", "slots", number), _quoted(new))) for number, _, new in changes),
        )


def _blocks(own: Sequence[Result], language: Language) -> str:
    return "; ".join(f"{one.group.key}: {_said(one, language)}" for one in standings(own, block_of))


# --- experiments


def _experiments(workspace: Workspace, month: Month, outcomes: Sequence[Outcome]) -> Iterator[Suggestion]:
    language = workspace.brand.locale
    for one in outcomes:
        found, experiment = one.comparison, one.experiment
        window = experiment_window(experiment, month)
        if not one.over or experiment.decision or found is None or window is None or workspace.strategy is None:
            continue
        if found.verdict is Verdict.TOO_FEW:
            continue
        decision = _DECISIONS[found.verdict]
        why = Sentence(*(comparison(found, one) for one in LANGUAGES))
        where = ("experiments", f"@{experiment.id}")
        yield Suggestion(
            Sentence(f"{experiment.id}: {decision.en}", f"{experiment.id}: {decision.it}"),
            why,
            window.question,
            (
                (workspace.strategy.path, Edit((*where, "decision"), _quoted(decision.into(language)))),
                (workspace.strategy.path, Edit((*where, "result"), _quoted(why.into(language)))),
            ),
        )


_DECISIONS = {
    Verdict.MORE: Sentence("yes, the numbers were higher in its days", "sì, nei suoi giorni i numeri sono più alti"),
    Verdict.LESS: Sentence("no, the numbers were lower in its days", "no, nei suoi giorni i numeri sono più bassi"),
    Verdict.UNDECIDED: Sentence("not shown: no difference that is sure", "non dimostrato: nessuna differenza sicura"),
}
