"""``staging`` of brand.yml: one public address, and one way there."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.domain.brand import Staging
from smm_build.read import load

BRAND = "name: A\ntimezone: UTC\nstaging: "


def read(root: Path, staging: str) -> tuple[Staging | None, list[tuple[str, int, int]]]:
    (root / "brand").mkdir(exist_ok=True)
    (root / "brand/brand.yml").write_text(f"{BRAND}{staging}\n", encoding="utf-8")
    loaded = load(root)
    return loaded.workspace.brand.staging, [(f.code, f.place.line, f.place.column) for f in loaded.findings]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{base: https://media.example/a/, folder: /srv/media}", Staging("https://media.example/a", "/srv/media")),
        ("{base: https://media.example, branch: smm-media}", Staging("https://media.example", branch="smm-media")),
        ("{base: 'http://127.0.0.1:8080', folder: media}", Staging("http://127.0.0.1:8080", "media")),
    ],
)
def test_what_is_said_is_read(tmp_path: Path, written: str, meant: Staging) -> None:
    assert read(tmp_path, written) == (meant, [])


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("{base: http://media.example, folder: /srv/media}", 17),
        ("{base: http://127.0.0.1.media.example, folder: /srv/media}", 17),
        ("{base: https://media.example}", 10),
        ("{base: https://media.example, folder: /srv/media, branch: smm-media}", 10),
    ],
)
def test_what_leads_nowhere_is_a_finding_at_its_place(tmp_path: Path, written: str, column: int) -> None:
    assert read(tmp_path, written) == (None, [("FMT005", 3, column)])


def test_without_it_nothing_is_staged(tmp_path: Path) -> None:
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand/brand.yml").write_text("name: A\ntimezone: UTC\n", encoding="utf-8")
    assert load(tmp_path).workspace.brand.staging is None
