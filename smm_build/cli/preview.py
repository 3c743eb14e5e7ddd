"""``smm preview``: what each channel will say, as text."""

from __future__ import annotations

from pathlib import Path

import click

from smm_build.cli._shared import fail, language, open_workspace, root_option

__all__ = ["command"]


@click.command("preview")
@root_option
@click.option("--changed", metavar="BASE", help="Only posts whose files differ from where the branch left BASE.")
@click.argument("posts", nargs=-1, metavar="[POST]...")
def command(root: Path, changed: str | None, posts: tuple[str, ...]) -> None:
    """Print each POST as its channels will show it, all of them if none is named, as Markdown for a pull request.

    What is sent stands in blocks of code, as it is sent: links tagged, mentions resolved, threads split.
    """
    from smm_build.report.previews import previews_markdown
    from smm_build.run.changed_files import changed_files
    from smm_build.run.errors import OperationalError

    try:
        files = None if changed is None else changed_files(root, changed)
    except OperationalError as error:
        fail(error.sentence, status=2)
    shown = [
        variant
        for variant in open_workspace(root).variants
        if (files is None or variant.post.path in files) and (not posts or variant.post.id in posts)
    ]
    click.echo(previews_markdown(shown, language()), nl=False)
