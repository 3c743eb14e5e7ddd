"""The documentation of the rules is what the code says, and a new rule begins by failing."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.checks import all_checks
from smm_build.dev.check_pages import GROUPS, pages
from smm_build.dev.new_check import Refusal, main, skeleton
from tests.servers import places

DOCS = places.ROOT / "docs"


def test_no_page_is_stale() -> None:
    there = {file.relative_to(DOCS).as_posix(): file.read_text("utf-8") for file in (DOCS / "checks").glob("*.md")}
    made = pages()
    assert sorted(path for path in made.keys() | there.keys() if made.get(path) != there.get(path)) == [], "`make docs`"


def test_every_rule_is_in_the_index_with_a_group_that_has_a_name() -> None:
    index = pages()["checks/index.md"]
    for check in all_checks():
        assert f"[{check.name}]({check.code.lower()}.md)" in index
        assert check.code[:3] in GROUPS


def test_headings_inside_of_examples_stay_headings_of_channels() -> None:
    page = pages()["checks/net101.md"]
    assert "\n### A text over the limit\n" in page
    assert "\n## mastodon\n" in page


def test_a_new_rule_is_two_files_and_not_a_word_of_it_passes_by_itself(tmp_path: Path) -> None:
    assert main(["BRD900", "some-new-name"], tmp_path) == 0
    module = (tmp_path / "smm_build/checks/brd900_some_new_name.py").read_text("utf-8")
    examples = (tmp_path / "tests/checks/brd900_some_new_name.md").read_text("utf-8")
    compile(module, "brd900_some_new_name.py", "exec")
    assert "def some_new_name(" in module
    assert "warning: some-new-name" in examples
    assert "TODO: what is found" not in examples  # what the skeleton looks for, so that its example fails


@pytest.mark.parametrize(
    ("code", "name"),
    [("BRD1", "x"), ("brd900", "x"), ("BRD900", "Not A Name"), ("BRD101", "x"), ("BRD900", "banned-term")],
)
def test_a_code_or_name_that_cannot_be_is_refused(code: str, name: str) -> None:
    with pytest.raises(Refusal):
        skeleton(code, name)


def test_wrong_use_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["BRD900"], tmp_path) == 2
    assert "BRD105 shouting" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
