"""``smm new``: a new post."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import Checked, clock_for, fail, language, open_workspace, root_option, say
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time

if TYPE_CHECKING:
    from smm_build.plan import Slot

__all__ = ["command"]


@click.group("new")
def command() -> None:
    """Start a new file from the right template."""


_ANY = "any channel"


@command.command("post")
@root_option
@click.argument("title", required=False)
@click.option("--at", metavar="TIME", help="When it goes out, on the brand's clock: '2026-12-01 09:30'.")
@click.option(
    "--slot",
    metavar="[CHANNEL]",
    is_flag=False,
    flag_value=_ANY,
    help="Fill the next free time of CHANNEL, or of the channel that lacks a post first.",
)
@click.option("--channel", "channels", multiple=True, help="Where it goes; repeat it. Left out: every channel.")
@click.option("--pillar", help="The pillar it belongs to.")
@click.option("--objective", help="The objective it serves.")
def post(
    root: Path,
    title: str | None,
    at: str | None,
    slot: str | None,
    channels: tuple[str, ...],
    pillar: str | None,
    objective: str | None,
) -> None:
    """Start a post called TITLE. It is a draft until you take `status: draft` out.

    With --slot it gets the next free time of a channel; give the title first, or write --slot=CHANNEL.
    """
    from smm_build.importers.files import write_files
    from smm_build.starter import new_post

    if not title and not slot:
        fail(Sentence("how is the post called?", "come si chiama il post?"), status=2)
    checked = open_workspace(root)
    workspace = checked.workspace
    _known_channels((*channels, *([slot] if slot and slot != _ANY else [])), tuple(workspace.channels))
    if slot and at:
        fail(Sentence("either --at or --slot", "o --at o --slot"), status=2)
    free = _slot(checked, slot, channels) if slot else None
    path, content = new_post(
        title or _NEW.into(language()),
        free.at if free else _time(at, checked),
        channels or ((free.channel,) if free else tuple(workspace.channels)),
        pillar,
        objective,
        taken=frozenset(known.id for known in workspace.posts),
    )
    write_files(root, {path: content})
    say(
        Sentence(f"{path} is there: write its text, then smm check", f"{path} è pronto: scrivi il testo, poi smm check")
    )


_NEW = Sentence("New post", "Nuovo post")


def _known_channels(named: tuple[str, ...], known: tuple[str, ...]) -> None:
    for name in named:
        if name not in known:
            there = ", ".join(known)
            fail(
                Sentence(
                    f"no channel is called {name}; there are: {there}",
                    f"nessun canale si chiama {name}; ci sono: {there}",
                ),
                status=2,
            )


def _time(at: str | None, checked: Checked) -> datetime | None:
    try:
        return read_time(at, checked.workspace.brand.zone).at if at else None
    except NotATime as error:
        fail(Sentence(f"--at {at}: {error.reason}", f"--at {at}: {error.reason}"), status=2)


def _slot(checked: Checked, wanted: str, channels: tuple[str, ...]) -> Slot:
    from smm_build.cli._room import room
    from smm_build.plan import next_slot

    about, slots = room(checked, clock_for(checked.workspace)())
    own = [slot for slot in slots if not channels or slot.channel in channels]
    found = next_slot(own, None if wanted == _ANY else wanted)
    if found is None:
        fail(
            Sentence(
                f"no time is free until {about.end}: add `cadence: {{slots: [...]}}` to the channel, or use --at",
                f"nessun orario libero fino al {about.end}: aggiungi `cadence: {{slots: [...]}}` al canale, o usa --at",
            )
        )
    return found


@command.command("brief")
@root_option
@click.argument("title")
@click.option("--assignee", metavar="WHO", help="A person or a role of brand/team.yml.")
@click.option("--by", metavar="DAY", help="The last day for the final files, such as 2026-10-30.")
@click.option("--channel", "channels", multiple=True, help="Where it will be used; repeat it.")
def brief(root: Path, title: str, assignee: str | None, by: str | None, channels: tuple[str, ...]) -> None:
    """Start a brief called TITLE: what somebody else is asked to make."""
    from smm_build.importers.files import write_files
    from smm_build.starter.brief import new_brief

    workspace = open_workspace(root).workspace
    _known_channels(channels, tuple(workspace.channels))
    path, content = new_brief(title, assignee, _last_day(by), channels, frozenset(workspace.briefs))
    write_files(root, {path: content})
    say(
        Sentence(
            f"{path} is there: say what is wanted, then smm brief show",
            f"{path} è pronto: di' che cosa serve, poi smm brief show",
        )
    )


def _last_day(by: str | None) -> date | None:
    try:
        return date.fromisoformat(by) if by else None
    except ValueError:
        fail(
            Sentence(f"--by {by}: write a day such as 2026-10-30", f"--by {by}: scrivi un giorno come 2026-10-30"),
            status=2,
        )
