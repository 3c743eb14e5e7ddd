"""The text below the front matter: what is written is what is sent."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.place import Place
from smm_build.domain.post import PartText
from smm_build.read import load
from smm_build.read.body import Section, read_body
from smm_build.read.source import Source
from tests.unit.read.conftest import DEFAULTS, Doc, write


def names_of(section: Section) -> list[str]:
    """Return the names in the heading of a section."""
    return [heading.name for heading in section.headings]


def texts_in(section: Section) -> list[str]:
    """Return the texts of the parts of a section."""
    return [part.text for part in section.parts]


def texts_of(text: str) -> dict[str, list[str]]:
    """Return the parts of every section, under the names in its heading."""
    body = read_body(Source("content/posts/a.md", text), 0)
    return {",".join(names_of(section)): texts_in(section) for section in body.sections}


def test_channels_and_threads(workspace_doc: Doc) -> None:
    """Headings of channels and thematic breaks take the text apart; every part knows where it begins.

    === content/posts/a.md
    ---
    channels: [x, bluesky, mastodon]
    ---

    The common text.

    #espresso #coffee

    ## X, bluesky

    A shorter text. <!-- a note to the team -->

    ---

      Second part.

    ## mastodon
    ---
    Only one part.
    ---
    """
    assert workspace_doc.loaded.findings == ()
    post = workspace_doc.post
    parts = {
        name: [(part.text, part.place.line, part.place.column) for part in parts] for name, parts in post.texts.items()
    }
    assert parts == {
        "": [("The common text.\n\n#espresso #coffee", 5, 1)],
        "x": [("A shorter text.", 11, 1), ("  Second part.", 15, 1)],
        "bluesky": [("A shorter text.", 11, 1), ("  Second part.", 15, 1)],
        "mastodon": [("Only one part.", 19, 1)],
    }


def test_headings_that_are_wrong(workspace_doc: Doc) -> None:
    """A name that is no channel, one named twice, one the post does not go to, and one with nothing below.

    === content/posts/a.md
    ---
    channels: [x, bluesky]
    ---
    Common.

    ## x, blusky, x
    Own.

    ## mastodon
    Own.

    ## bluesky

    ## Introduction

    ## Two words are a text
    """
    assert [(f.code, f.place.line, f.place.column, f.channel) for f in workspace_doc.loaded.findings] == [
        ("FMT007", 6, 7, None),
        ("FMT019", 6, 15, "x"),
        ("FMT020", 9, 4, "mastodon"),
        ("FMT027", 12, 4, "bluesky"),
        ("FMT007", 14, 4, None),
    ]
    assert workspace_doc.fixes[0].en == "Did you mean `bluesky`?"
    assert workspace_doc.post.parts_for("bluesky")[0].text == "Common."
    assert all("Two words" not in part.text for parts in workspace_doc.post.texts.values() for part in parts)


@pytest.mark.parametrize(
    "line", ["### x", "##x", "## x,", "## x and bluesky", "# x", " ## x", "## X:", "## x; mastodon"]
)
def test_lines_that_look_like_headings_of_channels(tmp_path: Path, line: str) -> None:
    """They are sent as text, so somebody should be told."""
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": f"---\nchannels: [x]\n---\n{line}\nText.\n"})
    loaded = load(tmp_path)
    assert [finding.code for finding in loaded.findings] == ["FMT025"]
    assert loaded.workspace.posts[0].texts[""][0].text == f"{line}\nText."


@pytest.mark.parametrize(
    "line", ["## Two words", "#x", "#espresso #x", "x, bluesky", "## 100 % x", "--- x", "----", "***"]
)
def test_lines_that_are_just_text(tmp_path: Path, line: str) -> None:
    """Nobody is bothered about them, and they are sent as they are."""
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": f"---\nchannels: [x]\n---\n{line}\nText.\n"})
    loaded = load(tmp_path)
    assert loaded.findings == ()
    assert loaded.workspace.posts[0].texts[""][0].text == f"{line}\nText."


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a\n\n<!-- note -->\n\nb", "a\n\nb"),
        ("a\n<!-- note -->\nb", "a\nb"),
        ("a\n\n<!-- one\n\ntwo -->\n\n\nb", "a\n\nb"),
        ("a <!-- note --> b", "a b"),
        ("a<!-- note -->b", "ab"),
        ("<!-- note --> a", "a"),
        ("a <!-- note -->", "a"),
        ("a\n\n<!-- 1 -->\n<!-- 2 -->\n\nb", "a\n\nb"),
        ("<!-- only a note -->", ""),
        ("<!-->a", "a"),
        ("a <!-- > -- -> --> b", "a b"),
        ("a\n\n\n\nb", "a\n\n\n\nb"),
        ("a \t\n b\u00a0\n\u00a0\n\u2800\nc", "a\n b\u00a0\n\u00a0\n\u2800\nc"),
        ("<!-- ## x -->\na\n<!--\n---\n-->\nb", "a\nb"),
        ("a --> b", "a --> b"),
        ("1 < 2 <! -- x", "1 < 2 <! -- x"),
    ],
)
def test_comments_are_never_sent(written: str, sent: str) -> None:
    """A comment leaves no trace, and the rest is untouched but for spaces nobody sees."""
    assert texts_of(written) == {"": [sent] if sent else []}


def test_a_comment_may_stand_in_a_heading() -> None:
    """The line counts as what is left of it."""
    assert texts_of("## x <!-- short -->\na\n--- <!-- next -->\nb\n##<!-- odd --> y\nc") == {
        "": [],
        "x": ["a", "b"],
        "y": ["c"],
    }


def test_a_comment_that_never_ends(workspace_doc: Doc) -> None:
    """Nothing after it is sent, and the finding stands where it begins.

    === content/posts/a.md
    ---
    channels: [x]
    ---
    One <!-- fine --> two <!-- open
    secret

    ## x

    secret
    """
    assert (workspace_doc.finding.code, str(workspace_doc.finding.place)) == ("FMT011", "content/posts/a.md:4:23")
    assert [part.text for part in workspace_doc.post.texts[""]] == ["One two"]
    assert list(workspace_doc.post.texts) == [""]


@pytest.mark.parametrize(
    ("written", "alt", "target"),
    [
        ("![A cup](cup.png)", "A cup", "cup.png"),
        ("![](cup.png)", "", "cup.png"),
        ("![A cup](<my cup.png>)", "A cup", "my cup.png"),
        ("![A cup](my%20cup.png)", "A cup", "my cup.png"),
        ('![A cup](cup.png "A title")', "A cup", "cup.png"),
        ("![A cup](cup.png 'A title')", "A cup", "cup.png"),
        ("![A [small] cup](cup.png)", "A [small] cup", "cup.png"),
        (r"![A \[cup\]](cup.png)", "A [cup]", "cup.png"),
        ("![A\ncup](cup.png)", "A cup", "cup.png"),
        ("![A cup](cup_(1).png)", "A cup", "cup_(1).png"),
        ("![Una tazza di caffè è](../../tazza.png)", "Una tazza di caffè è", "../../tazza.png"),
    ],
)
def test_pictures_are_taken_out(written: str, alt: str, target: str) -> None:
    """As Markdown has them: https://spec.commonmark.org/0.31.2/#images, read 2026-11-23."""
    body = read_body(Source("a.md", f"Before\n\n{written}\n\nafter"), 0)
    (part,) = body.sections[0].parts
    assert part.text == "Before\n\nafter"
    (picture,) = part.pictures
    assert (picture.alt, picture.target, picture.place) == (alt, target, Place("a.md", 3, 1))
    assert body.like_pictures == ()


