"""``smm init``: a new workspace."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from smm_build.cli._shared import fail, language, say
from smm_build.domain.sentence import LANGUAGES, Language, Sentence
from smm_build.domain.time import NotATime, read_zone

__all__ = ["command"]


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--name", help="The brand's name. Left out: the folder's name.")
@click.option("--timezone", "zone", help="The brand's time zone, such as Europe/Rome. Left out: this machine's.")
@click.option("--locale", type=click.Choice(LANGUAGES), help="Language of the calendar site.")
@click.pass_obj
def command(root: str | None, folder: str, name: str | None, zone: str | None, locale: Language | None) -> None:
    """Start a workspace in FOLDER: brand, two channels, a strategy and a first post.

    Nothing that is already there is overwritten. Both channels are rehearsed on this machine until their files say
    where to publish. FOLDER becomes a git repository if it is in none.
    """
    from smm_build.importers.files import write_files
    from smm_build.run.git import Git, find_repository
    from smm_build.starter import new_workspace

    target = (Path(root or ".") / folder).resolve()
    if (target / "brand" / "brand.yml").exists():
        fail(Sentence(f"{target} is a workspace already", f"{target} è già un workspace"), status=2)
    zone = zone or _local_zone()
    try:
        now = datetime.now(read_zone(zone))
    except NotATime as error:
        fail(Sentence(f"--timezone: {error.reason}", f"--timezone: {error.reason}"), status=2)
    target.mkdir(parents=True, exist_ok=True)
    files = new_workspace(name or target.name.title() or "Brand", zone, locale or language(), now)
    write_files(target, files)
    if find_repository(target) is None:
        Git(target)("init", "--quiet", "--initial-branch=main")
    for path in files:
        click.echo(f"  {path}")
    here = "" if target == Path.cwd() else f" -C {folder}"
    say(
        Sentence(
            f"A workspace is in {target}. Next: smm{here} check, smm{here} plan, smm{here} serve",
            f"Il workspace è in {target}. Ora: smm{here} check, smm{here} plan, smm{here} serve",
        )
    )


def _local_zone() -> str:
    """Return this machine's IANA zone, ``UTC`` when it cannot be told."""
    candidates = [os.environ.get("TZ", ""), _zone_file()]
    for name in candidates:
        try:
            read_zone(name)
        except NotATime:
            continue
        if name:
            return name
    return "UTC"


def _zone_file() -> str:
    try:
        return str(Path("/etc/localtime").readlink()).partition("zoneinfo/")[2]
    except OSError:
        return ""
