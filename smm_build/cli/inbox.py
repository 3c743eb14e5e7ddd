"""``smm inbox``: what people write to the brand, kept on this machine for a while."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import clock_for, fail, format_option, language, open_workspace, paint, root_option, say
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smm_build.cli._shared import Checked
    from smm_build.community.store import Case, Store
    from smm_build.community.triage import Desk
    from smm_build.domain.channel import Channel
    from smm_build.networks import Listener, Session
    from smm_build.run.drive import Driver
    from smm_build.run.sessions import Sessions

__all__ = ["command"]

_ROUNDS = 100


@click.group("inbox")
def command() -> None:
    """Comments, mentions, answers and private messages: pull them, sort them, close them.

    They are kept in .smm/inbox on this machine only, for a limited time, and never in git.
    """


@command.command("pull")
@root_option
@click.option("--channel", "channels", multiple=True, metavar="ID", help="Only this channel; repeat it for more.")
def pull(root: Path, channels: tuple[str, ...]) -> None:
    """Ask every network what people wrote, and give each message a case."""
    from smm_build.cli._community import asking, desk_of, open_store

    checked = open_workspace(root)
    clock = clock_for(checked.workspace)
    now = clock()
    wanted = [c for c in checked.workspace.channels.values() if not channels or c.id in channels]
    desk = desk_of(checked.workspace, now)
    with open_store(checked, now) as store, asking(checked, clock) as (driver, sessions):
        heard = [_pull(store, desk, channel, driver, sessions) for channel in wanted]
        _tell_alarms(store, checked, now)
    if not all(heard):
        raise SystemExit(1)


def _pull(store: Store, desk: Desk, channel: Channel, driver: Callable[[Channel], Driver], sessions: Sessions) -> bool:
    from smm_build.networks import Listener, Refused, get_network, publisher_for

    network = get_network(channel.network)
    unheard = getattr(network, "NOT_HEARD", None)
    publisher = publisher_for(channel.network, rehearsed=channel.rehearsed)
    if channel.rehearsed or publisher is None or not isinstance(publisher, Listener):
        _told(channel, unheard if not channel.rehearsed and unheard else _NOBODY_THERE)
        return True
    try:
        session = sessions(publisher, channel)
        added, unheard_now = _hear(store, desk, publisher, session, driver(channel))
    except Refused as refused:
        _told(channel, refused.reason, "red")
        return False
    store.heard(channel.id)
    _told(channel, Sentence(f"{added} new", f"{added} nuovi"), "green")
    for sentence in (*unheard_now, *([unheard] if unheard else [])):
        _told(channel, sentence)
    return True


def _hear(
    store: Store, desk: Desk, listener: Listener, session: Session, drive: Driver
) -> tuple[int, tuple[Sentence, ...]]:
    """Keep what people wrote; a network that tells more once that is kept is told so, and asked again."""
    from smm_build.community.triage import sort_message
    from smm_build.networks import Keeper

    network, since = session.account.channel.network, store.since(session.account.channel.id)
    added = 0
    for _ in range(_ROUNDS):
        heard = drive(listener.listen(session, since))
        for message in sorted(heard.messages, key=lambda one: one.at):
            added += store.add(message, network, lambda one: sort_message(one, network, desk)) is not None
        if not heard.mark or not isinstance(listener, Keeper):
            break
        drive(listener.kept(heard.mark, session))
    return added, heard.unheard


def _told(channel: Channel, sentence: Sentence, colour: str = "yellow") -> None:
    click.echo(f"{paint(f'{channel.id:<14}', colour)}  {sentence.into(language())}")


def _tell_alarms(store: Store, checked: Checked, now: datetime) -> None:
    """Say when it is a crisis, and what to do; nothing is paused before somebody says so."""
    from smm_build.community.triage import alarms

    book = checked.workspace.playbook
    recent = [(case.topic, case.at) for case in store.cases()]
    for alarm in alarms(recent, book.alarms if book else (), now):
        about = ", ".join(alarm.topics) or "…"
        stop = f'smm pause --reason "crisis level {alarm.level}"'
        say(
            Sentence(
                f"Crisis level {alarm.level}: {alarm.messages} messages or more about {about}."
                + (f" To stop what is planned: {stop}" if alarm.pause else ""),
                f"Crisi di livello {alarm.level}: almeno {alarm.messages} messaggi su {about}."
                + (f" Per fermare le uscite: {stop}" if alarm.pause else ""),
            ),
            err=True,
        )


@command.command("list")
@root_option
@format_option
@click.option("--all", "every", is_flag=True, help="Closed and answered ones too.")
@click.option("--owner", metavar="NAME", help="Only those of one person or role.")
def list_cases(root: Path, form: str, every: bool, owner: str | None) -> None:
    """List the cases, the most urgent first: nothing that people wrote is shown."""
    from smm_build.cli._community import open_store
    from smm_build.community.triage import urgency

    checked = open_workspace(root)
    now = clock_for(checked.workspace)()
    with open_store(checked, now) as store:
        cases = [c for c in store.cases() if (every or c.status == "open") and owner in {None, c.owner}]
    cases.sort(key=lambda case: urgency(case.priority, case.due, case.at))
    if form == "json":
        click.echo(json.dumps([_row(case) for case in cases], ensure_ascii=False, indent=1))
        return
    for case in cases:
        click.echo(_line(case, checked, now))
    say(Sentence(f"{len(cases)} cases", f"{len(cases)} casi"))


def _row(case: Case) -> dict[str, object]:
    from dataclasses import asdict

    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in asdict(case).items()}


def _line(case: Case, checked: Checked, now: datetime) -> str:
    zone = checked.workspace.brand.zone
    late = case.due is not None and case.due < now and case.status == "open"
    due = f"{case.due.astimezone(zone):%Y-%m-%d %H:%M}" if case.due else "—"
    marks = " ".join(one for one in (case.action, f"level {case.level}" if case.level else None) if one)
    hand = "→ " if case.hand_off else ""
    return (
        f"{paint(case.id, 'bold')}  {case.priority:<6}  {paint(f'{due:<16}', 'red' if late else 'green')}"
        f"  {case.channel:<12}  {case.kind:<8}  {case.topic:<14}  {hand}{case.owner or '—'}  {marks}".rstrip()
    )


@command.command("show")
@root_option
@click.argument("case")
def show(root: Path, case: str) -> None:
    """Show what somebody wrote. It is meant for your eyes only: do not paste it into files."""
    from smm_build.cli._community import case_of, message_of, open_store

    checked = open_workspace(root)
    now = clock_for(checked.workspace)()
    with open_store(checked, now) as store:
        known = case_of(store, case)
        message = message_of(store, known)
    click.echo(_line(known, checked, now))
    zone = checked.workspace.brand.zone
    click.echo(f"\n{_plain(message.name)} ({_plain(message.author)})  {message.at.astimezone(zone):%Y-%m-%d %H:%M}")
    click.echo(_plain(message.text))
    if message.url:
        click.echo(_plain(message.url))
    _show_hand_off(known, checked)


def _plain(text: str) -> str:
    """Take out what a terminal would obey: people's words are anybody's."""
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in text)


def _show_hand_off(case: Case, checked: Checked) -> None:
    team = checked.workspace.team
    hand_off = team.hand_offs.get(case.topic) if team else None
    if hand_off is not None:
        contact = f" ({hand_off.contact})" if hand_off.contact else ""
        say(
            Sentence(
                f"Not ours: give case {case.id} to {hand_off.to}{contact}",
                f"Non è nostro: passa il caso {case.id} a {hand_off.to}{contact}",
            )
        )


@command.command("assign")
@root_option
@click.argument("case")
@click.argument("owner")
def assign(root: Path, case: str, owner: str) -> None:
    """Give CASE to OWNER, a person or role of brand/team.yml."""
    from smm_build.cli._community import case_of, open_store

    checked = open_workspace(root)
    team = checked.workspace.team
    if team is not None and owner not in team.names:
        known = ", ".join(sorted(team.names))
        fail(
            Sentence(
                f"{owner} is not in brand/team.yml; {known} are", f"{owner} non è in brand/team.yml; ci sono {known}"
            ),
            status=2,
        )
    with open_store(checked, clock_for(checked.workspace)()) as store:
        store.assign(case_of(store, case).id, owner)
    say(Sentence(f"{case} is {owner}'s now", f"{case} ora è di {owner}"))


@command.command("close")
@root_option
@click.argument("case")
@click.option("--forget", is_flag=True, help="Take the message away at once, as its author may ask.")
def close(root: Path, case: str, forget: bool) -> None:
    """Close CASE. Its message is kept for the time that brand/playbook.yml says, 30 days if it says nothing."""
    from smm_build.cli._community import case_of, open_store

    checked = open_workspace(root)
    with open_store(checked, clock_for(checked.workspace)()) as store:
        known = case_of(store, case)
        store.close(known.id)
        if forget:
            store.forget(known.id)
    say(Sentence(f"{case} is closed", f"{case} è chiuso"))


@command.command("answered")
@root_option
@click.argument("case")
def answered(root: Path, case: str) -> None:
    """Write down that CASE was answered elsewhere, such as in the network's own inbox."""
    from smm_build.cli._community import case_of, open_store

    checked = open_workspace(root)
    now = clock_for(checked.workspace)()
    with open_store(checked, now) as store:
        store.answered(case_of(store, case).id, now)
    say(Sentence(f"{case} is answered", f"{case} ha avuto risposta"))


