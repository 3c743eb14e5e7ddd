"""``smm done``: write down that somebody has posted it by hand, and where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import clock_for, fail, open_workspace, root_option, say
from smm_build.domain.plan import State
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time

if TYPE_CHECKING:
    from datetime import datetime

    from smm_build.cli._shared import Checked
    from smm_build.domain.delivery import Event
    from smm_build.domain.plan import PlannedDelivery

__all__ = ["command"]

_OUT = {State.SENT}
_IN_HAND = {State.CLAIMED, State.SCHEDULED}


@click.command("done")
@root_option
@click.argument("post")
@click.argument("channel")
@click.argument("url")
@click.option("--at", metavar="TIME", help="When it was posted, on the brand's clock. Left out: now.")
@click.option("--by", metavar="NAME", help="Who posted it. Left out: the name git knows.")
def command(root: Path, post: str, channel: str, url: str, at: str | None, by: str | None) -> None:
    """Write into the ledger that POST is out on CHANNEL, at the address URL.

    Nothing is sent, and smm never sends it from then on. URL has to be an address of that network, so that nobody
    writes down the profile or another tab. For what smm itself was uncertain about, too.
    """
    from smm_build.cli._ledgers import Ledgers
    from smm_build.compose.by_hand import is_address_of_a_post
    from smm_build.run.errors import OperationalError

    checked = open_workspace(root)
    now = clock_for(checked.workspace)()
    ledgers = Ledgers(checked)
    planned = next((p for p in ledgers.plan(now).deliveries if p.key == (post, channel)), None)
    if planned is None:
        fail(_unknown(post, channel))
    _refuse_what_is_out(planned)
    if not is_address_of_a_post(url, planned.variant.channel):
        fail(_no_address(url, channel), status=2)
    event = _event(planned, url, _moment(checked, at, now), by or _name(checked.root))
    try:
        ledgers.get(rehearsed=planned.variant.channel.rehearsed).append({planned.key: event}, f"done {post} {channel}")
    except OperationalError as error:
        fail(error.sentence)
    say(Sentence(f"{post} is out on {channel}: {url}", f"{post} è uscito su {channel}: {url}"))


def _refuse_what_is_out(planned: PlannedDelivery) -> None:
    post, channel = planned.key
    if planned.state in _OUT:
        where = f" ({planned.url})" if planned.url else ""
        fail(Sentence(f"{post} is out on {channel} already{where}", f"{post} è già uscito su {channel}{where}"))
    if planned.state in _IN_HAND and not planned.to_ask:
        fail(
            Sentence(
                f"{post} is in the hands of a run or of the network right now: wait for what becomes of it",
                f"{post} è ora nelle mani di un'esecuzione o del social: aspetta di sapere com'è andata",
            )
        )


def _moment(checked: Checked, at: str | None, now: datetime) -> datetime:
    if at is None:
        return now
    try:
        moment = read_time(at, checked.workspace.brand.zone).at
    except NotATime as error:
        fail(Sentence(f"--at {at}: {error.reason}", f"--at {at}: {error.reason}"), status=2)
    if moment > now:
        fail(Sentence(f"--at {at} is not past yet", f"--at {at} non è ancora passato"), status=2)
    return moment


def _name(root: Path) -> str | None:
    from smm_build.run.git import Git, find_repository

    repository = find_repository(root)
    return Git(repository).line("config", "--get", "user.name") if repository else None


def _event(planned: PlannedDelivery, url: str, at: datetime, by: str | None) -> Event:
    from datetime import UTC

    from smm_build.domain.delivery import Event, EventKind

    return Event(
        EventKind.SENT,
        at.astimezone(UTC),
        "done",
        planned.record.attempts if planned.record else 0,
        planned.variant.digest,
        url=url,
        source="done",
        evidence={"by": by} if by else {},
    )


def _unknown(post: str, channel: str) -> Sentence:
    return Sentence(
        f"no post {post} goes to a channel {channel}: look at `smm plan` for their names",
        f"nessun post {post} va su un canale {channel}: guarda i nomi in `smm plan`",
    )


def _no_address(url: str, channel: str) -> Sentence:
    return Sentence(
        f"{url} is not the address of a post on {channel}: open the post itself and copy its address, with https://",
        f"{url} non è l'indirizzo di un post su {channel}: apri il post e copia il suo indirizzo, con https://",
    )
