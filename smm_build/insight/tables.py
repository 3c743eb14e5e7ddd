"""The tables that questions are asked of: what they are called, what is in them, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

from smm_build.domain.sentence import Sentence

__all__ = ["TABLES", "Column", "Table", "table"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type in DuckDB, and what it means."""

    name: str
    type: str
    about: Sentence


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what one row of it is, and its columns in order."""

    name: str
    about: Sentence
    columns: tuple[Column, ...]


def _text(name: str, en: str, it: str) -> Column:
    return Column(name, "VARCHAR", Sentence(en, it))


_POST = _text("post", "the post's id", "l'id del post")
_CHANNEL = _text("channel", "the channel's id", "l'id del canale")
_PILLAR = _text("pillar", "the pillar's id", "l'id del pilastro")
_OBJECTIVE = _text("objective", "the objective's id", "l'id dell'obiettivo")
_FORMAT = _text(
    "format",
    "what the file says, else thread, poll, video, carousel, picture or text",
    "quello che dice il file, altrimenti thread, poll, video, carousel, picture o text",
)
_METRIC = _text("metric", "what was counted, in our words", "che cosa è stato contato, nelle nostre parole")
_VALUE = Column("value", "DOUBLE", Sentence("the number as it was told", "il numero com'è stato detto"))
_PART = Column("part", "INTEGER", Sentence("the message of a thread, from 1", "il messaggio di un thread, da 1"))
_AT = Column("read_at", "TIMESTAMP", Sentence("when it was read, UTC", "quando è stato letto, UTC"))
_NAME = _text("name", "what the network calls the number", "come il network chiama il numero")
_SOURCE = _text("source", "api, or the name of an export", "api, o il nome di un'esportazione")

TABLES: tuple[Table, ...] = (
    Table(
        "posts",
        Sentence("one post, as its file has it", "un post, come lo ha il suo file"),
        (
            _POST,
            _text("title", "what the team calls it", "come lo chiama il gruppo"),
            _text("path", "its file", "il suo file"),
            _PILLAR,
            _OBJECTIVE,
            _text("campaign", "the campaign's id", "l'id della campagna"),
            _text("owner", "who looks after it", "chi se ne occupa"),
            _text("language", "the language of its text", "la lingua del testo"),
        ),
    ),
    Table(
        "deliveries",
        Sentence("one post on one channel", "un post su un canale"),
        (
            _POST,
            _CHANNEL,
            _text("state", "its last event in the ledger, else planned", "l'ultimo evento nel registro, o planned"),
            Column("planned_at", "TIMESTAMP", Sentence("when it should go out, UTC", "quando deve uscire, UTC")),
            Column("sent_at", "TIMESTAMP", Sentence("when it went out, UTC", "quando è uscito, UTC")),
            Column(
                "day", "DATE", Sentence("the day it went out, brand's clock", "il giorno d'uscita, ora del marchio")
            ),
            Column("weekday", "INTEGER", Sentence("1 Monday to 7 Sunday", "da 1 lunedì a 7 domenica")),
            Column("hour", "INTEGER", Sentence("0 to 23, brand's clock", "da 0 a 23, ora del marchio")),
            _FORMAT,
            Column("parts", "INTEGER", Sentence("messages of a thread", "messaggi del thread")),
            _text("url", "where it can be seen", "dove si vede"),
        ),
    ),
    Table(
        "readings",
        Sentence("one number at one time", "un numero in un momento"),
        (_CHANNEL, _POST, _PART, _METRIC, _VALUE, _AT, _NAME, _SOURCE),
    ),
    Table(
        "latest",
        Sentence("the newest reading of every number", "l'ultima lettura di ogni numero"),
        (_CHANNEL, _POST, _PART, _METRIC, _VALUE, _AT, _NAME, _SOURCE),
    ),
    Table(
        "channels",
        Sentence("one channel", "un canale"),
        (
            _CHANNEL,
            _text("network", "its network", "il suo network"),
            _text("handle", "its name there", "il suo nome là"),
            Column("per_week", "DOUBLE", Sentence("posts a week that are wanted", "post a settimana voluti")),
            Column("rehearsed", "BOOLEAN", Sentence("whether it is the sandbox's", "se è della prova")),
        ),
    ),
    Table(
        "objectives",
        Sentence("one objective of the strategy", "un obiettivo della strategia"),
        (
            _OBJECTIVE,
            _text("title", "its title", "il titolo"),
            _text("metric", "what is measured, as written", "che cosa si misura, com'è scritto"),
            _text("baseline", "where it began, as written", "da dove si parte, com'è scritto"),
            _text("target", "where it should end, as written", "dove si arriva, com'è scritto"),
            Column("deadline", "DATE", Sentence("by when", "entro quando")),
        ),
    ),
    Table(
        "pillars",
        Sentence("one pillar of the strategy", "un pilastro della strategia"),
        (
            _PILLAR,
            _text("title", "its title", "il titolo"),
            Column("share", "DOUBLE", Sentence("its planned part, 0 to 1", "la quota prevista, da 0 a 1")),
        ),
    ),
)
"""Times are UTC and without a zone, as SQL likes them; days, weekdays and hours are on the brand's clock."""


def table(name: str) -> Table:
    """Return the table called ``name``; raises :class:`KeyError`."""
    return {one.name: one for one in TABLES}[name]
