"""SARIF 2.1.0, the format code scanning services read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html, read
2026-11-23.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.sentence import Language
from smm_build.report.words import FIX

__all__ = ["findings_sarif"]

Json = dict[str, object]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "smmFinding/v1"


def findings_sarif(
    findings: Sequence[Finding], abouts: Mapping[str, str], marks: Sequence[str], version: str, language: Language
) -> str:
    """Return the findings as one run.

    ``abouts`` says in a sentence what each code is about, ``marks`` holds the fingerprint of each finding, by which
    services recognise it when lines move.
    """
    codes = sorted({finding.code for finding in findings})
    names = {finding.code: finding.name for finding in findings}
    rules = [_rule(code, names[code], abouts.get(code)) for code in codes]
    results = [
        _result(finding, codes.index(finding.code), mark, language)
        for finding, mark in zip(findings, marks, strict=True)
    ]
    driver: Json = {"name": "smm", "semanticVersion": version, "rules": rules}
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The workspace"}}},
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str, name: str, about: str | None) -> Json:
    return {"id": code, "name": name, "shortDescription": {"text": about or name}}


def _result(finding: Finding, rule: int, mark: str, language: Language) -> Json:
    said = finding.message.into(language)
    if finding.fix:
        said += f"\n{FIX.into(language)}: {finding.fix.into(language)}"
    place = finding.place
    location = {
        "artifactLocation": {"uri": quote(place.path, errors="surrogateescape"), "uriBaseId": "ROOT"},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    properties = {"confidence": finding.confidence.value, "post": finding.post, "channel": finding.channel}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": said},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {_FINGERPRINT: mark},
        "properties": {key: value for key, value in properties.items() if value is not None},
    }
