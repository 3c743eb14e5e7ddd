"""What will happen to a delivery next, and who has to do something for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from smm_build.domain.plan import Plan, PlannedDelivery, State
from smm_build.domain.sentence import Sentence

__all__ = ["due_and_not_out", "what_next"]

_NEXT = {
    State.DRAFT: Sentence("Take `status: draft` out when it is ready", "Togli `status: draft` quando è pronto"),
    State.ON_HOLD: Sentence("Take `status: on-hold` out to let it go", "Togli `status: on-hold` per farlo uscire"),
    State.CANCELLED: Sentence("Nothing", "Niente"),
    State.UNSCHEDULED: Sentence("Give it a publish_at", "Dagli un publish_at"),
    State.BLOCKED: Sentence(
        "Mend the error; the next run within its grace sends it",
        "Correggi l'errore; parte alla prossima esecuzione entro il margine",
    ),
    State.MANUAL: Sentence(
        "`smm kit` makes a folder to post it from by hand; write it down with `smm done POST CHANNEL URL`",
        "`smm kit` prepara una cartella per pubblicarlo a mano; poi annotalo con `smm done POST CANALE URL`",
    ),
    State.PAUSED: Sentence(
        "It goes out after the pause, if that is within its grace", "Esce dopo la pausa, se è entro il margine"
    ),
    State.UNAPPROVED: Sentence(
        "Have it approved as it is, or put back what was approved",
        "Fallo approvare così com'è, o rimetti ciò che era approvato",
    ),
    State.PLANNED: Sentence("The first run after that time sends it", "La prima esecuzione dopo quell'ora lo invia"),
    State.SCHEDULED: Sentence(
        "The network publishes it; a run asks afterwards whether it did",
        "Lo pubblica il network; poi un'esecuzione chiede se è uscito",
    ),
    State.DUE: Sentence("The next run sends it", "La prossima esecuzione lo invia"),
    State.CLAIMED: Sentence(
        "The run that has it finishes it, or the next one takes over",
        "Lo finisce chi lo ha in mano, o subentra la prossima esecuzione",
    ),
    State.SENT: Sentence("Nothing: it is out", "Niente: è uscito"),
    State.UNCERTAIN: Sentence(
        "Look at the account: `smm done POST CHANNEL URL` if it is there, else `smm ledger resolve --not-sent`",
        "Guarda il profilo: `smm done POST CANALE URL` se c'è, altrimenti `smm ledger resolve --not-sent`",
    ),
    State.MISSED: Sentence(
        "Decide: a new publish_at, `smm retry`, or `smm done` if it is out",
        "Decidi: un nuovo publish_at, `smm retry`, o `smm done` se è uscito",
    ),
    State.REMOVED: Sentence(
        "Nothing: it never goes out again; a new post needs a new id",
        "Niente: non esce più; un post nuovo vuole un id nuovo",
    ),
    State.SKIPPED: Sentence("Nothing, unless `smm retry` brings it back", "Niente, a meno di `smm retry`"),
}
_A_RUN_COMES = timedelta(hours=1)
"""Runs that look ahead come at least this often; what is due for longer was not seen by any."""

_ASKED = Sentence(
    "The next run asks the network, and sends it only if it is not there and still in time",
    "La prossima esecuzione chiede al network, e invia solo se non c'è ed è ancora in tempo",
)
_TAKEN_BACK = Sentence(
    "The next run asks the network, and takes back what is not out and no longer right",
    "La prossima esecuzione chiede al network, e ritira ciò che non è uscito e non va più bene",
)
_AGAIN = Sentence("A later run tries again", "Un'esecuzione successiva riprova")
_STUCK = Sentence(
    "Change what the network refused, or `smm retry` when the cause is gone",
    "Cambia ciò che il network ha rifiutato, o `smm retry` quando la causa non c'è più",
)


def what_next(delivery: PlannedDelivery) -> Sentence:
    """Return what will happen next by itself, or what somebody has to do."""
    if delivery.to_ask:
        return _TAKEN_BACK if delivery.state is State.SCHEDULED else _ASKED
    if delivery.schedule_for is not None:
        return delivery.reason
    if delivery.state is not State.FAILED:
        return _NEXT[delivery.state]
    return _AGAIN if delivery.to_send or delivery.not_before else _STUCK


def due_and_not_out(plan: Plan) -> tuple[PlannedDelivery, ...]:
    """Return what should be out and is not: the one list that the site, ``smm status`` and alarms share.

    What is wrong, what was left in the middle, and what is due for so long that a run should have come by now.
    """
    return tuple(delivery for delivery in plan.deliveries if _should_be_out(delivery, plan.now))


def _should_be_out(delivery: PlannedDelivery, now: datetime) -> bool:
    at = delivery.publish_at
    overdue = delivery.state is State.DUE and at is not None and now.astimezone(UTC) - at.astimezone(UTC) > _A_RUN_COMES
    return delivery.state.wrong or delivery.to_ask or overdue
