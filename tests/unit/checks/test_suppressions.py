"""Letting findings pass: in a post, on a line, with a reason; and what is wrong with doing so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from smm_build.checks._suppressions import suppress
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Ignore
from smm_build.domain.rules import Allowance
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace
from smm_build.read.allowances import read_allowances
from smm_build.read.source import Source
from tests.unit.checks.test_engine import a_workspace
from tests.values import a_post

PATH = "content/posts/one.md"
KNOWN = {"BRD901": "too-loud", "FMT901": "odd-file", "CAL901": "too-late"}
TOO_LOUD = Finding("BRD901", "too-loud", Severity.WARNING, Place(PATH, 7, 3), Sentence("loud", "forte"), post="one")


def allowing(*names: str, line: int = 7, reason: str | None = "it is a song") -> Workspace:
    return replace(a_workspace(a_post("one")), allowances=(Allowance(names, reason, Place(PATH, 6), line),))


def left(workspace: Workspace, *findings: Finding, asked: frozenset[str] = frozenset(KNOWN)) -> list[str]:
    return [finding.code for finding in suppress(findings, workspace, KNOWN, asked)]


@pytest.mark.parametrize("name", ["too-loud", "TOO-LOUD", "BRD901", "brd901"])
def test_a_line_lets_pass_what_it_names(name: str) -> None:
    assert left(allowing(name), TOO_LOUD) == []


def test_another_line_another_file_and_another_name_do_not() -> None:
    assert left(allowing("too-loud", line=8), TOO_LOUD) == ["BRD901", "SUP101"]
    assert left(allowing("too-late"), TOO_LOUD) == ["BRD901", "SUP101"]
    elsewhere = replace(TOO_LOUD, place=Place("content/posts/two.md", 7))
    assert left(allowing("too-loud"), elsewhere) == ["BRD901", "SUP101"]


def test_nothing_passes_without_a_reason() -> None:
    assert left(allowing("too-loud", reason=None), TOO_LOUD) == ["BRD901", "SUP102"]


def test_a_name_that_does_not_exist_is_found_with_the_one_that_was_meant() -> None:
    (found,) = suppress([], allowing("to-loud"), KNOWN, KNOWN)
    assert (found.code, found.post) == ("SUP103", "one")
    assert found.fix is not None
    assert "too-loud" in found.fix.en
    (by_code,) = suppress([], allowing("BRD902"), KNOWN, KNOWN)
    assert by_code.fix is not None
    assert "BRD901" in by_code.fix.en


def test_what_was_not_asked_is_not_called_unused() -> None:
    assert left(allowing("too-loud"), asked=frozenset({"CAL901"})) == []
    assert left(allowing("too-loud")) == ["SUP101"]


def test_an_ignore_of_a_post_is_for_the_whole_post_and_may_be_unused_as_well() -> None:
    entry = Ignore("too-loud", "it is a song", Place(PATH, 3))
    workspace = a_workspace(a_post("one", ignore=(entry,)))
    assert left(workspace, TOO_LOUD, replace(TOO_LOUD, place=Place(PATH, 9))) == []
    assert left(workspace) == ["SUP101"]
    for other in ("two", "another"):
        assert left(workspace, replace(TOO_LOUD, post=other)) == ["BRD901", "SUP101"]


def test_warnings_of_reading_pass_and_errors_do_not() -> None:
    odd = replace(TOO_LOUD, code="FMT901", name="odd-file")
    assert left(allowing("odd-file"), odd) == []
    assert left(allowing("odd-file"), replace(odd, severity=Severity.ERROR)) == ["FMT901", "SUP101"]


# --- Reading them -----------------------------------------------------------------------------------------------------


def read(text: str, path: str = PATH) -> Iterator[tuple[tuple[str, ...], str | None, int, int]]:
    for allowance in read_allowances(Source(path, text)):
        yield allowance.names, allowance.reason, allowance.place.line, allowance.line


FRONT = "---\nid: one # allow: too-loud because it is an id\n# allow: too-late because of the feast\ntitle: x\n---\n\n"


def test_comments_in_front_matter_are_about_their_line_or_the_next() -> None:
    assert list(read(FRONT + "Text\n")) == [
        (("too-loud",), "it is an id", 2, 2),
        (("too-late",), "of the feast", 3, 4),
    ]


@pytest.mark.parametrize(
    ("body", "names", "reason", "line"),
    [
        ("Text <!-- allow: a because b -->\nMore\n", ("a",), "b", 7),
        ("<!-- allow: a because b -->\nText\n", ("a",), "b", 8),
        ("<!-- allow: a because b -->\n\nText\n", ("a",), "b", 9),
        ("<!-- allow: a because b -->\n<!-- a note -->\nText\n", ("a",), "b", 9),
        ("<!-- allow: a, c perché è così -->\nTesto\n", ("a", "c"), "è così", 8),
        ("<!--\nallow: a\nbecause b\n-->\nText\n", ("a",), "b", 11),
        ("Text <!-- allow: a -->\n", ("a",), None, 7),
        ("Text <!-- allow: a because -->\n", ("a",), None, 7),
        ("<!-- allow: a because b -->", ("a",), "b", 7),
    ],
)
def test_comments_in_text(body: str, names: tuple[str, ...], reason: str | None, line: int) -> None:
    ((said, why, _, about),) = read(FRONT.replace("allow", "deny") + body)
    assert (said, why, about) == (names, reason, line)


def test_what_only_looks_like_a_comment_is_none() -> None:
    front = '---\nnotes: "see # allow: a because b"\ntitle: x#allow:a because b\nlong: |\n  # allow: a because b\n---\n'
    assert list(read(front + "# allow: a because b\n")) == []


def test_yaml_files_have_comments_everywhere() -> None:
    text = "name: x\n# allow: a because b\nhandle: y\n"
    assert list(read(text, "brand/channels/x.yml")) == [(("a",), "b", 2, 3)]
