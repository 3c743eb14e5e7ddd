"""``smm doctor``: what is in the way of publishing, found without publishing anything."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import Checked, clock_for, fail, format_option, language, open_workspace, paint, root_option
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from smm_build.run.examination import Fact, Watch

__all__ = ["command"]


@click.command("doctor")
@root_option
@format_option
@click.argument("channels", nargs=-1, metavar="[CHANNEL]...")
def command(root: Path, form: str, channels: tuple[str, ...]) -> None:
    """Look at everything publishing needs: credentials, accounts, ledger, staging, programs, clock.

    Logs in to every CHANNEL, all of them if none is named, and asks the network how the account stands; nothing is
    posted, and secrets are named but never shown. Ends with 1 when something is in the way.
    """
    from smm_build.networks import Standing
    from smm_build.run.examination import Watch
    from smm_build.run.transport import HttpTransport

    checked = open_workspace(root)
    for name in channels:
        if name not in checked.workspace.channels:
            fail(Sentence(f"there is no channel {name}", f"non c'è nessun canale {name}"), status=2)
    clock = clock_for(checked.workspace)
    facts: list[Fact] = []
    with HttpTransport(checked.root) as http:
        for fact in _facts(checked, channels, Watch(http, clock), clock):
            facts.append(fact)
            if form == "text":
                click.echo(_line(fact))
    if form == "json":
        from smm_build.report.as_json import facts_json

        rows = [(fact.about, fact.standing.value, fact.what, fact.expires_at) for fact in facts]
        click.echo(facts_json(rows, language()))
    else:
        click.echo(_summary(facts).into(language()))
    sys.exit(1 if any(fact.standing is Standing.WRONG for fact in facts) else 0)


def _facts(checked: Checked, names: tuple[str, ...], watch: Watch, clock: Callable[[], datetime]) -> Iterator[Fact]:
    """Yield each fact as it is found: channels may take a while to answer."""
    from smm_build.run.drive import Driver
    from smm_build.run.examination import channel_facts, clock_facts, film_facts, ledger_facts
    from smm_build.run.staging import place_for
    from smm_build.run.staging_examination import staging_facts

    drive = Driver(watch, time.sleep)
    channels = [c for c in checked.workspace.channels.values() if not names or c.id in names]
    for channel in channels:
        yield from channel_facts(channel, drive, os.environ, clock())
    if names:
        return
    if any(not channel.rehearsed for channel in channels):
        yield from ledger_facts(checked.root)
    staging = checked.workspace.brand.staging
    place = place_for(staging, checked.root, time.sleep)
    yield from staging_facts(staging, place, checked.variants, watch, clock())
    yield from film_facts(checked.variants)
    yield from clock_facts(watch.off)


def _line(fact: Fact) -> str:
    word, colour = _WORDS[fact.standing.value]
    return f"{paint(f'{word.into(language()):<9}', colour)} {fact.about:<14} {fact.what.into(language())}"


def _summary(facts: list[Fact]) -> Sentence:
    wrong = sum(fact.standing.value == "wrong" for fact in facts)
    soon = sum(fact.standing.value == "soon" for fact in facts)
    if not wrong and not soon:
        return Sentence("Nothing is in the way.", "Non c'è nulla che impedisca di pubblicare.")
    return Sentence(
        f"{wrong} in the way, {soon} worth a look soon.", f"{wrong} da sistemare, {soon} da guardare presto."
    )


_WORDS = {
    "fine": (Sentence("fine", "bene"), "green"),
    "soon": (Sentence("soon", "presto"), "yellow"),
    "wrong": (Sentence("wrong", "errore"), "red"),
}
