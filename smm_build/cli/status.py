"""``smm status``: every delivery of the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from smm_build.cli._shared import format_option, language, open_workspace, paint, root_option

__all__ = ["command"]


@click.command("status")
@root_option
@format_option
@click.option("--offline", is_flag=True, help="Do not ask the remote for the newest ledger; use what is known here.")
def command(root: Path, form: str, offline: bool) -> None:
    """List every delivery the ledger knows: sent, failed, missed, in doubt or in hand."""
    from smm_build.cli._ledgers import Ledgers

    records = Ledgers(open_workspace(root), fetch=not offline).everything()
    if form == "json":
        from smm_build.report.as_json import records_json

        click.echo(records_json(records, language()))
        return
    from smm_build.report.as_text import records_text

    click.echo(records_text(records, language(), paint))
