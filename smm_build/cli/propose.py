"""``smm propose``: what the numbers say should change, as a branch for people to judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import Checked, clock_for, fail, language, open_workspace, root_option, say
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.insight.proposal import Suggestion

__all__ = ["command"]


@click.command("propose")
@root_option
@click.argument("month", type=click.DateTime(["%Y-%m"]), metavar="YYYY-MM")
@click.option("--show", is_flag=True, help="Only say what would be proposed.")
@click.option("--branch", metavar="NAME", help="The branch to make. [default: strategy/YYYY-MM]")
@click.option("--fetch", is_flag=True, help="Ask the remote for newer numbers first.")
def command(root: Path, month: datetime, show: bool, branch: str | None, fetch: bool) -> None:
    """Propose changes of the strategy from the numbers of a month and the 90 days before.

    They become a branch with one commit: single values in strategy.md and in channels' files, and a line in the
    decisions log for each with its numbers and the question behind them. Nothing is merged, pushed or checked out.
    """
    checked = open_workspace(root)
    found = _found(checked, month.date(), fetch=fetch)
    for one in found:
        click.echo(f'- {one.what.into(language())}\n  {one.why.into(language())}\n  smm query "{one.question}"')
    if not found:
        say(_NOTHING)
    elif not show:
        _make(checked, found, month.date(), branch or f"strategy/{month:%Y-%m}")


_NOTHING = Sentence(
    "The numbers are not sure enough to change anything",
    "I numeri non sono abbastanza sicuri per cambiare qualcosa",
)


def _found(checked: Checked, first: date, *, fetch: bool) -> tuple[Suggestion, ...]:
    from smm_build.cli._results import archive_of
    from smm_build.insight.evidence import gather
    from smm_build.insight.figures import month_of
    from smm_build.insight.proposal import proposed

    workspace = checked.workspace
    with archive_of(checked, fetch=fetch) as archive:
        month = month_of(archive, first, clock_for(workspace)(), workspace.brand.zone)
        return proposed(workspace, month, gather(archive, workspace, month))


def _make(checked: Checked, found: Sequence[Suggestion], first: date, name: str) -> None:
    from smm_build.run.errors import OperationalError
    from smm_build.run.git import find_repository
    from smm_build.run.proposals import make_branch

    if find_repository(checked.root) is None:
        fail(Sentence("a branch needs a git repository: `git init`", "un ramo vuole un repository git: `git init`"))
    files = _edited(checked, found)
    _refuse_if_worse(checked, files)
    title = Sentence(f"What the numbers of {first:%Y-%m} suggest", f"Che cosa suggeriscono i numeri di {first:%Y-%m}")
    tongue = checked.workspace.brand.locale
    text = "\n".join(f"- {one.what.into(tongue)}: {one.why.into(tongue)}" for one in found)
    try:
        make_branch(checked.root, name, files, f"{title.into(tongue)}\n\n{text}\n")
    except OperationalError as error:
        fail(error.sentence)
    say(
        Sentence(
            f"The branch {name} proposes {len(found)} changes: look with `git diff HEAD...{name}`,"
            f" and open a pull request with `git push origin {name}`",
            f"Il ramo {name} propone {len(found)} modifiche: guardale con `git diff HEAD...{name}`,"
            f" e apri una pull request con `git push origin {name}`",
        )
    )


def _edited(checked: Checked, found: Sequence[Suggestion]) -> Mapping[str, str]:
    """Return the changed files by path. A file that is not as its values were read is left to people."""
    from smm_build.insight.proposal import log_entry
    from smm_build.insight.yaml_edits import EditError, appended, edited

    workspace = checked.workspace
    today = clock_for(workspace)().astimezone(workspace.brand.zone).date()
    files = {path: workspace.texts[path] for one in found for path, _ in one.edits}
    if workspace.strategy:
        files.setdefault(workspace.strategy.path, workspace.texts[workspace.strategy.path])
    try:
        for one in found:
            for path, edit in one.edits:
                files[path] = edited(files[path], [edit])
        if workspace.strategy:
            entries = [log_entry(one, today, workspace.brand.locale) for one in found]
            files[workspace.strategy.path] = appended(files[workspace.strategy.path], "decisions", entries)
    except EditError as error:
        place = str(error)
        fail(Sentence(f"cannot find where to write {place}", f"non trovo dove scrivere {place}"))
    return files


def _refuse_if_worse(checked: Checked, files: Mapping[str, str]) -> None:
    """Leave when a changed file would be read worse than it is now: our own mistake must not reach a branch."""
    after = open_workspace(checked.root, instead={path: text.encode("utf-8") for path, text in files.items()})
    known = {(one.code, one.message) for one in checked.findings}
    new = (one for one in after.findings if one.place.path in files and one.code.startswith("FMT"))
    worse = next((one for one in new if (one.code, one.message) not in known), None)
    if worse is not None:
        fail(worse.message)
