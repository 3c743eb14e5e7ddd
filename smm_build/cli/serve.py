"""``smm serve``: the calendar in the browser, rebuilt while somebody writes."""

from __future__ import annotations

from pathlib import Path

import click

from smm_build.cli._shared import fail, root_option, say

__all__ = ["command"]


@click.command("serve")
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
def command(root: Path, port: int) -> None:
    """Show the calendar at http://127.0.0.1:8000/ and rebuild it whenever a file changes. Ctrl-C ends.

    Only this machine can see it. The ledger is shown as it was last fetched; `smm plan` fetches it.
    """
    from smm_build.cli._kept import Kept
    from smm_build.cli.build import site_of
    from smm_build.site.build import SiteError
    from smm_build.site.pages import Site
    from smm_build.site.serve import serve

    kept = Kept()

    def make() -> Site:
        return site_of(kept.open(root), kept.memory, offline=True)

    try:
        serve(root, make, port, tell=say)
    except SiteError as error:
        fail(error.sentence)
