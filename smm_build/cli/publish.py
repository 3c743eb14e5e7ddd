"""``smm publish``: send what is due, exactly once."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import (
    clock_for,
    fail,
    format_option,
    language,
    open_workspace,
    paint,
    root_option,
    say,
)
from smm_build.domain.plan import State
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from smm_build.cli._ledgers import Ledgers
    from smm_build.cli._outlook import FreshOutlook
    from smm_build.cli._shared import Checked
    from smm_build.domain.delivery import Event
    from smm_build.domain.plan import PlannedDelivery
    from smm_build.run.publish import PublishRun

__all__ = ["command"]

_NOTHING = Sentence("Nothing is due.", "Non c'è nulla da pubblicare.")
_FINE = {
    State.SENT,
    State.MANUAL,
    State.CLAIMED,
    State.REMOVED,
    State.SKIPPED,
    State.PAUSED,
    State.PLANNED,
    State.SCHEDULED,
}


@click.command("publish")
@root_option
@format_option
@click.option("--wait", metavar="TIME", help="Also what becomes due within TIME, such as 55m, sent at its minute.")
@click.option("--daemon", is_flag=True, help="Go on until stopped, and follow changes of the files.")
def command(root: Path, form: str, wait: str | None, daemon: bool) -> None:
    """Send everything whose time has come, exactly once, and write down what happened.

    A claim is written to the ledger before anything is sent. What was in the hands of a run that died is asked about
    at the network first. Ends with 1 when something that was due is not out.

    A channel without `server:` in its file is rehearsed: its posts go to the sandbox in .smm/ on this machine.
    """
    from smm_build.cli._quiet import nothing_changed, remember
    from smm_build.run.quiet import stamp

    if not daemon and form == "text" and nothing_changed(root, _ahead(wait)):
        click.echo(_NOTHING.into(language()))
        return
    files = stamp(root)
    from smm_build.cli._ledgers import Ledgers
    from smm_build.cli._outlook import FreshOutlook

    checked = open_workspace(root)
    clock = clock_for(checked.workspace)
    ledgers = Ledgers(checked, fetch=False)  # the run itself asks for news, before it decides anything
    outlook = FreshOutlook(checked, files, clock, ledgers.out)
    with _run(checked, outlook, ledgers, clock, quiet=form == "json") as run:
        outcome = _carry_out(run, clock() + _ahead(wait) if wait else None, daemon=daemon)
    if not outcome:
        remember(checked, ledgers, files)
    if form == "json":
        from smm_build.report.as_json import deliveries_json

        click.echo(deliveries_json(outcome, language()))
    else:
        _print(outcome)
    _fill_page(outcome)
    if any(channel.rehearsed for channel in checked.workspace.channels.values()):
        from smm_build.sandbox import write_feed

        write_feed(root)
    sys.exit(0 if all(delivery.state in _FINE for delivery in outcome) else 1)


def _ahead(wait: str | None) -> timedelta:
    try:
        return read_duration(wait) if wait else timedelta()
    except NotATime as error:
        fail(Sentence(f"--wait {wait}: {error.reason}", f"--wait {wait}: {error.reason}"), status=2)


@contextmanager
def _run(
    checked: Checked, outlook: FreshOutlook, ledgers: Ledgers, clock: Callable[[], datetime], *, quiet: bool
) -> Iterator[PublishRun]:
    """Put a run together from everything that touches the world."""
    from smm_build.cli._preparation import preparation
    from smm_build.run.attempt import Attempts
    from smm_build.run.drive import Driver
    from smm_build.run.publish import PublishRun
    from smm_build.run.runs import this_run
    from smm_build.run.transport import HttpTransport
    from smm_build.sandbox import Sandbox

    with HttpTransport(checked.root) as http:
        drivers = {True: Driver(Sandbox(checked.root), time.sleep), False: Driver(http, time.sleep)}
        yield PublishRun(
            outlook=outlook,
            ledgers={rehearsed: ledgers.get(rehearsed=rehearsed) for rehearsed in ledgers.needed()},
            attempts=Attempts(
                lambda channel: drivers[channel.rehearsed], os.environ, clock, preparation(checked, http, clock)
            ),
            clock=clock,
            sleep=time.sleep,
            run=this_run(),
            progress=_silent if quiet else _tell,
        )


def _carry_out(run: PublishRun, until: datetime | None, *, daemon: bool) -> Sequence[PlannedDelivery]:
    from smm_build.run.errors import OperationalError

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite end is the same as Ctrl-C
    try:
        while daemon:
            _watch_over(run)
        return run(until)
    except OperationalError as error:
        fail(error.sentence)
    except KeyboardInterrupt:
        fail(Sentence("stopped; the next run goes on from here", "fermato; la prossima esecuzione continua da qui"))


def _watch_over(run: PublishRun) -> None:
    """Let a run go on for ever; when the ledger cannot be reached for a while, say so and begin again."""
    from smm_build.run.errors import OperationalError
    from smm_build.run.publish import FOREVER

    try:
        run(FOREVER)
    except OperationalError as error:
        say(error.sentence, err=True)
        time.sleep(60)


def _silent(planned: PlannedDelivery, event: Event) -> None:
    """Say nothing: the result is printed at the end as JSON."""


def _tell(planned: PlannedDelivery, event: Event) -> None:
    state = paint(f"{event.kind.value:<9}", "green" if event.kind.value == "sent" else "red")
    out = "sandbox" if planned.variant.channel.rehearsed else event.url or ""
    detail = event.reason.into(language()) if event.reason else out
    click.echo(f"{state}  {planned.key.channel:<12}  {planned.key.post}  {detail}")


def _print(outcome: Sequence[PlannedDelivery]) -> None:
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
    click.echo((summary if outcome else _NOTHING).into(language()))


def _fill_page(outcome: Sequence[PlannedDelivery]) -> None:
    """Tell the page of the run on GitHub what was done, if anything was."""
    from smm_build.cli._summary import add_to_summary
    from smm_build.report.as_summary import run_summary

    if outcome:
        add_to_summary(run_summary(outcome, language()))
