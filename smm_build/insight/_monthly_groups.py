"""What happened, by channel, pillar, campaign, format and hour: tables with a chart beside each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.workspace import Workspace
from smm_build.insight.charts import Bar, bars
from smm_build.insight.figures import Group, Month, Result, groups
from smm_build.insight.hours import block_of, standings
from smm_build.insight.writing import UNKNOWN, change, comparison, number, percent, table

__all__ = ["Piece", "group_pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the report: its heading, its text, and a chart as name, alternative text and SVG."""

    title: str
    text: str
    chart: tuple[str, str, str] | None = None


def group_pieces(workspace: Workspace, month: Month, language: Language) -> Iterator[Piece]:
    """Yield what happened on each channel, and then by pillar, campaign, format and hour."""
    if not month.results:
        nothing = Sentence("Nothing went out in this month.", "In questo mese non è uscito niente.").into(language)
        yield Piece(_WHAT_HAPPENED.into(language), nothing)
        return
    yield _channels(month, language)
    yield _deeds(month, language)
    strategy = workspace.strategy
    pillars = {one.id: one.title for one in strategy.pillars} if strategy else {}
    campaigns = {one.id: one.title for one in workspace.campaigns.values()}
    shares = {one.id: one.share for one in strategy.pillars} if strategy else {}
    yield from _kind(month, language, "pillars", _PILLAR, lambda one: one.pillar, pillars, shares)
    yield from _kind(month, language, "campaigns", _CAMPAIGN, lambda one: one.campaign, campaigns)
    yield from _kind(month, language, "formats", _FORMAT, lambda one: one.format, {})
    yield from _kind(month, language, "hours", _HOURS, block_of, {})


_WHAT_HAPPENED = Sentence("What happened, channel by channel", "Che cosa è successo, canale per canale")
_DEEDS = ("reactions", "comments", "shares", "saves", "clicks")
_PILLAR = Sentence("Pillar", "Pilastro")
_CAMPAIGN = Sentence("Campaign", "Campagna")
_FORMAT = Sentence("Format", "Formato")
_HOURS = Sentence("Hours", "Ore")
_LEGEND = Sentence(
    "Interactions with a usual post (median): bar this month, mark the 90 days before",
    "Interazioni con un post tipico (mediana): barra questo mese, segno i 90 giorni prima",
)


def _channels(month: Month, language: Language) -> Piece:
    head = Sentence(
        "Channel|Posts|Views|Reach of a usual post|Interactions|A usual post|Month before|90 days|Rate|Followers",
        "Canale|Post|Visualizzazioni|Copertura tipica|Interazioni|Un post tipico|Mese prima|90 giorni|Tasso|Follower",
    ).into(language)
    now, before, base = (groups(some, _channel) for some in (month.results, month.before, month.base))
    rows = [_channel_row(month, group, before.get(key), base.get(key), language) for key, group in now.items()]
    title = _WHAT_HAPPENED.into(language)
    note = Sentence(
        "Interactions are reactions, comments, shares, quotes and saves, as far as a network tells them."
        " Rate = interactions / views.",
        "Le interazioni sono reazioni, commenti, condivisioni, citazioni e salvataggi, per quanto un network li dice."
        " Tasso = interazioni / visualizzazioni.",
    ).into(language)
    return Piece(title, f"{table(head.split('|'), rows)}\n\n{note}", _chart("channels", title, now, base, {}, language))


def _deeds(month: Month, language: Language) -> Piece:
    """Return what people did on each channel, kind by kind, held against the month before."""
    head = Sentence(
        "Channel|Reactions|Comments|Shares|Saves|Clicks", "Canale|Reazioni|Commenti|Condivisioni|Salvataggi|Clic"
    ).into(language)
    now, before = groups(month.results, _channel), groups(month.before, _channel)
    rows = [
        (key, *(_against(group, before.get(key), metric, language) for metric in _DEEDS)) for key, group in now.items()
    ]
    note = Sentence("In brackets: against the month before.", "Tra parentesi: rispetto al mese prima.").into(language)
    title = Sentence("What people did", "Che cosa hanno fatto le persone").into(language)
    return Piece(title, f"{table(head.split('|'), rows)}\n\n{note}")


def _against(group: Group, before: Group | None, metric: str, language: Language) -> str:
    told = group.total(metric)
    earlier = before.total(metric) if before else None
    if told is None or not earlier:
        return number(told, language)
    return f"{number(told, language)} ({round(100 * (told - earlier) / earlier):+d} %)"


def _channel(one: Result) -> str:
    return one.channel


def _channel_row(
    month: Month, group: Group, before: Group | None, base: Group | None, language: Language
) -> tuple[str, ...]:
    reach = sorted(one.numbers["reach"] for one in group.results if "reach" in one.numbers)
    followers = (group.key, "followers")
    return (
        group.key,
        str(len(group.results)),
        number(group.total("views"), language),
        number(reach[len(reach) // 2] if reach else None, language),
        number(group.total("interactions"), language),
        number(group.usual, language),
        change(group.usual, before.usual if before else None, language),
        change(group.usual, base.usual if base else None, language),
        percent(group.rate, language),
        _followers(month.accounts.get(followers), month.accounts_before.get(followers), language),
    )


def _followers(now: float | None, before: float | None, language: Language) -> str:
    if now is None or before is None:
        return number(now, language)
    return f"{number(now, language)} ({round(now - before):+d})"


def _kind(
    month: Month,
    language: Language,
    name: str,
    what: Sentence,
    by: Callable[[Result], str | None],
    titles: dict[str, str],
    shares: dict[str, float | None] | None = None,
) -> Iterator[Piece]:
    now, base = groups(month.results, by), groups(month.base, by)
    if not now:
        return
    stands = {one.group.key: one for one in standings((*month.base, *month.results), by)}
    head = [what.into(language), *_HEAD.into(language).split("|")]
    if shares:
        head.insert(2, Sentence("Share (planned)", "Quota (prevista)").into(language))
    rows = []
    for key, group in now.items():
        was = base.get(key)
        row = [
            titles.get(key, key),
            str(len(group.results)),
            number(group.total("interactions"), language),
            number(group.usual, language),
            change(group.usual, was.usual if was else None, language),
            comparison(stands[key].against, language) if key in stands else UNKNOWN,
        ]
        if shares:
            row.insert(2, _share(now, key, shares.get(key), language))
        rows.append(row)
    title = Sentence(f"By {what.en.lower()}", f"Per {what.it.lower()}").into(language)
    yield Piece(title, table(head, rows), _chart(name, title, now, base, titles, language))


_HEAD = Sentence(
    "Posts|Interactions|A usual post|90 days|Against all others, since 90 days before",
    "Post|Interazioni|Un post tipico|90 giorni|Contro tutti gli altri, da 90 giorni prima",
)


def _share(now: dict[str, Group], key: str, planned: float | None, language: Language) -> str:
    posts = {name: len({one.post for one in group.results}) for name, group in now.items()}
    share = posts[key] / sum(posts.values())
    return f"{percent(share, language)} ({percent(planned, language)})"


def _chart(
    name: str,
    title: str,
    now: dict[str, Group],
    base: dict[str, Group],
    titles: dict[str, str],
    language: Language,
) -> tuple[str, str, str]:
    rows = [
        Bar(titles.get(key, key), group.usual, number(group.usual, language), base[key].usual if key in base else None)
        for key, group in now.items()
    ]
    alt = Sentence(f"{title}: the numbers of the table below", f"{title}: i numeri della tabella qui sotto")
    return name, alt.into(language), bars(title, _LEGEND.into(language), rows)