def test_pictures_belong_to_their_part() -> None:
    """Each part of each text has its own; a part may have nothing else."""
    source = Source("a.md", "a ![1](1) b ![2](2)\n\n---\n![3](3)\n\n## x\n\n![4](4)\nc\n---\n---\n")
    body = read_body(source, 0)
    parts = [(part.text, [p.target for p in part.pictures], str(part.place)) for s in body.sections for part in s.parts]
    assert parts == [
        ("a b", ["1", "2"], "a.md:1:1"),
        ("", ["3"], "a.md:4:1"),
        ("c", ["4"], "a.md:9:1"),
    ]


def test_pictures_in_comments_are_not_there() -> None:
    """A comment hides everything in it."""
    body = read_body(Source("a.md", "a <!-- ![1](1) --> b"), 0)
    assert body.sections[0].parts[0].pictures == ()


def test_what_looks_like_a_picture(workspace_doc: Doc) -> None:
    """It is sent as text, so somebody should be told.

    === content/posts/a.md
    ---
    channels: [x]
    ---
    See ![a cup] (cup.png)
    """
    assert (workspace_doc.finding.code, workspace_doc.finding.place.column) == ("FMT026", 5)
    assert workspace_doc.post.texts[""][0].text == "See ![a cup] (cup.png)"


