"""The page about numbers names every word there is, and every name that a network is asked for."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from smm_build import networks
from smm_build.domain.reading import Metric
from smm_build.insight.store import COLUMNS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "metrics.md").read_text(encoding="utf-8")


def test_every_word_is_explained() -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert rows == {metric.value for metric in Metric}


def test_every_name_that_is_read_is_listed() -> None:
    """A name that a network module maps to a word of ours stands in the table."""
    modules = [file.parent.name for file in Path(networks.__file__).parent.glob("*/_metrics.py")]
    assert len(modules) == 10
    for name in modules:
        module = importlib.import_module(f"smm_build.networks.{name}._metrics")
        for table in vars(module).values():
            if isinstance(table, dict) and table and all(isinstance(word, Metric) for word in table.values()):
                assert [known for known in table if f"`{known}`" not in PAGE] == [], name


def test_the_columns_are_those_of_the_files() -> None:
    assert "\n" + ",".join(COLUMNS) + "\n" in PAGE
