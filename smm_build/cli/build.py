"""``smm build``: the calendar site as a folder of files."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import Checked, clock_for, fail, root_option, say
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.site.memory import Memory
    from smm_build.site.pages import Site

__all__ = ["command", "site_of"]


@click.command("build")
@root_option
@click.option(
    "-o", "--out", metavar="DIR", type=click.Path(file_okay=False), default="site", show_default=True, help="Where to."
)
@click.option("--public", is_flag=True, help="Only what is published: for a site that everybody can see.")
@click.option("--offline", is_flag=True, help="Do not ask the remote for the newest ledger; use what is known here.")
def command(root: Path, out: str, public: bool, offline: bool) -> None:
    """Make the calendar site: month pages, a page a post, what is next and what went wrong.

    The site is plain files and opens from a folder. Without --public it shows drafts and plans, so keep it inside.
    """
    from smm_build.cli._kept import Kept
    from smm_build.run.sealed import safe_of
    from smm_build.site.build import SiteError, build
    from smm_build.site.program import program_mark

    gc.disable()  # what is read stays until the end
    kept = Kept(safe_of(root, program_mark()))
    checked = kept.open_again(root)
    target = root / out
    try:
        report = build(root, target, site_of(checked, kept.memory, public=public, offline=offline))
    except SiteError as error:
        fail(error.sentence)
    kept.keep_memory()
    for note in report.notes:
        say(note, err=True)
    index = target / "index.html"
    say(Sentence(f"{report.pages} pages: open {index}", f"{report.pages} pagine: apri {index}"))


def site_of(checked: Checked, memory: Memory | None = None, *, public: bool = False, offline: bool = False) -> Site:
    """Return the site for the plan as it is now; ``memory`` is of the sites of the same workspace before it."""
    from smm_build.cli._ledgers import Ledgers
    from smm_build.cli._profile_looks import standings
    from smm_build.read.git import read_history
    from smm_build.site.config import site_address
    from smm_build.site.pages import pages

    ledgers = Ledgers(checked, fetch=not offline)
    plan = ledgers.plan(clock_for(checked.workspace)())
    profiles = () if public else standings(checked, ledgers, fetch=not offline)
    # A public site tells nobody's name.
    history = {} if public else read_history(checked.root)
    address = site_address(checked.root)
    return pages(
        checked.workspace,
        checked.findings,
        plan,
        public=public,
        history=history,
        address=address,
        profiles=profiles,
        memory=memory,
    )
