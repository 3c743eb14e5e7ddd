"""When an imported post goes out, and how that was found. Pure."""

from __future__ import annotations

from datetime import datetime

from smm_build.domain.sentence import Sentence
from smm_build.importers._base import ImportOptions, Outcome, Row
from smm_build.importers._dates import DayOrder, NamedDay, day_in_name, day_in_text, morning_of, wall_text

__all__ = ["When", "settle", "when_named"]

When = tuple[datetime | None, Row]
"""The aware time, or ``None``, and the row that says how it was found."""

_FROM_NAME = Sentence("from the day in the file's name, at nine", "dal giorno nel nome del file, alle nove")


def settle(source: str, found: datetime | None, how: Sentence, options: ImportOptions, *, done: bool) -> When:
    """Decide between the post's own time and the one the user gave; ``done``: nothing is left to send.

    ``how`` is a clause that says where ``found`` comes from.
    """
    given = options.publish_at
    if given is not None and not done and (found is None or options.publish_at_for == "all"):
        return given, _row(
            source, given, Sentence("as given for this import", "come indicato per l'importazione"), options
        )
    return found, _row(source, found, how, options)


def when_named(path: str, text: str, usual: DayOrder, options: ImportOptions, *, done: bool) -> When:
    """Find the time by the day in the file's name; of two possible days the one the text names, else by order."""
    named = day_in_name(path)
    if named is None:
        return settle(path, None, _FROM_NAME, options, done=done)
    if named.other is None:
        return settle(path, morning_of(named.day, options.zone), _FROM_NAME, options, done=done)
    chosen, why = _choose(named, text, usual)
    at, row = settle(path, morning_of(chosen.day, options.zone), why, options, done=done)
    return at, Row(row.source, row.line, row.what, "changed", row.detail)


def _choose(named: NamedDay, text: str, usual: DayOrder) -> tuple[NamedDay, Sentence]:
    said = day_in_text(named, text)
    by_text = said is not None
    chosen = named if (named.day == said if by_text else named.order == usual) else named.swapped()
    reason = (
        Sentence("because the text names that day", "perché il testo nomina quel giorno")
        if by_text
        else Sentence("because most names have that order", "perché quasi tutti i nomi hanno quell'ordine")
        if usual == "month first"
        else Sentence("the day read first", "leggendo prima il giorno")
    )
    return chosen, Sentence(
        f"from {named.written} in the file's name, {reason.en}; it could also be {chosen.other}: please look",
        f"da {named.written} nel nome del file, {reason.it}; potrebbe anche essere {chosen.other}: da controllare",
    )


def _row(source: str, at: datetime | None, how: Sentence, options: ImportOptions) -> Row:
    outcome: Outcome = "imported"
    if at is None:
        outcome = "changed"
        detail = Sentence(
            "No date was found: the post is never sent until somebody writes publish_at.",
            "Nessuna data trovata: il post non viene inviato finché qualcuno non scrive publish_at.",
        )
    else:
        text = wall_text(at, options.zone)
        detail = Sentence(f"{text}, {how.en}.", f"{text}, {how.it}.")
    return Row(source, None, "publish_at", outcome, detail)
