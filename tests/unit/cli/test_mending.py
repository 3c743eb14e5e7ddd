"""Mending to the end: what was fixed is gone, and nothing else has changed by a byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_build.checks import Choice
from smm_build.cli._mending import diff_of, mend
from smm_build.cli._shared import Checked, open_workspace
from smm_build.domain.finding import Edit, Finding, Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence

POST = "content/posts/one.md"
CHOICE = Choice(select=("banned-term", "hashtag-in-lower-case", "link-without-https"))
MENDED = {
    "Expresso": "Espresso",
    "expresso": "espresso",
    "#specialtycoffee": "#SpecialtyCoffee",
    "http://example.com/a": "https://example.com/a",
    "cheap,": "good value,",
    "\n\n<!-- expresso -->\n\n": "\n\n<!-- expresso -->\n\n",
    "espresso": "espresso",
    "caffè☕": "caffè☕",
    "---": "---",
    "\n\n": "\n\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("brand")
    files = {
        "brand/brand.yml": "name: A\nlocale: en\nlanguages: [en]\ntimezone: Europe/Rome\n",
        "brand/voice.yml": "terms: [{use: espresso, avoid: [expresso]}, {use: good value, avoid: [cheap]}]\n"
        'hashtags: {always: ["#SpecialtyCoffee"]}\n',
        "brand/channels/mastodon.yml": "network: mastodon\n",
        "brand/channels/bluesky.yml": "network: bluesky\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "content/posts").mkdir(parents=True)
    return root


def document(pieces: Sequence[str], comment: str, end: str) -> str:
    front = f"---\nchannels: [mastodon,   bluesky]\n# expresso\nfirst_comment: '{comment}' # by hand\n---\n"
    return (front + "\n" + " ".join(pieces) + "\n").replace("\n", end)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(st.sampled_from(sorted(MENDED)), max_size=12),
    comment=st.sampled_from(["none", "Expresso", "an expresso for you"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_fixed_is_gone_and_nothing_else_changed(pieces: list[str], comment: str, end: str, root: Path) -> None:
    before = document(pieces, comment, end)
    (root / POST).write_bytes(before.encode())

    def look(contents: Mapping[str, bytes]) -> tuple[Checked, Sequence[Finding]]:
        checked = open_workspace(root, CHOICE, contents)
        return checked, checked.findings

    mended = mend(root, look, unsafe=True)
    after = document([MENDED[piece] for piece in pieces], comment.replace("xpresso", "spresso"), end)
    assert mended.contents.get(POST, before.encode()) == after.encode()
    assert not set(mended.fixed) & set(mended.checked.findings)
    assert (root / POST).read_bytes() == before.encode()
    assert (diff_of(root, mended.contents) == "") is (before == after)


def a_finding(old: str, new: str) -> Finding:
    edits = (Edit(Place("a.md", 1, 1), old, new, safe=True),)
    return Finding("BRD901", "x", Severity.WARNING, Place("a.md"), Sentence("x", "x"), edits=edits)


def test_edits_that_undo_each_other_come_to_an_end(root: Path) -> None:
    (root / "a.md").write_text("one", encoding="utf-8")
    checked = open_workspace(root, CHOICE)
    rounds = []

    def look(contents: Mapping[str, bytes]) -> tuple[Checked, Sequence[Finding]]:
        rounds.append(contents)
        return checked, [a_finding("one", "two"), a_finding("two", "one")]

    mend(root, look, unsafe=False)
    assert len(rounds) == 11


def test_a_file_that_an_edit_would_break_is_left_as_it_was(root: Path) -> None:
    (root / "a.md").write_text("one", encoding="utf-8")
    sound = open_workspace(root, CHOICE)
    broken = Finding("FMT002", "broken-yaml", Severity.ERROR, Place("a.md"), Sentence("x", "x"))

    def look(contents: Mapping[str, bytes]) -> tuple[Checked, Sequence[Finding]]:
        if "a.md" in contents:
            return Checked(root, sound.workspace, sound.variants, (broken,)), []
        return sound, [a_finding("one", "two")]

    mended = mend(root, look, unsafe=False)
    assert (mended.contents, mended.fixed) == ({}, ())
