"""``smm takedown``: delete what is out, where the network can."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import clock_for, fail, language, open_workspace, paint, root_option
from smm_build.domain.plan import State
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.cli._ledgers import Ledgers
    from smm_build.domain.channel import Channel
    from smm_build.domain.plan import PlannedDelivery
    from smm_build.run.online import Online

__all__ = ["command"]

_SURE = Sentence("Delete it for everybody, for good?", "Cancellarlo per tutti, per sempre?")


@click.command("takedown")
@root_option
@click.argument("post")
@click.option("--channel", "only_channel", metavar="ID", help="Only this channel.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(root: Path, post: str, only_channel: str | None, yes: bool) -> None:
    """Delete what is out of POST, on networks where that is possible, and record it in the ledger.

    It never goes out again under its id. Ends with 1 when something is still there.
    """
    from smm_build.cli._ledgers import Ledgers
    from smm_build.run.drive import Driver
    from smm_build.run.online import Online
    from smm_build.run.sessions import Sessions
    from smm_build.run.transport import HttpTransport
    from smm_build.sandbox import Sandbox

    checked = open_workspace(root)
    clock = clock_for(checked.workspace)
    ledgers = Ledgers(checked)
    meant = [p for p in ledgers.plan(clock()).deliveries if p.key == (post, only_channel or p.key.channel)]
    meant = [planned for planned in meant if planned.state is State.SENT]
    if not meant:
        fail(Sentence(f"nothing of {post} is out", f"di {post} non c'è nulla online"))
    for planned in meant:
        click.echo(f"{planned.key.channel}  {planned.url or '-'}")
    if not yes and not click.confirm(_SURE.into(language())):
        sys.exit(1)
    with HttpTransport(checked.root) as http:
        drivers = {True: Driver(Sandbox(checked.root), time.sleep), False: Driver(http, time.sleep)}

        def driver(channel: Channel) -> Driver:
            return drivers[channel.rehearsed]

        online = Online(driver, Sessions(driver, os.environ, clock), clock)
        done = [_remove(planned, online, ledgers) for planned in meant]
    sys.exit(0 if all(done) else 1)


def _remove(planned: PlannedDelivery, online: Online, ledgers: Ledgers) -> bool:
    from smm_build.networks import InDoubt, Refused
    from smm_build.run.errors import OperationalError
    from smm_build.run.runs import this_run

    variant, record = planned.variant, planned.record
    assert record is not None, "only the ledger says that something is out"
    try:
        event = online.remove(variant, record, this_run())
        ledger = ledgers.get(rehearsed=variant.channel.rehearsed)
        ledger.append({planned.key: event}, f"take down {' '.join(planned.key)}")
    except (Refused, InDoubt) as error:
        click.echo(f"{paint('still there', 'red')}  {planned.key.channel}  {error.reason.into(language())}")
        return False
    except OperationalError as error:
        fail(error.sentence)
    click.echo(f"{paint('taken down', 'green')}   {planned.key.channel}")
    return True
