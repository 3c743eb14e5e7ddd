"""``smm review``: a month for a client to approve, as a page or a PDF."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from smm_build.cli._shared import clock_for, fail, open_workspace, root_option, say
from smm_build.domain.sentence import Sentence

__all__ = ["command"]


@click.command("review")
@root_option
@click.argument("month", type=click.DateTime(["%Y-%m"]), metavar="YYYY-MM")
@click.option(
    "-o", "--out", metavar="DIR", type=click.Path(file_okay=False), help="Where to. [default: review/YYYY-MM]"
)
@click.option("--to", default="", metavar="ADDRESS", help="The e-mail address that answers go to.")
@click.option("--pdf", is_flag=True, help="Print it, too; this needs Chromium or Chrome.")
def command(root: Path, month: datetime, out: str | None, to: str, pdf: bool) -> None:
    """Make the review pack of a month: what each channel will say, with room to approve and to comment.

    It is a folder that opens in any browser, for somebody without an account. Answers come back as an e-mail or a file.
    """
    from smm_build.cli._ledgers import Ledgers
    from smm_build.site.build import SiteError
    from smm_build.site.paper import print_page
    from smm_build.site.review import review_pack, write_pack
    from smm_build.site.view import Shown

    checked = open_workspace(root)
    plan = Ledgers(checked, fetch=False).plan(clock_for(checked.workspace)())
    target = root / (out or f"review/{month:%Y-%m}")
    pack = review_pack(Shown(checked.workspace, (), plan), month.date(), to)
    paper = target.with_suffix(".pdf")
    try:
        notes = write_pack(root, target, pack)
        if pdf:
            print_page(target / "index.html", paper)
    except SiteError as error:
        fail(error.sentence)
    for note in notes:
        say(note, err=True)
    made = paper if pdf else target / "index.html"
    say(Sentence(f"{pack.posts} posts to review: {made}", f"{pack.posts} post da rivedere: {made}"))
