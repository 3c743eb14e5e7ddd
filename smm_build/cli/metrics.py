"""``smm metrics``: read how posts do, from the networks or from their exports."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from datetime import timedelta
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
)
from smm_build.domain.ad import OF_ADS
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from smm_build.domain.channel import Channel
    from smm_build.domain.delivery import PartReceipt
    from smm_build.domain.reading import Reading
    from smm_build.networks import Told
    from smm_build.run.branch import FileBranch

__all__ = ["command"]


@click.group("metrics")
def command() -> None:
    """Read how posts do. Numbers are kept as they were told, on the git branch smm-metrics."""


@command.command("pull")
@root_option
@format_option
@click.option("--channel", "only", metavar="ID", help="Only this channel.")
@click.option("--days", default=90, show_default=True, help="Only posts that went out in so many days.")
@click.option("--every", default="1h", show_default=True, metavar="TIME", help="Pass over what was read since then.")
def pull(root: Path, form: str, only: str | None, days: int, every: str) -> None:
    """Ask every network for the numbers of what is out, of ads that were made, and of the accounts.

    What a network does not tell is not there, never zero. Running it twice changes nothing: what was read within the
    last hour is passed over. Ends with 1 when a channel told nothing, unless it is
    published by hand.
    """
    checked = open_workspace(root)
    now = clock_for(checked.workspace)().replace(microsecond=0)
    channels = _chosen(checked, only)
    since = now - timedelta(days=days)
    branch, wanted, known = _wanted(checked, channels, since, now - _duration(every))
    rows = [*_read(checked, channels, wanted, branch, now), *_read_ads(checked, channels, known, branch, since)]
    rows = _together(rows)
    if form == "json":
        _as_json(rows)
    else:
        for row in rows:
            _tell(*row)
    by_hand = {channel.id for channel in channels if channel.publish == "manual"}
    sys.exit(0 if all(told.readings or not told.untold or name in by_hand for name, told, _ in rows) else 1)


@command.command("import")
@root_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "layout", metavar="NAME", help="Where it is from, if its headers do not tell: metricool, …")
@click.option("--at", metavar="TIME", help="When it was exported. Left out: when the file was last written.")
@click.option("--column", "columns", multiple=True, metavar="HEADER=METRIC", help="What a column counts.")
def import_(root: Path, file: Path, layout: str | None, at: str | None, columns: tuple[str, ...]) -> None:
    """Read the numbers of FILE, a CSV export of Meta, X, LinkedIn, TikTok, YouTube or Metricool.

    Columns are found by their headers, posts by their ids and addresses. Ends with 1 when something could not be read.
    """
    from smm_build.cli._metrics_import import import_file, own_columns
    from smm_build.insight.layouts import GENERAL, LAYOUTS, METRICOOL

    names = [known.name for known in (*LAYOUTS, METRICOOL, GENERAL)]
    if layout is not None and layout not in names:
        known = ", ".join(names)
        fail(Sentence(f"--from {layout}: there are {known}", f"--from {layout}: ci sono {known}"), status=2)
    own = own_columns(columns)
    sys.exit(0 if import_file(open_workspace(root), file, layout, at, own) else 1)


def _chosen(checked: Checked, only: str | None) -> list[Channel]:
    channels = checked.workspace.channels
    if only is not None and only not in channels:
        fail(Sentence(f"there is no channel {only}", f"non c'è un canale {only}"), status=2)
    return [channel for channel in channels.values() if only in {None, channel.id} and not channel.rehearsed]


def _duration(text: str) -> timedelta:
    try:
        return read_duration(text)
    except NotATime as error:
        fail(Sentence(f"--every {text}: {error.reason}", f"--every {text}: {error.reason}"), status=2)


_Wanted = dict[str, tuple[dict[str, "tuple[PartReceipt, ...]"], bool]]
"""By channel: the receipts to ask about, and whether to ask about the account."""
_Known = frozenset[tuple[str, str | None]]
"""Channel and post of what was read a moment ago."""


def _wanted(
    checked: Checked, channels: Sequence[Channel], since: datetime, read_before: datetime
) -> tuple[FileBranch, _Wanted, _Known]:
    """Return the branch, what is out and was not read after ``read_before``, and what was read since."""
    from smm_build.cli._ledgers import Ledgers
    from smm_build.cli._numbers import numbers_branch
    from smm_build.domain.delivery import DeliveryKey
    from smm_build.insight.store import StoreError, load
    from smm_build.run.errors import OperationalError
    from smm_build.run.numbers import receipts_by_channel

    branch = numbers_branch(checked)
    try:
        recent = load(branch, since=f"{read_before:%Y-%m}")
        known = frozenset((r.channel, r.post) for r in recent if r.source == "api" and r.at > read_before)
        records = Ledgers(checked).get(rehearsed=False).read_all() if channels else {}
    except (OperationalError, StoreError) as error:
        fail(error.sentence)
    variants = {DeliveryKey(*variant.key): variant for variant in checked.variants}
    posts = [record for key, record in records.items() if checked.workspace.is_of_post(key)]
    out = receipts_by_channel(posts, variants, since)
    wanted = {
        channel.id: (
            {post: parts for post, parts in out.get(channel.id, {}).items() if (channel.id, post) not in known},
            (channel.id, None) not in known,
        )
        for channel in channels
    }
    return branch, wanted, known


def _read(
    checked: Checked, channels: Sequence[Channel], wanted: _Wanted, branch: FileBranch, now: datetime
) -> Iterator[tuple[str, Told, int]]:
    """Ask channel by channel, and keep what each told before the next is asked."""
    from smm_build.insight.store import append
    from smm_build.networks import Refused, Told
    from smm_build.run.drive import Driver
    from smm_build.run.errors import OperationalError
    from smm_build.run.numbers import Numbers
    from smm_build.run.sessions import Sessions
    from smm_build.run.transport import HttpTransport

    with HttpTransport(checked.root) as http:
        driver = Driver(http, time.sleep)
        numbers = Numbers(lambda _: driver, Sessions(lambda _: driver, os.environ, lambda: now))
        for channel in channels:
            receipts, account = wanted[channel.id]
            if not receipts and not account:
                yield channel.id, Told(), 0
                continue
            try:
                told = numbers.read(channel, receipts, now, account=account)
                new = append(branch, told.readings, f"numbers of {channel.id}")
            except Refused as refused:
                told, new = Told(untold=(refused.reason,)), 0
            except OperationalError as error:
                fail(error.sentence)
            yield channel.id, told, new


def _read_ads(
    checked: Checked, channels: Sequence[Channel], known: _Known, branch: FileBranch, since: datetime
) -> Iterator[tuple[str, Told, int]]:
    """Ask what ads came to that ended after ``since``, and keep what was told; silent about what was never made."""
    from smm_build.cli._advertising import ad_numbers
    from smm_build.insight.store import append
    from smm_build.run.errors import OperationalError

    asked = {channel.id for channel in channels}
    ads = [
        ad
        for ad in checked.workspace.ads.values()
        if ad.channel in asked and ad.key[::-1] not in known and ad.end_on and ad.end_on >= since.date()
    ]
    try:
        for channel, told in ad_numbers(checked, ads, clock_for(checked.workspace)) if ads else ():
            yield channel, told, append(branch, told.readings, f"numbers of ads on {channel}")
    except OperationalError as error:
        fail(error.sentence)


def _together(rows: Iterable[tuple[str, Told, int]]) -> list[tuple[str, Told, int]]:
    """Put what was told of a channel's posts and of its ads into one row."""
    from smm_build.networks import Told

    found: dict[str, tuple[str, Told, int]] = {}
    for channel, told, new in rows:
        _, before, old = found.get(channel, (channel, Told(), 0))
        found[channel] = channel, Told(before.readings + told.readings, before.untold + told.untold), old + new
    return list(found.values())


