"""Templates that were compiled are not compiled again, and anything that is not ours to believe is compiled anew."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from smm_build.site.compiled import CompiledTemplates


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


class Counting(jinja2.Environment):
    compiled = 0

    def _generate(self, *arguments: object, **more: object) -> str:
        self.compiled += 1
        made: str = super()._generate(*arguments, **more)  # type: ignore[arg-type]
        return made


def rendered(folder: Path, mark: str = "a", kind: str = "it") -> tuple[str, int]:
    """What the template says, and how many were compiled for that."""
    environment = Counting(
        loader=jinja2.FileSystemLoader(folder), bytecode_cache=CompiledTemplates(folder, kind, mark), autoescape=True
    )
    return environment.get_template("one.j2").render(), environment.compiled


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "one.j2").write_text("{{ 1 + 1 }}")
    return tmp_path


def bytecode(templates: Path) -> Path:
    (file,) = (templates / "__pycache__").iterdir()
    return file


def test_a_template_is_compiled_once(templates: Path) -> None:
    assert rendered(templates) == ("2", 1)
    assert rendered(templates) == ("2", 0)


def test_another_text_program_or_kind_is_compiled_anew(templates: Path) -> None:
    rendered(templates)
    assert rendered(templates, mark="b") == ("2", 1)
    assert rendered(templates, mark="b", kind="en") == ("2", 1)
    (templates / "one.j2").write_text("{{ 2 + 2 }}")
    assert rendered(templates, mark="b") == ("4", 1)


@pytest.mark.parametrize("content", [b"", b"nonsense", None], ids=["empty", "nonsense", "half"])
def test_what_is_broken_is_compiled_anew(templates: Path, content: bytes | None) -> None:
    rendered(templates)
    file = bytecode(templates)
    file.write_bytes(file.read_bytes()[:-9] if content is None else content)
    assert rendered(templates) == ("2", 1)
    assert rendered(templates) == ("2", 0)


def test_a_folder_that_takes_nothing_is_no_trouble(templates: Path) -> None:
    (templates / "__pycache__").write_text("a file where a folder should be")
    assert rendered(templates) == ("2", 1)


def test_nothing_is_written_where_python_writes_nothing(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered(templates)
    assert not (templates / "__pycache__").exists()


def test_it_lies_where_python_is_told_to_keep_bytecode(
    templates: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("bytecode")
    monkeypatch.setattr(sys, "pycache_prefix", str(elsewhere))
    rendered(templates)
    assert not (templates / "__pycache__").exists()
    assert len([path for path in elsewhere.rglob("*.pyc") if path.is_file()]) == 1
    assert rendered(templates) == ("2", 0)
