"""Briefs as somebody uses them: listed, packed, delivered, approved, and the post that waits."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.servers import forks, places

BRIEF = """\
---
title: Pictures <for> the box
requester: giulia
assignee: chiara
deliverables:
  - {what: The box, file: assets/box.jpg, for: [instagram], size: 1080x1350}
  - {what: How it is made, file: assets/box.mp4, for: [instagram], kind: video, format: reel, seconds: 15-30}
  - {what: The words, file: assets/box.md, kind: text}
deadlines: {draft: 2026-11-10, final: 2026-11-20}
rights: {licence: Our channels, until: 2028-12-31, paid_use: yes}
---

## Why

<script>alert(1)</script> ![far](https://example.com/a.png) [x](javascript:alert(1))
"""
POST = """\
---
publish_at: 2026-12-15 18:30
channels: [instagram]
brief: box
media: [{file: assets/box.jpg, alt: A box with a red ribbon}]
---

The box is here.
"""


def picture(width: int, height: int, kind: str = "JPEG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#b3392f").save(out, kind)
    return out.getvalue()


def film(seconds: int) -> bytes:
    """Return the beginning of a film: its kind and its length."""

    def box(kind: bytes, inside: bytes) -> bytes:
        return (len(inside) + 8).to_bytes(4, "big") + kind + inside

    times = bytes(12) + (1000).to_bytes(4, "big") + (seconds * 1000).to_bytes(4, "big") + bytes(80)
    return box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", box(b"mvhd", times)) + box(b"mdat", bytes(400))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    files = {
        "brand/brand.yml": "name: Aurora\ntimezone: Europe/Rome\nlocale: en\n",
        "brand/team.yml": "people:\n  giulia: {name: Giulia}\n  chiara: {name: Chiara Montalume}\n",
        "brand/channels/instagram.yml": "network: instagram\nhandle: aurora\n",
        "content/briefs/box.md": BRIEF,
        "content/posts/box.md": POST,
    }
    for name, content in files.items():
        path = tmp_path / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "work"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "Box.JPG").write_bytes(picture(2160, 2700))
    (folder / "box.mp4").write_bytes(film(20))
    (folder / "box.md").write_text("The box is here.\n", encoding="utf-8")
    return folder


def smm(root: Path, *words: str | Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SMM_LANG": language, "SMM_NOW": "2026-11-24 10:00"}
    return forks.smm("-C", str(root), *map(str, words), env=env)


def state(root: Path) -> str:
    (brief,) = json.loads(smm(root, "brief", "list", "--format", "json").stdout)["briefs"]
    return str(brief["state"])


def blocked(root: Path) -> list[str]:
    found = json.loads(smm(root, "check", "--format", "json").stdout)["findings"]
    return [one["code"] for one in found if one["severity"] == "error"]


def test_from_the_request_to_the_approval(workspace: Path, inbox: Path) -> None:
    """The post is held back until the files are there, right, with rights, and approved."""
    assert state(workspace) == "requested"
    assert "BRF103" in blocked(workspace)
    first = smm(workspace, "brief", "deliver", "box", inbox / "Box.JPG")
    assert first.returncode == 0, first.stderr
    assert state(workspace) == "in-work"
    assert smm(workspace, "brief", "deliver", "box", inbox / "box.mp4", inbox / "box.md").returncode == 0
    assert state(workspace) == "right"
    assert blocked(workspace) == ["BRF103"]
    path = workspace / "content/briefs/box.md"
    path.write_text(BRIEF.replace("requester: giulia", "requester: giulia\napproved_by: giulia"), encoding="utf-8")
    assert state(workspace) == "approved"
    assert blocked(workspace) == []


def test_rights_are_written_down_beside_the_file(workspace: Path, inbox: Path) -> None:
    smm(workspace, "brief", "deliver", "box", inbox / "Box.JPG", inbox / "box.md")
    said = (workspace / "content/assets/box.jpg.yml").read_text(encoding="utf-8")
    assert 'author: "Chiara Montalume"\nsource: "brief box"\nlicence: "Our channels"\nexpires: "2028-12-31"\n' in said
    assert not (workspace / "content/assets/box.md.yml").exists()
    (workspace / "content/assets/box.jpg.yml").unlink()
    smm(workspace, "brief", "deliver", "box", inbox / "box.mp4")
    assert state(workspace) == "delivered"


def test_nothing_is_replaced(workspace: Path, inbox: Path) -> None:
    smm(workspace, "brief", "deliver", "box", inbox / "Box.JPG")
    before = (workspace / "content/assets/box.jpg").read_bytes()
    (inbox / "Box.JPG").write_bytes(picture(1080, 1350))
    again = smm(workspace, "brief", "deliver", "box", inbox / "Box.JPG")
    assert again.returncode == 1
    assert "stays as it is" in again.stderr
    assert (workspace / "content/assets/box.jpg").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (picture(500, 625), "500 × 625 is smaller than 1080 pixels wide"),
        (picture(1350, 1080), "another shape"),
        (picture(1080, 1350, "PNG"), "it is PNG, not JPEG"),
        (b"", "it is empty"),
        (b"\xff\xd8\xff damaged", "the file is damaged"),
    ],
)
def test_what_is_wrong_is_said_before_it_is_taken_in(workspace: Path, tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "box.jpg").write_bytes(content)
    said = smm(workspace, "brief", "deliver", "box", tmp_path / "box.jpg")
    assert said.returncode == 1
    assert why in said.stderr
    assert not (workspace / "content/assets/box.jpg").exists()


def test_an_archive_is_taken_apart_and_cannot_climb_out(workspace: Path, tmp_path: Path) -> None:
    archive = tmp_path / "from-chiara.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("brief/box.jpg", picture(1080, 1350))
        for name in ("../../box.mp4", "/etc/box.md", "C:\\box.md", "..\\box.md", ".box.jpg", "notes.txt"):
            file.writestr(name, "evil")
    said = smm(workspace, "brief", "deliver", "box", archive)
    assert said.returncode == 1
    assert said.stderr.count("its name is not one of a plain file") == 5
    assert "notes.txt: the brief wants no file of this name" in said.stderr
    there = {path.name for path in (workspace / "content/assets").iterdir()}
    assert there == {"box.jpg", "box.jpg.yml"}
    assert {path.name for path in tmp_path.iterdir()} == {"from-chiara.zip", "work"}


def test_a_number_says_which_file_it_is(workspace: Path, inbox: Path) -> None:
    (inbox / "IMG_1234.jpg").write_bytes(picture(1080, 1350))
    assert smm(workspace, "brief", "deliver", "box", inbox / "IMG_1234.jpg").returncode == 1
    only = smm(workspace, "brief", "deliver", "box", inbox / "IMG_1234.jpg", "--as", "1", "--check")
    assert only.returncode == 0
    assert not (workspace / "content/assets/box.jpg").exists()
    assert smm(workspace, "brief", "deliver", "box", inbox / "IMG_1234.jpg", "--as", "1").returncode == 0
    assert (workspace / "content/assets/box.jpg").exists()
    assert smm(workspace, "brief", "deliver", "box", inbox / "IMG_1234.jpg", "--as", "4").returncode == 2


def test_the_pack_opens_without_anything_else(workspace: Path, tmp_path: Path) -> None:
    said = smm(workspace, "brief", "pack", "box", "--out", tmp_path / "out.zip")
    assert said.returncode == 0, said.stderr
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["box/brief.html", "box/brief.md"]
        page = archive.read("box/brief.html").decode()
    assert "Pictures &lt;for&gt; the box" in page
    assert "<script" not in page
    assert "<h2>Why</h2>" in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "15 to 30 seconds" in page
    assert "the bottom 35%" in page


def test_a_pdf_goes_with_it_where_a_browser_can_print(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = places.chromium()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    refused = smm(workspace, "brief", "pack", "box", "--pdf", "--out", tmp_path / "out.zip")
    assert (refused.returncode, "needs Chromium" in refused.stderr) == (1, True)
    assert not (tmp_path / "out.zip").exists()
    if browser is None:
        pytest.skip("no Chromium is here to print with: `make test` installs it")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/chromium").symlink_to(browser)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    assert smm(workspace, "brief", "pack", "box", "--pdf", "--out", tmp_path / "out.zip").returncode == 0
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["box/brief.html", "box/brief.md", "box/brief.pdf"]
        assert archive.read("box/brief.pdf").startswith(b"%PDF-")


def test_the_list_says_what_is_late_in_both_languages(workspace: Path) -> None:
    assert "overdue since 2026-11-20" in smm(workspace, "brief", "list").stdout
    assert "scaduto il 2026-11-20" in smm(workspace, "brief", "list", language="it").stdout
    assert smm(workspace, "brief", "show", "bocks").returncode == 2


def test_one_person_in_every_role_needs_no_approval(workspace: Path, inbox: Path) -> None:
    (workspace / "brand/team.yml").write_text("people:\n  giulia: {name: Giulia}\n", encoding="utf-8")
    path = workspace / "content/briefs/box.md"
    path.write_text(BRIEF.replace("assignee: chiara\n", ""), encoding="utf-8")
    smm(workspace, "brief", "deliver", "box", *inbox.iterdir())
    assert state(workspace) == "approved"
    assert blocked(workspace) == []


def test_a_new_brief_can_be_shown_at_once(workspace: Path) -> None:
    words = ("new", "brief", 'A "box": new', "--assignee", "chiara", "--by", "2026-12-10", "--channel", "instagram")
    for number in ("", "-2"):
        said = smm(workspace, *words)
        assert said.returncode == 0, said.stderr
        assert f"content/briefs/a-box-new{number}.md" in said.stdout
    assert 'A "box": new' in smm(workspace, "brief", "show", "a-box-new").stdout
    assert smm(workspace, "new", "brief", "Box", "--by", "soon").returncode == 2
    found = json.loads(smm(workspace, "check", "--format", "json").stdout)["findings"]
    assert not [one for one in found if "a-box-new" in one["path"]]
