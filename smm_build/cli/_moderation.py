"""Hiding and liking for commands: which network can, who is asked, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from smm_build.cli._community import asking, case_of, message_of, open_store
from smm_build.cli._ledgers import Ledgers
from smm_build.cli._shared import Checked, clock_for, fail, open_workspace, say
from smm_build.community.answering import without
from smm_build.community.store import Case
from smm_build.domain.delivery import DeliveryKey
from smm_build.domain.message import Message
from smm_build.domain.sentence import Sentence
from smm_build.networks import Moderator, Refused, publisher_for
from smm_build.run.errors import OperationalError
from smm_build.run.moderation import Moderating, act_key
from smm_build.run.runs import this_run

__all__ = ["moderate"]


def moderate(root: Path, case: str, action: str) -> None:
    """Hide or like what a case is about, once; leave with the reason when that cannot be done."""
    checked = open_workspace(root)
    clock = clock_for(checked.workspace)
    with open_store(checked, clock()) as store:
        known = case_of(store, case)
        message = message_of(store, known)
    act = _act(checked, action, known, message, clock)
    done_now = _once(checked, act_key(action, known.id, known.channel), act, clock)
    if done_now:
        say(Sentence(f"{case}: done on {known.channel}", f"{case}: fatto su {known.channel}"))
    else:
        say(
            Sentence(
                f"{case}: done on {known.channel} before, and not again",
                f"{case}: già fatto su {known.channel}, e non di nuovo",
            )
        )


def _act(
    checked: Checked, action: str, case: Case, message: Message, clock: Callable[[], datetime]
) -> Callable[[], None]:
    """Return what does it, and raises :class:`Refused` with nothing of whoever wrote; leave where nothing can."""
    channel = checked.workspace.channels.get(case.channel)
    publisher = publisher_for(channel.network, rehearsed=channel.rehearsed) if channel else None
    moderator: object = publisher
    if channel is None or publisher is None or not isinstance(moderator, Moderator):
        fail(_cannot(action, case))
    if action not in moderator.ACTIONS:
        fail(_cannot(action, case))

    def act() -> None:
        with asking(checked, clock) as (driver, sessions):
            try:
                driver(channel)(moderator.moderate(action, message, sessions(publisher, channel), clock()))
            except Refused as refused:
                raise Refused(refused.trouble, without(refused.reason, message), refused.wait) from None

    return act


def _once(checked: Checked, key: DeliveryKey, act: Callable[[], None], clock: Callable[[], datetime]) -> bool:
    moderating = Moderating(Ledgers(checked).get(rehearsed=False), clock, this_run())
    try:
        return moderating(key, act)
    except OperationalError as error:
        fail(error.sentence)
    except Refused as refused:
        fail(refused.reason)


def _cannot(action: str, case: Case) -> Sentence:
    it = {"hide": "nascondere", "like": "mettere mi piace"}[action]
    return Sentence(
        f"smm cannot {action} that on {case.network}: do it there",
        f"smm non può {it} su {case.network}: fallo lì",
    )
