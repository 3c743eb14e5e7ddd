"""A hundred real posts that somebody has read one by one: every true error is found, and no false one."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from pathlib import Path

import pytest

from smm_build.checks import run_checks
from smm_build.compose import compose_all
from smm_build.domain.finding import Finding, Severity
from smm_build.importers import ImportOptions, get_importer
from smm_build.read import load
from tests.servers import places

LABELLED = json.loads((places.ROOT / "tests/data/labelled/posts.json").read_text(encoding="utf-8"))["posts"]
TEAMS = sorted({label["file"].partition("/")[0] for label in LABELLED})


def imported(team: str, source: Path, root: Path) -> dict[str, str]:
    """Import a team's posts into ``root`` and return the id each of their files got, where it got one."""
    files = {file.relative_to(source).as_posix(): file.read_bytes() for file in source.rglob("*") if file.is_file()}
    made = get_importer(team).convert(files, ImportOptions(with_brand=True, without_media=True)).files
    for path, inside in made.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(inside if isinstance(inside, bytes) else inside.encode())
    posts = {Path(path).stem for path in made if path.startswith("content/posts/")}
    return {file: Path(file).stem for file in files if Path(file).stem in posts}


def errors_by_post(root: Path) -> dict[str | None, set[str]]:
    loaded = load(root)
    found: list[Finding] = [*loaded.findings, *run_checks(loaded.workspace, compose_all(loaded.workspace))]
    codes = defaultdict(set)
    for finding in found:
        if finding.severity is Severity.ERROR:
            codes[finding.post].add(finding.code)
    return codes


def test_there_are_a_hundred_and_none_twice() -> None:
    assert len(LABELLED) == len({label["sha256"] for label in LABELLED}) == 100


@pytest.mark.parametrize("team", TEAMS)
def test_labels_are_of_the_posts_that_are_there(team: str, shared: Path) -> None:
    for label in LABELLED:
        if label["file"].startswith(team):
            data = (shared / "corpora" / label["file"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == label["sha256"], label["file"]


@pytest.mark.parametrize("team", TEAMS)
def test_every_true_error_is_found_and_no_false_one(team: str, shared: Path, tmp_path: Path) -> None:
    ids = imported(team, shared / "corpora" / team, tmp_path)
    errors = errors_by_post(tmp_path)
    mine = [label for label in LABELLED if label["file"].startswith(f"{team}/")]
    known = [label for label in mine if label["file"].partition("/")[2] in ids]
    assert known, "none of the labelled files became a post"
    expected = {label["file"]: set(label["errors"]) for label in known}
    assert {file: errors.get(ids[file.partition("/")[2]], set()) for file in expected} == expected
    assert not errors.get(None), "an error about no post at all"


def test_nearly_all_of_them_become_posts(shared: Path, tmp_path: Path) -> None:
    """Reposts and quotes are nobody's posts; everything else must be judged."""
    ids = {f"{team}/{file}" for team in TEAMS for file in imported(team, shared / "corpora" / team, tmp_path / team)}
    judged = len(ids & {label["file"] for label in LABELLED})
    assert judged >= 94
