"""``smm reply``: answer somebody, with our words in git and theirs nowhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import Checked, clock_for, fail, language, open_workspace, paint, root_option, say
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from smm_build.community.store import Store
    from smm_build.domain.delivery import Event
    from smm_build.domain.message import Message
    from smm_build.domain.plan import PlannedDelivery
    from smm_build.domain.variant import Variant
    from smm_build.networks import Publisher
    from smm_build.run.publish import Outlook

__all__ = ["command"]

_FOLDER = "content/replies"


@click.command("reply")
@root_option
@click.argument("case", required=False)
@click.option("--saved", metavar="ID", help="Use a saved reply of brand/playbook.yml.")
@click.option("--text", metavar="WORDS", help="What to say; - is the input.")
@click.option("--language", "spoken", metavar="CODE", help="In which language. Left out: theirs, if it is known.")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="Fill a variable of a saved reply.")
@click.option("--as", "person", metavar="PERSON", help="Who answers, by the id in brand/team.yml.")
@click.option("--send", is_flag=True, help="Send what is approved: CASE, or every answer that is not out.")
def command(
    root: Path,
    case: str | None,
    saved: str | None,
    text: str | None,
    spoken: str | None,
    values: tuple[str, ...],
    person: str | None,
    send: bool,
) -> None:
    """Answer CASE: write content/replies/CASE.md, check it, and send it once it is approved.

    The file holds our words only. {name} in them is filled when they are sent. Where brand/playbook.yml trusts a role
    of PERSON, the answer goes out at once; else it goes through review like a post, and `smm reply --send` sends it.
    """
    written = saved is not None or text is not None
    if not written and not send:
        fail(
            Sentence("say --saved ID, --text WORDS or --send", "di' --saved ID, --text PAROLE o --send"),
            status=2,
        )
    checked = open_workspace(root)
    if written:
        if case is None:
            fail(_WHICH, status=2)
        words = sys.stdin.read() if text == "-" else text
        _write(checked, case, saved, words, spoken, _values(values))
        checked = open_workspace(root)
        _refuse_errors(checked, case)
    trusted = _trusted(checked, person)
    if not (send or trusted):
        say(
            Sentence(
                f"{_FOLDER}/{case}.md is written: propose it like a post. Once it is approved, `smm reply --send` sends"
                " it",
                f"{_FOLDER}/{case}.md è scritto: proponilo come un post. Una volta approvato, `smm reply --send`"
                " lo invia",
            )
        )
        return
    sys.exit(0 if _send(checked, case, trusted=trusted) else 1)


def _values(said: tuple[str, ...]) -> Mapping[str, str]:
    if wrong := [one for one in said if "=" not in one]:
        fail(Sentence(f"--set {wrong[0]}: write NAME=VALUE", f"--set {wrong[0]}: scrivi NOME=VALORE"), status=2)
    return {one.partition("=")[0]: one.partition("=")[2] for one in said}


def _trusted(checked: Checked, person: str | None) -> bool:
    """Whether PERSON has a role whose answers need no review; on one's own machine that is a word of honour."""
    if person is None:
        return False
    book, team = checked.workspace.playbook, checked.workspace.team
    member = team.people.get(person) if team else None
    if member is None:
        fail(Sentence(f"{person} is not in brand/team.yml", f"{person} non è in brand/team.yml"), status=2)
    return bool(set(member.roles) & set(book.trusted if book else ()))


def _write(
    checked: Checked, case: str, saved: str | None, text: str | None, spoken: str | None, values: Mapping[str, str]
) -> None:
    from smm_build.cli._community import case_of, message_of, open_store
    from smm_build.community.answering import filled, names_somebody, reply_file, saved_text
    from smm_build.run.errors import OperationalError
    from smm_build.run.workspace_files import write_whole

    workspace = checked.workspace
    now = clock_for(workspace)()
    with open_store(checked, now) as store:
        known = case_of(store, case)
        message = message_of(store, known)
    usual = next(iter(workspace.brand.languages), workspace.brand.locale)
    words, tongue = filled(text or "", values), spoken
    if saved is not None:
        reply = workspace.playbook.saved_reply(saved) if workspace.playbook else None
        if reply is None:
            fail(_no_saved(checked, saved), status=2)
        words, tongue = saved_text(reply, spoken or message.language, usual, values)
    if not words.strip():
        fail(Sentence("there are no words to say", "non ci sono parole da dire"), status=2)
    if names_somebody(words, message):
        fail(_NAMES, status=2)
    at = f"{now.astimezone(workspace.brand.zone):%Y-%m-%d %H:%M}"
    try:
        content = reply_file(known.channel, at, words, saved, tongue)
        write_whole(checked.root, f"{_FOLDER}/{case}.md", content.encode())
    except OperationalError as error:
        fail(error.sentence)


def _no_saved(checked: Checked, name: str) -> Sentence:
    book = checked.workspace.playbook
    known = ", ".join(reply.id for reply in book.saved) if book else ""
    return Sentence(
        f"no saved reply is called {name}; there are: {known or '—'}",
        f"nessuna risposta pronta si chiama {name}; ci sono: {known or '—'}",
    )


