"""``smm strategy``: what the strategy asks for against what is planned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from smm_build.cli._shared import clock_for, fail, format_option, language, open_workspace, paint, root_option
from smm_build.domain.sentence import Sentence

__all__ = ["command"]


@click.command("strategy")
@root_option
@format_option
@click.option("--until", metavar="DAY", help="Look as far as DAY; left out: to the end of the strategy's period.")
@click.option("--channel", "channels", multiple=True, help="Only this channel; repeat it.")
def command(root: Path, form: str, until: str | None, channels: tuple[str, ...]) -> None:
    """Show what is missing until the end of the period, the mix, decisions that are due, money, and free times.

    With --channel every week of it is listed, with its pillars and audiences.
    """
    import dataclasses

    from smm_build.cli._room import room
    from smm_build.plan import spending
    from smm_build.report.coverage import More, coverage_json, coverage_text

    checked = open_workspace(root)
    _refuse_unknown(channels, tuple(checked.workspace.channels))
    about, slots = room(checked, clock_for(checked.workspace)(), _day(until))
    if channels:
        about = dataclasses.replace(about, channels=tuple(one for one in about.channels if one.channel.id in channels))
        slots = tuple(slot for slot in slots if slot.channel in channels)
    strategy = checked.workspace.strategy
    more = More(strategy.channels if strategy else (), spending(checked.workspace), weeks=bool(channels))
    if form == "json":
        click.echo(coverage_json(about, slots, more))
        return
    if strategy is None:
        click.echo(_no_strategy().into(language()), err=True)
    click.echo(coverage_text(about, slots, language(), paint, more))


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        fail(
            Sentence(
                f"--until {written}: write a day such as 2026-12-31",
                f"--until {written}: scrivi un giorno come 2026-12-31",
            ),
            status=2,
        )


def _refuse_unknown(channels: tuple[str, ...], known: tuple[str, ...]) -> None:
    for name in channels:
        if name not in known:
            fail(
                Sentence(
                    f"no channel is called {name}; there are: {', '.join(known)}",
                    f"nessun canale si chiama {name}; ci sono: {', '.join(known)}",
                ),
                status=2,
            )


def _no_strategy() -> Sentence:
    return Sentence(
        "There is no strategy.md: only the channels' cadence is looked at.",
        "Non c'è strategy.md: si guarda solo la cadenza dei canali.",
    )
