"""``smm amend``: make what is online say what the file says now, where the network can."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import Checked, clock_for, fail, language, open_workspace, paint, root_option
from smm_build.domain.plan import State
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.cli._ledgers import Ledgers
    from smm_build.domain.channel import Channel
    from smm_build.domain.plan import PlannedDelivery
    from smm_build.run.online import Online

__all__ = ["command"]


@click.command("amend")
@root_option
@click.argument("post")
@click.option("--channel", "only_channel", metavar="ID", help="Only this channel.")
def command(root: Path, post: str, only_channel: str | None) -> None:
    """Change what is out of POST to what its file says now, on networks where that is possible.

    Words can be changed, pictures and the number of parts cannot. What was changed is recorded in the ledger. Ends
    with 1 when something stays as it was.
    """
    from smm_build.cli._ledgers import Ledgers
    from smm_build.cli._outlook import judge
    from smm_build.cli._preparation import renditions_only
    from smm_build.run.drive import Driver
    from smm_build.run.errors import OperationalError
    from smm_build.run.online import Online
    from smm_build.run.sessions import Sessions
    from smm_build.run.transport import HttpTransport
    from smm_build.sandbox import Sandbox

    checked = open_workspace(root)
    clock = clock_for(checked.workspace)
    ledgers = Ledgers(checked)
    meant = [
        p for p in ledgers.plan(clock()).deliveries if p.key == (post, only_channel or p.key.channel) and _differs(p)
    ]
    if not meant:
        fail(
            Sentence(
                f"nothing of {post} is out that differs from its file",
                f"di {post} non c'è nulla online che sia diverso",
            )
        )
    with HttpTransport(checked.root) as http:
        drivers = {True: Driver(Sandbox(checked.root), time.sleep), False: Driver(http, time.sleep)}

        def driver(channel: Channel) -> Driver:
            return drivers[channel.rehearsed]

        online = Online(driver, Sessions(driver, os.environ, clock), clock, renditions_only(checked))
        try:
            unapproved = judge(replace(checked, variants=tuple(p.variant for p in meant)), clock()).unapproved
        except OperationalError as error:
            fail(error.sentence)
        done = [
            _unchanged(planned, unapproved[planned.key])
            if planned.key in unapproved
            else _amend(planned, online, ledgers, checked)
            for planned in meant
        ]
    sys.exit(0 if all(done) else 1)


def _differs(planned: PlannedDelivery) -> bool:
    record = planned.record
    return planned.state is State.SENT and record is not None and record.last.digest != planned.variant.digest


def _amend(planned: PlannedDelivery, online: Online, ledgers: Ledgers, checked: Checked) -> bool:
    from smm_build.domain.finding import Severity
    from smm_build.networks import InDoubt, Refused
    from smm_build.run.errors import OperationalError
    from smm_build.run.runs import this_run

    variant, record = planned.variant, planned.record
    assert record is not None
    errors = [f.message for f in checked.findings if f.severity is Severity.ERROR and f.post == planned.key.post]
    if errors:
        return _unchanged(planned, errors[0])
    try:
        event = online.amend(variant, record, this_run())
        ledgers.get(rehearsed=variant.channel.rehearsed).append({planned.key: event}, f"amend {' '.join(planned.key)}")
    except (Refused, InDoubt) as error:
        return _unchanged(planned, error.reason)
    except OperationalError as error:
        fail(error.sentence)
    click.echo(f"{paint('amended', 'green')}    {planned.key.channel}  {event.url or ''}")
    return True


def _unchanged(planned: PlannedDelivery, why: Sentence) -> bool:
    click.echo(f"{paint('unchanged', 'red')}  {planned.key.channel}  {why.into(language())}")
    return False
