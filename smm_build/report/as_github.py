"""Annotations: what GitHub Actions reads from the output of a step and shows at the lines of a pull request.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands and the escapes of
https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts, read 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Sequence

from smm_build.domain.finding import Finding, Severity, worst_first
from smm_build.domain.sentence import Language
from smm_build.report.words import FIX, one_line

__all__ = ["findings_annotations"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def findings_annotations(findings: Sequence[Finding], language: Language) -> str:
    """Return one command a finding, the worst first: GitHub shows ten of a kind and step."""
    return "\n".join(_annotation(finding, language) for finding in sorted(findings, key=worst_first))


def _annotation(finding: Finding, language: Language) -> str:
    place = finding.place
    said = one_line(finding.message.into(language))
    if finding.fix:
        said += f"\n{FIX.into(language)}: {one_line(finding.fix.into(language))}"
    properties = {
        "file": one_line(place.path),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{finding.name} ({finding.code})",
    }
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {named}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
