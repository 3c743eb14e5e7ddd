"""``smm plan``: what will go out, when, where, and why something will not."""

from __future__ import annotations

from pathlib import Path

import click

from smm_build.cli._shared import clock_for, fail, format_option, language, open_workspace, paint, root_option
from smm_build.domain.plan import State
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time

__all__ = ["command"]

_OVER = {State.SENT, State.CANCELLED, State.REMOVED, State.SKIPPED}


@click.command("plan")
@root_option
@format_option
@click.option("--all", "everything", is_flag=True, help="Also what is already out, cancelled or long past.")
@click.option("--at", metavar="TIME", help="Look at the plan as it will be at TIME, such as '2026-12-01 09:30'.")
@click.option("--offline", is_flag=True, help="Do not ask the remote for the newest ledger; use what is known here.")
def command(root: Path, form: str, everything: bool, at: str | None, offline: bool) -> None:
    """Show what will go out, when and where, and why something will not. Sends nothing."""
    from smm_build.cli._ledgers import Ledgers

    checked = open_workspace(root)
    now = clock_for(checked.workspace)()
    if at:
        try:
            now = read_time(at, checked.workspace.brand.zone).at
        except NotATime as error:
            fail(Sentence(f"--at {at}: {error.reason}", f"--at {at}: {error.reason}"), status=2)
    plan = Ledgers(checked, fetch=not offline).plan(now)
    shown = [d for d in plan.deliveries if everything or form == "json" or d.state not in _OVER]
    if form == "json":
        from smm_build.report.as_json import deliveries_json

        click.echo(deliveries_json(shown, language()))
        return
    from smm_build.report.as_text import deliveries_text
    from smm_build.report.prices import prices_text

    click.echo(deliveries_text(shown, language(), paint) if shown else _nothing())
    if prices := prices_text(shown, language()):
        click.echo(f"\n{prices}")


def _nothing() -> str:
    return Sentence("Nothing is planned.", "Non c'è nulla in programma.").into(language())
