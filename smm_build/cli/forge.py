"""``smm forge``: what a workspace's repository on GitHub is told, and how it is set up."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from smm_build.cli._shared import fail, format_option, language, open_workspace, paint, root_option, say
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.cli._github import Hand
    from smm_build.domain.workspace import Workspace
    from smm_build.forge.github import Head, Remark

__all__ = ["command"]


@click.group("forge")
def command() -> None:
    """Speak to the workspace's repository on GitHub: comments, proposals, and how it is set up.

    The repository and the token come from GITHUB_REPOSITORY and GITHUB_TOKEN, and GITHUB_API_URL for GitHub Enterprise,
    as a job of GitHub Actions has them.
    """


@command.command("comment")
@root_option
@click.option("--pull", type=int, metavar="N", help="The pull request or issue. Left out: the one the job is about.")
@click.option(
    "--file",
    "sources",
    type=click.File(encoding="utf-8", errors="replace"),
    multiple=True,
    default=("-",),
    help="What to say; - is the input. Several are put one below the other.",
)
@click.option("--name", default="check", show_default=True, help="Which of our comments it is: that one is changed.")
@click.option("--foreign", is_flag=True, help="A stranger may have written it: show it, and let nothing in it act.")
def comment(root: Path, pull: int | None, sources: tuple[TextIO, ...], name: str, foreign: bool) -> None:
    """Write a comment on a pull request, or change the one of the same name that is there.

    In a job that began because another run ended, it is the pull request that run was about, if it has not moved on.
    """
    from smm_build.cli._github import Hand, event
    from smm_build.forge.github import head_of_run, put_comment

    said = event()
    run = head_of_run(said) if pull is None else None
    number = pull or _number(said)
    if number is None and run is None:
        fail(Sentence("which pull request? say --pull N", "quale pull request? di' --pull N"), status=2)
    if not name.replace("-", "").isalnum():
        fail(Sentence("--name is letters, digits and dashes", "--name è fatto di lettere, cifre e trattini"), status=2)
    body = _body([source.read() for source in sources], foreign=foreign)
    hand = Hand(root, None)
    if number is None and run is not None:
        number, body = _pull_of(hand, run), f"{_where(run, hand.repository.owner)}\n\n{body}"
    if number is None:
        say(_MOVED_ON)
        return
    say(Sentence(*[hand(put_comment(hand.repository, number, name, body))] * 2))


def _body(pieces: list[str], *, foreign: bool) -> str:
    if not foreign:
        return "\n".join(pieces)
    from smm_build.report.as_comment import MARK
    from smm_build.report.foreign import foreign_comment

    return foreign_comment([piece.removeprefix(MARK).lstrip("\n") for piece in pieces])


def _pull_of(hand: Hand, run: Head) -> int | None:
    from smm_build.forge.github import pull_with_head

    return hand(pull_with_head(hand.repository, run))


def _where(run: Head, owner: str) -> str:
    """Say where the calendar is: these words are ours, and the address is GitHub's."""
    sentence = Sentence(
        f"The calendar as it would be: [download it]({run.page}#artifacts). What follows was made from what is"
        f" proposed in {run.commit[:7]}.",
        f"Il calendario come sarebbe: [scaricalo]({run.page}#artifacts). Quello che segue è ricavato da ciò che si"
        f" propone in {run.commit[:7]}.",
    )
    foreign = run.owner.casefold() != owner.casefold()
    return " ".join(said.into(language()) for said in ([sentence, _FROM_A_FORK] if foreign else [sentence]))


_FROM_A_FORK = Sentence(
    "It comes from a fork: whoever made it may have put anything into the download and into these words.",
    "Viene da un fork: chi l'ha fatto può aver messo qualunque cosa nel file da scaricare e in queste parole.",
)
_MOVED_ON = Sentence(
    "No open pull request has this commit at its head any more: a newer run tells it",
    "Nessuna pull request aperta ha più questo commit in testa: lo dirà un'esecuzione più recente",
)


def _number(said: object) -> int | None:
    """Return the number of the pull request or issue an event is about."""
    for key in ("pull_request", "issue"):
        about = said.get(key) if isinstance(said, dict) else None
        if isinstance(about, dict) and isinstance(about.get("number"), int):
            return int(about["number"])
    return None


