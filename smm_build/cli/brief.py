"""``smm brief``: what others are asked to make."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import (
    Checked,
    clock_for,
    fail,
    format_option,
    language,
    open_workspace,
    paint,
    root_option,
    say,
)
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.cli._delivery_of_files import Arrived
    from smm_build.plan.briefs import Standing

__all__ = ["command"]


@click.group("brief")
def command() -> None:
    """Ask others for pictures, films and words, and take in what they made."""


@command.command("list")
@root_option
@format_option
@click.option("--all", "everything", is_flag=True, help="Also those that are approved or cancelled.")
def list_(root: Path, form: str, everything: bool) -> None:
    """Show every brief that is open: its state, what is there, the next deadline, and what is overdue."""
    from smm_build.report.briefs import briefs_json, briefs_text

    shown = tuple(one for one in _standings(open_workspace(root)) if everything or form == "json" or one.open)
    if form == "json":
        click.echo(briefs_json(shown))
        return
    click.echo(briefs_text(shown, language(), paint) if shown else _NONE.into(language()))


_NONE = Sentence("No brief is open.", "Nessun brief è aperto.")


@command.command("show")
@root_option
@click.argument("brief")
def show(root: Path, brief: str) -> None:
    """Show one brief with everything its networks want of each file."""
    from smm_build.report.briefs import brief_text

    checked = open_workspace(root)
    click.echo(brief_text(_one(checked, brief), checked.workspace, language(), paint))


@command.command("pack")
@root_option
@click.argument("brief")
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False), help="Where to. Left out: .smm/briefs.")
@click.option("--pdf", is_flag=True, help="Put it in as a PDF, too; this needs Chromium.")
def pack(root: Path, brief: str, out: str | None, pdf: bool) -> None:
    """Make an archive to send to somebody without an account: a page that prints well, and the brief's own text."""
    import zipfile

    from smm_build.report.briefs import brief_page
    from smm_build.sandbox import local_folder

    checked = open_workspace(root)
    one = _one(checked, brief)
    target = Path(out).resolve() if out else local_folder(checked.root) / "briefs" / f"brief-{one.brief.id}.zip"
    page = brief_page(one, checked.workspace)
    files = {"brief.html": page.encode("utf-8"), "brief.md": f"{one.brief.prose}\n".encode()}
    files |= {"brief.pdf": _printed(page)} if pdf else {}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(f"{one.brief.id}/{name}", content)
    except OSError as error:
        why = error.strerror or "?"
        fail(Sentence(f"{target} cannot be written: {why}", f"{target} non si può scrivere: {why}"))
    if pdf:
        say(Sentence(f"{target}: send it", f"{target}: mandalo"))
    else:
        say(Sentence(f"{target}: send it, and open brief.html to print it", f"{target}: mandalo; brief.html si stampa"))


def _printed(page: str) -> bytes:
    """Print a page; leaves the program with a plain sentence where there is no browser to do it."""
    import tempfile

    from smm_build.site.build import SiteError
    from smm_build.site.paper import print_page

    with tempfile.TemporaryDirectory(prefix="smm-brief-") as folder:
        html, pdf = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        html.write_text(page, encoding="utf-8")
        try:
            print_page(html, pdf)
        except SiteError as error:
            fail(error.sentence)
        return pdf.read_bytes()


@command.command("deliver")
@root_option
@click.argument("brief")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "number", metavar="N", type=int, help="The one file is the N-th that the brief wants.")
@click.option("--check", "only_check", is_flag=True, help="Say what is wrong, and take nothing in.")
@click.option("--anyway", is_flag=True, help="Take in also what is not as it was asked for.")
def deliver(
    root: Path, brief: str, files: tuple[Path, ...], number: int | None, only_check: bool, anyway: bool
) -> None:
    """Take FILES in: look at each, put it where the brief wants it, and a file for its rights beside it.

    A .zip is taken apart. Each file is known by its name, or by --as. Nothing that is there already is replaced. Ends
    with 1 when a file was not taken.
    """
    from smm_build.cli._delivery_of_files import Arrived, Refusal, matched, problems_with, unpacked

    checked = open_workspace(root)
    meant = _one(checked, brief).brief
    if number is not None and (len(files) > 1 or not 1 <= number <= len(meant.deliverables)):
        fail(
            Sentence(
                f"--as takes one file and a number from 1 to {len(meant.deliverables)}",
                f"--as vuole un solo file e un numero da 1 a {len(meant.deliverables)}",
            ),
            status=2,
        )
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        for file in unpacked(files, Path(folder)):
            found = file if isinstance(file, Refusal) else matched(file, meant, number)
            if isinstance(found, Refusal):
                click.echo(f"{found.name}: {found.why.into(language())}", err=True)
                refused += 1
                continue
            assert isinstance(file, Path)
            arrived = Arrived(file, found)
            wrong = problems_with(arrived, checked.workspace)
            for problem in wrong:
                click.echo(f"{file.name}: {problem.into(language())}", err=True)
            taken = not wrong or anyway
            refused += not (taken and (only_check or _take_in(checked, brief, arrived)))
    sys.exit(1 if refused else 0)


def _take_in(checked: Checked, brief: str, arrived: Arrived) -> bool:
    """Put a file and its rights where they belong; nothing is ever replaced."""
    from smm_build.cli._delivery_of_files import sidecar
    from smm_build.importers.files import write_files

    meant, target = checked.workspace.briefs[brief], arrived.wanted.file
    files: dict[str, str | bytes] = {target: arrived.source.read_bytes()}
    (row,) = write_files(checked.root, files)
    if row.outcome != "imported":
        click.echo(f"{target}: {row.detail.into(language())}", err=True)
        return False
    if arrived.wanted.kind != "text":
        write_files(checked.root, {f"{target}.yml": sidecar(meant, checked.workspace)})
    say(Sentence(f"{arrived.source.name} is now {target}", f"{arrived.source.name} ora è {target}"))
    return True


def _standings(checked: Checked) -> tuple[Standing, ...]:
    from smm_build.plan.briefs import standings

    today = clock_for(checked.workspace)().astimezone(checked.workspace.brand.zone).date()
    return standings(checked.workspace, today)


def _one(checked: Checked, brief: str) -> Standing:
    found = next((one for one in _standings(checked) if one.brief.id == brief), None)
    if found is None:
        known = ", ".join(checked.workspace.briefs) or "–"
        fail(
            Sentence(
                f"no brief is called {brief}; there are: {known}", f"nessun brief si chiama {brief}; ci sono: {known}"
            ),
            status=2,
        )
    return found
