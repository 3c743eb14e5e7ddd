"""``smm --workspaces LIST``: one command for several brands, each in a process of its own.

A process each, because a workspace that cannot be read, a ledger that does not answer or a bug must not stop the
others, and because each brand's secrets are in its own environment only.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smm_build.cli._shared import fail, language, say
from smm_build.cli._workspace_list import Entry, read_list
from smm_build.domain.sentence import Sentence

if TYPE_CHECKING:
    from smm_build.site.brands import Brand

__all__ = ["across"]

_COMMANDS = ("build", "check", "plan", "status")
_AT_ONCE = 2
_LONGEST = 1800
"""Seconds that one workspace may take: one that hangs must not hold up the others for ever."""
_UPCOMING = 5
_NEEDS_SOMEBODY = frozenset({"blocked", "failed", "missed", "uncertain", "unapproved"})
_NOT_A_SECRET = frozenset({"SMM_LANG", "SMM_NOW", "SMM_SHARED"})
_ADDRESSED = ("SMM_", "GITHUB_TOKEN", "GH_TOKEN")


@dataclass(frozen=True, slots=True)
class _Done:
    """What a command said in one workspace."""

    entry: Entry
    status: int
    out: str
    err: str

    @property
    def data(self) -> Mapping[str, list[dict[str, object]]]:
        """The JSON it printed, empty when it is something else."""
        try:
            value = json.loads(self.out)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    @property
    def failure(self) -> str | None:
        """Why it has no result: the last line it said."""
        if self.data:
            return None
        lines = [line for line in self.err.splitlines() if line.strip()]
        return lines[-1].removeprefix("smm: ").strip() if lines else f"exit {self.status}"


def across(file: Path, words: Sequence[str]) -> None:
    """Run ``words`` in every workspace of the list, print one table or JSON, and leave with the worst exit code."""
    entries = read_list(file)
    command, rest = (words[0] if words else ""), list(words[1:])
    if command not in _COMMANDS:
        there = ", ".join(_COMMANDS)
        fail(Sentence(f"--workspaces works with: {there}", f"--workspaces funziona con: {there}"), status=2)
    as_json, rest = _without_format(rest)
    if command == "build":
        built = _build(entries, rest)
        _print(command, built, as_json=as_json)
    else:
        built = _everywhere(entries, lambda _: [command, *rest, "--format", "json"])
        _print(command, built, as_json=as_json)
    sys.exit(max(done.status for done in built))


def _build(entries: Sequence[Entry], words: list[str]) -> list[_Done]:
    """Build every calendar, or take those that were seen elsewhere, and the page over all."""
    out, words = _without_out(words)
    seen, words = _taken(words, "--seen", None)
    if seen is not None:
        return _write_overview(out, [_seen(Path(seen), entry, out) for entry in entries])
    built = _everywhere(entries, lambda e: ["build", *words, "-o", str((out / e.name).resolve())])
    found = _everywhere(entries, lambda _: ["check", "--format", "json"])
    plans = _everywhere(entries, lambda _: ["plan", "--format", "json"])
    return _write_overview(out, list(zip(built, found, plans, strict=True)))


def _seen(folder: Path, entry: Entry, out: Path) -> tuple[_Done, _Done, _Done]:
    """Take what another job wrote down of a brand: ``check.json``, ``plan.json``, and its ``calendar``."""
    here = folder / entry.name
    found, plan = (_written(entry, here / f"{command}.json") for command in ("check", "plan"))
    if not (here / "calendar" / "index.html").is_file():
        return _Done(entry, 1, "", _NOT_SEEN.into(language())), found, plan
    try:
        shutil.copytree(here / "calendar", out / entry.name, dirs_exist_ok=True, symlinks=True)
    except (OSError, shutil.Error) as error:
        return _Done(entry, 1, "", str(error)), found, plan
    return _Done(entry, 0, str(out / entry.name / "index.html"), ""), found, plan


def _written(entry: Entry, file: Path) -> _Done:
    try:
        return _Done(entry, 0, file.read_text(encoding="utf-8"), "")
    except (OSError, UnicodeDecodeError):
        return _Done(entry, 1, "", _NOT_SEEN.into(language()))


_NOT_SEEN = Sentence("nothing of it was handed over: see its job", "non è arrivato nulla: guarda il suo job")


# --- Running ----------------------------------------------------------------------------------------------------------


def _everywhere(entries: Sequence[Entry], words_for: Callable[[Entry], list[str]]) -> list[_Done]:
    prefixes = [entry.prefix for entry in entries if entry.prefix]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda entry: _run(entry, words_for(entry), prefixes), entries))


def _run(entry: Entry, words: list[str], prefixes: Sequence[str]) -> _Done:
    if not entry.path.is_dir():
        return _Done(entry, 2, "", _NO_FOLDER.into(language()).format(entry.path))
    command = [sys.executable, "-m", "smm_build", "-C", str(entry.path), *words]
    environment = _environment_of(entry, prefixes)
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=_LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return _Done(entry, 1, "", _TOO_LONG.into(language()))
    return _Done(entry, done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def _environment_of(entry: Entry, prefixes: Sequence[str]) -> dict[str, str]:
    """Return what the brand may know: nothing of the others, and its own variables without their prefix.

    A brand with a prefix gets no secret that has none: it could be another's.
    """
    own: dict[str, str] = {}
    for name, value in os.environ.items():
        foreign = any(name.startswith(prefix) for prefix in prefixes)
        hidden = entry.prefix and name.startswith(_ADDRESSED) and name not in _NOT_A_SECRET
        if not foreign and not hidden:
            own[name] = value
    if entry.repository:
        own["GITHUB_REPOSITORY"] = entry.repository
    mine = {name: value for name, value in os.environ.items() if entry.prefix and name.startswith(entry.prefix)}
    return own | {name.removeprefix(entry.prefix): value for name, value in mine.items()}


_NO_FOLDER = Sentence("there is no folder {}", "non c'è la cartella {}")
_TOO_LONG = Sentence("it took too long", "ci ha messo troppo")


# --- Telling ----------------------------------------------------------------------------------------------------------


def _print(command: str, done: Sequence[_Done], *, as_json: bool) -> None:
    if as_json:
        rows = [
            {"name": d.entry.name, "path": str(d.entry.path), "exit": d.status, "error": _error(command, d)}
            | ({} if command == "build" else {"result": d.data or None})
            for d in done
        ]
        click.echo(json.dumps({"workspaces": rows}, ensure_ascii=False, indent=2))
        return
    width = max(len(d.entry.name) for d in done)
    for d in done:
        said = _error(command, d) or _counts(command, d).into(language())
        click.echo(f"{d.entry.name:<{width}}  {d.status}  {said}")


def _error(command: str, done: _Done) -> str | None:
    if command == "build":
        return done.failure if done.status else None
    return done.failure


def _counts(command: str, done: _Done) -> Sentence:
    if command == "check":
        found = [row.get("severity") for row in done.data.get("findings", [])]
        errors, warnings, hints = (found.count(word) for word in ("error", "warning", "hint"))
        return Sentence(
            f"{errors} errors, {warnings} warnings, {hints} hints",
            f"errori: {errors}, avvisi: {warnings}, suggerimenti: {hints}",
        )
    if command == "build":
        return Sentence(*[done.out.strip().splitlines()[-1] if done.out.strip() else "-"] * 2)
    states = [str(row.get("state")) for row in done.data.get("deliveries", [])]
    late = len(done.data.get("due_and_not_out", []))
    said = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states)) or "-"
    more = f"; {late} due and not out" if late else ""
    return Sentence(said + more, said + (f"; da pubblicare e non usciti: {late}" if late else ""))


def _write_overview(out: Path, seen: Sequence[tuple[_Done, _Done, _Done]]) -> list[_Done]:
    """Write the page over all brands beside their calendars; return what became of the calendars."""
    from smm_build.run.errors import OperationalError
    from smm_build.run.workspace_files import write_whole
    from smm_build.site.brands import brands_pages

    brands = [_brand(out, *done) for done in seen]
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path, text in brands_pages(brands, language()).items():
            write_whole(out, path, text.encode("utf-8"))
    except (OSError, OperationalError) as error:
        why = error.sentence if isinstance(error, OperationalError) else Sentence(*[error.strerror or "?"] * 2)
        fail(Sentence(f"{out}: {why.en}", f"{out}: {why.it}"))
    index = out / "index.html"
    say(Sentence(f"All brands: open {index}", f"Tutti i brand: apri {index}"), err=True)
    return [built for built, _, _ in seen]


def _brand(out: Path, built: _Done, found: _Done, plan: _Done) -> Brand:
    from smm_build.site.brands import Brand, Next

    severities = [row.get("severity") for row in found.data.get("findings", [])]
    rows = plan.data.get("deliveries", [])
    coming: dict[tuple[str, str], list[str]] = {}
    for row in sorted(rows, key=lambda row: str(row.get("publish_at"))):
        if row.get("state") in {"planned", "scheduled", "due"} and row.get("part", 1) == 1:
            coming.setdefault((str(row.get("publish_at")), str(row.get("post"))), []).append(str(row.get("channel")))
    site = f"{built.entry.name}/index.html"
    return Brand(
        name=built.entry.name,
        site=site if (out / site).is_file() else None,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        held=sum(row.get("state") in _NEEDS_SOMEBODY for row in rows),
        planned=len(coming),
        upcoming=tuple(
            Next(_clock(at), post, tuple(channels)) for (at, post), channels in list(coming.items())[:_UPCOMING]
        ),
        failed=(built.failure if built.status else None) or found.failure or plan.failure,
    )


def _clock(said: str) -> str:
    """Return a time on the brand's clock with UTC beside it."""
    at = datetime.fromisoformat(said)
    return f"{at:%Y-%m-%d %H:%M} ({at.astimezone(UTC):%H:%M} UTC)"


# --- Words of the command ---------------------------------------------------------------------------------------------


def _without_format(words: list[str]) -> tuple[bool, list[str]]:
    """Take ``--format json`` out: what is printed is one table or one JSON for all."""
    said, rest = _taken(words, "--format", None)
    if said not in {None, "text", "json"}:
        fail(Sentence("--format is text or json here", "qui --format è text o json"), status=2)
    return said == "json", rest


def _without_out(words: list[str]) -> tuple[Path, list[str]]:
    said, rest = _taken(words, "--out", "-o")
    return Path(said or "site"), rest


def _taken(words: list[str], long: str, short: str | None) -> tuple[str | None, list[str]]:
    """Return the value of an option, and the words without it."""
    said, rest = None, []
    left = iter(words)
    for word in left:
        if word in {long, short}:
            said = next(left, "")
        elif word.startswith(f"{long}="):
            said = word.removeprefix(f"{long}=")
        else:
            rest.append(word)
    return said, rest
