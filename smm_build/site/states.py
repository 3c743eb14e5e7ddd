"""How a state looks: its label, its mark and its tone. The label is always shown; colour only repeats it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smm_build.domain.plan import State
from smm_build.domain.sentence import Sentence

__all__ = ["LOOKS", "Look", "most_urgent"]


@dataclass(frozen=True, slots=True)
class Look:
    """``label`` in words, ``icon`` as a name of ``templates/icons.html.j2``, ``tone`` as a class of the CSS."""

    label: Sentence
    icon: str
    tone: str


LOOKS: Mapping[State, Look] = {
    State.FAILED: Look(Sentence("Failed", "Fallito"), "cross", "bad"),
    State.UNCERTAIN: Look(Sentence("Uncertain", "Incerto"), "question", "bad"),
    State.MISSED: Look(Sentence("Missed", "Mancato"), "late", "bad"),
    State.BLOCKED: Look(Sentence("Blocked", "Bloccato"), "stop", "bad"),
    State.PAUSED: Look(Sentence("Paused", "In pausa"), "stop", "act"),
    State.UNAPPROVED: Look(Sentence("Not approved", "Da approvare"), "stop", "act"),
    State.CLAIMED: Look(Sentence("Going out", "In uscita"), "arrow", "now"),
    State.DUE: Look(Sentence("Due", "Da inviare"), "arrow", "now"),
    State.MANUAL: Look(Sentence("By hand", "A mano"), "hand", "act"),
    State.SCHEDULED: Look(Sentence("Scheduled", "Programmato"), "clock", "calm"),
    State.PLANNED: Look(Sentence("Planned", "Previsto"), "clock", "calm"),
    State.UNSCHEDULED: Look(Sentence("No date", "Senza data"), "dash", "mute"),
    State.ON_HOLD: Look(Sentence("On hold", "Sospeso"), "pause", "mute"),
    State.DRAFT: Look(Sentence("Draft", "Bozza"), "pencil", "mute"),
    State.SENT: Look(Sentence("Sent", "Uscito"), "tick", "good"),
    State.REMOVED: Look(Sentence("Taken down", "Tolto"), "skip", "mute"),
    State.SKIPPED: Look(Sentence("Skipped", "Saltato"), "skip", "mute"),
    State.CANCELLED: Look(Sentence("Cancelled", "Annullato"), "skip", "mute"),
}
"""Most urgent first: where several deliveries are told in one word, the first of these is it."""

_URGENCY = {state: number for number, state in enumerate(LOOKS)}


def most_urgent(states: Iterable[State]) -> State:
    """Return the state that stands for all of ``states``; raises :class:`ValueError` when there are none."""
    return min(states, key=_URGENCY.__getitem__)
