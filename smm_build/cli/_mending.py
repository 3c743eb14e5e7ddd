"""Findings that bring their mend along, mended: tried in memory first, then written or shown."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smm_build.domain.finding import Finding, Severity

if TYPE_CHECKING:
    from smm_build.cli._shared import Checked

__all__ = ["Mended", "diff_of", "mend"]

_ROUNDS = 10

Look = Callable[[Mapping[str, bytes]], tuple["Checked", Sequence[Finding]]]
"""Checks the workspace with these contents of files; returns it, and the findings that may be mended."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What files should contain, by path, the findings that are gone, and what is found then."""

    contents: Mapping[str, bytes]
    fixed: tuple[Finding, ...]
    checked: Checked


def mend(root: Path, look: Look, *, unsafe: bool) -> Mended:
    """Apply the edits of findings, again and again until there are none or ten rounds are over.

    A file that cannot be read any more after an edit is left as it was before that edit. Nothing is written.
    """
    contents: dict[str, bytes] = {}
    fixed: list[Finding] = []
    spared: set[str] = set()
    checked, findings = look(contents)
    for _ in range(_ROUNDS):
        by_file = _by_file(findings, spared, unsafe=unsafe)
        tried, done = _try(root, contents, by_file)
        if not done:
            break
        then, findings = look(contents | tried)
        broken = _broken(then, tried) - _broken(checked, tried)
        spared |= broken
        if broken:
            tried = {path: content for path, content in tried.items() if path not in broken}
            then, findings = look(contents | tried)
        contents |= tried
        fixed += [finding for finding in done if finding.place.path not in broken]
        checked = then
    return Mended(contents, tuple(fixed), checked)


def _by_file(findings: Sequence[Finding], spared: set[str], *, unsafe: bool) -> dict[str, list[Finding]]:
    """Return the findings to mend by the one file their edits are in, each edit once."""
    by_file: dict[str, list[Finding]] = {}
    seen = set()
    for finding in findings:
        paths = {edit.place.path for edit in finding.edits}
        wanted = finding.fixable == "safe" or (unsafe and finding.fixable == "unsafe")
        if wanted and len(paths) == 1 and not paths & spared and finding.edits not in seen:
            seen.add(finding.edits)
            by_file.setdefault(paths.pop(), []).append(finding)
    return by_file


def _try(
    root: Path, contents: Mapping[str, bytes], by_file: Mapping[str, Sequence[Finding]]
) -> tuple[dict[str, bytes], list[Finding]]:
    from smm_build.text.edits import apply_edits

    tried: dict[str, bytes] = {}
    done: list[Finding] = []
    for path, findings in by_file.items():
        before = contents[path] if path in contents else (root / path).read_bytes()
        edited = apply_edits(before, [finding.edits for finding in findings])
        if edited.applied:
            tried[path] = edited.content
            done += [finding for number, finding in enumerate(findings) if number in edited.applied]
    return tried, done


def _broken(checked: Checked, paths: Mapping[str, bytes]) -> set[str]:
    """Return the files among ``paths`` in which reading finds errors."""
    counts = Counter(
        finding.place.path
        for finding in checked.findings
        if finding.code.startswith("FMT") and finding.severity is Severity.ERROR
    )
    return {path for path in paths if counts[path]}


def diff_of(root: Path, contents: Mapping[str, bytes]) -> str:
    """Return what would change as a unified diff."""
    rows: list[str] = []
    for path in sorted(contents):
        file = root / path
        before = file.read_bytes().decode("utf-8").splitlines(keepends=True) if file.is_file() else []
        after = contents[path].decode("utf-8").splitlines(keepends=True)
        rows += [
            row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n"
            for row in difflib.unified_diff(before, after, f"a/{path}" if before else "/dev/null", f"b/{path}")
        ]
    return "".join(rows)
