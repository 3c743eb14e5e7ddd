"""``smm publish``: send what is due, exactly once."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import (
    Checked,
    clock_for,
    fail,
    format_option,
    language,
    open_workspace,
    paint,
    root_option,
)
from smm_build.domain.plan import State
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.cli._ledgers import Ledgers
    from smm_build.domain.delivery import Event
    from smm_build.domain.plan import PlannedDelivery

__all__ = ["command"]

_FINE = {State.SENT, State.MANUAL, State.CLAIMED, State.SKIPPED}


@click.command("publish")
@root_option
@format_option
def command(root: Path, form: str) -> None:
    """Send everything whose time has come, exactly once, and write down what happened.

    A claim is written to the ledger before anything is sent. What was in the hands of a run that died is asked about
    at the network first. Ends with 1 when something that was due is not out.

    A channel without `server:` in its file is rehearsed: its posts go to the sandbox in .smm/ on this machine.
    """
    from smm_build.cli._ledgers import Ledgers

    checked = open_workspace(root)
    ledgers = Ledgers(checked)
    outcome = _publish(checked, ledgers, quiet=form == "json")
    if form == "json":
        from smm_build.report.as_json import deliveries_json

        click.echo(deliveries_json(outcome, language()))
    else:
        _print(outcome)
    if any(channel.rehearsed for channel in checked.workspace.channels.values()):
        from smm_build.sandbox import write_feed

        write_feed(root)
    sys.exit(0 if all(delivery.state in _FINE for delivery in outcome) else 1)


def _publish(checked: Checked, ledgers: Ledgers, *, quiet: bool) -> list[PlannedDelivery]:
    from smm_build.domain.channel import Channel
    from smm_build.run.attempt import Attempts
    from smm_build.run.drive import Driver
    from smm_build.run.errors import OperationalError
    from smm_build.run.publish import PublishRun
    from smm_build.run.runs import this_run
    from smm_build.run.transport import HttpTransport
    from smm_build.sandbox import Sandbox

    clock = clock_for(checked.workspace)
    outcome: list[PlannedDelivery] = []
    with HttpTransport(checked.root) as http:
        drivers = {True: Driver(Sandbox(checked.root), time.sleep), False: Driver(http, time.sleep)}

        def driver(channel: Channel) -> Driver:
            return drivers[channel.rehearsed]

        attempts = Attempts(driver, os.environ, clock)
        for rehearsed in ledgers.needed():
            run = PublishRun(
                variants=[variant for variant in checked.variants if variant.channel.rehearsed is rehearsed],
                findings=checked.findings,
                ledger=ledgers.get(rehearsed=rehearsed),
                attempts=attempts,
                clock=clock,
                run=this_run(),
                progress=_silent if quiet else _tell,
            )
            try:
                outcome += run()
            except OperationalError as error:
                fail(error.sentence)
    return outcome


def _silent(planned: PlannedDelivery, event: Event) -> None:
    """Say nothing: the result is printed at the end as JSON."""


def _tell(planned: PlannedDelivery, event: Event) -> None:
    state = paint(f"{event.kind.value:<9}", "green" if event.kind.value == "sent" else "red")
    out = "sandbox" if planned.variant.channel.rehearsed else event.url or ""
    detail = event.reason.into(language()) if event.reason else out
    click.echo(f"{state}  {planned.key.channel:<12}  {planned.key.post}  {detail}")


def _print(outcome: list[PlannedDelivery]) -> None:
    from smm_build.report.as_text import deliveries_text

    wrong = [delivery for delivery in outcome if delivery.state not in _FINE]
    sent = sum(delivery.state is State.SENT for delivery in outcome)
    if wrong:
        click.echo("\n" + Sentence("Due and not out:", "Da pubblicare e non usciti:").into(language()))
        click.echo(deliveries_text(wrong, language(), paint))
    by_hand = [delivery for delivery in outcome if delivery.state is State.MANUAL]
    if by_hand:
        click.echo("\n" + Sentence("To post by hand:", "Da pubblicare a mano:").into(language()))
        click.echo(deliveries_text(by_hand, language(), paint))
    summary = Sentence(f"{sent} sent, {len(wrong)} not out.", f"{sent} usciti, {len(wrong)} non usciti.")
    nothing = Sentence("Nothing is due.", "Non c'è nulla da pubblicare.")
    click.echo((summary if outcome else nothing).into(language()))
