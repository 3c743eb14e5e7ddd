"""``smm retry``: a person's word that something may be tried again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import root_option
from smm_build.domain.plan import State

if TYPE_CHECKING:
    from smm_build.domain.plan import PlannedDelivery

__all__ = ["command"]

_STATES = {State.FAILED, State.MISSED, State.SKIPPED}


@click.command("retry")
@root_option
@click.option("--post", "only_post", metavar="ID", help="Only this post.")
@click.option("--channel", "only_channel", metavar="ID", help="Only this channel.")
def command(root: Path, only_post: str | None, only_channel: str | None) -> None:
    """Let what failed, was missed or was skipped be tried again by the next run, within a new grace from now.

    Nothing is sent by this command. What may be out already is not released: the next run asks the network about it,
    and what is uncertain is decided with `smm ledger resolve`.
    """
    from smm_build.cli._decide import decide
    from smm_build.domain.delivery import EventKind

    def meant(planned: PlannedDelivery) -> bool:
        named = (only_post or planned.key.post, only_channel or planned.key.channel) == planned.key
        return named and planned.state in _STATES and not planned.to_ask

    decide(root, EventKind.RELEASED, "retry", meant)
