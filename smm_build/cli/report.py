"""``smm report``: a month's numbers with what they mean, as a file that people go on writing in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import Checked, clock_for, fail, open_workspace, root_option, say
from smm_build.domain.sentence import LANGUAGES, Language, Sentence

if TYPE_CHECKING:
    from smm_build.insight.monthly import Monthly

__all__ = ["command"]

_FOLDER = "content/reports"


@click.command("report")
@root_option
@click.argument("month", type=click.DateTime(["%Y-%m"]), metavar="YYYY-MM")
@click.option("--language", "tongue", type=click.Choice(LANGUAGES), help="Left out: the brand's locale.")
@click.option("--pdf", metavar="FILE", type=click.Path(dir_okay=False), help="Print it, too; this needs Chromium.")
@click.option("--fetch", is_flag=True, help="Ask the remote for newer numbers first.")
def command(root: Path, month: datetime, tongue: Language | None, pdf: str | None, fetch: bool) -> None:
    """Write the report of a month to content/reports/YYYY-MM.md, with its charts beside it.

    Made again, it keeps what people wrote below its last line. `smm build` shows it on the site.
    """
    checked = open_workspace(root)
    first = month.date()
    path = f"{_FOLDER}/{first:%Y-%m}.md"
    made = _made(checked, first, tongue or checked.workspace.brand.locale, fetch=fetch)
    charts = {f"{_FOLDER}/{first:%Y-%m}/{name}": svg for name, svg in made.charts.items()}
    for old in (root / _FOLDER / f"{first:%Y-%m}").glob("*.svg"):
        old.unlink()
    for name, text in {path: made.text, **charts}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    say(Sentence(f"{path} is there: add what you decided", f"{path} è pronto: aggiungi che cosa avete deciso"))
    if pdf:
        _print(root, first, Path(pdf))


def _made(checked: Checked, first: date, tongue: Language, *, fetch: bool) -> Monthly:
    from smm_build.cli._results import archive_of
    from smm_build.insight.aggregates import community_table
    from smm_build.insight.evidence import gather
    from smm_build.insight.figures import month_of
    from smm_build.insight.monthly import YOURS, monthly
    from smm_build.insight.proposal import proposed

    workspace = checked.workspace
    now = clock_for(workspace)()
    with archive_of(checked, fetch=fetch) as archive:
        found = month_of(archive, first, now, workspace.brand.zone)
        outcomes = gather(archive, workspace, found)
    texts = workspace.texts
    _, _, yours = texts.get(f"{_FOLDER}/{first:%Y-%m}.md", "").partition(YOURS)
    return monthly(
        workspace,
        found,
        outcomes,
        tongue,
        suggestions=[one.what for one in proposed(workspace, found, outcomes)],
        community=community_table(texts.get(f"{_FOLDER}/community-{first:%Y-%m}.yml"), tongue),
        yours=yours,
    )


def _print(root: Path, first: date, pdf: Path) -> None:
    import tempfile

    from smm_build.cli._ledgers import Ledgers
    from smm_build.site.build import SiteError
    from smm_build.site.paper import print_page
    from smm_build.site.reports import report_paper
    from smm_build.site.view import Shown

    checked = open_workspace(root)
    plan = Ledgers(checked, fetch=False).plan(clock_for(checked.workspace)())
    name = f"{first:%Y-%m}"
    charts = {f"{name}/{one.name}": one.read_bytes() for one in (root / _FOLDER / name).glob("*.svg")}
    html = report_paper(Shown(checked.workspace, (), plan), name, charts)
    assert html is not None  # it was written a moment ago
    with tempfile.TemporaryDirectory(prefix="smm-report-") as folder:
        page = Path(folder) / "index.html"
        page.write_text(html, encoding="utf-8")
        try:
            print_page(page, pdf)
        except SiteError as error:
            fail(error.sentence)
    say(Sentence(f"printed: {pdf}", f"stampato: {pdf}"))
