"""``smm metrics import``: from the file to the branch, and what to tell about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from smm_build.cli._ledgers import Ledgers
from smm_build.cli._numbers import numbers_branch
from smm_build.cli._shared import Checked, clock_for, fail, language, paint
from smm_build.domain.reading import Metric
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time, utc_text
from smm_build.insight.exports import Export, Posts, read_export
from smm_build.insight.posts import index_posts
from smm_build.insight.store import append, imported_before, remember_import
from smm_build.run.errors import OperationalError

__all__ = ["import_file", "own_columns"]

_LARGEST = 64 * 1024 * 1024
_NAMED = 3
"""Lines of unknown rows that are worth naming."""


def import_file(checked: Checked, path: Path, layout: str | None, at: str | None, own: Mapping[str, Metric]) -> bool:
    """Read an export, keep its numbers and tell about it; return whether nothing was wrong with it."""
    if path.stat().st_size > _LARGEST:
        fail(_too_large(path))
    content = path.read_bytes()
    branch = numbers_branch(checked)
    try:
        before = imported_before(branch, content)
        if before is not None:
            click.echo(_known(path, before).into(language()))
            return True
        made = _made(checked, path, at)
        export = read_export(content, _posts(checked), made, layout, own)
        new = append(branch, export.readings, f"numbers of an export ({export.layout})")
        if export.readings:
            remember_import(branch, content, _facts(path, export, made))
    except OperationalError as error:
        fail(error.sentence)
    _tell(path, export, new, made)
    return bool(export.readings) and not export.faults


def own_columns(pairs: tuple[str, ...]) -> dict[str, Metric]:
    """Read ``HEADER=METRIC``; leaves the program for anything else."""
    found: dict[str, Metric] = {}
    for pair in pairs:
        header, _, metric = pair.rpartition("=")
        if not header.strip() or metric.strip() not in set(Metric):
            fail(_no_column(pair), status=2)
        found[header] = Metric(metric.strip())
    return found


def _posts(checked: Checked) -> Posts:
    channels = checked.workspace.channels.values()
    records = Ledgers(checked).get(rehearsed=False).read_all().values()
    return Posts(index_posts(records), {channel.id: channel.network for channel in channels})


def _made(checked: Checked, path: Path, said: str | None) -> datetime:
    """Return when the export was made: as somebody says, else when the file was last written."""
    now = clock_for(checked.workspace)()
    try:
        at = read_time(said, checked.workspace.brand.zone).at if said else None
    except NotATime as error:
        fail(Sentence(f"--at {said}: {error.reason}", f"--at {said}: {error.reason}"), status=2)
    at = at or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return min(at.astimezone(UTC), now).replace(microsecond=0)


def _facts(path: Path, export: Export, made: datetime) -> Mapping[str, str | int]:
    return {"file": path.name, "layout": export.layout, "made_at": utc_text(made), "rows": export.rows}


def _tell(path: Path, export: Export, new: int, made: datetime) -> None:
    for fault in export.faults:
        place = ":".join(str(part) for part in (path, fault.line, fault.column) if part)
        click.echo(f"{place}: {paint('error', 'red')}: {fault.what.into(language())}")
    if export.used:
        used = ", ".join(f"{header} → {metric.value}" for header, metric in export.used)
        click.echo(f"{export.layout}: {used}")
    if export.ignored:
        click.echo(_not_read(", ".join(export.ignored)).into(language()))
    if export.unknown:
        click.echo(_unknown(export).into(language()))
    posts = len({(reading.channel, reading.post) for reading in export.readings})
    click.echo(_done(new, posts, utc_text(made)).into(language()))


def _done(new: int, posts: int, made: str) -> Sentence:
    return Sentence(
        f"{new} new numbers of {posts} posts, as of {made}", f"{new} numeri nuovi di {posts} post, al {made}"
    )


def _not_read(headers: str) -> Sentence:
    return Sentence(f"not read: {headers}", f"non letti: {headers}")


def _unknown(export: Export) -> Sentence:
    lines = ", ".join(map(str, export.unknown[:_NAMED])) + ("…" if len(export.unknown) > _NAMED else "")
    count = len(export.unknown)
    return Sentence(
        f"{count} of {export.rows} rows (lines {lines}) are about posts that the ledger does not know, and were left"
        " out. Record those that went out otherwise with `smm ledger seed --post … --channel … --url …`",
        f"{count} righe su {export.rows} (linee {lines}) riguardano post che il registro non conosce, e sono rimaste"
        " fuori. Registra quelli usciti altrimenti con `smm ledger seed --post … --channel … --url …`",
    )


def _known(path: Path, before: Mapping[str, object]) -> Sentence:
    return Sentence(
        f"{path.name} was read before (as {before.get('file')}): nothing is new",
        f"{path.name} è già stato letto (come {before.get('file')}): non c'è nulla di nuovo",
    )


def _too_large(path: Path) -> Sentence:
    size = _LARGEST // 1024 // 1024
    return Sentence(f"{path} has more than {size} MB: no export is that large", f"{path} supera {size} MB: troppo")


def _no_column(pair: str) -> Sentence:
    known = ", ".join(Metric)
    return Sentence(
        f"--column {pair}: write HEADER=METRIC with one of {known}",
        f"--column {pair}: scrivi INTESTAZIONE=METRICA con una di {known}",
    )
