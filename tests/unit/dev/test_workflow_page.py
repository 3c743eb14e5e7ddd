"""The table of what workflows may do is read from them, and a permission without a reason is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.dev.workflow_page import UnexplainedPermissionError, pages
from tests.servers import places

FOLDER = places.ROOT / ".github/workflows"


def test_the_page_is_what_the_files_say() -> None:
    ((path, text),) = pages(FOLDER).items()
    assert (places.ROOT / "docs" / path).read_text(encoding="utf-8") == text


def test_a_permission_needs_a_reason(tmp_path: Path) -> None:
    """The page is not made without it."""
    text = (FOLDER / "publish.yml").read_text(encoding="utf-8")
    (tmp_path / "publish.yml").write_text(text.replace(" # the ledger's branch", ""), encoding="utf-8")
    with pytest.raises(UnexplainedPermissionError, match="publish"):
        pages(tmp_path)


def test_a_change_of_a_file_changes_the_page(tmp_path: Path) -> None:
    """A job that may do more, or gets a secret, is seen in the table."""
    text = (FOLDER / "check.yml").read_text(encoding="utf-8")
    more = text.replace(
        "    permissions:\n", "    environment:\n      name: publish\n    permissions:\n      issues: write # to ask\n"
    )
    more = more.replace("run: smm check", "run: smm check\n        env:\n          A: ${{ secrets.A }}")
    (tmp_path / "check.yml").write_text(more, encoding="utf-8")
    (page,) = pages(tmp_path).values()
    assert "| check | check | issues: write (to ask)<br>contents: read" in page
    assert "those of the channels; environment `publish` |" in page
