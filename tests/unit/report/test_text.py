"""Findings at a terminal: the caret stands below the character that is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.report.as_text import findings_text


@pytest.mark.parametrize(
    ("line", "word", "before"),
    [
        ("Un expresso", "expresso", 3),
        ("\tUn expresso", "expresso", 4),
        ("☕ Un expresso", "expresso", 6),
        ("👩🏽\u200d💻 日本 expresso", "expresso", 8),
        ("cafe\u0301 expresso", "expresso", 5),
        ("x" * 80 + " ☕ expresso", "expresso", 60),
    ],
)
def test_the_caret_stands_below_what_is_meant(line: str, word: str, before: int) -> None:
    place = Place("content/posts/a.md", 2, line.index(word) + 1)
    finding = Finding("BRD101", "banned-term", Severity.ERROR, place, Sentence("No", "No"))
    _, shown, caret = findings_text([finding], {place.path: ["---", line]}, "en").split("\n")
    assert caret == "    " + " " * before + "^"
    assert word in shown


def test_the_line_of_a_secret_is_not_shown_for_anything_else_in_it() -> None:
    place = Place("brand/channels/x.yml", 2, 1)
    key = Finding("FMT004", "unknown-key", Severity.ERROR, place, Sentence("Not known", "Non prevista"))
    secret = Finding(
        "SEC101", "secret-in-file", Severity.ERROR, replace(place, column=11), Sentence("A secret", "Un segreto")
    )
    lines = {place.path: ["network: x", "password: hunter2hunter2"]}
    assert "hunter2" in findings_text([key], lines, "en")
    assert "hunter2" not in findings_text([key, secret], lines, "en")
