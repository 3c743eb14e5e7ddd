"""``smm profiles``: hold what accounts say about themselves against what they should say, and put it there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import clock_for, fail, format_option, language, open_workspace, paint, root_option, say
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from smm_build.cli._profiles import Declared, Room

__all__ = ["command"]

_channels = click.argument("channels", nargs=-1, metavar="[CHANNEL]...")


@click.group("profiles")
def command() -> None:
    """Keep the accounts' profiles as they are declared in brand/channels."""


@command.command("check")
@root_option
@format_option
@_channels
def check(root: Path, form: str, channels: tuple[str, ...]) -> None:
    """Check the declared profiles: complete, short enough, consistent with the brand and with each other.

    Nobody is asked. Avatars are compared by how they look. Ends with 1 when there is an error or a warning.
    """
    from smm_build.checks import Choice
    from smm_build.cli._profiles import chosen, same_face
    from smm_build.domain.finding import Severity
    from smm_build.report.as_json import findings_json
    from smm_build.report.as_text import findings_text

    checked = open_workspace(root, Choice(preview=True))
    names = {channel.id for channel in chosen(checked, channels)}
    files = {channel.path for channel in checked.workspace.channels.values() if channel.id in names}
    found = [one for one in checked.findings if one.place.path in files and not same_face(checked, one)]
    if form == "json":
        click.echo(findings_json(found, language()))
    elif found:
        lines = {path: text.splitlines() for path, text in checked.workspace.texts.items()}
        click.echo(findings_text(found, lines, language(), paint))
    else:
        say(Sentence("The profiles are as they should be.", "I profili sono come devono essere."))
    sys.exit(1 if any(finding.severity is not Severity.HINT for finding in found) else 0)


@command.command("diff")
@root_option
@format_option
@click.option("--older", metavar="TIME", help="Only those that nobody has looked at for TIME, such as 20h.")
@_channels
def diff(root: Path, form: str, older: str | None, channels: tuple[str, ...]) -> None:
    """Ask the networks what the profiles say, and show what differs from the files, field by field.

    Pictures are compared by how they look. On the networks nothing is changed; which fields differ is written down on
    the git branch smm-profiles, where `smm status`, the calendar and `smm watchdog` see it. Ends with 1 when something
    differs or cannot be asked.
    """
    import json

    from smm_build.cli._profiles import Room

    least = _duration(older)
    checked = open_workspace(root)
    clock = clock_for(checked.workspace)
    with Room(checked, clock) as room:
        rows = [
            _looked(room, declared, form, clock() - least if least else None) for declared in room.declared(channels)
        ]
        unwritten = room.write_down()
    if unwritten is not None:
        say(
            Sentence(f"What was seen is not written down. {unwritten.en}", f"Visto ma non annotato. {unwritten.it}"),
            err=True,
        )
    if form == "json":
        click.echo(json.dumps({"profiles": rows}, ensure_ascii=False, indent=2))
    sys.exit(1 if any(row["state"] in {"differs", "refused"} for row in rows) else 0)


def _duration(said: str | None) -> timedelta | None:
    from smm_build.domain.time import NotATime, read_duration

    try:
        return read_duration(said) if said else None
    except NotATime as error:
        fail(Sentence(f"--older {said}: {error.reason}", f"--older {said}: {error.reason}"), status=2)


def _looked(room: Room, declared: Declared, form: str, before: datetime | None) -> dict[str, object]:
    """Look at one profile, say what differs and return it as a row."""
    from smm_build.networks import Refused
    from smm_build.report.profiles import difference_line
    from smm_build.run.profiles import can_read

    channel = declared.channel
    if not can_read(channel):
        _tell(form, channel.id, _UNREAD if not channel.rehearsed else _REHEARSED, "yellow")
        return _row(channel.id, "unread", None)
    if before is not None and (at := room.looked_at(declared)) is not None and at > before:
        _tell(form, channel.id, _RECENT, "white")
        return _row(channel.id, "recent", None)
    try:
        sight = room.looking(channel, declared.profile, room.record(declared))
    except Refused as refused:
        _tell(form, channel.id, refused.reason, "red")
        return _row(channel.id, "refused", refused.reason)
    room.saw(declared, sight.differences)
    if not sight.differences:
        _tell(form, channel.id, _SAME, "green")
    for one in sight.differences if form == "text" else ():
        click.echo(f"{paint(channel.id, 'yellow')}  {difference_line(one, language())}")
    found = [{"field": one.field, "declared": one.declared, "live": one.live} for one in sight.differences]
    return _row(channel.id, "differs" if found else "same", None) | {"differences": found}


