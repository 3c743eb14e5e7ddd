"""``smm pause``: stop everything, or a part of it, with one file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from smm_build.cli._shared import fail, open_workspace, root_option, say
from smm_build.domain.sentence import Sentence
from smm_build.domain.time import NotATime, read_time

__all__ = ["command"]


@click.command("pause")
@root_option
@click.option("--channel", "channels", multiple=True, metavar="ID", help="Only this channel; repeat it for more.")
@click.option("--campaign", "campaigns", multiple=True, metavar="ID", help="Only this campaign; repeat it for more.")
@click.option("--pillar", "pillars", multiple=True, metavar="ID", help="Only this pillar; repeat it for more.")
@click.option("--until", metavar="TIME", help="When it ends by itself, on the brand's clock.")
@click.option("--reason", help="Why, for everybody who looks at the plan.")
def command(
    root: Path,
    channels: tuple[str, ...],
    campaigns: tuple[str, ...],
    pillars: tuple[str, ...],
    until: str | None,
    reason: str | None,
) -> None:
    """Write the file PAUSE: while it is there, nothing it covers goes out. Without a scope it covers everything.

    It holds where the file is: commit and push it to stop the runs that publish from the repository.
    """
    from smm_build.read.pause import PAUSE

    workspace = open_workspace(root).workspace
    if (root / PAUSE).exists():
        fail(Sentence("there is a PAUSE already: look at the file", "c'è già una PAUSE: guarda il file"), status=2)
    try:
        if until:
            read_time(until, workspace.brand.zone)
    except NotATime as error:
        fail(Sentence(f"--until {until}: {error.reason}", f"--until {until}: {error.reason}"), status=2)
    scope = {"channels": channels, "campaigns": campaigns, "pillars": pillars}
    named = ", ".join(f"{kind}: {json.dumps(list(ids), ensure_ascii=False)}" for kind, ids in scope.items() if ids)
    lines = [
        f"scope: {{{named}}}" if named else "# No scope: everything is paused.",
        f"reason: {json.dumps(reason, ensure_ascii=False)}" if reason else None,
        f"until: {until}" if until else None,
    ]
    (root / PAUSE).write_text("\n".join(line for line in lines if line) + "\n", encoding="utf-8")
    say(
        Sentence(
            "Paused here. Commit and push PAUSE so that it holds everywhere; `smm resume` ends it",
            "In pausa qui. Fai commit e push di PAUSE perché valga ovunque; `smm resume` la toglie",
        )
    )