@command.command("permalinks")
@root_option
@click.option("--since", default="24h", show_default=True, metavar="TIME", help="What went out within TIME until now.")
def permalinks(root: Path, since: str) -> None:
    """Tell each pull request where its posts are to be seen now: one comment, changed as more of it goes out."""
    from smm_build.cli._permalinks import tell

    tell(root, since)


@command.command("doctor")
@root_option
@format_option
def doctor(root: Path, form: str) -> None:
    """Look at how the repository is set up: branches, rules, permissions, secrets by name, workflows and their age.

    With an administrator's token it sees everything; what a token may not see is said to be unknown. Ends with 1 when
    something is in the way of publishing, or would let something unapproved out.
    """
    from smm_build.cli._github import Hand
    from smm_build.forge.github import Expected, inspect_repository
    from smm_build.run.ledger import BRANCH

    workspace = open_workspace(root).workspace
    brand = workspace.brand
    wanted = brand.approval.reviews if brand.approval.policy == "reviewed" else 1
    hand = Hand(root, brand.repository)
    expected = Expected(brand.approval.branch, wanted, BRANCH, _secrets(workspace))
    seen = (*hand(inspect_repository(hand.repository, expected)), *_older(root, workspace))
    remarks = tuple(sorted(seen, key=lambda remark: list(_WORDS).index(remark.standing.value)))
    _print_remarks(remarks, form)
    sys.exit(1 if any(remark.standing.value == "wrong" for remark in remarks) else 0)


def _older(root: Path, workspace: Workspace) -> tuple[Remark, ...]:
    """Say which workflows of the checkout come from an older smm."""
    from smm_build.cli._workflow_files import older_workflows
    from smm_build.forge.github import workflows_older
    from smm_build.run.errors import OperationalError

    try:
        older = older_workflows(root, workspace)
    except OperationalError as error:
        fail(error.sentence)
    return (workflows_older(older.paths, older.command),) if older.paths else ()


