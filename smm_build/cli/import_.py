"""``smm import``: posts of another tool become posts of ours, with a report of every row."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import Checked, fail, format_option, language, open_workspace, paint, root_option, say
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from smm_build.domain.delivery import Event
    from smm_build.importers import Imported, Importer, ImportOptions, Row, Seed

__all__ = ["command"]

_COLOURS = {"imported": "green", "changed": "yellow", "left out": "red"}


@click.command("import")
@root_option
@format_option
@click.argument("name", metavar="FORMAT")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--publish-at", "at", metavar="TIME", help="Time for posts whose files say no date.")
@click.option("--all-at", metavar="TIME", help="Time for every post that still has something to send.")
@click.option(
    "--media-from",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with copies of the pictures, by their file names.",
)
@click.option("--fetch-media", is_flag=True, help="Download the pictures that posts show by their address.")
@click.option("--without-media", is_flag=True, help="Let posts go out without pictures that are not here.")
@click.option("--seed/--no-seed", default=True, show_default=True, help="Record in the ledger what is out already.")
@click.option("--dry-run", is_flag=True, help="Only report; write nothing.")
def command(
    root: Path,
    form: str,
    name: str,
    source: Path,
    at: str | None,
    all_at: str | None,
    media_from: Path | None,
    fetch_media: bool,
    without_media: bool,
    seed: bool,
    dry_run: bool,
) -> None:
    """Bring posts of another tool into this workspace and report every row of it.

    FORMAT is galaxy-social, twitter-together or nodejs-bluesky; SOURCE is that tool's folder. Nothing is dropped
    silently, nothing of yours is overwritten, and nothing is sent: what the other tool has published is recorded in
    the ledger as sent, unless --no-seed says otherwise.
    """
    from smm_build.importers.files import read_source, skipped, write_files

    importer = _importer(name)
    files = read_source(source)
    checked = _existing(root)
    options = _options(checked, root, at, all_at, seed=seed)
    options = replace(options, media_from=_copies(media_from), without_media=without_media)
    imported = importer.convert(files, options)
    fetch_rows: list[Row] = []
    if fetch_media and imported.missing_pictures:
        fetched, fetch_rows = _fetch(imported, root)
        imported = importer.convert(files, replace(options, fetched=fetched))
    rows = [*skipped(source), *imported.rows, *fetch_rows]
    if not dry_run:
        rows += write_files(root, imported.files)
    _report(rows, form)
    if seed and imported.history and not dry_run:
        _seed(root, imported)


def _importer(name: str) -> Importer:
    from smm_build.importers import all_importers

    known = all_importers()
    if name not in known:
        names = ", ".join(known)
        fail(
            Sentence(
                f"{name} is no format I read; there are: {names}",
                f"{name} non è un formato che leggo; ci sono: {names}",
            ),
            status=2,
        )
    return known[name]


def _existing(root: Path) -> Checked | None:
    """Read the workspace the posts go to, if there is one already."""
    return open_workspace(root) if (root / "brand").is_dir() or (root / "content").is_dir() else None


def _options(checked: Checked | None, root: Path, at: str | None, all_at: str | None, *, seed: bool) -> ImportOptions:
    from smm_build.importers import ImportOptions

    options = ImportOptions(name=root.name.title() or "Imported brand", with_brand=checked is None)
    if checked:
        workspace = checked.workspace
        options = replace(
            options,
            zone=workspace.brand.zone,
            languages=workspace.brand.languages,
            channels={channel.id: channel.network for channel in workspace.channels.values()},
            posts={post.id: post.path for post in workspace.posts},
            with_brand=not (root / "brand" / "brand.yml").exists(),
        )
    when = _time(all_at or at, options.zone)
    return replace(options, publish_at=when, publish_at_for="all" if all_at else "undated", with_history=seed)


def _time(text: str | None, zone: ZoneInfo) -> datetime | None:
    try:
        return read_time(text, zone).at if text else None
    except NotATime as error:
        fail(Sentence(f"{text}: {error.reason}", f"{text}: {error.reason}"), status=2)


def _copies(folder: Path | None) -> Mapping[str, bytes]:
    if folder is None:
        return {}
    return {file.name: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def _fetch(imported: Imported, root: Path) -> tuple[Mapping[str, bytes], list[Row]]:
    from smm_build.importers import Row
    from smm_build.run.fetch import fetch_files
    from smm_build.run.transport import HttpTransport

    rows: list[Row] = []
    with HttpTransport(root) as http:
        fetched = fetch_files(
            imported.missing_pictures, http, lambda url, why: rows.append(Row(url, None, "picture", "left out", why))
        )
    return fetched, rows


def _report(rows: list[Row], form: str) -> None:
    if form == "json":
        import json

        content = [
            {
                "source": r.source,
                "line": r.line,
                "what": r.what,
                "outcome": r.outcome,
                "detail": r.detail.into(language()),
            }
            for r in rows
        ]
        click.echo(json.dumps({"rows": content}, ensure_ascii=False, indent=2))
        return
    for row in rows:
        place = f"{row.source}:{row.line}" if row.line else row.source
        click.echo(f"{place}: {paint(row.outcome, _COLOURS[row.outcome])}: {row.what}: {row.detail.into(language())}")
    counts = Counter(str(row.outcome) for row in rows)
    click.echo(", ".join(f"{counts[outcome]} {outcome}" for outcome in _COLOURS))


def _seed(root: Path, imported: Imported) -> None:
    """Record in the ledger what the other tool has published; what is known there already stays as it is."""
    from smm_build.cli._ledgers import Ledgers
    from smm_build.domain.delivery import DeliveryKey
    from smm_build.run.errors import OperationalError

    checked = open_workspace(root)
    ledgers = Ledgers(checked)
    known = ledgers.records()
    rehearsed = {channel.id: channel.rehearsed for channel in checked.workspace.channels.values()}
    digests = {DeliveryKey(*variant.key): variant.digest for variant in checked.variants}
    written = 0
    for kind in ledgers.needed():
        seeds = [s for s in imported.history if rehearsed.get(s.channel) is kind]
        keys = {DeliveryKey(s.post, s.channel): s for s in seeds}
        events = {key: _event(seed, digests.get(key, "")) for key, seed in keys.items() if key not in known}
        try:
            ledgers.get(rehearsed=kind).append(events, f"import {len(events)}")
        except OperationalError as error:
            fail(error.sentence)
        written += len(events)
    say(
        Sentence(f"{written} deliveries recorded in the ledger", f"{written} pubblicazioni registrate nel registro"),
        err=True,
    )


def _event(seed: Seed, digest: str) -> Event:
    from datetime import UTC, datetime

    from smm_build.domain.delivery import Event, EventKind, PartReceipt, Trouble

    sent = seed.state == "sent"
    return Event(
        EventKind.SENT if sent else EventKind.FAILED,
        (seed.at or datetime.now(UTC)).astimezone(UTC),
        "import",
        1,
        digest,
        parts=(PartReceipt(1, seed.id, seed.url),) if seed.id else (),
        url=seed.url,
        trouble=None if sent else Trouble.INVALID,
        reason=None if sent else Sentence("It failed in the other tool", "Non è riuscito nell'altro strumento"),
        source="import",
    )
