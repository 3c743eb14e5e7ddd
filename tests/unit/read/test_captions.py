"""A film's sidecar may name a file of captions, which then belongs to what is approved."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from smm_build.compose import compose_all
from smm_build.read import Loaded, load

POST = b"---\nchannels: [bluesky]\nmedia: [{file: assets/steam.mp4, alt: Vapore}]\n---\n\nCiao\n"
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
WORDS = "WEBVTT\n\n00:00.000 --> 00:05.000\nIl vapore sale.\n"


def workspace(root: Path, captions: str, words: str | None = WORDS) -> Loaded:
    files = {
        "brand/brand.yml": b"name: Aurora\nlocale: it\nlanguages: [it]\ntimezone: Europe/Rome\n",
        "brand/channels/bluesky.yml": b"network: bluesky\nhandle: aurora.example.com\n",
        "content/posts/a.md": POST,
        "content/assets/steam.mp4": FILM,
        "content/assets/steam.mp4.yml": f"captions: {captions}\n".encode(),
    }
    if words is not None:
        files["content/assets/steam.it.vtt"] = words.encode()
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return load(root)


def digest(loaded: Loaded) -> str:
    return compose_all(loaded.workspace)[0].digest


def test_the_file_is_found_beside_the_film(tmp_path: Path) -> None:
    (media,) = workspace(tmp_path, "steam.it.vtt").workspace.posts[0].settings.media or ()
    assert media.rights is not None
    assert media.rights.caption_file is not None
    assert media.rights.caption_file.file == "content/assets/steam.it.vtt"
    assert media.rights.caption_file.sha256 == hashlib.sha256(WORDS.encode()).hexdigest()
    assert media.rights.caption_file.size == len(WORDS)


def test_other_words_are_approved_anew(tmp_path: Path) -> None:
    first = digest(workspace(tmp_path / "a", "steam.it.vtt"))
    other = digest(workspace(tmp_path / "b", "steam.it.vtt", WORDS.replace("sale", "scende")))
    none = digest(workspace(tmp_path / "c", "burned-in"))
    assert len({first, other, none}) == 3


@pytest.mark.parametrize("said", ["burned-in", "platform", "none needed", "../steam.it.vtt", "steam.it.srt"])
def test_what_is_no_such_file_is_none(said: str, tmp_path: Path) -> None:
    loaded = workspace(tmp_path, said)
    (media,) = loaded.workspace.posts[0].settings.media or ()
    assert media.rights is not None
    assert media.rights.caption_file is None
    assert not [finding for finding in loaded.findings if finding.code == "FMT015"]


def test_a_file_that_is_missing_is_a_finding_in_the_sidecar(tmp_path: Path) -> None:
    loaded = workspace(tmp_path, "steam.en.vtt")
    (finding,) = [finding for finding in loaded.findings if finding.code == "FMT015"]
    assert str(finding.place) == "content/assets/steam.mp4.yml:1:11"
    assert "steam.it.vtt" in (finding.fix.en if finding.fix else "")
