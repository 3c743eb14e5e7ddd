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
    """List every delivery the ledger knows, then what should be out and is not, and profiles that have drifted.

    How profiles stand is what `smm profiles diff` saw last.
    """
    from smm_build.cli._ledgers import Ledgers
    from smm_build.cli._profile_looks import standings
    from smm_build.plan import ProfileState, due_and_not_out

    checked = open_workspace(root)
    ledgers = Ledgers(checked, fetch=not offline)
    records = ledgers.everything()
    late = due_and_not_out(ledgers.plan(clock_for(checked.workspace)()))
    profiles = standings(checked, ledgers, fetch=not offline)
    if form == "json":
        from smm_build.report.as_json import status_json

        click.echo(status_json(records, late, profiles, language()))
        return
    from smm_build.report.as_text import deliveries_text, records_text
    from smm_build.report.profiles import drift_line

    click.echo(records_text(records, language(), paint))
    if late:
        click.echo("\n" + Sentence("Due and not out:", "Da pubblicare e non usciti:").into(language()))
        click.echo(deliveries_text(late, language(), paint))
    drifted = [one for one in profiles if one.state is ProfileState.DRIFTED]
    if drifted:
        click.echo("\n" + Sentence("Profiles that have drifted:", "Profili cambiati:").into(language()))
    for one in drifted:
        click.echo(f"{paint(one.channel.id, 'yellow')}  {drift_line(one).into(language())}")
