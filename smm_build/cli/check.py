"""``smm check``: every problem of every file, with its place, the reason and the fix."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from smm_build.cli._shared import format_option, language, open_workspace, paint, root_option
from smm_build.domain.finding import Severity

__all__ = ["command"]


@click.command("check")
@root_option
@format_option
@click.argument("paths", nargs=-1)
def command(root: Path, form: str, paths: tuple[str, ...]) -> None:
    """Read every file and say what is wrong, where, why and how to fix it.

    With PATHS, only findings in these files and folders are shown (all files are read all the same). Ends with 1 when
    there is an error, with 0 when there are only warnings and hints.
    """
    checked = open_workspace(root)
    wanted = [path.strip("/").removeprefix("./") for path in paths]
    findings = [f for f in checked.findings if not wanted or _is_in(f.place.path, wanted)]
    if form == "json":
        from smm_build.report.as_json import findings_json

        click.echo(findings_json(findings, language()))
    else:
        from smm_build.report.as_text import findings_text

        lines = {path: _lines(root / path) for path in {finding.place.path for finding in findings}}
        if findings:
            click.echo(findings_text(findings, lines, language(), paint) + "\n")
        counts = {severity: sum(f.severity is severity for f in findings) for severity in Severity}
        click.echo(_summary(len(checked.workspace.posts), len(checked.variants), counts))
    sys.exit(1 if any(finding.severity is Severity.ERROR for finding in findings) else 0)


def _is_in(path: str, wanted: list[str]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in wanted)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return []


def _summary(posts: int, variants: int, counts: dict[Severity, int]) -> str:
    errors, warnings, hints = counts.values()
    if language() == "it":
        return (
            f"{posts} post, {variants} varianti: {errors} error{'e' if errors == 1 else 'i'},"
            f" {warnings} avvis{'o' if warnings == 1 else 'i'}, {hints} suggeriment{'o' if hints == 1 else 'i'}"
        )
    return (
        f"{posts} post{_s(posts)}, {variants} variant{_s(variants)}:"
        f" {errors} error{_s(errors)}, {warnings} warning{_s(warnings)}, {hints} hint{_s(hints)}"
    )


def _s(count: int) -> str:
    return "" if count == 1 else "s"