def _secrets(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of the secrets that the channels need which publish for real."""
    from smm_build.networks import get_network

    names = {
        f"{channel.credentials}_{credential.suffix}"
        for channel in workspace.channels.values()
        if not channel.rehearsed and channel.publish != "manual"
        for credential in get_network(channel.network).CREDENTIALS
        if not getattr(credential, "optional", False)
    }
    return tuple(sorted(names))


def _print_remarks(remarks: tuple[Remark, ...], form: str) -> None:
    if form == "json":
        import json

        rows = [
            {
                "about": remark.about,
                "standing": remark.standing.value,
                "what": remark.what.into(language()),
                "fix": remark.fix.into(language()) if remark.fix else None,
            }
            for remark in remarks
        ]
        click.echo(json.dumps({"remarks": rows}, ensure_ascii=False, indent=1))
        return
    for remark in remarks:
        word, colour = _WORDS[remark.standing.value]
        click.echo(f"{paint(f'{word.into(language()):<7}', colour)} {remark.what.into(language())}")
        if remark.fix and remark.standing.value != "fine":
            click.echo(f"{'':7} {remark.fix.into(language())}")


_WORDS = {
    "wrong": (Sentence("wrong", "guasto"), "red"),
    "soon": (Sentence("soon", "presto"), "yellow"),
    "fine": (Sentence("fine", "bene"), "green"),
}


@command.command("codeowners")
@root_option
@click.option("--check", is_flag=True, help="Write nothing; end with 1 when the file is not what team.yml says.")
def codeowners(root: Path, check: bool) -> None:
    """Write .github/CODEOWNERS from brand/team.yml, so that GitHub asks the right people for a review.

    Lines outside of the marks stay as they are. Posts belong to those who approve; brand/ to the role `brand`,
    strategy.md to `strategy`, .github/ to `admin`, and to those who approve where nobody has the role.
    """
    from smm_build.forge.codeowners import PATH, codeowners
    from smm_build.run.git import find_repository

    workspace = open_workspace(root).workspace
    if workspace.team is None:
        fail(Sentence("there is no brand/team.yml to make it from", "non c'è brand/team.yml da cui farlo"), status=2)
    top = find_repository(root) or root
    folder = root.resolve().relative_to(top.resolve()).as_posix().removeprefix(".")
    before = (top / PATH).read_text(encoding="utf-8") if (top / PATH).is_file() else ""
    text = codeowners(workspace.team, workspace.brand.approval, folder, before)
    _write_or_check(top, PATH, text, before, check=check)


@command.command("form")
@root_option
@click.option("--check", is_flag=True, help="Write nothing; end with 1 when the file is not what the workspace says.")
def form(root: Path, check: bool) -> None:
    """Write .github/ISSUE_TEMPLATE/new-post.yml: a form for people who propose a post without touching a file."""
    from smm_build.forge.issue_form import FORM_PATH, Choices
    from smm_build.forge.issue_form import form as form_of
    from smm_build.run.git import find_repository

    workspace = open_workspace(root).workspace
    top = find_repository(root) or root
    before = (top / FORM_PATH).read_text(encoding="utf-8") if (top / FORM_PATH).is_file() else ""
    _write_or_check(top, FORM_PATH, form_of(Choices.of(workspace), workspace.brand.locale), before, check=check)


@command.command("workflows")
@root_option
@click.option("--check", is_flag=True, help="Write nothing; end with 1 when a file is not what the workspace says.")
def workflows_command(root: Path, check: bool) -> None:
    """Write .github/workflows: check, preview, comment, publish, site, watchdog, metrics, refresh and new-post.

    They hand the secrets of every channel to the jobs that need them, by name, so run it again after adding a channel.
    Files of other names are left alone.
    """
    from smm_build.cli._workflow_files import workflow_files
    from smm_build.run.git import find_repository

    workspace = open_workspace(root).workspace
    top = find_repository(root) or root
    for path, text in workflow_files(workspace).items():
        before = (top / path).read_text(encoding="utf-8") if (top / path).is_file() else ""
        _write_or_check(top, path, text, before, check=check)


@command.command("brands")
@click.argument("listed", metavar="LIST", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--branch", default="main", show_default=True, help="The branch of this repository that counts.")
@click.option("--check", is_flag=True, help="Write nothing; end with 1 when the file is not what the list says.")
def brands(listed: Path, branch: str, check: bool) -> None:
    """Write .github/workflows/brands.yml for an agency's own repository: a look at every brand of LIST, and one page.

    Each brand is checked and its calendar built in a job of its own, with the token of an environment of its name.
    Nothing is published there. Run it again after changing the list.
    """
    from smm_build.cli._brands_workflow import brands_file
    from smm_build.starter import BRANDS_WORKFLOW

    top, text = brands_file(listed, branch)
    before = (top / BRANDS_WORKFLOW).read_text(encoding="utf-8") if (top / BRANDS_WORKFLOW).is_file() else ""
    _write_or_check(top, BRANDS_WORKFLOW, text, before, check=check)


def _write_or_check(top: Path, path: str, text: str, before: str, *, check: bool) -> None:
    from smm_build.run.errors import OperationalError
    from smm_build.run.workspace_files import write_whole

    if text == before:
        say(Sentence(f"{path} is up to date", f"{path} è aggiornato"))
        return
    if check:
        again = next((word for part, word in _WRITERS.items() if part in path), "workflows")
        fail(
            Sentence(
                f"{path} is not what the workspace says: run `smm forge {again}`",
                f"{path} non è quello che dice il workspace: esegui `smm forge {again}`",
            )
        )
    try:
        write_whole(top, path, text.encode("utf-8"))
    except OperationalError as error:
        fail(error.sentence)
    say(Sentence(f"{path} is written", f"{path} è scritto"))


_WRITERS = {"CODEOWNERS": "codeowners", "ISSUE": "form", "brands.yml": "brands"}
"""Which command writes a file, by a part of its path."""


@command.command("post-from-issue")
@root_option
@click.option("--event", "file", metavar="FILE", help="The event the job began with. Left out: where GitHub says.")
def post_from_issue(root: Path, file: str | None) -> None:
    """Make a post out of an issue that was written with the form, on a branch and in a pull request of its own.

    Only for people who belong to the repository. What cannot be used is said in a comment on the issue; files in it are
    named, never fetched. A pull request that is there already is left alone.
    """
    from smm_build.cli._post_from_issue import propose_post

    propose_post(root, file)
