"""What commands have in common: options, the workspace, the clock, the language, and plain errors."""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, ParamSpec, TypeVar

import click

from smm_build.domain.sentence import Language, Sentence
from smm_build.domain.time import NotATime, read_time, utc_text

if TYPE_CHECKING:
    from smm_build.checks import Choice
    from smm_build.cli._posts import Posts
    from smm_build.domain.finding import Finding
    from smm_build.domain.variant import Variant
    from smm_build.domain.workspace import Workspace

__all__ = [
    "Checked",
    "clock_for",
    "fail",
    "format_option",
    "language",
    "open_workspace",
    "paint",
    "root_option",
    "say",
]

P = ParamSpec("P")
R = TypeVar("R")


def root_option(function: Callable[P, R]) -> Callable[P, R]:
    """Add ``-C DIR`` after the command too; the command gets ``root: Path``."""

    def choose(ctx: click.Context, _: click.Parameter, value: str | None) -> Path:
        return Path(value or ctx.obj or ".").resolve()

    return click.option(
        "-C",
        "root",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False),
        callback=choose,
        help="The workspace, if it is not here.",
    )(function)


def format_option(function: Callable[P, R]) -> Callable[P, R]:
    """Add ``--format text|json``; the command gets ``form``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to print the result.",
    )(function)


def language() -> Language:
    """Return the language to speak at the terminal: ``SMM_LANG``, else the locale, else English."""
    for name in ("SMM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "it" if value.lower().startswith("it") else "en"
    return "en"


def say(sentence: Sentence, *, err: bool = False) -> None:
    """Print a sentence in the user's language."""
    click.echo(sentence.into(language()), err=err)


def fail(sentence: Sentence, status: int = 1) -> NoReturn:
    """Print what went wrong and leave."""
    click.echo(f"smm: {sentence.into(language())}", err=True)
    sys.exit(status)


def paint(text: str, colour: str) -> str:
    """Colour a text; click takes the colour out again when the output is not a terminal."""
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour)


@dataclass(frozen=True, slots=True)
class Checked:
    """A workspace that was read, composed and checked."""

    root: Path
    workspace: Workspace
    variants: tuple[Variant, ...]
    findings: tuple[Finding, ...]


def open_workspace(
    root: Path,
    choice: Choice | None = None,
    instead: Mapping[str, bytes] | None = None,
    posts: Posts | None = None,
) -> Checked:
    """Read and check the workspace in ``root``.

    ``choice`` says what somebody wants to see, ``instead`` what files are taken to contain. ``posts`` knows posts from
    before; it does what is to be done for the others.
    """
    from smm_build.checks import Choice, examine
    from smm_build.cli._posts import Posts
    from smm_build.domain.finding import worst_first
    from smm_build.read import PROBLEMS, NoWorkspace, load
    from smm_build.read.dictionaries import WORDS, Dictionaries, are_installed
    from smm_build.read.looks import LOOKS, Looks

    looks = Looks(root / LOOKS)
    words = Dictionaries(root / WORDS) if are_installed() else None

    def keep() -> None:
        looks.keep()
        if words:
            words.keep()

    posts = posts or Posts()
    choice = choice or Choice()
    try:
        loaded = load(root, looks.of, instead, words, functools.partial(posts.read, choice, keep))
    except NoWorkspace as error:
        fail(error.reason, status=2)
    variants = posts.compose(loaded.workspace)
    known = {code: problem.name for code, problem in PROBLEMS.items()}
    found = examine(loaded.workspace, variants, loaded.findings, choice, known, posts.find)
    keep()
    findings = tuple(sorted(found, key=lambda finding: (finding.place, worst_first(finding))))
    return Checked(root, loaded.workspace, variants, findings)


def clock_for(workspace: Workspace) -> Callable[[], datetime]:
    """Return the clock: ``SMM_NOW`` and the time that passes from then on, else the real one. Aware, UTC.

    ``SMM_NOW`` is for rehearsals. It is honoured only while every channel lives in the sandbox or on this machine, so
    that no setting left behind in an environment can send a post early.
    """
    wanted = os.environ.get("SMM_NOW")
    if not wanted:
        return lambda: datetime.now(UTC)
    from smm_build.run.sending import is_loopback

    real = sorted(c.id for c in workspace.channels.values() if c.server and not is_loopback(c.server))
    if real:
        say(_clock_ignored(real[0]), err=True)
        return lambda: datetime.now(UTC)
    try:
        start = read_time(wanted, workspace.brand.zone).at.astimezone(UTC)
    except NotATime as error:
        fail(Sentence(f"SMM_NOW: {error.reason}", f"SMM_NOW: {error.reason}"), status=2)
    began = time.monotonic()
    return functools.partial(_shifted, start, began)


def _shifted(start: datetime, began: float) -> datetime:
    from datetime import timedelta

    return start + timedelta(seconds=time.monotonic() - began)


def _clock_ignored(channel: str) -> Sentence:
    now = utc_text(datetime.now(UTC))
    return Sentence(
        f"SMM_NOW is ignored because {channel} is a real account; it is {now}",
        f"SMM_NOW è ignorato perché {channel} è un profilo vero; sono le {now}",
    )
