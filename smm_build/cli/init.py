"""``smm init``: a new workspace."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import fail, language, open_workspace, say
from smm_build.domain.sentence import LANGUAGES, Sentence

if TYPE_CHECKING:
    from smm_build.run.git import Git
    from smm_build.starter import Answers

__all__ = ["command"]


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--brand", "--name", help="The brand's name. Left out: the folder's name.")
@click.option("--languages", metavar="CODES", help="Languages of your posts, the usual one first, such as it,en.")
@click.option("--zone", "--timezone", help="The brand's time zone, such as Europe/Rome. Left out: this machine's.")
@click.option("--networks", metavar="NAMES", help="Networks with commas between, or all. Left out: mastodon,bluesky.")
@click.option("--forge", metavar="WHERE", help="Where the repository will live: github or none.")
@click.option("--team", metavar="KIND", help="Who is there: small (one person) or structured (somebody else approves).")
@click.option("--logins", metavar="NAMES", help="Names on GitHub, such as approver=ada-l,editor=bob.")
@click.option("--locale", type=click.Choice(LANGUAGES), help="Language of the calendar site; left out: of the posts.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is left out is as usual.")
@click.pass_obj
def command(root: str | None, /, folder: str, yes: bool, **options: str | None) -> None:
    """Start a workspace in FOLDER: brand, channels, a strategy, a first post, and what GitHub needs.

    At a terminal it asks for what no option says. Nothing that is already there is overwritten. Every channel is
    rehearsed on this machine until its file says where to publish. FOLDER becomes a git repository if it is in none.
    """
    from smm_build.cli._answers import Asker, answers_of

    target = (Path(root or ".") / folder).resolve()
    if (target / "brand" / "brand.yml").exists():
        _say_what_is_there(target)
    asks = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    answers = answers_of(Asker(options, asks), target)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "?"
        fail(Sentence(f"{target} cannot be made: {reason}", f"{target} non si può creare: {reason}"), status=2)
    kept = _write_everything(target, answers)
    _say_what_next(folder, target, answers, kept)


def _write_everything(target: Path, answers: Answers) -> list[str]:
    """Write the workspace, then what is made from it, then the record; returns what was there already and differs."""
    from smm_build.cli._template_files import RECORD, forge_files, record_text
    from smm_build.run.git import Git, find_repository
    from smm_build.starter import first_post, template_files

    files = template_files(answers)
    kept = _write(target, {**files, **first_post(answers)})
    top = find_repository(target)
    if top is None:
        Git(target)("init", "--quiet", "--initial-branch=main")
    elif top.resolve() != target and answers.forge == "github":
        say(_NOT_AT_THE_TOP, err=True)
        return kept + _write(target, {RECORD: record_text(answers, files)})
    made = forge_files(open_workspace(target), answers)
    kept += _write(target, {**made, RECORD: record_text(answers, {**files, **made})})
    if top is None and not kept:
        _commit(Git(target))
    return kept


def _commit(git: Git) -> None:
    """Make the first commit of a repository that is only ours so far: what is approved is read from commits."""
    from smm_build.run.git import GitFailed

    try:
        git("add", "--all")
        git("commit", "--quiet", "--message", _FIRST_COMMIT.into(language()))
    except GitFailed:  # nobody has told git their name yet
        say(_NOT_COMMITTED, err=True)


def _write(target: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Write what is not there and list it; returns what is there and says something else."""
    from smm_build.importers.files import write_files

    kept = []
    for row in write_files(target, files):
        if row.outcome == "left out":
            kept.append(row.source)
            click.echo(f"  {row.source}: {row.detail.into(language())}", err=True)
        else:
            click.echo(f"  {row.source}")
    return kept


def _say_what_is_there(target: Path) -> None:
    """Tell what kind of workspace this is already, and leave."""
    from smm_build.cli._template_files import RECORD

    workspace = open_workspace(target).workspace
    channels = ", ".join(workspace.channels) or "-"
    brand, posts = workspace.brand.name, len(workspace.posts)
    upgrade = (target / RECORD).exists()
    fail(
        Sentence(
            f"{target} is a workspace already: {brand}, {posts} posts, channels {channels}. Nothing was changed."
            + (" `smm upgrade` brings in what newer templates say." if upgrade else ""),
            f"{target} è già un workspace: {brand}, {posts} post, canali {channels}. Non è stato cambiato nulla."
            + (" `smm upgrade` porta le novità dei modelli." if upgrade else ""),
        ),
        status=2,
    )


def _say_what_next(folder: str, target: Path, answers: Answers, kept: Sequence[str]) -> None:
    here = "" if target == Path.cwd() else f" -C {os.path.normpath(folder)}"
    say(
        Sentence(
            f"A workspace is in {target}. Next: smm{here} check, smm{here} plan, smm{here} serve",
            f"Il workspace è in {target}. Ora: smm{here} check, smm{here} plan, smm{here} serve",
        )
    )
    if answers.forge == "github":
        say(_TO_GITHUB)
    if answers.forge == "github" and answers.team == "structured" and "approver" not in answers.logins:
        say(_LOGINS_MISSING)
    if kept:
        count = len(kept)
        say(
            Sentence(
                f"Left as they were, because they were there: {count}",
                f"Lasciati com'erano, perché c'erano già: {count}",
            ),
            err=True,
        )


_FIRST_COMMIT = Sentence("Begin with smm init", "Si comincia con smm init")
_NOT_COMMITTED = Sentence(
    "Git does not know your name, so nothing is committed yet: git config --global user.name …, then git commit",
    "Git non sa come ti chiami, quindi non c'è ancora un commit: git config --global user.name …, poi git commit",
)
_NOT_AT_THE_TOP = Sentence(
    "The workspace is a folder of a repository, and GitHub reads workflows only at the top: .github was left out",
    "Il workspace è una cartella di un repository, e GitHub legge i workflow solo in cima: .github è stata tralasciata",
)
_TO_GITHUB = Sentence(
    "For GitHub: commit, push, then `smm forge doctor` says what to set up there (docs/github.md)",
    "Per GitHub: fai commit e push, poi `smm forge doctor` dice che cosa impostare lì (docs/github.md)",
)
_LOGINS_MISSING = Sentence(
    "Nobody can approve yet: put the names on GitHub into brand/team.yml, then run `smm forge codeowners`",
    "Nessuno può ancora approvare: metti i nomi su GitHub in brand/team.yml, poi esegui `smm forge codeowners`",
)
