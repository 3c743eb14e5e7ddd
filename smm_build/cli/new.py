"""``smm new``: a new post."""

from __future__ import annotations

from pathlib import Path

import click

from smm_build.cli._shared import fail, open_workspace, root_option, say
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time

__all__ = ["command"]


@click.group("new")
def command() -> None:
    """Start a new file from the right template."""


@command.command("post")
@root_option
@click.argument("title")
@click.option("--at", metavar="TIME", help="When it goes out, on the brand's clock: '2026-12-01 09:30'.")
@click.option("--channel", "channels", multiple=True, help="Where it goes; repeat it. Left out: every channel.")
@click.option("--pillar", help="The pillar it belongs to.")
@click.option("--objective", help="The objective it serves.")
def post(
    root: Path, title: str, at: str | None, channels: tuple[str, ...], pillar: str | None, objective: str | None
) -> None:
    """Start a post called TITLE. It is a draft until you take `status: draft` out."""
    from smm_build.importers.files import write_files
    from smm_build.starter import new_post

    workspace = open_workspace(root).workspace
    unknown = [name for name in channels if name not in workspace.channels]
    if unknown:
        known = ", ".join(workspace.channels)
        fail(
            Sentence(
                f"no channel is called {unknown[0]}; there are: {known}",
                f"nessun canale si chiama {unknown[0]}; ci sono: {known}",
            ),
            status=2,
        )
    try:
        when = read_time(at, workspace.brand.zone).at if at else None
    except NotATime as error:
        fail(Sentence(f"--at {at}: {error.reason}", f"--at {at}: {error.reason}"), status=2)
    path, content = new_post(
        title,
        when,
        channels or tuple(workspace.channels),
        pillar,
        objective,
        taken=frozenset(known.id for known in workspace.posts),
    )
    write_files(root, {path: content})
    say(
        Sentence(f"{path} is there: write its text, then smm check", f"{path} è pronto: scrivi il testo, poi smm check")
    )
