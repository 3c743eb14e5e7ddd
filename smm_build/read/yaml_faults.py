"""What is wrong with YAML, in plain sentences instead of the parser's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.read import problems
from smm_build.read.source import Source
from smm_build.read.wording import shown

__all__ = ["broken", "invisible", "limit", "not_a_mapping", "not_a_word", "tagged", "unmerged"]

_QUOTE = Sentence(
    'Put the whole value in quotes: key: "value".', 'Metti tutto il valore tra virgolette: key: "valore".'
)
_INDENT = Sentence(
    "Check that keys on the same level begin in the same column, each with a colon and a space.",
    "Controlla che le chiavi dello stesso livello comincino nella stessa colonna, ognuna con due punti e uno spazio.",
)
_UNMERGED = (
    Sentence(
        "Two changes met here, git wrote both down, and nobody has chosen yet.",
        "Qui si sono incontrate due modifiche: git le ha scritte entrambe e nessuno ha ancora scelto.",
    ),
    Sentence(
        "Keep the lines of one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
        "Tieni le righe di una delle due e cancella quelle che cominciano con <<<<<<<, ======= e >>>>>>>.",
    ),
)
_TAB = (
    Sentence("There is a tab where YAML wants spaces.", "C'è una tabulazione dove YAML vuole spazi."),
    Sentence("Indent with spaces.", "Usa spazi per il rientro."),
)
_NO_KEY = (
    Sentence("This line is no key with a value.", "Questa riga non è una chiave con un valore."),
    Sentence(
        "Write `key: value`, with a space after the colon.", "Scrivi `chiave: valore`, con uno spazio dopo i due punti."
    ),
)
_QUOTATION = Sentence(
    "The quotation that begins here ends too early, or not on this line.",
    "Le virgolette che si aprono qui si chiudono troppo presto, o non su questa riga.",
)
_UNQUOTED = {
    "'": Sentence(
        'Close it at the end of the value; with an apostrophe in it, put it in "…" instead.',
        'Chiudile alla fine del valore; se dentro c\'è un apostrofo, metti il valore tra "…".',
    ),
    '"': Sentence(
        "Close it at the end of the value; with \" in it, put it in '…' instead.",
        "Chiudile alla fine del valore; se dentro ci sono altre virgolette \", metti il valore tra '…'.",
    ),
}
_INDENTED = (
    Sentence(
        "This line is indented, which makes it a part of the value above.",
        "Questa riga è rientrata, e così fa parte del valore sopra.",
    ),
    _INDENT,
)
_CLOSE = Sentence("Close what was opened here.", "Chiudi quello che è stato aperto qui.")

# What git writes around two changes, the third only if asked to show what was there before them:
# https://git-scm.com/docs/git-merge#_how_conflicts_are_presented, read 2026-11-24.
_MARKS = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |$)", re.MULTILINE)

_OPENED = re.compile(r"""^[ \t-]*[\w-]+:[ \t]+(?P<mark>["'])(?P<rest>.*)$""", re.MULTILINE)
_CLOSED = {
    "'": re.compile(r"(?:[^']|'')*'[ \t]*(?:[ \t]#.*)?"),
    '"': re.compile(r'(?:[^"\\]|\\.)*"[ \t]*(?:[ \t]#.*)?'),
}
_GLUED = re.compile(r"^[ \t-]*(?P<key>[a-z_]+):[^\s/]", re.MULTILINE)
_VAGUE = ("expected key", "mapping values are not allowed")
"""What libyaml says, too, when the trouble began earlier."""

_SHIFTED = re.compile(r" +(?=[\w-]+\Z)")

# By a part of libyaml's own words; the first that fits counts. The third item says whether the trouble is where
# something was opened rather than where the parser noticed.
_SAYINGS: tuple[tuple[str, Sentence, Sentence, bool], ...] = (
    (
        "mapping values are not allowed",
        Sentence(
            "There is a colon where none is expected: inside a value, or after wrong indentation.",
            "Ci sono due punti dove non dovrebbero: dentro un valore, o dopo un rientro sbagliato.",
        ),
        _QUOTE,
        False,
    ),
    (
        "',' or ']'",
        Sentence("The list that begins here with [ is not closed.", "La lista che comincia qui con [ non è chiusa."),
        Sentence("Write ] at its end and commas between the items.", "Scrivi ] alla fine e virgole tra le voci."),
        True,
    ),
    (
        "',' or '}'",
        Sentence("The group that begins here with { is not closed.", "Il gruppo che comincia qui con { non è chiuso."),
        Sentence("Write } at its end and commas between the items.", "Scrivi } alla fine e virgole tra le voci."),
        True,
    ),
    (
        "unexpected end of stream",
        Sentence("The quotation that begins here never ends.", "Le virgolette che si aprono qui non si chiudono."),
        _CLOSE,
        True,
    ),
    (
        "unexpected document indicator",
        Sentence("The quotation that begins here never ends.", "Le virgolette che si aprono qui non si chiudono."),
        _CLOSE,
        True,
    ),
    (
        "escape",
        Sentence(
            "A backslash in double quotes has a special meaning, and this one has none.",
            "Una barra rovesciata tra virgolette doppie ha un significato speciale, e questa non ne ha.",
        ),
        Sentence("Use single quotes, or write \\\\ for \\.", "Usa virgolette semplici, o scrivi \\\\ per \\."),
        False,
    ),
    (
        "alias",
        Sentence("A value may not begin with *.", "Un valore non può cominciare con *."),
        _QUOTE,
        True,
    ),
    (
        "expected ':'",
        *_NO_KEY,
        True,
    ),
    (
        "tab character",
        *_TAB,
        False,
    ),
    (
        "expected node content",
        Sentence(
            "What was opened above with [ or { is not closed.",
            "Quello che sopra è stato aperto con [ o { non è chiuso.",
        ),
        Sentence("Write ] or } at its end.", "Scrivi ] o } alla fine."),
        False,
    ),
    (
        "block sequence entries",
        Sentence("A list begins on a line of its own.", "Una lista comincia su una riga sua."),
        Sentence(
            "Write the first - on the next line, or put the whole value in quotes.",
            "Scrivi il primo - nella riga seguente, o metti tutto il valore tra virgolette.",
        ),
        False,
    ),
    (
        "another document",
        Sentence("There is a second `---` in the file.", "C'è un secondo `---` nel file."),
        Sentence("Keep one block of keys only.", "Tieni un solo blocco di chiavi."),
        False,
    ),
    (
        "block scalar",
        Sentence("After | or > the text begins on the next line.", "Dopo | o > il testo comincia nella riga seguente."),
        _QUOTE,
        False,
    ),
)


def unmerged(source: Source, start: int, end: int) -> Iterator[Finding]:
    """Report every place where two changes met and nobody has chosen, once, where it begins."""
    inside = False
    for match in _MARKS.finditer(source.text, start, end):
        if not inside:
            yield problems.broken_yaml(source.place(match.start()), *_UNMERGED)
        inside = match[0] != ">>>>>>>" and (inside or match[0] == "<<<<<<<")


def broken(source: Source, start: int, error: yaml.MarkedYAMLError) -> Finding:
    """Report the parser gave up; ``start`` is the offset of the text it was given."""
    said = f"{error.context or ''} {error.problem or ''}"
    at = error.problem_mark or error.context_mark
    if "cannot start any token" in said:
        return _bad_start(source, start + (at.index if at else 0))
    cause = _cause(source.text, start, start + (at.index if at else 0))
    if cause is not None and any(words in said for words in _VAGUE):
        return problems.broken_yaml(source.place(cause[0]), *cause[1])
    for words, message, fix, where_opened in _SAYINGS:
        if words in said:
            mark = (error.context_mark if where_opened else None) or at
            return problems.broken_yaml(source.place(start + (mark.index if mark else 0)), message, fix)
    message = Sentence("The keys and values cannot be told apart here.", "Qui non si distinguono le chiavi dai valori.")
    return problems.broken_yaml(source.place(start + (at.index if at else 0)), message, _INDENT)


def _cause(text: str, start: int, noticed: int) -> tuple[int, tuple[Sentence, Sentence]] | None:
    """Return where in the lines up to the offset ``noticed`` the trouble probably began, and what it is."""
    end = text.find("\n", noticed)
    opened = _OPENED.finditer(text, start, end if end >= 0 else len(text))
    unclosed = [match for match in opened if not _CLOSED[match["mark"]].fullmatch(match["rest"])]
    if unclosed:
        return unclosed[-1].start("mark"), (_QUOTATION, _UNQUOTED[unclosed[-1]["mark"]])
    # A key without a space is noticed at once, or on the line below.
    below = text.rfind("\n", 0, noticed) + 1
    above = text.rfind("\n", 0, max(below - 1, 0)) + 1
    if glued := _GLUED.search(text, max(above, start), noticed):
        return glued.start("key"), _NO_KEY
    if indented := _SHIFTED.match(text, below, noticed):
        return indented.end(), _INDENTED
    return None


def _bad_start(source: Source, offset: int) -> Finding:
    char = source.text[offset : offset + 1]
    if char == "\t":
        return problems.broken_yaml(source.place(offset), *_TAB)
    quoted = shown(char)
    return problems.broken_yaml(
        source.place(offset),
        Sentence(f"A value may not begin with {quoted}.", f"Un valore non può cominciare con {quoted}."),
        _QUOTE,
    )


def invisible(place: Place) -> Finding:
    """Report a control character that YAML forbids."""
    return problems.broken_yaml(
        place,
        Sentence("There is an invisible control character here.", "Qui c'è un carattere di controllo invisibile."),
        Sentence("Delete it and type the line again.", "Cancellalo e riscrivi la riga."),
    )


def limit(place: Place) -> Finding:
    """Report nesting or expansion beyond what any file of ours needs."""
    return problems.broken_yaml(
        place,
        Sentence("The values are nested too deeply or are too many.", "I valori sono troppi o troppo annidati."),
        Sentence("Write them flat, without & and *.", "Scrivili senza annidarli, senza & e *."),
    )


def not_a_mapping(place: Place) -> Finding:
    """Report a file that is a list or a text."""
    return problems.wrong_value(
        place,
        "",
        Sentence("There should be keys with values here.", "Qui dovrebbero esserci chiavi con valori."),
        Sentence("lines such as `key: value`", "righe come `chiave: valore`"),
    )


def not_a_word(place: Place) -> Finding:
    """Report a list or mapping in the place of a key."""
    return problems.wrong_value(
        place,
        "",
        Sentence("A key must be a plain word.", "Una chiave deve essere una parola semplice."),
        Sentence("one word before the colon", "una parola sola prima dei due punti"),
    )


def tagged(place: Place, path: str, tag: str) -> Finding:
    """Report ``!!python/object`` and its kind."""
    quoted = shown(tag)
    return problems.wrong_value(
        place,
        path,
        Sentence(f"the YAML tag {quoted} has no meaning here.", f"il tag YAML {quoted} qui non ha significato."),
        Sentence("the value without a tag", "il valore senza tag"),
    )