def _tell(channel: str, told: Told, new: int) -> None:
    colour = "green" if told.readings or not told.untold else "red"
    click.echo(f"{paint(channel, colour)}  {_counted(told.readings, new).into(language())}")
    for sentence, times in Counter(sentence.into(language()) for sentence in told.untold).items():
        click.echo(f"  {sentence}" + (f" (×{times})" if times > 1 else ""))


def _counted(readings: Sequence[Reading], new: int) -> Sentence:
    told = {reading.post for reading in readings if reading.post}
    ads = {post for post in told if post.startswith(OF_ADS)}
    posts = len(told - ads)
    if not readings:
        return Sentence("nothing new to read", "nulla di nuovo da leggere")
    en, it = (f", {len(ads)} ads", f", {len(ads)} annunci") if ads else ("", "")
    return Sentence(f"{new} numbers, {posts} posts{en}", f"{new} numeri, {posts} post{it}")


def _as_json(rows: Sequence[tuple[str, Told, int]]) -> None:
    import json

    from smm_build.domain.time import utc_text

    content = [
        {
            "channel": channel,
            "new": new,
            "readings": [_row(reading, utc_text(reading.at)) for reading in told.readings],
            "untold": [sentence.into(language()) for sentence in told.untold],
        }
        for channel, told, new in rows
    ]
    click.echo(json.dumps({"channels": content}, ensure_ascii=False, indent=2))


def _row(reading: Reading, at: str) -> Mapping[str, object]:
    return {
        "post": reading.post,
        "part": reading.part,
        "metric": reading.metric.value,
        "value": reading.value,
        "at": at,
        "name": reading.name,
    }
