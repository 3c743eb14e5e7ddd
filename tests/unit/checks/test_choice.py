"""Which checks count: what somebody asks for, what the brand says, and what nobody can switch off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from smm_build.checks import Choice, Option, examine
from smm_build.checks._base import Check, Confidence, Problem, post_check
from smm_build.checks._choice import as_the_brand_has_it, chosen
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Post
from smm_build.domain.rules import CheckSettings
from smm_build.domain.sentence import Sentence
from tests.unit.checks.test_engine import a_workspace
from tests.values import a_post

ILL = Sentence("ill", "sta male")


def a_check(code: str, name: str, severity: Severity = Severity.WARNING, *, preview: bool = False) -> Check:
    def run(subject: object, *_: object) -> Iterator[Problem]:
        assert isinstance(subject, Post)
        yield Problem(Place(subject.path), ILL)

    return Check(code, name, severity, "post", "", run, preview=preview)


CHECKS = [
    a_check("BRD901", "too-loud"),
    a_check("NET901", "too-much", Severity.ERROR),
    a_check("CAL901", "too-late", preview=True),
]


def codes(choice: Choice, settings: CheckSettings | None = None) -> list[str]:
    return [check.code for check in chosen(CHECKS, settings or CheckSettings(), choice)]


@pytest.mark.parametrize("word", ["BRD901", "brd901", "too-loud", "BRD", "brd"])
def test_a_code_a_name_and_a_family_choose(word: str) -> None:
    assert codes(Choice(select=(word,))) == ["BRD901"]
    assert codes(Choice(ignore=(word,))) == ["NET901"]


def test_rules_on_probation_are_asked_on_request_only() -> None:
    assert codes(Choice()) == ["BRD901", "NET901"]
    assert codes(Choice(preview=True)) == ["BRD901", "NET901", "CAL901"]


def test_a_brand_leaves_out_what_is_its_own_business() -> None:
    assert codes(Choice(), CheckSettings(ignore=("BRD", "NET"))) == ["NET901"]
    assert codes(Choice(), CheckSettings(select=("BRD",))) == ["BRD901", "NET901"]


def a_finding(code: str, severity: Severity, confidence: Confidence = Confidence.HIGH) -> Finding:
    return Finding(code, "name", severity, Place("a.md"), ILL, confidence=confidence)


@pytest.mark.parametrize(
    ("finding", "wanted", "then"),
    [
        (a_finding("BRD901", Severity.ERROR), Severity.HINT, Severity.HINT),
        (a_finding("BRD901", Severity.HINT), Severity.ERROR, Severity.ERROR),
        (a_finding("NET901", Severity.ERROR), Severity.HINT, Severity.ERROR),
        (a_finding("SEC901", Severity.ERROR), Severity.WARNING, Severity.ERROR),
        (a_finding("FMT901", Severity.ERROR), Severity.WARNING, Severity.ERROR),
        (a_finding("NET901", Severity.WARNING), Severity.HINT, Severity.HINT),
        (a_finding("BRD901", Severity.WARNING, Confidence.LOW), Severity.ERROR, Severity.WARNING),
        (a_finding("BRD901", Severity.WARNING, Confidence.LOW), Severity.HINT, Severity.HINT),
    ],
)
def test_a_brand_changes_how_bad_something_is_but_for_what_would_not_go_out(
    finding: Finding, wanted: Severity, then: Severity
) -> None:
    settings = CheckSettings(severity={"name": wanted})
    assert [told.severity for told in as_the_brand_has_it([finding], settings)] == [then]


def test_a_guess_and_a_rule_on_probation_can_never_be_errors() -> None:
    def too_loud(post: Post) -> Iterator[Problem]:
        yield Problem(Place(post.path), ILL)

    with pytest.raises(TypeError, match="too-loud"):
        post_check(Severity.ERROR, confidence=Confidence.LOW)(too_loud)
    with pytest.raises(TypeError, match="too-loud"):
        post_check(Severity.ERROR, preview=True)(too_loud)
    assert post_check(Severity.WARNING, confidence=Confidence.LOW)(too_loud).confidence is Confidence.LOW


def test_an_option_belongs_to_its_check() -> None:
    def too_loud(post: Post) -> Iterator[Problem]:
        yield Problem(Place(post.path), ILL)

    alien = Option("too-soft", "most", 3, ILL)
    with pytest.raises(TypeError, match="too-soft"):
        post_check(Severity.WARNING, options=(alien,))(too_loud)


@pytest.mark.parametrize(
    ("default", "written", "value"),
    [
        (3, "5", 5),
        (3, "-5", None),
        (3, "five", None),
        (3, ["5"], None),
        (1.5, "2.25", 2.25),
        (True, "no", False),
        (True, "perhaps", None),
        ("a", "b", "b"),
        (("a",), ["b", "c"], ("b", "c")),
        (("a",), "b", ("b",)),
        (("a",), [["b"]], None),
        (("a",), None, None),
    ],
)
def test_an_option_reads_its_own_kind_and_nothing_else(default: object, written: object, value: object) -> None:
    option: Option[int] = Option("x", "y", default, ILL)  # type: ignore[arg-type] # every kind takes this way
    assert option.read(written) == value


def test_an_option_is_what_the_brand_says_else_its_default() -> None:
    option = Option("too-loud", "most", 3, ILL)
    usual = a_workspace(a_post("one"))
    assert option.of(usual) == 3
    said = replace(usual, check_settings=CheckSettings(options={("too-loud", "most"): 7}))
    assert option.of(said) == 7


def test_findings_of_reading_are_chosen_as_well_but_a_brand_cannot_hide_errors() -> None:
    reading = [a_finding("FMT901", Severity.ERROR), a_finding("FMT902", Severity.WARNING)]
    workspace = replace(a_workspace(), check_settings=CheckSettings(ignore=("FMT",)))
    assert [finding.code for finding in examine(workspace, [], reading)] == ["FMT901"]
    assert [f.code for f in examine(a_workspace(), [], reading, Choice(select=("FMT902",)))] == ["FMT902"]