def _refuse_errors(checked: Checked, case: str) -> None:
    from smm_build.domain.finding import Severity
    from smm_build.report.as_text import findings_text

    found = [one for one in checked.findings if one.place.path == f"{_FOLDER}/{case}.md"]
    if found:
        click.echo(findings_text(found, checked.workspace.texts, language(), paint))
    if any(one.severity is Severity.ERROR for one in found):
        sys.exit(1)


def _send(checked: Checked, case: str | None, *, trusted: bool) -> bool:
    """Send what is approved; tell whether everything that was meant is out."""
    from smm_build.cli._community import open_store
    from smm_build.compose.replies import compose_replies

    variants = [one for one in compose_replies(checked.workspace) if case in {None, one.post.id}]
    if not variants:
        say(Sentence("There is nothing to answer.", "Non c'è nessuna risposta da inviare."))
        return case is None
    clock = clock_for(checked.workspace)
    with open_store(checked, clock()) as store:
        messages = {one.post.id: message for one in variants if (message := store.message(one.post.id))}
        outcome = _carry_out(checked, variants, messages, clock, trusted=trusted)
        _note(store, outcome, clock())
    return _print(outcome, variants, messages)


def _carry_out(
    checked: Checked,
    variants: Sequence[Variant],
    messages: Mapping[str, Message],
    clock: Callable[[], datetime],
    *,
    trusted: bool,
) -> Sequence[PlannedDelivery]:
    """Run the machine that publishes posts, with networks that speak to one person each."""
    from smm_build.cli._community import asking
    from smm_build.cli._ledgers import Ledgers
    from smm_build.run.attempt import Attempts
    from smm_build.run.errors import OperationalError
    from smm_build.run.publish import PublishRun
    from smm_build.run.runs import this_run

    here = [one for one in variants if one.post.id in messages]
    ledgers = Ledgers(checked)
    with asking(checked, clock) as (driver, _):
        run = PublishRun(
            outlook=lambda: _outlook(checked, here, clock(), trusted=trusted),
            ledgers={kind: ledgers.get(rehearsed=kind) for kind in {one.channel.rehearsed for one in here}},
            attempts=Attempts(driver, os.environ, clock, publisher=lambda variant: _speaker(variant, messages)),
            clock=clock,
            sleep=time.sleep,
            run=this_run(),
            progress=_tell,
        )
        try:
            return run()
        except OperationalError as error:
            fail(error.sentence)


def _outlook(checked: Checked, variants: Sequence[Variant], now: datetime, *, trusted: bool) -> Outlook:
    from smm_build.cli._outlook import Judge
    from smm_build.run.publish import Outlook

    pauses = checked.workspace.pauses
    if trusted:
        return Outlook(variants, checked.findings, pauses)
    verdicts = Judge().profiles(checked, variants, now)
    return Outlook(variants, checked.findings, (*pauses, *verdicts.pauses), verdicts.unapproved, verdicts.evidence)


def _speaker(variant: Variant, messages: Mapping[str, Message]) -> Publisher | None:
    from typing import cast

    from smm_build.community.speaker import Speaker
    from smm_build.networks import publisher_for

    network = publisher_for(variant.channel.network, rehearsed=variant.channel.rehearsed)
    return cast("Publisher", Speaker(network, messages)) if network else None


def _tell(planned: PlannedDelivery, event: Event) -> None:
    state = paint(f"{event.kind.value:<9}", "green" if event.kind.value == "sent" else "red")
    detail = event.reason.into(language()) if event.reason else event.url or ""
    click.echo(f"{state}  {planned.key.channel:<12}  {planned.key.post}  {detail}")


def _note(store: Store, outcome: Sequence[PlannedDelivery], now: datetime) -> None:
    from smm_build.domain.plan import State

    for planned in outcome:
        if planned.state is State.SENT:
            store.answered(planned.key.post, planned.record.last.at if planned.record else now)


def _print(outcome: Sequence[PlannedDelivery], variants: Sequence[Variant], messages: Mapping[str, Message]) -> bool:
    from smm_build.domain.plan import State
    from smm_build.report.as_text import deliveries_text

    left = [one for one in outcome if one.state is not State.SENT]
    if left:
        click.echo(deliveries_text(left, language(), paint))
    away = [one.post.id for one in variants if one.post.id not in messages]
    for name in away:
        say(
            Sentence(
                f"{name}: what it answers is kept only on the machine that pulled it, or no more: not sent from here",
                f"{name}: ciò a cui risponde sta solo sulla macchina che l'ha scaricato, o non c'è più: da qui non"
                " parte",
            )
        )
    return not left


_WHICH = Sentence("which case? `smm inbox list` shows them", "quale caso? `smm inbox list` li mostra")
_NAMES = Sentence(
    "the words name whom they answer, and git would keep that for ever: write {name}, which is filled when they are"
    " sent",
    "le parole nominano la persona, e git lo terrebbe per sempre: scrivi {nome}, che si riempie all'invio",
)
