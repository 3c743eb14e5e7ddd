"""``smm rehearse``: publish the plan to stand-ins on this machine, and see what would happen."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from smm_build.cli._shared import Checked, fail, format_option, language, open_workspace, paint, root_option, say
from smm_build.domain.plan import State
from smm_build.domain.post import Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smm_build.cli._rehearsal import Rehearsed
    from smm_build.domain.variant import Variant

__all__ = ["command"]

_INSTANT = timedelta(microseconds=1)
Outcome = Literal["sent", "by hand", "not out"]
_OUTCOMES: dict[Outcome, Sentence] = {
    "sent": Sentence("goes out", "esce"),
    "by hand": Sentence("by hand", "a mano"),
    "not out": Sentence("NOT OUT", "NON ESCE"),
}


@click.command("rehearse")
@click.argument("posts", nargs=-1, metavar="[POST]...")
@root_option
@format_option
@click.option("--until", metavar="TIME", help="Only what goes out up to TIME, such as 2026-12-31.")
def command(posts: tuple[str, ...], root: Path, form: str, until: str | None) -> None:
    """Publish every post, or each POST, to stand-ins for its networks on this machine, and tell what would happen.

    POST is an id or a file. Every request is made as it would be on its day, over HTTP, with the same code and the same
    ledger; only the networks are played. Whether a post is approved, paused or already out does not matter here. No
    secret of yours is used and nothing leaves the machine. Ends with 1 when something would not go out.
    """
    from smm_build.cli._rehearsal import rehearse
    from smm_build.run.errors import OperationalError

    checked = open_workspace(root)
    variants = _chosen(checked, posts, until)
    try:
        rehearsed, page = rehearse(checked, variants, language(), _silent if form == "json" else _tell)
    except OperationalError as error:
        fail(error.sentence)
    if form == "json":
        _print_json(rehearsed)
    else:
        _summarise(rehearsed, page)
    sys.exit(1 if any(_outcome(one) == "not out" for one in rehearsed) else 0)


# --- what is rehearsed


def _chosen(checked: Checked, posts: Sequence[str], until: str | None) -> list[Variant]:
    """Return what is rehearsed: what is not withdrawn, in order of time."""
    variants = _named(checked, posts) if posts else list(checked.variants)
    if until:
        last = _end_of(until, checked)
        variants = [v for v in variants if v.publish_at is not None and v.publish_at.astimezone(UTC) <= last]
    if posts:
        for post, status in {(v.post.id, _status(v)): None for v in variants if _status(v) is not Status.READY}:
            say(Sentence(f"{post} is left out: it is {status}", f"{post} è escluso: è {status}"), err=True)
    return [v for v in variants if _status(v) is Status.READY]


def _status(variant: Variant) -> Status:
    return variant.settings.status or Status.READY


def _named(checked: Checked, posts: Sequence[str]) -> list[Variant]:
    wanted: list[Variant] = []
    for name in posts:
        found = [v for v in checked.variants if _is_called(v, name, checked.root)]
        if not found:
            _unknown(name, {v.post.id for v in checked.variants})
        wanted += [variant for variant in found if variant not in wanted]
    return wanted


def _is_called(variant: Variant, name: str, root: Path) -> bool:
    post = variant.post
    return name in {post.id, post.occurrence_of, post.path} or Path(name).absolute() == root / post.path


def _unknown(name: str, known: set[str]) -> NoReturn:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    en, it = (f" Did you mean {close[0]}?", f" Intendevi {close[0]}?") if close else ("", "")
    fail(
        Sentence(
            f"no post is called {name}, or it goes nowhere.{en}", f"nessun post {name}, o non va da nessuna parte.{it}"
        ),
        status=2,
    )


def _end_of(until: str, checked: Checked) -> datetime:
    """Return the last moment meant: of a day without an hour, its end on the brand's clock."""
    zone = checked.workspace.brand.zone
    try:
        if len(until) == len("2026-12-31"):
            return (read_time(f"{until} 00:00", zone).at + timedelta(days=1)).astimezone(UTC) - _INSTANT
        return read_time(until, zone).at.astimezone(UTC)
    except NotATime as error:
        fail(Sentence(f"--until {until}: {error.reason}", f"--until {until}: {error.reason}"), status=2)


# --- what is told


def _outcome(one: Rehearsed) -> Outcome:
    if one.planned.state is State.SENT:
        return "sent"
    return "by hand" if one.planned.state is State.MANUAL else "not out"


def _silent(one: Rehearsed) -> None:
    """Say nothing: the result is printed at the end as JSON."""


def _tell(one: Rehearsed) -> None:
    outcome = _outcome(one)
    colour = {"sent": "green", "by hand": "white", "not out": "red"}[outcome]
    detail = (
        f"{_receipt(one)}  ({_requests(one.requests).into(language())})"
        if outcome == "sent"
        else one.planned.reason.into(language())
    )
    state = paint(f"{_OUTCOMES[outcome].into(language()):<9}", colour)
    click.echo(f"{state}  {one.planned.key.channel:<12}  {one.planned.key.post}  {detail}")


def _requests(count: int) -> Sentence:
    return Sentence("1 request", "1 richiesta") if count == 1 else Sentence(f"{count} requests", f"{count} richieste")


def _receipt(one: Rehearsed) -> str:
    """Return the address of what went out, or its id where the network tells no address."""
    receipts = one.planned.record.receipts if one.planned.record else ()
    return one.planned.url or (receipts[0].id if receipts else "")


def _print_json(rehearsed: Sequence[Rehearsed]) -> None:
    from smm_build.report.as_json import rehearsal_json

    click.echo(rehearsal_json([(one.planned, one.requests) for one in rehearsed], language()))


def _summarise(rehearsed: Sequence[Rehearsed], page: Path) -> None:
    counts = Counter(_outcome(one) for one in rehearsed)
    requests = sum(one.requests for one in rehearsed)
    if not rehearsed:
        say(Sentence("There is nothing to rehearse.", "Non c'è nulla da provare."))
        return
    sent, by_hand, wrong = counts["sent"], counts["by hand"], counts["not out"]
    click.echo()
    say(
        Sentence(
            f"{sent} would go out with {_requests(requests).en}, {by_hand} to post by hand, {wrong} would not go out.",
            f"{sent} {'uscirebbe' if sent == 1 else 'uscirebbero'} con {_requests(requests).it}, {by_hand} da"
            f" pubblicare a mano, {wrong} non {'uscirebbe' if wrong == 1 else 'uscirebbero'}.",
        )
    )
    say(
        Sentence(
            f"What went out to the stand-ins: {page.as_uri()}",
            f"Che cosa è arrivato alle controfigure: {page.as_uri()}",
        )
    )
