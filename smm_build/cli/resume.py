"""``smm resume``: take the pause away."""

from __future__ import annotations

from pathlib import Path

import click

from smm_build.cli._shared import fail, root_option, say
from smm_build.domain.sentence import Sentence

__all__ = ["command"]


@click.command("resume")
@root_option
def command(root: Path) -> None:
    """Take the file PAUSE away. What became too late meanwhile is "missed", and somebody decides about it."""
    from smm_build.read.pause import PAUSE

    try:
        (root / PAUSE).unlink()
    except FileNotFoundError:
        fail(Sentence("nothing is paused here", "qui non c'è nessuna pausa"))
    say(Sentence("Resumed here. Commit and push it", "Ripreso qui. Fai commit e push"))
