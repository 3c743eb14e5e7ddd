"""``repository`` and ``country`` of ``brand.yml``, as docs/formats.md lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.read import load

BRAND = "name: Aurora\ntimezone: Europe/Rome\n"


def write(root: Path, more: str) -> Path:
    (root / "brand").mkdir()
    (root / "brand/brand.yml").write_text(BRAND + more, "utf-8")
    return root


def test_both_are_read_and_kept(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "repository: https://github.com/aurora/social/tree/plan\ncountry: IT-BZ\n"))
    assert loaded.workspace.brand.repository == "https://github.com/aurora/social/tree/plan"
    assert loaded.workspace.brand.country == "IT-BZ"
    assert loaded.findings == ()


def test_both_may_be_left_out(tmp_path: Path) -> None:
    brand = load(write(tmp_path, "")).workspace.brand
    assert (brand.repository, brand.country) == (None, None)


@pytest.mark.parametrize("line", ["country: Italy", "country: it", "repository: github.com/a/b", "repository: 'x y'"])
def test_what_they_cannot_be_is_a_finding_with_its_place(tmp_path: Path, line: str) -> None:
    loaded = load(write(tmp_path, line + "\n"))
    assert [(finding.place.line, finding.place.path) for finding in loaded.findings] == [(3, "brand/brand.yml")]
    assert loaded.findings[0].message.it
