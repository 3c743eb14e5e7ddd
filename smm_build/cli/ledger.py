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
    from smm_build.report.as_text import event_line
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
            click.echo(f"  {event_line(event, language())}")


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


@command.command("resolve")
@root_option
@click.argument("post")
@click.argument("channel")
@click.option("--sent", "url", metavar="URL", help="It is out, at this address.")
@click.option("--not-sent", is_flag=True, help="It is not out; the next run may send it, within a new grace.")
@click.option("--skip", is_flag=True, help="It is not to be sent at all.")
def resolve(root: Path, post: str, channel: str, url: str | None, not_sent: bool, skip: bool) -> None:
    """Say what became of POST on CHANNEL when nobody else can: somebody looked at the account.

    Also for what failed or was missed and was posted by hand.
    """
    from smm_build.cli._decide import decide
    from smm_build.domain.delivery import EventKind
    from smm_build.domain.plan import State

    kinds = [kind for kind, said in _RESOLUTIONS.items() if said in _said(url, not_sent=not_sent, skip=skip)]
    if len(kinds) != 1:
        fail(
            Sentence("say one of --sent URL, --not-sent, --skip", "di' uno fra --sent URL, --not-sent, --skip"),
            status=2,
        )
    final = {State.SENT, State.CLAIMED}

    def meant(planned: PlannedDelivery) -> bool:
        return planned.key == (post, channel) and (planned.state not in final or planned.to_ask)

    decide(root, EventKind(kinds[0]), "resolve", meant, url)


_RESOLUTIONS = {"sent": "sent", "released": "not-sent", "skipped": "skip"}


def _said(url: str | None, *, not_sent: bool, skip: bool) -> set[str]:
    words = {"sent": bool(url), "not-sent": not_sent, "skip": skip}
    return {word for word, given in words.items() if given}


@command.command("verify")
@root_option
def verify(root: Path) -> None:
    """Look through the ledger's whole past for what cannot be: rewritten history, gaps, impossible steps."""
    from smm_build.cli._ledgers import Ledgers
    from smm_build.run.errors import OperationalError

    ledgers = Ledgers(open_workspace(root))
    wrong = 0
    for rehearsed in ledgers.needed():
        ledger = ledgers.get(rehearsed=rehearsed)
        try:
            for place, what in ledger.verify():
                wrong += 1
                click.echo(f"{place}: {what.into(language())}")
        except OperationalError as error:
            fail(error.sentence)
    if wrong:
        fail(Sentence(f"{wrong} things in the ledger cannot be", f"{wrong} cose nel registro non possono essere"))
    say(Sentence("The ledger is sound", "Il registro è in ordine"))
