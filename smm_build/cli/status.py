"""``smm status``: every delivery of the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from smm_build.cli._shared import clock_for, format_option, language, open_workspace, paint, root_option
from smm_build.domain.sentence import Sentence

__all__ = ["command"]


@click.command("status")
@root_option
@format_option
@click.option("--offline", is_flag=True, help="Do not ask the remote for the newest ledger; use what is known here.")
def command(root: Path, form: str, offline: bool) -> None:
    """List every delivery the ledger knows, and then what should be out and is not."""
    from smm_build.cli._ledgers import Ledgers
    from smm_build.plan import due_and_not_out

    checked = open_workspace(root)
    ledgers = Ledgers(checked, fetch=not offline)
    records = ledgers.everything()
    late = due_and_not_out(ledgers.plan(clock_for(checked.workspace)()))
    if form == "json":
        from smm_build.report.as_json import status_json

        click.echo(status_json(records, late, language()))
        return
    from smm_build.report.as_text import deliveries_text, records_text

    click.echo(records_text(records, language(), paint))
    if late:
        click.echo("\n" + Sentence("Due and not out:", "Da pubblicare e non usciti:").into(language()))
        click.echo(deliveries_text(late, language(), paint))
