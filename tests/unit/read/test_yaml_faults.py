"""What is wrong with YAML, said in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from smm_build.read import load
from tests.servers.git import Repository
from tests.unit.read.conftest import DEFAULTS, Doc, write

POST = "content/posts/a.md"
OURS = "---\ntitle: Open\npublish_at: 2026-12-01 09:30\nchannels: [x]\n---\nText.\n"


def merged(root: Path, before: str, one: str, other: str, *, style: str = "merge") -> None:
    """Leave the post in ``root`` as git leaves it when ``one`` and ``other`` were both made of ``before``."""
    checkout = Repository(root)
    checkout.git("init", "--quiet", "--initial-branch", "main")
    checkout.commit("Before", {**DEFAULTS, POST: before})
    checkout.git("branch", "summer")
    checkout.commit("One", {POST: one})
    checkout.git("switch", "--quiet", "summer")
    checkout.commit("The other", {POST: other})
    checkout.git("switch", "--quiet", "main")
    with pytest.raises(AssertionError, match="CONFLICT"):
        checkout.git("-c", f"merge.conflictStyle={style}", "merge", "summer")


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_what_git_leaves_of_two_changes_is_called_so_where_it_begins(style: str, tmp_path: Path) -> None:
    merged(
        tmp_path, OURS, OURS.replace("Open", "Open on Sunday"), OURS.replace("Open", "Closed on Sunday"), style=style
    )
    (finding,) = load(tmp_path).findings
    assert (finding.code, str(finding.place)) == ("FMT002", f"{POST}:2:1")
    assert "nobody has chosen" in finding.message.en
    assert "nessuno ha ancora scelto" in finding.message.it
    assert finding.fix is not None
    assert ">>>>>>>" in finding.fix.en
    assert ">>>>>>>" in finding.fix.it


def test_two_files_of_one_name_made_on_two_branches(tmp_path: Path) -> None:
    """Then the marks may stand even before the front matter."""
    merged(tmp_path, "", OURS, "Only words, and no front matter.\n")
    (finding,) = load(tmp_path).findings
    assert (finding.code, str(finding.place)) == ("FMT002", f"{POST}:1:1")
    assert "nobody has chosen" in finding.message.en


@pytest.mark.parametrize(
    ("lines", "spot", "words"),
    [
        ("title: 'L'arte del caffè'", "2:8", "apostrophe"),
        ("title: 'L''arte: del' caffè", "2:8", "apostrophe"),
        ('title: "Il "nuovo" caffè"', "2:8", "put it in '…'"),
        ('title: "Open\nlink: https://example.com\nnotes: "late"', "2:8", "Close it"),
        ("title: 'Open\nnotes: 'late'", "2:8", "Close it"),
        ("notes: 'late'  # it's so\ntitle: 'Open\nlocation: 'Turin'", "3:8", "Close it"),
        ("title:Open\nnotes: late", "2:1", "a space after the colon"),
        ("notes: late\ntitle:Open\nlocation: Turin", "3:1", "a space after the colon"),
        ("title: Open\n  notes: late", "3:3", "the same column"),
        ("title: Open: late", "2:12", "in quotes"),
        ("title: Open\nnotes: [", "4:1", "at its end"),
        ("title: - late", "2:8", "the next line"),
        ("title: *late*", "2:8", "in quotes"),
        ("title: Open\n\tnotes: late", "3:1", "with spaces"),
    ],
)
def test_the_finding_is_where_the_mistake_was_made(tmp_path: Path, lines: str, spot: str, words: str) -> None:
    """Not where the parser noticed, which may be some lines below."""
    write(tmp_path, {**DEFAULTS, POST: f"---\n{lines}\n---\nText.\n"})
    (finding,) = load(tmp_path).findings
    assert (finding.code, str(finding.place)) == ("FMT002", f"{POST}:{spot}")
    assert finding.fix is not None
    assert words in finding.fix.en


def test_every_place_is_said_once(workspace_doc: Doc) -> None:
    """Two places where nobody has chosen, in a file of its own and in one of the brand's.

    === content/posts/a.md
    ---
    publish_at: 2026-12-01 09:30
    channels: [
    <<<<<<< HEAD
      x,
    =======
      bluesky,
    >>>>>>> summer
    ]
    <<<<<<< HEAD
    link: https://example.com/a
    =======
    link: https://example.com/b
    >>>>>>> summer
    ---

    Text.
    === brand/people.yml
    acme:
    <<<<<<< HEAD
      name: Acme
    =======
      name: ACME
    >>>>>>> summer
    """
    findings = workspace_doc.loaded.findings
    assert sorted(str(found.place) for found in findings if "nobody has chosen" in found.message.en) == [
        "brand/people.yml:2:1",
        "content/posts/a.md:10:1",
        "content/posts/a.md:4:1",
    ]
    assert len(findings) == 3


@pytest.mark.parametrize("left", ["=======", ">>>>>>> summer", "<<<<<<< HEAD", "||||||| 1a2b3c4"])
def test_a_mark_that_was_forgotten_is_found_too(left: str, tmp_path: Path) -> None:
    write(tmp_path, {**DEFAULTS, POST: OURS.replace("channels", f"{left}\nchannels")})
    (finding,) = load(tmp_path).findings
    assert str(finding.place) == f"{POST}:4:1"
    assert "nobody has chosen" in finding.message.en


@pytest.mark.parametrize(
    "line", ["title: a <<<<<<< b", 'title: "<<<<<<< HEAD"', "# =======", "notes: |\n  <<<<<<< HEAD\n  ======="]
)
def test_signs_that_stand_elsewhere_are_no_marks(line: str, tmp_path: Path) -> None:
    write(tmp_path, {**DEFAULTS, POST: OURS.replace("title: Open", line)})
    assert load(tmp_path).findings == ()


@pytest.mark.parametrize("line", ["<<<<<<<< HEAD", "======== ", "<<<<<<<HEAD"])
def test_other_signs_at_the_beginning_are_broken_in_another_way(line: str, tmp_path: Path) -> None:
    write(tmp_path, {**DEFAULTS, POST: OURS.replace("channels", f"{line}\nchannels")})
    (finding,) = load(tmp_path).findings
    assert finding.code == "FMT002"
    assert "nobody has chosen" not in finding.message.en
