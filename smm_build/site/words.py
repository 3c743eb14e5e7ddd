"""The words of the site's chrome and how it writes dates, in every language the product speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from smm_build.domain.sentence import Language, Sentence

__all__ = [
    "WORDS",
    "Words",
    "clock",
    "day_and_month",
    "long_day",
    "moment",
    "month_name",
    "short_day",
    "utc_clock",
    "weekdays",
]

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


def slot(text: str, language: Language) -> str:
    """Write a usual time such as ``tue 18:30`` with the weekday as this language shortens it."""
    day, _, hour = text.partition(" ")
    known = next((name for name in _WEEKDAYS if name.en[:3].lower() == day), None)
    return f"{known.into(language)[:3].lower()} {hour}" if known else text


def month_name(first: date, language: Language) -> str:
    """Write a month with its year, as ``November 2026``."""
    return f"{_MONTHS[first.month - 1].into(language)} {first.year}"


def day_and_month(day: date, language: Language) -> str:
    """Write a day without its year, as ``24 November``."""
    return f"{day.day} {_MONTHS[day.month - 1].into(language)}"


def long_day(day: date, language: Language) -> str:
    """Write a day in full, as ``Tuesday 24 November 2026``."""
    return f"{_WEEKDAYS[day.weekday()].into(language)} {day_and_month(day, language)} {day.year}"


def short_day(day: date, language: Language) -> str:
    """Write a day where there is little room, as ``24 Nov``."""
    return f"{day.day} {_MONTHS[day.month - 1].into(language)[:3]}"


def clock(at: datetime) -> str:
    """Write the hour of an aware instant in the zone it is in, as ``09:30``."""
    return f"{at.hour:02}:{at.minute:02}"


def utc_clock(at: datetime) -> str:
    """Write the hour in UTC, with the day where it is another one: ``08:30 UTC``, ``23:30 UTC, 30/11``."""
    there = at.astimezone(UTC)
    other_day = f", {there:%d/%m}" if there.day != at.day else ""
    return f"{clock(there)} UTC{other_day}"


def moment(at: datetime, language: Language) -> str:
    """Write an aware instant in full in the zone it is in, with UTC beside it."""
    return f"{long_day(at.date(), language)}, {clock(at)} ({utc_clock(at)})"


WORDS: Mapping[str, Sentence] = {
    "actual": Sentence("Actual", "Effettiva"),
    "add_post": Sentence("New post on", "Nuovo post il"),
    "add_post_short": Sentence("New post", "Nuovo post"),
    "agenda": Sentence("Agenda", "Agenda"),
    "agenda_sub": Sentence("From a week ago to two months ahead", "Dalla settimana scorsa ai prossimi due mesi"),
    "all_of_them": Sentence("All", "Tutti"),
    "all_posts": Sentence("All posts", "Tutti i post"),
    "alt": Sentence("Alternative text", "Testo alternativo"),
    "approve": Sentence("can approve", "può approvare"),
    "as_of": Sentence("as of", "situazione alle"),
    "as_table": Sentence("As a table", "In tabella"),
    "attempt": Sentence("attempt", "tentativo"),
    "avatar": Sentence("Avatar", "Foto profilo"),
    "link": Sentence("Link", "Link"),
    "about_account": Sentence("What the checks say about the account", "Che cosa dicono i controlli del profilo"),
    "attention": Sentence("Needs attention", "Da guardare"),
    "attention_none": Sentence("Nothing went wrong.", "Non è andato storto niente."),
    "audience": Sentence("Audience", "Pubblico"),
    "audiences": Sentence("Audiences", "Pubblici"),
    "automatic": Sentence("published by smm", "pubblicato da smm"),
    "avoid": Sentence("Avoid", "Da evitare"),
    "awareness": Sentence("awareness day", "giornata mondiale"),
    "baseline": Sentence("From", "Da"),
    "bio": Sentence("Bio", "Biografia"),
    "board": Sentence("Board", "Lavagna"),
    "board_attention": Sentence("Needs attention", "Da guardare"),
    "board_by_hand": Sentence("By hand", "A mano"),
    "board_going": Sentence("Going out", "In uscita"),
    "board_no_date": Sentence("Without a date", "Senza data"),
    "board_planned": Sentence("Planned", "Previsti"),
    "board_sent": Sentence("Sent in the last 30 days", "Usciti negli ultimi 30 giorni"),
    "board_stopped": Sentence("Stopped", "Fermi"),
    "board_writing": Sentence("Being written", "In scrittura"),
    "brand_book": Sentence("Brand book", "Marchio"),
    "brand_book_sub": Sentence("How the brand looks and speaks", "Come si presenta e come parla il marchio"),
    "by_hand": Sentence("posted by hand", "pubblicato a mano"),
    "cadence": Sentence("Planned a week", "Previsti a settimana"),
    "cadence_by_channel": Sentence("Cadence by channel", "Cadenza dei canali"),
    "calendar": Sentence("Calendar", "Calendario"),
    "campaign": Sentence("Campaign", "Campagna"),
    "campaigns": Sentence("Campaigns", "Campagne"),
    "ad_budget": Sentence("Budget", "Budget"),
    "ad_start_approved": Sentence("start approved", "avvio approvato"),
    "ad_start_open": Sentence("start not approved", "avvio non approvato"),
    "ads": Sentence("Ads", "Annunci a pagamento"),
    "changed": Sentence("Changed", "Modificato"),
    "changed_since": Sentence(
        "The file was changed after this was published: the text that went out is on the network.",
        "Il file è cambiato dopo la pubblicazione: il testo uscito è sulla rete.",
    ),
    "channel": Sentence("Channel", "Canale"),
    "channel_page": Sentence("Everything about this channel", "Tutto su questo canale"),
    "card_from_page": Sentence("Title and picture come from the page", "Titolo e immagine vengono dalla pagina"),
    "channels": Sentence("Channels", "Canali"),
    "characters": Sentence("characters", "caratteri"),
    "claims": Sentence("Claims", "Affermazioni"),
    "clear": Sentence("Clear", "Azzera"),
    "colours": Sentence("Palette", "Colori"),
    "comments": Sentence("comments", "commenti"),
    "complete": Sentence("complete", "completo"),
    "contact": Sentence("Contact", "Contatto"),
    "content_warning": Sentence("Content warning", "Avviso sul contenuto"),
    "contrast": Sentence("Contrast", "Contrasto"),
    "contrast_dark": Sentence("on black", "su nero"),
    "contrast_light": Sentence("on white", "su bianco"),
    "contrast_pair": Sentence("Text on colour", "Testo sul colore"),
    "cover": Sentence("Cover", "Copertina"),
    "cropped": Sentence("The feed cuts this picture", "Il feed taglia questa immagine"),
    "cut_note": Sentence(
        "The feed shows about this much; nobody promises the exact place.",
        "Il feed mostra circa questo; nessuno garantisce il punto esatto.",
    ),
    "day_without": Sentence("Nothing this day", "Niente in questo giorno"),
    "days_empty": Sentence("Days without posts", "Giorni senza post"),
    "deadline": Sentence("By", "Entro"),
    "decision": Sentence("Decision", "Decisione"),
    "declared": Sentence("declared profile", "profilo dichiarato"),
    "details": Sentence("Details", "Dettagli"),
    "difference": Sentence("Difference", "Differenza"),
    "disclosure_labels": Sentence("Disclosure", "Trasparenza"),
    "drafts": Sentence("Drafts and on hold", "Bozze e sospesi"),
    "edit_file": Sentence("Edit this page's file", "Modifica il file di questa pagina"),
    "edit_post": Sentence("Edit this post", "Modifica questo post"),
    "emoji": Sentence("Emoji", "Emoji"),
    "error": Sentence("error", "errore"),
    "errors": Sentence("errors", "errori"),
    "event_amended": Sentence("Changed online", "Modificato in rete"),
    "event_removed": Sentence("Taken down", "Tolto dalla rete"),
    "event_scheduled": Sentence("Handed to the network", "Consegnato al network"),
    "event_taken-back": Sentence("Taken back from the network", "Ritirato dal network"),
    "event_released": Sentence("Released for another try", "Liberato per un altro tentativo"),
    "next_step": Sentence("Then", "Poi"),
    "event_claimed": Sentence("Taken in hand", "Preso in carico"),
    "event_failed": Sentence("Failed", "Fallito"),
    "event_missed": Sentence("Missed", "Mancato"),
    "event_sent": Sentence("Sent", "Uscito"),
    "event_skipped": Sentence("Skipped", "Saltato"),
    "event_uncertain": Sentence("Uncertain", "Incerto"),
    "experiments": Sentence("Experiments", "Esperimenti"),
    "expires": Sentence("Until", "Fino al"),
    "file": Sentence("File", "File"),
    "file_missing": Sentence("The file is missing", "Il file non c'è"),
    "filter": Sentence("Filter", "Filtra"),
    "filter_found": Sentence("posts shown", "post mostrati"),
    "filter_found_one": Sentence("post shown", "post mostrato"),
    "filter_none": Sentence("No post fits these filters.", "Nessun post corrisponde ai filtri."),
    "findings": Sentence("Findings", "Segnalazioni"),
    "first_comment": Sentence("First comment", "Primo commento"),
    "fonts": Sentence("Typography", "Caratteri"),
    "gaps": Sentence("Gaps", "Vuoti"),
    "gaps_none": Sentence("No gaps in the next four weeks.", "Nessun vuoto nelle prossime quattro settimane."),
    "hand_offs": Sentence("Not ours: who gets it", "Non è nostro: a chi va"),
    "hashtags": Sentence("Hashtags", "Hashtag"),
    "hint": Sentence("hint", "consiglio"),
    "hints": Sentence("hints", "consigli"),
    "history": Sentence("History", "Storia"),
    "holiday": Sentence("public holiday", "festivo"),
    "home": Sentence("Today", "Oggi"),
    "how_many": Sentence("How many", "Quanti"),
    "hypothesis": Sentence("Hypothesis", "Ipotesi"),
    "keyboard": Sentence(
        "Arrow keys move by day, Page Up and Page Down by month.",
        "Le frecce spostano di un giorno, Pagina su e giù di un mese.",
    ),
    "language": Sentence("Language", "Lingua"),
    "lang": Sentence("en", "it"),
    "last_weeks": Sentence(
        "The last eight weeks and the next four",
        "Le ultime otto settimane e le prossime quattro",
    ),
    "latest": Sentence("Latest posts", "Ultimi post"),
    "length": Sentence("Length", "Lunghezza"),
    "licence": Sentence("Licence", "Licenza"),
    "limits": Sentence("Limits", "Limiti"),
    "link_unused": Sentence("This network shows no link in a post.", "Questa rete non mostra link nei post."),
    "logos": Sentence("Logos", "Loghi"),
    "media": Sentence("Media", "Media"),
    "media_sub": Sentence("Every picture and film of the plan", "Tutte le immagini e i video del piano"),
    "metric": Sentence("Metric", "Metrica"),
    "mine_to_review": Sentence("To review", "Da rivedere"),
    "mine_to_write": Sentence("To write", "Da scrivere"),
    "missing": Sentence("missing", "manca"),
    "mix": Sentence("Mix of the posts", "Composizione dei post"),
    "month": Sentence("Month", "Mese"),
    "more": Sentence("more", "altri"),
    "name": Sentence("Name", "Nome"),
    "new_post_name": Sentence("new-post", "nuovo-post"),
    "next_days": Sentence("The next seven days", "I prossimi sette giorni"),
    "next_month": Sentence("Next month", "Mese successivo"),
    "next_post": Sentence("Next", "Prossimo"),
    "next_week": Sentence("Next week", "Settimana successiva"),
    "no_alt": Sentence("No alternative text", "Senza testo alternativo"),
    "no_brand": Sentence("Nobody has written this down yet.", "Nessuno l'ha ancora scritto."),
    "no_campaigns": Sentence("No campaign has been written yet.", "Nessuna campagna è ancora stata scritta."),
    "no_findings": Sentence("Nothing to report: every check passes.", "Niente da segnalare: tutto in ordine."),
    "no_media": Sentence("The plan has no pictures or films yet.", "Il piano non ha ancora immagini o video."),
    "no_posts": Sentence("No posts", "Nessun post"),
    "no_posts_month": Sentence("No posts this month.", "Nessun post in questo mese."),
    "no_posts_yet": Sentence("Nothing has been published yet.", "Non è ancora uscito niente."),
    "no_rights": Sentence("No rights noted", "Diritti non indicati"),
    "reports": Sentence("Results", "Risultati"),
    "no_reports": Sentence(
        "There is no report yet: `smm report` makes one for a month.",
        "Non c'è ancora un resoconto: `smm report` ne fa uno per un mese.",
    ),
    "no_strategy": Sentence(
        "There is no strategy.md yet: it says what the posts are for.",
        "Non c'è ancora uno strategy.md: dice a che cosa servono i post.",
    ),
    "no_text": Sentence("No text", "Senza testo"),
    "none_planned": Sentence("Nothing is planned.", "Niente in programma."),
    "not_read": Sentence("not shown", "non mostrato"),
    "notes": Sentence("Notes", "Note"),
    "nothing_to_do": Sentence("Nothing to do.", "Niente da fare."),
    "nothing_wrong": Sentence(
        "Nothing is blocked, late, failed or in doubt.", "Niente di bloccato, in ritardo, fallito o incerto."
    ),
    "objective": Sentence("Objective", "Obiettivo"),
    "objective_idle": Sentence(
        "No post to come serves this objective",
        "Nessun post in arrivo serve questo obiettivo",
    ),
    "objectives": Sentence("Objectives", "Obiettivi"),
    "of": Sentence("of", "di"),
    "on_their_way": Sentence("On their way", "In arrivo"),
    "one_account": Sentence("Account", "Profilo"),
    "other_pillar": Sentence("Without a pillar", "Senza pilastro"),
    "owner": Sentence("Owner", "Responsabile"),
    "palette_use": Sentence("Use", "Uso"),
    "part": Sentence("Part", "Parte"),
    "people": Sentence("People", "Persone"),
    "people_none": Sentence(
        "brand/team.yml does not say who is in the team yet.",
        "brand/team.yml non dice ancora chi c'è nella squadra.",
    ),
    "people_sub": Sentence("Who writes, reviews and approves", "Chi scrive, rivede e approva"),
    "period": Sentence("Period", "Periodo"),
    "permalink": Sentence("See it on the network", "Vedi sulla rete"),
    "pictures": Sentence("pictures", "immagini"),
    "pillar": Sentence("Pillar", "Pilastro"),
    "pillar_idle": Sentence(
        "No post of this pillar in the next four weeks",
        "Nessun post di questo pilastro nelle prossime quattro settimane",
    ),
    "pillars": Sentence("Pillars", "Pilastri"),
    "plan_and_real": Sentence("planned and done a week", "previsti e usciti a settimana"),
    "planned_line": Sentence("planned", "previsti"),
    "plan_empty": Sentence(
        "The plan has no posts yet: `smm new post` begins the first.",
        "Il piano non ha ancora post: `smm new post` inizia il primo.",
    ),
    "planned_share": Sentence("Planned", "Prevista"),
    "poll": Sentence("Poll", "Sondaggio"),
    "post": Sentence("Post", "Post"),
    "post_unit": Sentence("post", "post"),
    "posts": Sentence("Posts", "Post"),
    "posts_unit": Sentence("posts", "post"),
    "previous_month": Sentence("Previous month", "Mese precedente"),
    "previous_week": Sentence("Previous week", "Settimana precedente"),
    "profile": Sentence("Profile", "Profilo"),
    "publishing": Sentence("Publishing", "Pubblicazione"),
    "quiet_hours": Sentence("Quiet hours", "Ore di silenzio"),
    "quoted_as": Sentence("Use", "Usare"),
    "reason": Sentence("Why", "Perché"),
    "recent": Sentence("Lately", "Di recente"),
    "rehearsed": Sentence("rehearsed on this computer", "in prova su questo computer"),
    "releases": Sentence("Releases", "Liberatorie"),
    "replies_as": Sentence("as", "come"),
    "reviewers": Sentence("Reviewers", "Revisori"),
    "rights": Sentence("Rights", "Diritti"),
    "rhythm": Sentence("Cadence", "Cadenza"),
    "running": Sentence("running", "in corso"),
    "search_text": Sentence("Text", "Testo"),
    "skip_to_posts": Sentence("Skip to the posts", "Vai ai post"),
    "slots": Sentence("Usual times", "Orari abituali"),
    "source": Sentence("Source", "Fonte"),
    "state": Sentence("State", "Stato"),
    "state_view": Sentence("By state", "Per stato"),
    "story_text": Sentence(
        "A story shows no text; this stays with the team.",
        "Una storia non mostra testo: questo resta alla squadra.",
    ),
    "strategy": Sentence("Strategy", "Strategia"),
    "tactics": Sentence("Tactics", "Tattiche"),
    "target": Sentence("To", "A"),
    "terms": Sentence("Words", "Parole"),
    "text": Sentence("Text", "Testo"),
    "text_by_channel": Sentence("What each channel shows", "Che cosa mostra ogni canale"),
    "this_month": Sentence("This month", "Questo mese"),
    "this_week": Sentence("This week", "Questa settimana"),
    "thread": Sentence("Thread", "Conversazione"),
    "time": Sentence("When", "Quando"),
    "today": Sentence("today", "oggi"),
    "tone": Sentence("Tone", "Tono"),
    "uncut": Sentence("Show less", "Mostra meno"),
    "unscheduled": Sentence("Without a date", "Senza data"),
    "used_in": Sentence("Used in", "Usata in"),
    "views": Sentence("Views", "Viste"),
    "voice": Sentence("Voice", "Voce"),
    "warning": Sentence("warning", "avviso"),
    "warnings": Sentence("warnings", "avvisi"),
    "week": Sentence("Week", "Settimana"),
    "week_of": Sentence("Week", "Settimana"),
    "weeks_short": Sentence("weeks below the cadence", "settimane sotto la cadenza"),
    "where": Sentence("Where it goes", "Dove esce"),
    "who_changed": Sentence("changed by", "modificato da"),
    "who_wrote": Sentence("written by", "scritto da"),
    "wrong": Sentence("What went wrong", "Che cosa è andato storto"),
    "wrong_sub": Sentence(
        "What is blocked, late, failed or in doubt, the nearest first",
        "Ciò che è bloccato, in ritardo, fallito o incerto, dal più vicino",
    ),
    "zone": Sentence("Times are on the clock of", "Gli orari sono quelli di"),
}
"""Every word of the chrome by a name the templates use; :class:`Words` puts it into one language."""


class Words:
    """The chrome's words in one language, ``spoken``, looked up as attributes: ``words.calendar``."""

    def __init__(self, language: Language) -> None:
        self.spoken: Language = language

    def __getattr__(self, name: str) -> str:
        try:
            return WORDS[name].into(self.spoken)
        except KeyError as error:
            raise AttributeError(name) from error
