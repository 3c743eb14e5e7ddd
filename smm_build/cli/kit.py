"""``smm kit``: a folder with everything a person needs to post by hand."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import Checked, clock_for, fail, open_workspace, root_option, say
from smm_build.domain.post import Status
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from smm_build.domain.delivery import DeliveryKey, Record
    from smm_build.domain.media import Media
    from smm_build.domain.variant import Variant
    from smm_build.report.hand_off import HandOff
    from smm_build.run.renditions import Workshop

    Warnings = Mapping[tuple[str, str], Sequence[Sentence]]

__all__ = ["command"]

_AHEAD = timedelta(days=7)
_BACK = timedelta(days=14)
"""Further back, what was not posted by hand is not posted any more."""


@click.command("kit")
@root_option
@click.argument("post", required=False)
@click.option("--channel", "channel", metavar="ID", help="Only this channel, also if smm publishes there itself.")
@click.option("--out", metavar="DIR", type=click.Path(file_okay=False), help="Where to. Left out: .smm/kit.")
def command(root: Path, post: str | None, channel: str | None, out: str | None) -> None:
    """Make a folder for each delivery that a person posts by hand: texts, files, and a page to work from.

    Without POST these are the posts by hand of the last two weeks and of the next seven days that are not out yet.
    Pictures and films are made into what each network takes. Open index.html; when a post is out, write it down with
    `smm done`.
    """
    from smm_build.report.hand_off import list_page
    from smm_build.sandbox import local_folder

    checked = open_workspace(root)
    meant = _meant(checked, post, channel, clock_for(checked.workspace)())
    if post and not meant:
        fail(
            Sentence(
                f"nothing of {post} is to be posted by hand; name a channel with --channel to do it all the same",
                f"di {post} non c'è nulla da pubblicare a mano; per farlo lo stesso indica un canale con --channel",
            )
        )
    target = Path(out).resolve() if out else local_folder(checked.root) / "kit"
    if not out and target.exists():
        shutil.rmtree(target)  # ours alone, and what was in it may be out by now
    warnings = _warnings(checked, meant)
    entries = [(_folder(variant), _written(checked, variant, target, warnings)) for variant in meant]
    index = target / "index.html"
    _write(index, list_page(entries, checked.workspace.brand.locale))
    for folder, said in entries:
        click.echo(f"{said.title}: {target / folder / 'index.html'}")
    say(Sentence(f"{len(entries)} to post by hand: open {index}", f"{len(entries)} da pubblicare a mano: apri {index}"))


def _meant(checked: Checked, post: str | None, channel: str | None, now: datetime) -> list[Variant]:
    """Return what is handed off: what was named, else what is by hand, not out, and not far ahead."""
    from smm_build.cli._ledgers import Ledgers
    from smm_build.compose.by_hand import is_by_hand

    records = Ledgers(checked, fetch=False).known()
    return [
        variant
        for variant in checked.variants
        if (post or variant.post.id, channel or variant.channel.id) == variant.key
        and (is_by_hand(variant) or channel)
        and not _is_out(records, variant)
        and (post or _is_near(variant, now))
    ]


def _is_near(variant: Variant, now: datetime) -> bool:
    withdrawn = variant.settings.status in {Status.DRAFT, Status.ON_HOLD, Status.CANCELLED}
    return not withdrawn and variant.publish_at is not None and now - _BACK <= variant.publish_at <= now + _AHEAD


def _is_out(records: Mapping[DeliveryKey, Record], variant: Variant) -> bool:
    from smm_build.domain.delivery import DeliveryKey, EventKind

    record = records.get(DeliveryKey(*variant.key))
    return record is not None and record.last.kind in {EventKind.SENT, EventKind.AMENDED, EventKind.SKIPPED}


def _folder(variant: Variant) -> str:
    """Return the folder of a delivery: neither hidden nor outside, whatever the post is called."""
    return "/".join(f"_{name}" if name.startswith(".") else name for name in variant.key)


def _written(checked: Checked, variant: Variant, target: Path, warnings: Warnings) -> HandOff:
    from smm_build.report.hand_off import hand_off, hand_off_files
    from smm_build.run.renditions import Workshop

    folder = target / _folder(variant)
    made, notes = _made(Workshop(checked.root), variant)
    said = hand_off(variant, made, _comment(checked, variant), notes, warnings[variant.key])
    for name, text in hand_off_files(said, checked.workspace.brand.locale).items():
        _write(folder / name, text)
    for file in said.files:
        try:
            shutil.copyfile(checked.root / file.source, folder / file.name)
        except OSError as error:
            why = error.strerror or "?"
            say(Sentence(f"{file.source}: not copied ({why})", f"{file.source}: non copiato ({why})"), err=True)
    return said


def _made(workshop: Workshop, variant: Variant) -> tuple[dict[str, Media], dict[str, Sentence]]:
    """Return the files the network takes by the path of what was written, and why some stay as they are."""
    from smm_build.compose.documents import pages_of
    from smm_build.networks import Refused

    made: dict[str, Media] = {}
    notes: dict[str, Sentence] = {}
    pages = pages_of(variant)
    cover = variant.settings.cover
    for media in (*(media for part in variant.parts for media in part.media), *((cover,) if cover else ())):
        try:
            made[media.file] = (
                workshop.made(variant).parts[0].media[0] if media in pages else workshop.made_file(media, variant)
            )
        except Refused as refused:
            notes[media.file] = refused.reason
    return made, notes


def _comment(checked: Checked, variant: Variant) -> str | None:
    """Return the first comment as it is to be written, also where our code could not."""
    from smm_build.compose import comment_text

    if variant.comment is not None:
        return variant.comment.text
    return comment_text(checked.workspace, variant.post, variant.channel, variant.settings)


def _warnings(checked: Checked, variants: Sequence[Variant]) -> Warnings:
    """Return what speaks against posting each as it is: errors, a missing approval, a pause."""
    from dataclasses import replace

    from smm_build.cli._outlook import judge
    from smm_build.domain.delivery import DeliveryKey
    from smm_build.run.errors import OperationalError

    now = clock_for(checked.workspace)()
    try:
        verdicts = judge(replace(checked, variants=tuple(variants)), now)
    except OperationalError as error:
        return {variant.key: [*_errors(checked, variant), error.sentence] for variant in variants}
    pauses = [pause for pause in (*checked.workspace.pauses, *verdicts.pauses) if pause.holds_at(now)]
    warnings: dict[tuple[str, str], list[Sentence]] = {}
    for variant in variants:
        why = verdicts.unapproved.get(DeliveryKey(*variant.key))
        paused = any(pause.covers(variant) for pause in pauses)
        warnings[variant.key] = [*_errors(checked, variant), *([why] if why else []), *([_PAUSED] if paused else [])]
    return warnings


def _errors(checked: Checked, variant: Variant) -> list[Sentence]:
    from smm_build.domain.finding import Severity

    return [
        finding.message
        for finding in checked.findings
        if finding.severity is Severity.ERROR
        and (finding.post or finding.channel)
        and finding.post in {None, variant.post.id}
        and finding.channel in {None, variant.channel.id}
    ]


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        why = error.strerror or "?"
        fail(Sentence(f"{path} cannot be written: {why}", f"{path} non si può scrivere: {why}"))


_PAUSED = Sentence("Everything it belongs to is paused at the moment", "Al momento è in pausa")