def test_text_after_a_picture_or_comment_has_its_own_place() -> None:
    """The column is where the text begins that is sent."""
    body = read_body(Source("a.md", "<!-- note -->  text"), 0)
    assert body.sections[0].parts[0].place == Place("a.md", 1, 16)


@given(st.text(alphabet="ab <!->[]()#,x\n\\\"'`|~.*_é☕", max_size=200))
def test_every_text_is_read(text: str) -> None:
    """Whatever is written, reading ends, and all that is sent was written there, in this order."""
    body = read_body(Source("a.md", text), 0)
    for section in body.sections:
        for part in section.parts:
            assert "\0" not in part.text
            assert not part.text.startswith("\n")
            assert not part.text.endswith(("\n", " "))
            remaining = iter(text)
            assert all(char in remaining for char in part.text)


@given(st.text(alphabet="ab é☕\n#,.", max_size=100))
def test_plain_text_is_not_touched(text: str) -> None:
    """Without comments, pictures, headings and breaks the text is sent as it is."""
    lines = [line.rstrip(" ") for line in text.split("\n")]
    if any(line.startswith("## ") for line in lines):
        return
    sent = [part.text for section in read_body(Source("a.md", text), 0).sections for part in section.parts]
    assert sent == ([whole] if (whole := "\n".join(lines).strip("\n")) else [])


_LINES = [*"-ab", "", " b c", "## x", "##  x, y.z", "## x y", "# a", " ## a", "#b", "###", "---", "--- ", "-- -", "- d"]


@given(st.lists(st.sampled_from(_LINES)).map("\n".join))
def test_every_character_stands_where_its_place_says(text: str) -> None:
    """What is sent stands at its places in the file, and no heading or break is part of it."""
    lines = text.split("\n")
    for section in read_body(Source("a.md", text), 0).sections:
        for part in section.parts:
            written = PartText(part.text, (), part.place, part.lines)
            places = [written.at(offset) for offset in range(len(part.text))]
            there = [(lines[place.line - 1] + "\n")[place.column - 1] for place in places]
            assert "".join(there) == part.text
            assert not {"## x", "##  x, y.z", "---"} & set(part.text.split("\n"))


@given(st.lists(st.sampled_from(_LINES)).map("\n".join), st.integers(0, 99))
def test_a_comment_inside_a_word_changes_nothing(text: str, at: int) -> None:
    """A heading or break with a comment in the middle of its signs is one all the same."""
    if not (text[at : at + 1].strip() and text[at + 1 : at + 2].strip()):
        return
    noted = f"{text[: at + 1]}<!-- a\nnote -->{text[at + 1 :]}"
    plain, same = (read_body(Source("a.md", written), 0) for written in (text, noted))
    assert [(names_of(section), texts_in(section)) for section in same.sections] == [
        (names_of(section), texts_in(section)) for section in plain.sections
    ]
    assert [line for line, _ in same.like_headings] == [line for line, _ in plain.like_headings]


_SLOW = ["<!--", "![", "![a](", "![[x]", '![a](b "', "![a](b (", "## x,", "\\", "![ [ ]"]
_SLOW += ["\n## x", "\n---", " ", "<!---->\n"]


@pytest.mark.parametrize("piece", _SLOW)
def test_no_text_takes_long(piece: str) -> None:
    """A pull request cannot keep the checks busy: reading takes time in proportion to the text."""
    text = piece * (200_000 // len(piece))
    begun = time.process_time()
    read_body(Source("a.md", text), 0)
    assert time.process_time() - begun < 2
