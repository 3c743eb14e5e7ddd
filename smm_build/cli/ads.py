"""``smm ads``: plan, validate and make social ads, switched off, and start them when that was approved too."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import clock_for, fail, format_option, language, open_workspace, root_option, say
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from smm_build.cli._ad_approval import Approval
    from smm_build.cli._advertising import Desk
    from smm_build.cli._shared import Checked
    from smm_build.domain.ad import Ad
    from smm_build.domain.delivery import Event

    Act = Callable[[Desk, Ad, Approval], Event]

__all__ = ["command"]


@click.group("ads")
def command() -> None:
    """Plan, validate and make social ads. What is made is switched off; starting is a decision of its own."""


@command.command("plan")
@root_option
@format_option
def plan(root: Path, form: str) -> None:
    """List the ads with days, budget and state, and what they cost together. Sends nothing."""
    import json

    from smm_build.cli._advertising import state_of
    from smm_build.cli._ledgers import Ledgers
    from smm_build.domain.money import amount_text

    checked = open_workspace(root)
    ads = sorted(checked.workspace.ads.values(), key=lambda ad: (str(ad.start_on), ad.id))
    records = {record.key: record for _, record in Ledgers(checked, fetch=False).everything()}
    states = {ad.id: state_of(ad, records) for ad in ads}
    if form == "json":
        rows = [
            {"id": ad.id, "channel": ad.channel, "starts": str(ad.start_on), "ends": str(ad.end_on),
             "cost": ad.cost, "currency": ad.budget.currency if ad.budget else None, "state": states[ad.id].en,
             "start_approved": ad.start}
            for ad in ads
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for ad in ads:
        cost = amount_text(ad.cost, ad.budget.currency) if ad.budget and ad.cost is not None else "?"
        days = f"{ad.start_on} – {ad.end_on}"
        click.echo(f"{states[ad.id].into(language()):<24} {ad.channel or '-':<12} {days:<25} {cost:>14}  {ad.id}")
    if not ads:
        say(Sentence("There are no ads in content/ads.", "Non ci sono annunci in content/ads."))


@command.command("validate")
@root_option
@click.argument("ids", nargs=-1)
def validate(root: Path, ids: tuple[str, ...]) -> None:
    """Ask the networks whether the ads could be made; without IDS all that are not drafts. Makes nothing."""
    from smm_build.cli._advertising import advertising
    from smm_build.networks import InDoubt, Refused

    checked = open_workspace(root)
    failed = False
    with advertising(checked, clock_for(checked.workspace)) as desk:
        for ad in _chosen(checked, ids):
            try:
                looked_at = desk.run_for(ad).validate(desk.order(ad))
            except (Refused, InDoubt) as error:
                failed = True
                click.echo(f"{ad.id}: {error.reason.into(language())}")
            else:
                click.echo(f"{ad.id}: ok ({', '.join(one.into(language()) for one in looked_at)})")
    sys.exit(1 if failed else 0)


@command.command("create")
@root_option
@click.argument("ids", nargs=-1)
def create(root: Path, ids: tuple[str, ...]) -> None:
    """Make the approved ads, switched off: nothing is spent. Without IDS all that are ready.

    What was made is in the ledger and is not made again.
    """
    _each(root, ids, lambda desk, ad, approval: desk.run_for(ad).create(desk.order(ad, approval)), _MADE)


@command.command("start")
@root_option
@click.argument("ad_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Money is spent from now on: say that this is meant.")
def start(root: Path, ad_id: str, yes: bool) -> None:
    """Switch on one ad that was made, if its file says `start: approved` and that was approved too."""
    if not yes:
        fail(_SAY_YES, status=2)
    _each(root, (ad_id,), lambda desk, ad, approval: desk.run_for(ad).start(desk.order(ad, approval)), _STARTED)


def _each(root: Path, ids: Sequence[str], act: Act, done: Sentence) -> None:
    from smm_build.cli._ad_approval import approval_of
    from smm_build.cli._advertising import advertising
    from smm_build.domain.delivery import EventKind
    from smm_build.networks import Refused
    from smm_build.run.errors import OperationalError

    checked = open_workspace(root)
    failed = False
    with advertising(checked, clock_for(checked.workspace)) as desk:
        for ad in _chosen(checked, ids):
            try:
                approval = approval_of(ad, checked)
                event = None if approval.why else act(desk, ad, approval)
                why = approval.why or (event.reason if event else None)
            except Refused as refused:
                event, why = None, refused.reason
            except OperationalError as error:
                fail(error.sentence)
            well = event is not None and event.kind is EventKind.SENT
            failed = failed or not well
            click.echo(f"{ad.id}: {(done if well else why or _FAILED).into(language())}{_numbers(event, well)}")
    sys.exit(1 if failed else 0)


def _numbers(event: Event | None, well: bool) -> str:
    return f" ({', '.join(part.id for part in event.parts)})" if event and well else ""


def _chosen(checked: Checked, ids: Sequence[str]) -> Iterator[Ad]:
    known = checked.workspace.ads
    for name in ids:
        if name not in known:
            fail(Sentence(f"there is no ad {name}", f"non c'è un annuncio {name}"), status=2)
    yield from (ad for ad in known.values() if (ad.id in ids if ids else ad.status is None))


_MADE = Sentence("made, switched off", "creato, spento")
_STARTED = Sentence("started: it costs money from now on", "avviato: da ora si spende")
_FAILED = Sentence("failed", "non riuscito")
_SAY_YES = Sentence(
    "an ad that starts costs money: add --yes if that is meant",
    "un annuncio avviato costa denaro: aggiungi --yes se è quello che vuoi",
)
