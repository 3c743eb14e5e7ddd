"""``smm watchdog``: what should have happened and did not, and what will soon be in the way."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from smm_build.cli._shared import clock_for, fail, format_option, language, open_workspace, paint, root_option, say
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from smm_build.cli._github import Hand
    from smm_build.cli._shared import Checked
    from smm_build.forge.alarms import Alarm, Watched

__all__ = ["command"]


@click.command("watchdog")
@root_option
@format_option
@click.option("--issues", is_flag=True, help="Keep one open issue on GitHub for each problem, and close what is over.")
@click.option("--doctor", metavar="FILE", help="What `smm doctor --format json` wrote: its worries become issues, too.")
@click.option("--workflow", default="publish.yml", show_default=True, help="The workflow that publishes.")
@click.option("--silence", default="3h", show_default=True, metavar="TIME", help="So long without a run is a problem.")
def command(root: Path, form: str, issues: bool, doctor: str | None, workflow: str, silence: str) -> None:
    """Look for what is due and not out, runs that do not come, schedules and tokens about to end, drifted profiles.

    Run it from another schedule than the one it watches. With --issues each problem is one issue on GitHub: opened when
    it begins, changed when it changes, closed when it is over; one that somebody closed as "not planned" stays closed.
    Ends with 1 when something is wrong now, with 0 when there is still time.
    """
    from smm_build.forge.alarms import alarms

    watched, hand = _look(root, _silence(silence), workflow, _report(doctor), issues=issues)
    checked, seen = watched
    found = alarms(seen, checked.workspace.brand.locale if issues else language())
    if issues and hand is not None:
        _settle(hand, found)
    _print(alarms(seen, language()), form)
    sys.exit(1 if any(alarm.wrong for alarm in found) else 0)


def _silence(said: str) -> timedelta:
    try:
        return read_duration(said)
    except NotATime as error:
        fail(Sentence(f"--silence {said}: {error.reason}", f"--silence {said}: {error.reason}"), status=2)


def _report(file: str | None) -> object:
    if file is None:
        return None
    try:
        return json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        fail(Sentence(f"{file} is not what smm doctor writes", f"{file} non è ciò che scrive smm doctor"), status=2)


def _look(
    root: Path, silence: timedelta, workflow: str, report: object, *, issues: bool
) -> tuple[tuple[Checked, Watched], Hand | None]:
    """Look at the plan, the repository and, if there is one to ask, GitHub."""
    from smm_build.cli._ledgers import Ledgers
    from smm_build.cli._profile_looks import standings
    from smm_build.forge.alarms import Watched
    from smm_build.forge.endings import endings_in, symptoms_in
    from smm_build.forge.github import workflow_state
    from smm_build.plan import due_and_not_out

    checked = open_workspace(root)
    brand = checked.workspace.brand
    now = clock_for(checked.workspace)().astimezone(brand.zone)
    hand = _hand(root, brand.repository, needed=issues)
    ledgers = Ledgers(checked)
    watched = Watched(
        now=now,
        # What is only rehearsed has its ledger on somebody's machine, and nobody waits for it.
        late=[late for late in due_and_not_out(ledgers.plan(now)) if not late.variant.channel.rehearsed],
        workflow=hand(workflow_state(hand.repository, workflow)) if hand else None,
        changed_at=_changed_at(root),
        endings=endings_in(report),
        symptoms=symptoms_in(report),
        versions=_versions(checked),
        silence=silence,
        link=_pages(root, brand.repository, brand.approval.branch),
        profiles=[one for one in standings(checked, ledgers) if not one.channel.rehearsed],
    )
    return (checked, watched), hand


def _hand(root: Path, address: str | None, *, needed: bool) -> Hand | None:
    import os

    from smm_build.cli._github import Hand

    there = needed or os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN")
    known = needed or os.environ.get("GITHUB_REPOSITORY") or (address and "github" in address)
    return Hand(root, address) if there and known else None


def _changed_at(root: Path) -> datetime | None:
    """Return when anything was last committed on a branch that is known here, the ledger's too."""
    from smm_build.run.git import Git, find_repository

    repository = find_repository(root)
    if repository is None:
        return None
    said = Git(repository).line("for-each-ref", "--sort=-committerdate", "--count=1", "--format=%(committerdate:unix)")
    return datetime.fromtimestamp(int(said), UTC) if said and said.isdigit() else None


def _versions(checked: Checked) -> Mapping[str, date]:
    """Return when the networks in use stop to answer the version of their API that is spoken."""
    from smm_build.networks import get_network

    live = {channel.network for channel in checked.workspace.channels.values() if not channel.rehearsed}
    modules = [get_network(name) for name in live]
    return {module.TITLE: module.version_ends() for module in modules if hasattr(module, "version_ends")}


def _pages(root: Path, address: str | None, branch: str) -> Callable[[str], str | None]:
    """Return what gives a file's page on the forge."""
    import os

    from smm_build.run.git import find_repository

    top = find_repository(root)
    folder = root.resolve().relative_to(top.resolve()).as_posix() if top else "."
    within = "" if folder == "." else f"{folder}/"
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    base = f"{server}/{name}" if server and name else (address or "").partition("/tree/")[0]
    if not base.startswith("https://"):
        return lambda _: None
    return lambda path: f"{base}/blob/{quote(branch)}/{quote(within + path)}"


def _settle(hand: Hand, found: Sequence[Alarm]) -> None:
    from smm_build.forge.github import settle_problems

    done = hand(settle_problems(hand.repository, [alarm.problem for alarm in found]))
    said = Sentence(
        f"issues: {len(done.opened)} opened, {len(done.changed)} changed, {len(done.closed)} closed",
        f"issue: {len(done.opened)} aperte, {len(done.changed)} cambiate, {len(done.closed)} chiuse",
    )
    say(said, err=True)


def _print(found: Sequence[Alarm], form: str) -> None:
    from smm_build.cli._summary import add_to_summary

    if form == "json":
        rows = [{"key": a.problem.key, "title": a.problem.title, "wrong": a.wrong} for a in found]
        click.echo(json.dumps({"problems": rows}, ensure_ascii=False, indent=1))
        return
    for alarm in found:
        click.echo(f"{paint('!' if alarm.wrong else '-', 'red' if alarm.wrong else 'yellow')} {alarm.problem.title}")
        add_to_summary(f"### {alarm.problem.title}\n\n{alarm.problem.body}")
    if not found:
        say(Sentence("All is well.", "Tutto bene."))
