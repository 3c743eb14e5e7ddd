"""Real plans of real teams: no rule crashes on them, and none calls an error what was published without harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from smm_build.checks import run_checks
from smm_build.compose import compose_all
from smm_build.domain.finding import Finding, Severity
from smm_build.importers import ImportOptions, get_importer
from smm_build.read import load
from tests.servers import places

# What is really wrong in these plans, each looked at. The handles were published with U+202C behind them and became
# plain text; the team found it by the missing links. "https://BRC-Analytics" is the beginning of a name in bold.
TRUE_ERRORS = {
    "galaxy-social": {
        "broken-url 2025-02-27-brc-webinar-announce",
        "broken-url 2025-02-27-brc-webinar-announce-nosvg",
        "invisible-character-in-handle 2025-05-27-Indotestudo_elongata-rIndElo1",
        "invisible-character-in-handle 2025-08-06-vgp-opisthocomus-hoazin",
        "invisible-character-in-handle retry-381_2025-08-06-vgp-opisthocomus-hoazin",
        "invisible-character-in-handle retry-387_retry-381_2025-08-06-vgp-opisthocomus-hoazin",
    },
    "nodejs-bluesky": set[str](),
    "twitter-together": set[str](),
}


def imported(name: str, source: Path, root: Path) -> Path:
    files = {file.relative_to(source).as_posix(): file.read_bytes() for file in source.rglob("*") if file.is_file()}
    options = ImportOptions(with_brand=True, without_media=True)
    for path, inside in get_importer(name).convert(files, options).files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(inside if isinstance(inside, bytes) else inside.encode())
    return root


def errors_in(root: Path) -> Iterator[Finding]:
    workspace = load(root).workspace
    assert workspace.posts
    findings = run_checks(workspace, compose_all(workspace))
    return (finding for finding in findings if finding.severity is Severity.ERROR)


@pytest.mark.parametrize("name", sorted(TRUE_ERRORS))
def test_a_real_plan_has_no_false_error(name: str, shared: Path, tmp_path: Path) -> None:
    root = imported(name, shared / "corpora" / name, tmp_path)
    said = {f"{finding.name} {finding.post}" for finding in errors_in(root)}
    assert said == TRUE_ERRORS[name]


def test_our_own_plan_checks_clean() -> None:
    loaded = load(places.ROOT)
    findings = (*loaded.findings, *run_checks(loaded.workspace, compose_all(loaded.workspace)))
    assert [f"{finding.place} {finding.name}" for finding in findings if finding.severity is not Severity.HINT] == []
