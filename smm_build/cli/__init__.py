"""The command line: one module a command, found by file name. Parse, call one use case, print.

Modules here import nothing slow at the top: ``smm --help`` has to answer at once, and shells ask for completions.
"""

from __future__ import annotations

import atexit
import importlib
import os
import pkgutil
import sys
import threading
from pathlib import Path
from typing import NoReturn

import click

from smm_build import __version__

__all__ = ["main"]


class _Commands(click.Group):
    """Finds commands by file name; ``import_.py`` is ``smm import``, because Python keeps the word for itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        """Return the names of all commands."""
        return sorted(m.name.rstrip("_") for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, ``None`` when there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        command = importlib.import_module(f"{__name__}.{module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, with a suggestion where a name is misspelt; with a list, one that runs it everywhere."""
        if brands := ctx.params.get("workspaces"):
            return None, _everywhere(Path(brands)), args
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # only when something is wrong

            close = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if not close:
                raise
            raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from error


def _everywhere(brands: Path) -> click.Command:
    """Return a command that runs the words behind it in every workspace of a list."""

    def run(words: tuple[str, ...]) -> None:
        from smm_build.cli._workspaces import across

        across(brands, words)

    words = click.Argument(["words"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True, "help_option_names": []}
    return click.Command("everywhere", params=[words], callback=run, context_settings=settings)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="smm")
@click.option(
    "-C", "root", metavar="DIR", type=click.Path(exists=True, file_okay=False), help="Work in DIR instead of here."
)
@click.option(
    "--workspaces",
    metavar="LIST",
    type=click.Path(exists=True, dir_okay=False),
    help="Run check, plan, status or build in every workspace that the file LIST names.",
)
@click.pass_context
def smm(ctx: click.Context, root: str | None, workspaces: str | None) -> None:  # noqa: ARG001 - read where words are
    """Social media, planned in git.

    Posts are text files. `smm check` reads them against the brand and every network's rules, `smm build` makes the
    calendar site, `smm plan` says what will go out, and `smm publish` sends what is due, exactly once.
    """
    ctx.obj = root


def main() -> None:
    """Run ``smm``. Exit codes: 0 fine, 1 findings or failed deliveries, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        smm(prog_name="smm")
    except SystemExit as end:
        _leave(end)


def _leave(end: SystemExit) -> NoReturn:
    """End as Python would, but at once: taking to pieces what was read of ten thousand posts takes a fifth of a second.

    What is to be done before the end is done. Where something could still come in between, Python ends by itself.
    """
    if not isinstance(end.code, int) or threading.active_count() > 1:
        raise end
    atexit._run_exitfuncs()  # noqa: SLF001 - nothing else runs them, and Python calls it from outside as well
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more; Python knows what to say of it
        raise end from None
    os._exit(end.code & 0xFF)
