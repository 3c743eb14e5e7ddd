"""Why: the posts that did best and worst, what is known about them, and those that are too far off to count. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.domain.sentence import Language, Sentence
from smm_build.insight._monthly_groups import Piece
from smm_build.insight.figures import Month, Result, lifts
from smm_build.insight.macros import INTERACTIONS
from smm_build.insight.writing import cell, number, table, times

__all__ = ["post_pieces"]

_SHOWN = 3
_FAR_OFF = 5
"""Times the usual from which a post is called an outlier."""

_NAMES = {
    "reactions": Sentence("reactions", "reazioni"),
    "comments": Sentence("comments", "commenti"),
    "shares": Sentence("shares", "condivisioni"),
    "quotes": Sentence("quotes", "citazioni"),
    "saves": Sentence("saves", "salvataggi"),
}
_DAYS = (
    Sentence("Monday", "lunedì"),
    Sentence("Tuesday", "martedì"),
    Sentence("Wednesday", "mercoledì"),
    Sentence("Thursday", "giovedì"),
    Sentence("Friday", "venerdì"),
    Sentence("Saturday", "sabato"),
    Sentence("Sunday", "domenica"),
)


def post_pieces(month: Month, language: Language) -> Iterator[Piece]:
    """Yield the best and the worst posts of the month, held against what is usual on their channel."""
    known = lifts((*month.base, *month.results))
    ranked = sorted(
        (one for one in month.results if (one.post, one.channel) in known),
        key=lambda one: (-known[one.post, one.channel], one.post, one.channel),
    )
    title = Sentence("Why: best and worst posts", "Perché: i post migliori e i peggiori").into(language)
    if not ranked:
        few = Sentence(
            "No channel has five posts with numbers yet, so nothing can be called usual, better or worse.",
            "Nessun canale ha ancora cinque post con numeri: nulla si può dire solito, migliore o peggiore.",
        )
        yield Piece(title, few.into(language))
        return
    head = Sentence(
        "Post|Channel|Interactions|Against the usual|What is known", "Post|Canale|Interazioni|Sul solito|Che cosa si sa"
    )
    chosen = ranked[:_SHOWN] + [one for one in ranked[-_SHOWN:] if one not in ranked[:_SHOWN]]
    rows = [_row(one, known[one.post, one.channel], language) for one in chosen]
    far = [one for one in ranked if known[one.post, one.channel] >= _FAR_OFF]
    text = table(head.into(language).split("|"), rows)
    yield Piece(title, text + (f"\n\n{_outliers(far, language)}" if far else ""))


def _row(one: Result, lift: float, language: Language) -> tuple[str, ...]:
    return (
        one.title,
        one.channel,
        number(one.interactions, language),
        times(lift, language),
        _known(one, language),
    )


def _known(one: Result, language: Language) -> str:
    """Say what is known of a post: facts, and no guess at causes."""
    most = max(INTERACTIONS, key=lambda name: one.numbers.get(name, 0))
    facts = [f"{_DAYS[one.weekday - 1].into(language)} {one.hour:02}:00"]
    if one.format:
        facts.append(one.format)
    if one.numbers.get(most):
        part = f"{number(one.numbers[most], language)} {_NAMES[most].into(language)}"
        facts.append(Sentence(f"mostly {part}", f"soprattutto {part}").into(language))
    return ", ".join(facts)


def _outliers(far: list[Result], language: Language) -> str:
    names = ", ".join(f"{cell(one.title)} ({one.channel})" for one in far)
    return Sentence(
        f"Far off, with five times the usual or more: {names}. Medians set them aside; sums hold them.",
        f"Fuori scala, con cinque volte il solito o più: {names}. Le mediane li lasciano da parte, le somme no.",
    ).into(language)
