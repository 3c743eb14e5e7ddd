"""What one has to know about the numbers of a report before one believes them. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.workspace import Workspace
from smm_build.insight.figures import Group, Month, groups
from smm_build.insight.writing import cell

__all__ = ["note_lines"]


def note_lines(workspace: Workspace, month: Month, language: Language) -> str:
    """Return the notes as a list: when numbers were read, which are missing, and what was asked."""
    return "\n".join(f"- {note.into(language)}" for note in _notes(workspace, month))


def _notes(workspace: Workspace, month: Month) -> Iterator[Sentence]:
    if not month.over:
        yield Sentence("The month is not over: its sums will grow.", "Il mese non è finito: le somme cresceranno.")
    until = f"{month.window.until:%Y-%m-%d %H:%M} UTC"
    yield Sentence(
        f"Numbers as they were read until {until}; those of earlier months as long after their end, so that all had"
        " the same time to grow. What a network does not tell is a dash, never a zero.",
        f"I numeri sono quelli letti fino al {until}; quelli dei mesi prima, altrettanto dopo la loro fine, così tutti"
        " hanno avuto lo stesso tempo per crescere. Quello che un network non dice è un trattino, mai uno zero.",
    )
    for group in groups(month.results, lambda one: one.channel).values():
        yield from _channel(workspace, group)
    yield from _silent(workspace, month)
    yield Sentence(
        "Reach of several posts added up counts a person as often as they saw one; of a month it is no number of"
        " people.",
        "La copertura di più post sommata conta una persona ogni volta che ne ha visto uno: in un mese non è un numero"
        " di persone.",
    )
    sql = f'`smm query "{month.window.question}"`'
    yield Sentence(f"The month's posts with their numbers: {sql}", f"I post del mese con i loro numeri: {sql}")


def _channel(workspace: Workspace, group: Group) -> Iterator[Sentence]:
    missing = len(group.results) - len(group.read)
    name = cell(group.key)
    known = workspace.channels.get(group.key)
    if known and known.rehearsed:
        yield Sentence(
            f"{name} is a rehearsal on this machine: nobody saw these posts.",
            f"{name} è una prova su questa macchina: nessuno ha visto questi post.",
        )
    read = [one.read_at for one in group.results if one.read_at]
    if not read:
        yield Sentence(f"{name}: nothing was read.", f"{name}: non è stato letto niente.")
        return
    last = f"{max(read):%Y-%m-%d %H:%M}"
    yield Sentence(
        f"{name}: read last on {last} UTC" + (f"; no interactions of {missing} posts." if missing else "."),
        f"{name}: ultima lettura {last} UTC" + (f"; di {missing} post nessuna interazione." if missing else "."),
    )


def _silent(workspace: Workspace, month: Month) -> Iterator[Sentence]:
    """Name the channels that are missing from the tables, because a table without them looks complete."""
    heard = {one.channel for one in month.results}
    missing = [name for name, known in sorted(workspace.channels.items()) if name not in heard and not known.rehearsed]
    if missing:
        names = ", ".join(cell(name) for name in missing)
        yield Sentence(f"No post went out on: {names}.", f"Non è uscito nessun post su: {names}.")
