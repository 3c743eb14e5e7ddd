"""A line drawn under old findings: what was there is known, what comes is new."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.checks import Baseline, against, fingerprint
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.read import NoBaseline, baseline_text, read_baseline

OLD = Finding("BRD901", "too-loud", Severity.ERROR, Place("a.md", 7), Sentence("loud", "forte"), post="one")
SECRET = replace(OLD, code="SEC101", name="secret-in-file")


def written(tmp_path: Path, *findings: Finding) -> Baseline:
    file = tmp_path / "baseline.json"
    file.write_text(baseline_text(findings), encoding="utf-8")
    return read_baseline(file, "brand/baseline.json")


def test_what_is_in_it_is_known_wherever_it_moves(tmp_path: Path) -> None:
    baseline = written(tmp_path, OLD)
    moved = replace(OLD, place=Place("b.md", 70))
    assert against(baseline, [moved]) == ((), 1)


@pytest.mark.parametrize(
    "other",
    [
        replace(OLD, code="BRD902"),
        replace(OLD, post="two"),
        replace(OLD, message=Sentence("louder", "più forte")),
        replace(OLD, channel="x"),
    ],
)
def test_anything_else_is_new(other: Finding, tmp_path: Path) -> None:
    new, known = against(written(tmp_path, OLD), [OLD, other])
    assert (new, known) == ((other,), 1)


def test_twice_is_more_than_once(tmp_path: Path) -> None:
    new, known = against(written(tmp_path, OLD), [OLD, OLD])
    assert (new, known) == ((OLD,), 1)
    assert against(written(tmp_path, OLD, OLD), [OLD, OLD]) == ((), 2)


def test_what_is_gone_is_a_hint(tmp_path: Path) -> None:
    ((hint,), known) = against(written(tmp_path, OLD), [])
    assert (hint.code, hint.severity, hint.place.path, known) == ("SUP104", Severity.HINT, "brand/baseline.json", 0)
    assert "too-loud (BRD901), one" in hint.message.en


def test_of_several_that_are_gone_the_first_is_named(tmp_path: Path) -> None:
    baseline = written(tmp_path, OLD, replace(OLD, code="BRD902", name="too-soft"), replace(OLD, post="two"))
    ((hint,), known) = against(baseline, [replace(OLD, post="two")])
    assert known == 1
    assert "lists 2 that are not found" in hint.message.en
    assert "elenca 2 che non si trovano" in hint.message.it
    assert "too-loud (BRD901), one" in hint.message.en


def test_a_secret_is_never_known(tmp_path: Path) -> None:
    assert against(written(tmp_path, SECRET), [SECRET]) == ((SECRET,), 0)


def test_without_a_post_the_file_counts() -> None:
    nobody = replace(OLD, post=None)
    assert fingerprint(nobody) == fingerprint(replace(nobody, place=Place("a.md", 9)))
    assert fingerprint(nobody) != fingerprint(replace(nobody, place=Place("b.md", 7)))


@given(st.permutations([OLD, replace(OLD, post="two"), replace(OLD, code="CAL901")]))
def test_the_file_does_not_depend_on_the_order(findings: list[Finding]) -> None:
    assert baseline_text(findings) == baseline_text(sorted(findings, key=lambda finding: finding.code))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}'])
def test_a_file_that_is_none_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NoBaseline):
        read_baseline(file, "baseline.json")
    with pytest.raises(NoBaseline):
        read_baseline(tmp_path / "nowhere.json", "nowhere.json")