@command.command("hide")
@root_option
@click.argument("case")
def hide(root: Path, case: str) -> None:
    """Hide what somebody wrote under the brand's posts, where the network can. It is claimed and done once."""
    from smm_build.cli._moderation import moderate

    moderate(root, case, "hide")


@command.command("like")
@root_option
@click.argument("case")
def like(root: Path, case: str) -> None:
    """Like what somebody wrote, where the network can. It is claimed and done once."""
    from smm_build.cli._moderation import moderate

    moderate(root, case, "like")


@command.command("stats")
@root_option
@click.option("--month", metavar="YYYY-MM", help="Which month. Left out: this one.")
@click.option("--write", is_flag=True, help="Also write content/reports/community-YYYY-MM.yml, which git may keep.")
def stats(root: Path, month: str | None, write: bool) -> None:
    """Count a month's cases. Cells under five are left out, because with so few somebody could be told."""
    from smm_build.cli._community import open_store
    from smm_build.community.counts import counts_yaml

    checked = open_workspace(root)
    now = clock_for(checked.workspace)()
    zone = checked.workspace.brand.zone
    wanted = month or f"{now.astimezone(zone):%Y-%m}"
    _refuse_no_month(wanted)
    with open_store(checked, now) as store:
        cases = [case for case in store.cases() if f"{case.at.astimezone(zone):%Y-%m}" == wanted]
    text = counts_yaml(wanted, _numbers(checked, cases, now))
    click.echo(text, nl=False)
    if write:
        from smm_build.run.errors import OperationalError
        from smm_build.run.workspace_files import write_whole

        try:
            write_whole(root, f"content/reports/community-{wanted}.yml", text.encode())
        except OperationalError as error:
            fail(error.sentence)


def _numbers(checked: Checked, cases: list[Case], now: datetime) -> Mapping[str, object]:
    from functools import partial

    from smm_build.cli._community import holidays_of
    from smm_build.community.counts import counts
    from smm_build.community.hours import worked
    from smm_build.domain.playbook import Hours

    book = checked.workspace.playbook
    hours = book.hours if book else Hours()
    off = holidays_of(checked.workspace, now.year)
    return counts(cases, partial(worked, hours=hours, zone=checked.workspace.brand.zone, off=off))


def _refuse_no_month(text: str) -> None:
    try:
        datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        fail(
            Sentence(f"--month {text}: write a month such as 2026-11", f"--month {text}: scrivi un mese come 2026-11"),
            status=2,
        )


_NOBODY_THERE = Sentence("rehearsed: nobody writes to the sandbox", "canale di prova: nella sandbox non scrive nessuno")
