"""The words of the site's chrome and how it writes dates, in every language the product speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from smm_build.domain.sentence import Language, Sentence

__all__ = ["WORDS", "Words", "clock", "day_and_month", "long_day", "moment", "month_name", "utc_clock", "weekdays"]

_MONTHS = (
    Sentence("January", "gennaio"),
    Sentence("February", "febbraio"),
    Sentence("March", "marzo"),
    Sentence("April", "aprile"),
    Sentence("May", "maggio"),
    Sentence("June", "giugno"),
    Sentence("July", "luglio"),
    Sentence("August", "agosto"),
    Sentence("September", "settembre"),
    Sentence("October", "ottobre"),
    Sentence("November", "novembre"),
    Sentence("December", "dicembre"),
)
_WEEKDAYS = (
    Sentence("Monday", "lunedì"),
    Sentence("Tuesday", "martedì"),
    Sentence("Wednesday", "mercoledì"),
    Sentence("Thursday", "giovedì"),
    Sentence("Friday", "venerdì"),
    Sentence("Saturday", "sabato"),
    Sentence("Sunday", "domenica"),
)


def weekdays(language: Language) -> tuple[str, ...]:
    """Return the names of the days, Monday first."""
    return tuple(day.into(language) for day in _WEEKDAYS)


def month_name(first: date, language: Language) -> str:
    """Write a month with its year, as ``November 2026``."""
    return f"{_MONTHS[first.month - 1].into(language)} {first.year}"


def day_and_month(day: date, language: Language) -> str:
    """Write a day without its year, as ``24 November``."""
    return f"{day.day} {_MONTHS[day.month - 1].into(language)}"


def long_day(day: date, language: Language) -> str:
    """Write a day in full, as ``Tuesday 24 November 2026``."""
    return f"{_WEEKDAYS[day.weekday()].into(language)} {day_and_month(day, language)} {day.year}"


def clock(at: datetime) -> str:
    """Write the hour of an aware instant in the zone it is in, as ``09:30``."""
    return f"{at:%H:%M}"


def utc_clock(at: datetime) -> str:
    """Write the hour in UTC, with the day where it is another one: ``08:30 UTC``, ``23:30 UTC, 30/11``."""
    there = at.astimezone(UTC)
    other_day = f", {there:%d/%m}" if there.date() != at.date() else ""
    return f"{there:%H:%M} UTC{other_day}"


def moment(at: datetime, language: Language) -> str:
    """Write an aware instant in full in the zone it is in, with UTC beside it."""
    return f"{long_day(at.date(), language)}, {clock(at)} ({utc_clock(at)})"


WORDS: Mapping[str, Sentence] = {
    "actual": Sentence("Actual", "Effettiva"),
    "all_posts": Sentence("All posts", "Tutti i post"),
    "alt": Sentence("Alternative text", "Testo alternativo"),
    "as_of": Sentence("as of", "situazione alle"),
    "attention": Sentence("Needs attention", "Da guardare"),
    "audience": Sentence("Audience", "Pubblico"),
    "audiences": Sentence("Audiences", "Pubblici"),
    "automatic": Sentence("published by smm", "pubblicato da smm"),
    "baseline": Sentence("From", "Da"),
    "by_hand": Sentence("posted by hand", "pubblicato a mano"),
    "cadence": Sentence("Planned a week", "Previsti a settimana"),
    "calendar": Sentence("Calendar", "Calendario"),
    "campaign": Sentence("Campaign", "Campagna"),
    "campaigns": Sentence("Campaigns", "Campagne"),
    "changed_since": Sentence(
        "The file was changed after this was published: the text that went out is on the network.",
        "Il file è cambiato dopo la pubblicazione: il testo uscito è sulla rete.",
    ),
    "channel": Sentence("Channel", "Canale"),
    "channels": Sentence("Channels", "Canali"),
    "characters": Sentence("characters", "caratteri"),
    "content_warning": Sentence("Content warning", "Avviso sul contenuto"),
    "deadline": Sentence("By", "Entro"),
    "decision": Sentence("Decision", "Decisione"),
    "details": Sentence("Details", "Dettagli"),
    "difference": Sentence("Difference", "Differenza"),
    "drafts": Sentence("Drafts and on hold", "Bozze e sospesi"),
    "error": Sentence("error", "errore"),
    "errors": Sentence("errors", "errori"),
    "experiments": Sentence("Experiments", "Esperimenti"),
    "file": Sentence("File", "File"),
    "file_missing": Sentence("The file is missing", "Il file non c'è"),
    "findings": Sentence("Findings", "Segnalazioni"),
    "first_comment": Sentence("First comment", "Primo commento"),
    "hint": Sentence("hint", "consiglio"),
    "hints": Sentence("hints", "consigli"),
    "home": Sentence("Today", "Oggi"),
    "hypothesis": Sentence("Hypothesis", "Ipotesi"),
    "latest": Sentence("Latest posts", "Ultimi post"),
    "length": Sentence("Length", "Lunghezza"),
    "link_unused": Sentence("This network shows no link in a post.", "Questa rete non mostra link nei post."),
    "metric": Sentence("Metric", "Metrica"),
    "mix": Sentence("Mix of the posts", "Composizione dei post"),
    "more": Sentence("more", "altri"),
    "next_days": Sentence("The next seven days", "I prossimi sette giorni"),
    "next_month": Sentence("Next month", "Mese successivo"),
    "next_post": Sentence("Next", "Prossimo"),
    "no_alt": Sentence("No alternative text", "Senza testo alternativo"),
    "no_campaigns": Sentence("No campaign has been written yet.", "Nessuna campagna è ancora stata scritta."),
    "no_findings": Sentence("Nothing to report: every check passes.", "Niente da segnalare: tutto in ordine."),
    "no_posts": Sentence("No posts", "Nessun post"),
    "no_posts_month": Sentence("No posts this month.", "Nessun post in questo mese."),
    "no_posts_yet": Sentence("Nothing has been published yet.", "Non è ancora uscito niente."),
    "no_strategy": Sentence(
        "There is no strategy.md yet: it says what the posts are for.",
        "Non c'è ancora uno strategy.md: dice a che cosa servono i post.",
    ),
    "no_text": Sentence("No text", "Senza testo"),
    "none_planned": Sentence("Nothing is planned.", "Niente in programma."),
    "not_read": Sentence("not shown", "non mostrato"),
    "notes": Sentence("Notes", "Note"),
    "nothing_wrong": Sentence(
        "Nothing is blocked, late, failed or in doubt.", "Niente di bloccato, in ritardo, fallito o incerto."
    ),
    "objective": Sentence("Objective", "Obiettivo"),
    "objectives": Sentence("Objectives", "Obiettivi"),
    "of": Sentence("of", "di"),
    "other_pillar": Sentence("Without a pillar", "Senza pilastro"),
    "owner": Sentence("Owner", "Responsabile"),
    "part": Sentence("Part", "Parte"),
    "period": Sentence("Period", "Periodo"),
    "permalink": Sentence("See it on the network", "Vedi sulla rete"),
    "pillar": Sentence("Pillar", "Pilastro"),
    "pillars": Sentence("Pillars", "Pilastri"),
    "planned_share": Sentence("Planned", "Prevista"),
    "poll": Sentence("Poll", "Sondaggio"),
    "post": Sentence("Post", "Post"),
    "posts": Sentence("Posts", "Post"),
    "posts_unit": Sentence("posts", "post"),
    "post_unit": Sentence("post", "post"),
    "previous_month": Sentence("Previous month", "Mese precedente"),
    "publishing": Sentence("Publishing", "Pubblicazione"),
    "reason": Sentence("Why", "Perché"),
    "rehearsed": Sentence("rehearsed on this computer", "in prova su questo computer"),
    "reviewers": Sentence("Reviewers", "Revisori"),
    "running": Sentence("running", "in corso"),
    "state": Sentence("State", "Stato"),
    "strategy": Sentence("Strategy", "Strategia"),
    "tactics": Sentence("Tactics", "Tattiche"),
    "target": Sentence("To", "A"),
    "text": Sentence("Text", "Testo"),
    "text_by_channel": Sentence("What each channel shows", "Che cosa mostra ogni canale"),
    "this_month": Sentence("This month", "Questo mese"),
    "time": Sentence("When", "Quando"),
    "today": Sentence("today", "oggi"),
    "unscheduled": Sentence("Without a date", "Senza data"),
    "warning": Sentence("warning", "avviso"),
    "warnings": Sentence("warnings", "avvisi"),
    "where": Sentence("Where it goes", "Dove esce"),
    "zone": Sentence("Times are on the clock of", "Gli orari sono quelli di"),
}
"""Every word of the chrome by a name the templates use; :class:`Words` puts it into one language."""


class Words:
    """The chrome's words in one language, looked up as attributes: ``words.calendar``."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __getattr__(self, name: str) -> str:
        try:
            return WORDS[name].into(self._language)
        except KeyError as error:
            raise AttributeError(name) from error
