"""The command line: one module a command, found by file name. Parse, call one use case, print.

Modules here import nothing slow at the top: ``smm --help`` has to answer at once, and shells ask for completions.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

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
        """Find the command, with a suggestion where a name is misspelt."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # only when something is wrong

            close = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if not close:
                raise
            raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from error


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="smm")
@click.option(
    "-C", "root", metavar="DIR", type=click.Path(exists=True, file_okay=False), help="Work in DIR instead of here."
)
@click.pass_context
def smm(ctx: click.Context, root: str | None) -> None:
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
    smm(prog_name="smm")
