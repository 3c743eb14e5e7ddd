"""Secrets in the files of channels, where those who begin look for a place for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.checks import run_checks
from smm_build.domain.finding import Finding
from smm_build.read import load
from smm_build.report.as_text import findings_text

BRAND = "name: Aurora\ntimezone: Europe/Rome\n"


def found(root: Path, line: str, path: str = "brand/channels/x.yml") -> list[Finding]:
    for name, text in {"brand/brand.yml": BRAND, "brand/channels/x.yml": "network: x\n", path: line}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"network: x\n{text}\n" if name == path else text)
    loaded = load(root)
    return [*loaded.findings, *run_checks(loaded.workspace, [])]


@pytest.mark.parametrize(
    "line",
    [
        "password: hunter2!",
        "app_password: abcd-efgh-ijkl-mnop",
        'access_token: "a1b2c3d4"',
        "credentials: abcd-efgh-ijkl-mnop",
        "API_KEY: a1b2c3d4  # from the console",
        "defaults: {}\nclientSecret: a1b2c3d4",
        "credentials: glpat-EXAMPLEexampleEXAMPLE",
    ],
)
def test_a_secret_under_its_key_is_found_once_and_never_repeated(tmp_path: Path, line: str) -> None:
    value = line.rpartition(": ")[2].partition(" ")[0].strip('"')
    findings = found(tmp_path, line)
    assert [finding.name for finding in findings].count("secret-in-file") == 1
    written = (tmp_path / "brand/channels/x.yml").read_text()
    shown = findings_text(findings, {"brand/channels/x.yml": written.split("\n")}, "en")
    assert "secret" in shown
    assert value not in shown


@pytest.mark.parametrize(
    "line",
    [
        "credentials: SMM_AURORA",
        "credentials: SMM_AURORA  # in the environment",
        "password: SMM_AURORA",
        "password: ${{ secrets.PASSWORD }}",
        "token:  # nothing yet",
        "token: ''",
        "profile: {bio: 'Passwords: never on paper'}",
    ],
)
def test_what_only_names_a_secret_is_none(tmp_path: Path, line: str) -> None:
    assert "secret-in-file" not in [finding.name for finding in found(tmp_path, line)]


def test_elsewhere_such_a_key_is_a_word(tmp_path: Path) -> None:
    findings = found(tmp_path, "tone: {token: gettone}", "brand/voice.yml")
    assert "secret-in-file" not in [finding.name for finding in findings]
