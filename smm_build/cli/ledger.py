"""``smm ledger``: look into the memory of what was sent, and write down what was sent otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import (
    Checked,
    clock_for,
    fail,
    format_option,
    language,
    open_workspace,
    root_option,
    say,
)
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time

if TYPE_CHECKING:
    from datetime import datetime

    from smm_build.domain.delivery import Event
    from smm_build.domain.plan import PlannedDelivery

__all__ = ["command"]


@click.group("ledger")
def command() -> None:
    """Look into the memory of what was sent, and record what was sent in another way."""


@command.command("show")
@root_option
@format_option
@click.argument("post")
@click.option("--offline", is_flag=True, help="Do not ask the remote for the newest ledger; use what is known here.")
def show(root: Path, form: str, post: str, offline: bool) -> None:
    """Show everything that ever happened to POST, channel by channel, event by event."""
    from smm_build.cli._ledgers import Ledgers
    from smm_build.run.ledger_file import write_record

    records = [r for _, r in Ledgers(open_workspace(root), fetch=not offline).everything() if r.key.post == post]
    if not records:
        fail(Sentence(f"the ledger knows nothing of {post}", f"il registro non sa nulla di {post}"))
    if form == "json":
        click.echo("[" + ",\n".join(write_record(record).decode().strip() for record in records) + "]")
        return
    for record in records:
        click.echo(record.key.channel)
        for event in record.events:
            reason = event.reason.into(language()) if event.reason else event.url or event.source or ""
            click.echo(f"  {event.at:%Y-%m-%d %H:%M:%S} UTC  {event.kind.value:<10} {reason}")


@command.command("seed")
@root_option
@click.option("--before", metavar="TIME", help="Only posts whose time was before TIME. Left out: before now.")
@click.option("--post", "only_post", metavar="ID", help="Only this post.")
@click.option("--channel", "only_channel", metavar="ID", help="Only this channel.")
@click.option("--url", help="The post's address on the network; with --post and --channel.")
def seed(root: Path, before: str | None, only_post: str | None, only_channel: str | None, url: str | None) -> None:
    """Record posts of the past as sent, without sending anything.

    For a plan that existed before its ledger, and for posts that somebody published by hand. What the ledger already
    knows as sent, claimed or in doubt stays as it is.
    """
    from smm_build.cli._ledgers import Ledgers
    from smm_build.run.errors import OperationalError

    if url and not (only_post and only_channel):
        fail(Sentence("--url needs --post and --channel", "--url vuole --post e --channel"), status=2)
    checked = open_workspace(root)
    now = clock_for(checked.workspace)()
    limit = _limit(checked, before, now)
    ledgers = Ledgers(checked)
    chosen = [
        planned
        for planned in ledgers.plan(now).deliveries
        if _is_seedable(planned, limit)
        and planned.key.post == (only_post or planned.key.post)
        and planned.key.channel == (only_channel or planned.key.channel)
    ]
    for rehearsed in ledgers.needed():
        events = {p.key: _event(p, now, url) for p in chosen if p.variant.channel.rehearsed is rehearsed}
        if events:
            try:
                ledgers.get(rehearsed=rehearsed).append(events, f"seed {len(events)}")
            except OperationalError as error:
                fail(error.sentence)
    say(Sentence(f"{len(chosen)} recorded as sent", f"{len(chosen)} registrati come inviati"))


def _limit(checked: Checked, before: str | None, now: datetime) -> datetime:
    try:
        return read_time(before, checked.workspace.brand.zone).at if before else now
    except NotATime as error:
        fail(Sentence(f"--before {before}: {error.reason}", f"--before {before}: {error.reason}"), status=2)


def _is_seedable(planned: PlannedDelivery, limit: datetime) -> bool:
    from smm_build.domain.plan import State

    open_states = {State.PLANNED, State.DUE, State.MISSED, State.MANUAL, State.BLOCKED, State.FAILED}
    return planned.state in open_states and planned.publish_at is not None and planned.publish_at < limit


def _event(planned: PlannedDelivery, now: datetime, url: str | None) -> Event:
    from smm_build.domain.delivery import Event, EventKind

    return Event(
        EventKind.SENT,
        now,
        "seed",
        planned.record.attempts if planned.record else 0,
        planned.variant.digest,
        url=url,
        source="seed",
    )
