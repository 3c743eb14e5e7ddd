"""The workspace as a whole: what is found, in which order, and that nothing in a file can stop it."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_build.domain.finding import Severity
from smm_build.read import PROBLEMS, Loaded, NoWorkspace, load, problems
from tests.unit.read.conftest import DEFAULTS, Doc, write


def test_no_workspace(tmp_path: Path) -> None:
    """An empty folder, and none at all, are said to be none in both languages."""
    for root in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoWorkspace) as raised:
            load(root)
        assert str(root) in raised.value.reason.en
        assert str(root) in raised.value.reason.it


def test_an_empty_plan_is_no_mistake(tmp_path: Path) -> None:
    """A brand that has not posted yet is fine."""
    write(tmp_path, DEFAULTS)
    assert load(tmp_path).findings == ()


def test_hidden_files_are_nobodys_business(workspace_doc: Doc) -> None:
    """Editors and systems leave files behind.

    === content/posts/.a.md.swp
    x
    === content/posts/.obsidian/note.md
    x
    === brand/channels/.x.yml
    x
    """
    assert workspace_doc.loaded.findings == ()
    assert workspace_doc.workspace.posts == ()


def test_files_nobody_reads_are_said(workspace_doc: Doc) -> None:
    """A slip in a file's name is not silent.

    === brand/voices.yml
    tone: [warm]
    === brand/playbook.yml
    contact: shop@aurora.example
    === brand/channels/shop.yaml
    network: x
    === content/posts/a.markdown
    x
    === content/posts/b.MD
    x
    === content/posts/picture.txt.png
    x
    === content/campaigns/winter.yml
    x
    """
    found = [
        (finding.code, finding.place.path, finding.fix and finding.fix.en) for finding in workspace_doc.loaded.findings
    ]
    assert found == [
        ("FMT029", "brand/channels/shop.yaml", "Did you mean shop.yml?"),
        ("FMT029", "brand/voices.yml", "Did you mean voice.yml?"),
        ("FMT029", "content/campaigns/winter.yml", "Did you mean winter.md?"),
        ("FMT029", "content/posts/a.markdown", "Did you mean a.md?"),
        ("FMT029", "content/posts/b.MD", "Did you mean b.md?"),
    ]


def test_links_and_pipes(tmp_path: Path) -> None:
    """No loop, no wait, nothing from outside; a link to a file inside is read."""
    root, outside = tmp_path / "w", tmp_path / "outside"
    post = "---\nid: linked\n---\nText.\n"
    write(root, {**DEFAULTS, "content/drafts/linked.md": post})
    write(outside, {"secret.md": "---\nid: secret\n---\nText.\n"})
    folder = root / "content/posts"
    folder.mkdir()
    (folder / "in.md").symlink_to("../drafts/linked.md")
    (folder / "out.md").symlink_to(outside / "secret.md")
    (folder / "outside").symlink_to(outside)
    (folder / "round").symlink_to(".")
    (folder / "self.md").symlink_to("self.md")
    (folder / "gone.md").symlink_to("nowhere.md")
    os.mkfifo(folder / "pipe.md")
    (folder / "folder.md").mkdir()
    loaded = load(root)
    assert [post.id for post in loaded.workspace.posts] == ["linked"]
    assert [(finding.code, finding.place.path.rpartition("/")[2]) for finding in loaded.findings] == [
        ("FMT001", "gone.md"),
        ("FMT014", "out.md"),
        ("FMT029", "outside"),
        ("FMT001", "pipe.md"),
        ("FMT029", "round"),
        ("FMT001", "self.md"),
    ]
    assert str(tmp_path) not in str(loaded.findings)


def test_a_whole_folder_from_elsewhere_is_not_read(tmp_path: Path) -> None:
    """Not even where everything would have to come from."""
    root, outside = tmp_path / "w", tmp_path / "outside"
    write(outside, {**DEFAULTS, "posts/a.md": "---\nid: a\n---\n"})
    (root / "content").mkdir(parents=True)
    (root / "content/posts").symlink_to(outside / "posts")
    (root / "brand").symlink_to(outside / "brand")
    loaded = load(root)
    assert loaded.workspace.posts == ()
    assert loaded.workspace.channels == {}
    assert {finding.code for finding in loaded.findings} == {"FMT014"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no file can have such a name")
def test_names_that_cannot_be_shown(tmp_path: Path) -> None:
    """A file's name cannot break the report about it."""
    write(tmp_path, {**DEFAULTS, "content/posts/a.md": "---\n---\nText.\n"})
    for name in (b"caff\xe9.md", b"two\nlines.md"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/content/posts/" + name)).write_text("---\n---\n")
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/brand/" + name + b".yml")).write_text("x: 1\n")
    loaded = load(tmp_path)
    assert [post.id for post in loaded.workspace.posts] == ["a"]
    assert [str(finding.place) for finding in loaded.findings] == [
        "content/posts/caff\ufffd.md:1:1",
        "content/posts/two\ufffdlines.md:1:1",
    ]


def test_the_order_of_findings_is_fixed(workspace_doc: Doc) -> None:
    """By place, whatever order the files were read in.

    === content/posts/b.md
    ---
    nope: 1
    also: 2
    ---
    === brand/people.yml
    acme: {nam: Acme}
    === content/posts/a.md
    """
    places = [finding.place for finding in workspace_doc.loaded.findings]
    assert places == sorted(places)
    assert len(places) == 4
    assert load(workspace_doc.root).findings == workspace_doc.loaded.findings


# --- The table of problems -------------------------------------------------------------------------------------------


def test_every_problem_has_its_line_in_the_table() -> None:
    """Codes count without gaps, names read after "ignore", and every code is made by one function."""
    assert list(PROBLEMS) == [f"FMT{number:03}" for number in range(1, len(PROBLEMS) + 1)]
    assert len({problem.name for problem in PROBLEMS.values()}) == len(PROBLEMS)
    makers = {
        code: name.replace("_", "-")
        for name in problems.__all__
        for code in re.findall(r"FMT\d{3}", getattr(problems, name).__doc__)
    }
    assert makers == {code: problem.name for code, problem in PROBLEMS.items()}


# --- Whatever is in the files ----------------------------------------------------------------------------------------

PATHS = (
    "brand/brand.yml",
    "brand/voice.yml",
    "brand/people.yml",
    "brand/team.yml",
    "brand/channels/x.yml",
    "strategy.md",
    "content/campaigns/winter.md",
    "content/posts/a.md",
)
_KEYS = (
    *(
        "id",
        "title",
        "publish_at",
        "channels",
        "media",
        "file",
        "alt",
        "overrides",
        "ignore",
        "poll",
        "options",
        "grace",
    ),
    *("name", "timezone", "palette", "logos", "links", "utm", "terms", "avoid", "people", "hand_offs", "network"),
    *("server", "limits", "profile", "avatar", "quiet_hours", "from", "to", "pillars", "share", "objectives", "x"),
    *("handles", "0", ""),
)
_scalars = st.sampled_from(
    (
        "x",
        "../..",
        "+1d",
        "2026-10-25 02:30",
        "Europe/Rome",
        "0",
        "9" * 30,
        "",
        "~",
        "https://e.example",
        "#b3392f",
        "\ud7ff",
    )
) | st.text(max_size=8)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=12,
)