@command.command("apply")
@root_option
@_channels
def apply(root: Path, channels: tuple[str, ...]) -> None:
    """Put the declared profiles onto the accounts, where the network lets us: only what differs is written.

    Like a post: only what was approved, claimed in the ledger before, with a receipt after. What is there already is
    not written again. Ends with 1 when a profile is not as declared afterwards.
    """
    from smm_build.cli._profiles import Room
    from smm_build.run.errors import OperationalError

    checked = open_workspace(root)
    with Room(checked, clock_for(checked.workspace)) as room:
        try:
            fine = [_apply(room, declared) for declared in room.declared(channels)]
        except OperationalError as error:
            fail(error.sentence)
        room.write_down()
    if not fine:
        say(Sentence("No profile is declared.", "Nessun profilo è dichiarato."))
    sys.exit(0 if all(fine) else 1)


def _apply(room: Room, declared: Declared) -> bool:
    from smm_build.report.profiles import difference_line
    from smm_build.run.profiles import writable

    channel = declared.channel
    if channel.rehearsed or not writable(channel):
        _tell("text", channel.id, _REHEARSED if channel.rehearsed else _BY_HAND, "yellow")
        return True
    if (held := room.held(declared)) is not None:
        _tell("text", channel.id, held, "red")
        return False
    done = room.apply(declared)
    for one in done.written:
        click.echo(f"{paint(channel.id, 'green')}  {difference_line(one, language())}")
    for one in done.by_hand:
        click.echo(f"{paint(channel.id, 'yellow')}  {_LEFT.into(language())}: {difference_line(one, language())}")
    if done.refused is None:
        room.saw(declared, done.by_hand)
    if done.refused is not None:
        _tell("text", channel.id, done.refused, "red")
    elif not done.written and not done.by_hand:
        _tell("text", channel.id, _SAME, "green")
    return done.refused is None


@command.command("checklist")
@root_option
@click.option("--out", metavar="DIR", type=click.Path(file_okay=False), help="Where to. Left out: .smm/profiles.")
@_channels
def checklist(root: Path, out: str | None, channels: tuple[str, ...]) -> None:
    """Make a page to put profiles right by hand: exact texts, cut pictures, where to click.

    Without CHANNEL: for every channel whose profile smm cannot write. When one is done: smm profiles done CHANNEL.
    """
    from smm_build.cli._profiles import write_checklists
    from smm_build.sandbox import local_folder

    checked = open_workspace(root)
    target = Path(out).resolve() if out else local_folder(checked.root) / "profiles"
    count = write_checklists(checked, channels, target)
    index = target / "index.html"
    say(Sentence(f"{count} to put right by hand: open {index}", f"{count} da sistemare a mano: apri {index}"))


@command.command("done")
@root_option
@click.argument("channel")
@click.option("--by", metavar="NAME", help="Who looked. Left out: the name git knows.")
def done(root: Path, channel: str, by: str | None) -> None:
    """Write into the ledger that the profile of CHANNEL was seen to be as declared, today."""
    from smm_build.cli._profiles import Room
    from smm_build.run.errors import OperationalError

    checked = open_workspace(root)
    with Room(checked, clock_for(checked.workspace)) as room:
        declared = next(iter(room.declared((channel,))), None)
        if declared is None:
            fail(Sentence(f"{channel} declares no profile", f"{channel} non dichiara nessun profilo"), status=2)
        try:
            room.verified(declared, by)
        except OperationalError as error:
            fail(error.sentence)
    say(Sentence(f"{channel}: seen to be as declared", f"{channel}: visto e uguale a quanto dichiarato"))


def _row(channel: str, state: str, reason: Sentence | None) -> dict[str, object]:
    return {"channel": channel, "state": state, "reason": reason.into(language()) if reason else None}


def _tell(form: str, channel: str, what: Sentence, colour: str) -> None:
    if form == "text":
        click.echo(f"{paint(channel, colour)}  {what.into(language())}")


_RECENT = Sentence("looked at not long ago", "guardato da poco")
_SAME = Sentence("as declared", "come dichiarato")
_UNREAD = Sentence(
    "this network does not tell: `smm profiles checklist`, then `smm profiles done`",
    "questo social non lo dice: `smm profiles checklist`, poi `smm profiles done`",
)
_REHEARSED = Sentence("rehearsed on this machine: nobody sees it", "si prova su questa macchina: nessuno lo vede")
_BY_HAND = Sentence(
    "by hand: `smm profiles checklist`, then `smm profiles done`",
    "a mano: `smm profiles checklist`, poi `smm profiles done`",
)
_LEFT = Sentence("by hand", "a mano")
