"""The report of a month as Markdown with charts beside it: five questions, each with the numbers that answer it. Pure.

The five questions: what we set out to do, what happened, why, what it earned, and what next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.workspace import Workspace
from smm_build.insight._monthly_ads import ad_pieces, spent
from smm_build.insight._monthly_groups import Piece, group_pieces
from smm_build.insight._monthly_notes import note_lines
from smm_build.insight._monthly_posts import post_pieces
from smm_build.insight.experiments import Outcome
from smm_build.insight.figures import Group, Month
from smm_build.insight.kpi import Kpi, kpi
from smm_build.insight.writing import UNKNOWN, cell, change, comparison, number, percent, table

__all__ = ["YOURS", "Monthly", "month_title", "monthly"]

YOURS = "<!-- smm: what stands below this line is yours and stays when the report is made again -->"
"""The line below which people write."""

_MONTHS = (
    "January gennaio", "February febbraio", "March marzo", "April aprile", "May maggio", "June giugno", "July luglio",
    "August agosto", "September settembre", "October ottobre", "November novembre", "December dicembre",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Monthly:
    """What is written for a month: the text, and charts by file name, which lie in a folder called like the month."""

    text: str
    charts: Mapping[str, str] = field(default_factory=dict)


def month_title(first: date, language: Language) -> str:
    """Return what a month is called, such as ``November 2026``."""
    return f"{Sentence(*_MONTHS[first.month - 1].split()).into(language)} {first.year}"


def monthly(
    workspace: Workspace,
    month: Month,
    outcomes: Sequence[Outcome],
    language: Language,
    *,
    suggestions: Sequence[Sentence] = (),
    community: str | None = None,
    yours: str = "",
) -> Monthly:
    """Return the report of a month in ``language``.

    ``suggestions`` are what the numbers say should change, ``community`` the month's own aggregates as they stand in
    their file, ``yours`` what people wrote into an earlier version of this report.
    """
    first = month.window.first
    title = month_title(first, language)
    pieces = [
        *_aims(workspace, month, language),
        *group_pieces(workspace, month, language),
        *post_pieces(month, language),
        *_experiments(outcomes, language),
        *ad_pieces(workspace, month, language),
        *_earned(month, language),
        *_community(community, language),
        Piece(_h("What next", "E adesso", language), _suggested(suggestions, language)),
        Piece(_h("About these numbers", "Su questi numeri", language), note_lines(workspace, month, language)),
    ]
    texts = []
    charts = {}
    for piece in pieces:
        texts.append(f"## {piece.title}\n" if piece.title else "")
        if piece.chart:
            name, alt, svg = piece.chart
            charts[f"{name}.svg"] = svg
            texts.append(f"![{cell(alt)}]({first:%Y-%m}/{name}.svg)\n")
        texts.append(f"{piece.text}\n")
    body = "\n".join(text for text in texts if text)
    own = yours.strip() or _h(
        "Our decisions, and what we need from you:", "Le nostre decisioni, e che cosa ci serve:", language
    )
    text = f"# {cell(workspace.brand.name)}, {title}\n\n{_summary(month, language)}\n\n{body}\n{YOURS}\n\n{own}\n"
    return Monthly(text, charts)


def _h(en: str, it: str, language: Language) -> str:
    return Sentence(en, it).into(language)


def _summary(month: Month, language: Language) -> str:
    now, before = Group("", month.results), Group("", month.before)
    posts = len({one.post for one in month.results})
    told, total = number(now.total("interactions"), language), number(before.total("interactions"), language)
    return Sentence(
        f"{posts} posts went out, {len(month.results)} times in all."
        f" Networks told of {told} interactions with them; in the month before it was {total}.",
        f"Sono usciti {posts} post, {len(month.results)} volte in tutto."
        f" I network raccontano {told} interazioni; nel mese prima erano {total}.",
    ).into(language)


# --- what we set out to do


def _aims(workspace: Workspace, month: Month, language: Language) -> Iterator[Piece]:
    objectives = workspace.strategy.objectives if workspace.strategy else ()
    found = [kpi(objective, month) for objective in objectives]
    title = _h("What we set out to do", "Che cosa volevamo fare", language)
    if not found:
        yield Piece(title, _h("The strategy names no objective.", "La strategia non nomina obiettivi.", language))
        return
    head = Sentence(
        "Objective|Measured by|Baseline|Target|This month|Month before|Month of the 90 days|Way",
        "Obiettivo|Misura|Partenza|Traguardo|Questo mese|Mese prima|Mese dei 90 giorni|Strada",
    ).into(language)
    text = table(head.split("|"), (_aim(one, language) for one in found))
    unmeasured = [one.objective.title for one in found if one.measure is None]
    if unmeasured:
        names = ", ".join(cell(name) for name in unmeasured)
        text += "\n\n" + _h(
            f"No network tells the measure of: {names}. Write the figure below by hand.",
            f"Nessun network dice la misura di: {names}. Scrivi la cifra a mano qui sotto.",
            language,
        )
    yield Piece(title, text)


def _aim(one: Kpi, language: Language) -> tuple[str, ...]:
    aim = one.objective
    way = UNKNOWN if one.way is None else percent(one.way, language)
    if one.way is not None and one.way >= 1:
        way += _h(" reached", " raggiunto", language)
    return (
        aim.title,
        aim.metric or UNKNOWN,
        aim.baseline or UNKNOWN,
        aim.target or UNKNOWN,
        number(one.now, language),
        change(one.now, one.before, language),
        change(one.now, one.base, language),
        way,
    )


# --- experiments, earnings, community, what next


def _experiments(outcomes: Sequence[Outcome], language: Language) -> Iterator[Piece]:
    if not outcomes:
        return
    head = Sentence(
        "Experiment|Measured by|Its days against as many before",
        "Esperimento|Misura|I suoi giorni contro altrettanti prima",
    )
    rows = [
        (
            one.experiment.hypothesis,
            one.experiment.metric or UNKNOWN,
            comparison(one.comparison, language)
            if one.comparison
            else _h("no network tells this", "nessun network lo dice", language),
        )
        for one in outcomes
    ]
    text = table(head.into(language).split("|"), rows)
    text += "\n\n" + _h(
        "What is typical in its days against as many days before, with the interval that holds the truth in 95 of 100"
        " such comparisons. Other things changed too: it is a hint, no proof.",
        "Ciò che è tipico nei suoi giorni contro altrettanti giorni prima, con l'intervallo che contiene il vero in 95"
        " confronti su 100. Sono cambiate anche altre cose: è un indizio, non una prova.",
        language,
    )
    yield Piece(_h("Experiments", "Esperimenti", language), text)


def _earned(month: Month, language: Language) -> Iterator[Piece]:
    now, before = Group("", month.results), Group("", month.before)
    head = Sentence("What|This month|Month before", "Che cosa|Questo mese|Mese prima").into(language)
    names = (
        ("clicks", Sentence("Clicks", "Clic")),
        ("follows", Sentence("Followers that posts brought", "Follower portati dai post")),
        ("spend", Sentence("Spent on advertising", "Speso in pubblicità")),
    )
    told = {key: now.total(key) for key, _ in names}
    if (ads := spent(month)) is not None:
        told["spend"] = (told["spend"] or 0) + ads
    rows = [
        (name.into(language), number(told[key], language), change(told[key], before.total(key), language))
        for key, name in names
    ]
    note = _h(
        "Visits, requests and sales stand in the statistics of the website, by the UTM parameters of the links.",
        "Visite, richieste e vendite stanno nelle statistiche del sito, con i parametri UTM dei link.",
        language,
    )
    yield Piece(_h("What it earned", "Che cosa ha portato", language), f"{table(head.split('|'), rows)}\n\n{note}")


def _community(community: str | None, language: Language) -> Iterator[Piece]:
    if community:
        yield Piece(_h("Messages and comments", "Messaggi e commenti", language), community)


def _suggested(suggestions: Sequence[Sentence], language: Language) -> str:
    if not suggestions:
        return _h(
            "The numbers are not sure enough to change anything.",
            "I numeri non sono abbastanza sicuri per cambiare qualcosa.",
            language,
        )
    lines = "\n".join(f"- {cell(one.into(language))}" for one in suggestions)
    return lines + "\n\n" + _h("`smm propose` makes a branch of it.", "`smm propose` ne fa un ramo.", language)
