"""``smm query``: any question about posts, deliveries and numbers, in SQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import fail, language, open_workspace, root_option
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.insight.archive import Answer

__all__ = ["command"]


@click.command("query")
@root_option
@click.argument("sql", required=False)
@click.option("--tables", "show", is_flag=True, help="Say what there is to ask: every table with its columns.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="How to print the answer.",
)
@click.option("--fetch", is_flag=True, help="Ask the remote for newer numbers first.")
def command(root: Path, sql: str | None, show: bool, form: str, fetch: bool) -> None:
    """Answer the question SQL from the tables of posts, deliveries and numbers.

    The tables cannot be changed, and the question reaches no file and no network.
    """
    from smm_build.cli._results import archive_of
    from smm_build.insight.answers import tables_text
    from smm_build.insight.archive import QueryError

    if show:
        click.echo(tables_text(language()))
        return
    if not sql:
        fail(Sentence("what is the question? For instance: SELECT …", "qual è la domanda? Per esempio: SELECT …"), 2)
    with archive_of(open_workspace(root), fetch=fetch) as archive:
        try:
            answer = archive.ask(sql)
        except QueryError as error:
            fail(error.sentence, status=2)
    click.echo(_written(answer, form), nl=False)


def _written(answer: Answer, form: str) -> str:
    from smm_build.insight.answers import answer_csv, answer_json, answer_text

    return {"csv": answer_csv, "json": answer_json, "text": answer_text}[form](answer)
