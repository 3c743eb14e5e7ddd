"""``smm import``: posts of another tool become posts of ours, with a report of every row."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from smm_build.cli._shared import Checked, fail, format_option, language, open_workspace, paint, root_option, say
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time

if TYPE_CHECKING:
    from smm_build.importers import Imported, ImportOptions, Row

__all__ = ["command"]


@click.command("import")
@root_option
@format_option
@click.argument("name", metavar="FORMAT")
@click.argument("source", type=click.Path(exists=True))
@click.option("--publish-at", "at", metavar="TIME", help="Time for posts whose files say no date.")
@click.option("--all-at", metavar="TIME", help="Time for every post that is not out yet.")
@click.option(
    "--media-from", type=click.Path(exists=True, file_okay=False), help="Folder with copies of the pictures, by name."
)
@click.option("--fetch-media", is_flag=True, help="Download pictures that posts show by their address.")
@click.option("--without-media", is_flag=True, help="Let posts go out without pictures that are not here.")
@click.option("--seed/--no-seed", default=True, show_default=True, help="Record in the ledger what is out already.")
@click.option("--dry-run", is_flag=True, help="Only report; write nothing.")
def command(
    root: Path,
    form: str,
    name: str,
    source: str,
    at: str | None,
    all_at: str | None,
    media_from: str | None,
    fetch_media: bool,
    without_media: bool,
    seed: bool,
    dry_run: bool,
) -> None:
    """Bring posts of another tool into this workspace and report every row of it.

    FORMAT is galaxy-social, twitter-together or nodejs-bluesky; SOURCE is that tool's folder. Nothing is dropped
    silently, nothing of yours is overwritten, and nothing is sent: what the other tool has published is recorded in
    the ledger as sent.
    """
    from smm_build.importers import get_importer
    from smm_build.importers.files import read_source, write_files

    importer = get_importer(name)
    if importer is None:
        fail(_unknown(name), status=2)
    checked = _open_or_new(root)
    files = read_source(Path(source))
    options = _options(checked, root, at, all_at, media_from, without_media=without_media)
    imported = importer.convert(files, options)
    if fetch_media and imported.pictures:
        imported = importer.convert(files, _with_pictures(options, imported, root))
    rows = [*imported.rows]
    if not dry_run:
        rows += write_files(root, imported.files)
    _report(rows, form)
    if seed and imported.history and not dry_run:
        _seed(root, imported)
    _hints(imported, form, seed=seed)
    sys.exit(0)
