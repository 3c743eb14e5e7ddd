"""What the import tests share: writing what was imported, and reading it as the product does."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from smm_build.domain.finding import Severity
from smm_build.domain.workspace import Workspace
from smm_build.importers import Imported
from smm_build.importers.files import write_files
from smm_build.read import load

Reads = Callable[[Imported], Workspace]


def png(colour: str) -> bytes:
    """Return a small picture all in one colour."""
    held = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(held, "PNG")
    return held.getvalue()


@pytest.fixture
def reads(tmp_path_factory: pytest.TempPathFactory) -> Reads:
    """Write an import into an empty folder, read it, and insist that nothing in it is an error."""

    def read(imported: Imported) -> Workspace:
        root: Path = tmp_path_factory.mktemp("workspace")
        assert {row.outcome for row in write_files(root, imported.files)} <= {"imported"}
        loaded = load(root)
        errors = [(str(found.place), found.message.en) for found in loaded.findings if found.severity is Severity.ERROR]
        assert errors == []
        return loaded.workspace

    return read
