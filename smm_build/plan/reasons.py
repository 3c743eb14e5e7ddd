"""Why a delivery stands where it stands, in plain words."""

from __future__ import annotations

from datetime import datetime

from smm_build.domain.delivery import Event
from smm_build.domain.finding import Finding
from smm_build.domain.pause import Pause
from smm_build.domain.plan import State
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import format_duration
from smm_build.domain.variant import Variant

__all__ = [
    "CLAIM_LEFT",
    "FAILED",
    "MANUAL",
    "REMOVED",
    "SKIPPED",
    "TO_CONFIRM",
    "TO_TAKE_BACK",
    "UNCERTAIN",
    "UNSCHEDULED",
    "WITHDRAWN",
    "again",
    "blocked",
    "claimed",
    "due",
    "later",
    "missed",
    "no_publisher",
    "paused",
    "planned",
    "planned_but",
    "scheduled",
    "sent",
    "to_schedule",
]

WITHDRAWN = {
    State.DRAFT: Sentence("The author says it is a draft", "L'autore dice che è una bozza"),
    State.ON_HOLD: Sentence("It is on hold", "È in sospeso"),
    State.CANCELLED: Sentence("It was cancelled", "È stato annullato"),
}
UNSCHEDULED = Sentence("It has no publish_at, so it is never sent", "Non ha publish_at, quindi non parte mai")
MANUAL = Sentence("A person posts it by hand (publish: manual)", "Lo pubblica una persona (publish: manual)")
REMOVED = Sentence("It was out and was taken down", "Era uscito ed è stato tolto")
SKIPPED = Sentence("Somebody decided not to send it", "Qualcuno ha deciso di non pubblicarlo")
FAILED = Sentence("The last attempt failed", "L'ultimo tentativo non è riuscito")
UNCERTAIN = Sentence(
    "Nobody can tell whether it is out: look at the account and decide",
    "Non si può sapere se è uscito: guarda il profilo e decidi",
)
CLAIM_LEFT = Sentence(
    "An earlier run stopped in the middle: the network is asked before anything is sent",
    "Un'esecuzione precedente si è fermata a metà: prima di inviare si chiede al network",
)
_AT_SOME_TIME = Sentence("at some time", "a un'ora da stabilire")
TO_CONFIRM = Sentence(
    "The network was to publish it by now: it is asked whether it did",
    "Il network doveva averlo pubblicato: gli si chiede se l'ha fatto",
)
TO_TAKE_BACK = Sentence(
    "It lies at the network, but not as it should go out now: it is taken back",
    "È in programma sul network, ma non come deve uscire ora: viene ritirato",
)


def planned(variant: Variant) -> Sentence:
    """It waits for its time."""
    clock = _clock(variant.publish_at)
    return Sentence(f"It goes out {clock.en}", f"Esce {clock.it}")


def scheduled(at: datetime, variant: Variant) -> Sentence:
    """The network has it and publishes it."""
    clock = _clock(at.astimezone(variant.publish_at.tzinfo if variant.publish_at else None))
    return Sentence(
        f"The network has it and publishes it {clock.en}",
        f"È già in programma sul network, che lo pubblica {clock.it}",
    )


def to_schedule(variant: Variant) -> Sentence:
    """It can be handed to the network now."""
    clock = _clock(variant.publish_at)
    return Sentence(
        f"The next run hands it to the network, which publishes it {clock.en}",
        f"La prossima esecuzione lo consegna al network, che lo pubblica {clock.it}",
    )


def due(variant: Variant) -> Sentence:
    """Its time has come."""
    clock = _clock(variant.publish_at)
    return Sentence(
        f"Its time came {clock.en}: the next run sends it", f"Doveva uscire {clock.it}: parte alla prossima esecuzione"
    )


def later(moment: datetime, variant: Variant) -> Sentence:
    """Quiet hours or the distance to the post before hold it for a while."""
    clock = _clock(moment.astimezone(variant.publish_at.tzinfo if variant.publish_at else None))
    return Sentence(
        f"It waits for the channel's quiet hours or for the distance to the post before, and goes out {clock.en}",
        f"Aspetta le ore di silenzio del canale o la distanza dal post prima, ed esce {clock.it}",
    )


def planned_but(when: Sentence, why: Sentence) -> Sentence:
    """It has its time, but would be held as it stands now."""
    return Sentence(
        f"{when.en}; as it stands it will be held: {why.en}", f"{when.it}; così com'è sarà fermato: {why.it}"
    )


def paused(pause: Pause) -> Sentence:
    """The switch is on."""
    why = f" ({pause.reason})" if pause.reason else ""
    until = f"{pause.until:%Y-%m-%d %H:%M}" if pause.until else ""
    return Sentence(
        f"PAUSE holds it{until and f' until {until}'}{why}; `smm resume` ends the pause",
        f"PAUSE lo ferma{until and f' fino al {until}'}{why}; `smm resume` toglie la pausa",
    )


def missed(variant: Variant) -> Sentence:
    """It is later than its grace: somebody decides."""
    grace = format_duration(variant.grace)
    return Sentence(
        f"It is more than {grace} late: set a new publish_at, `smm retry`, or `smm done` if it is out",
        f"È in ritardo di più di {grace}: nuovo publish_at, `smm retry`, o `smm done` se è uscito",
    )


def blocked(finding: Finding) -> Sentence:
    """A check found an error in it."""
    where = f"{finding.place}: {finding.name}"
    return Sentence(
        f"An error holds it back: {finding.message.en} ({where})", f"Un errore lo ferma: {finding.message.it} ({where})"
    )


def claimed(event: Event) -> Sentence:
    """Another run has it in hand."""
    until = f"{event.claim.expires_at:%Y-%m-%d %H:%M}" if event.claim else "?"
    return Sentence(
        f"A run is sending it; if it stops, the next one takes over after {until} UTC",
        f"Un'esecuzione lo sta inviando; se si ferma, la prossima subentra dopo il {until} UTC",
    )


def sent(event: Event, variant: Variant) -> Sentence:
    """It is out; tell when the file has changed since."""
    if event.source:
        return Sentence(f"Recorded as sent ({event.source})", f"Registrato come inviato ({event.source})")
    when = event.at.strftime("%Y-%m-%d %H:%M")
    if event.digest and event.digest != variant.digest:
        return Sentence(
            f"Sent {when} UTC; the file has changed since, what is online has not",
            f"Inviato {when} UTC; il file è cambiato dopo, ciò che è online no",
        )
    return Sentence(f"Sent {when} UTC", f"Inviato {when} UTC")


def again(event: Event) -> Sentence:
    """The last attempt failed and another one is safe."""
    last = event.reason or FAILED
    return Sentence(f"{last.en}; the next run tries again", f"{last.it}; la prossima esecuzione riprova")


def no_publisher(network: str) -> Sentence:
    """No code of ours publishes there."""
    return Sentence(
        f"smm does not publish to {network} itself: post it by hand",
        f"smm non pubblica da sé su {network}: pubblicalo a mano",
    )


def _clock(at: datetime | None) -> Sentence:
    if at is None:
        return _AT_SOME_TIME
    # A plan says this of every delivery, and strftime takes ten times as long.
    day, hour = (said := at.isoformat())[:10], said[11:16]
    return Sentence(f"on {day} at {hour}", f"il {day} alle {hour}")
