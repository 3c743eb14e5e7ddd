"""``smm explain``: for each channel of a post, why it is where it is and what will happen next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import clock_for, fail, format_option, language, open_workspace, paint, root_option
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.domain.plan import PlannedDelivery

__all__ = ["command"]


@click.command("explain")
@root_option
@format_option
@click.argument("post")
@click.option("--offline", is_flag=True, help="Do not ask the remote for the newest ledger; use what is known here.")
def command(root: Path, form: str, post: str, offline: bool) -> None:
    """Tell for each channel of POST why it is in its state, what happened so far, and what will happen next."""
    from difflib import get_close_matches

    from smm_build.cli._ledgers import Ledgers

    checked = open_workspace(root)
    plan = Ledgers(checked, fetch=not offline).plan(clock_for(checked.workspace)())
    found = [delivery for delivery in plan.deliveries if delivery.key.post == post]
    if not found and checked.workspace.post(post):
        fail(
            Sentence(
                f"{post} goes to no channel: give it `channels`", f"{post} non va su nessun canale: dagli `channels`"
            )
        )
    if not found:
        close = get_close_matches(post, {delivery.key.post for delivery in plan.deliveries}, n=1)
        hint = f": {close[0]}?" if close else ""
        fail(Sentence(f"no post is called {post}{hint}", f"nessun post si chiama {post}{hint}"), status=2)
    if form == "json":
        from smm_build.report.as_json import deliveries_json

        click.echo(deliveries_json(found, language()))
        return
    for delivery in found:
        click.echo("\n".join(_lines(delivery)))


def _lines(delivery: PlannedDelivery) -> list[str]:
    from smm_build.plan import what_next
    from smm_build.report.as_text import event_line

    speak = language()
    to = delivery.variant.channel.server or "sandbox"
    label = Sentence("Next", "Poi").into(speak)
    rows = [
        paint(f"{delivery.key.channel}: {delivery.state.value}", "bold") + f" ({to})",
        f"  {delivery.reason.into(speak)}",
        f"  {label}: {what_next(delivery).into(speak)}",
    ]
    if delivery.record:
        rows.append("  " + Sentence("So far:", "Finora:").into(speak))
        rows += [f"    {event_line(event, speak)}" for event in delivery.record.events]
    return rows