def as_yaml(value: object) -> str:
    """Write a value in flow style with every string quoted, so that it always is YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_yaml(key)}: {as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    return "'" + "".join(char for char in str(value) if char.isprintable()).replace("'", "''") + "'"


def read_with(files: dict[str, str | bytes]) -> Loaded:
    """Read a workspace that is gone afterwards, because hypothesis runs one test many times."""
    root = Path(tempfile.mkdtemp())
    try:
        write(root, {**DEFAULTS, **files})
        return load(root)
    finally:
        shutil.rmtree(root)


@given(st.sampled_from(PATHS), st.binary(max_size=300))
def test_no_bytes_raise(path: str, data: bytes) -> None:
    """Whatever a file holds, reading gives a workspace and findings with a way out."""
    for given_data in (data, b"---\n" + data + b"\n---\n" + data):
        loaded = read_with({path: given_data})
        assert all(finding.fix and finding.message.it for finding in loaded.findings)


@given(st.sampled_from(PATHS), st.dictionaries(st.sampled_from(_KEYS), _values, max_size=8), st.text(max_size=50))
def test_no_values_raise(path: str, front: dict[str, object], text: str) -> None:
    """The same for sound YAML with values nobody expects."""
    yaml = "\n".join(f"{as_yaml(key)}: {as_yaml(value)}" for key, value in front.items())
    document = f"---\n{yaml}\n---\n{text}" if path.endswith(".md") else yaml
    loaded = read_with({path: document.encode("utf-8", "replace")})
    codes = {finding.code for finding in loaded.findings}
    assert codes <= set(PROBLEMS)
    assert "FMT002" not in codes
    for finding in loaded.findings:
        assert finding.severity is PROBLEMS[finding.code].severity
        assert finding.place.path in {path, *DEFAULTS}


# --- Posts of real teams ---------------------------------------------------------------------------------------------


def test_bodies_of_real_posts(shared: Path, tmp_path: Path) -> None:
    """Texts that people wrote for other tools: nothing raises, and nothing but comments and pictures is lost."""
    sources = sorted((shared / "corpora/galaxy-social/posts").rglob("*.md"))
    assert len(sources) > 100
    write(tmp_path, DEFAULTS)
    bodies = {}
    for number, source in enumerate(sources):
        body = source.read_text(encoding="utf-8").split("---\n", 2)[2]
        bodies[f"p{number}"] = body
        write(tmp_path, {f"content/posts/p{number}.md": f"---\nchannels: [x]\n---\n{body}"})
    loaded = load(tmp_path)
    read = {post.id: "".join(part.text for part in post.texts[""]) for post in loaded.workspace.posts}
    assert read.keys() == bodies.keys()
    for post_id, body in bodies.items():
        left = re.sub(r"!\[[^\]]*\]\([^)]*\)|<!--.*?-->|^---$", "", body, flags=re.DOTALL | re.MULTILINE)
        assert "".join(read[post_id].split()) == "".join(left.split()), post_id
    codes = {finding.code for finding in loaded.findings if finding.severity is Severity.ERROR}
    assert codes <= {"FMT015", "FMT016"}  # their pictures are on the web
