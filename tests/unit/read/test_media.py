"""Pictures and films: where they may be, and what their files say."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from pathlib import Path

import pytest
from PIL import Image

from smm_build.domain.finding import Finding
from smm_build.domain.media import Media
from smm_build.read import load
from smm_build.read.media import mime_of
from tests.unit.read.conftest import DEFAULTS, write

FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20), *, turned: bool = False) -> bytes:
    """Return a real picture."""
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    buffer = io.BytesIO()
    Image.new("RGB", size, "#b3392f").save(buffer, kind, **({"exif": exif} if turned else {}))
    return buffer.getvalue()


def read(root: Path, path: str, files: dict[str, str | bytes]) -> tuple[list[Media], list[Finding]]:
    """Return the media of a post with one inline picture at ``path``, and the findings."""
    post = f"---\nchannels: [x]\n---\nText.\n\n![A cup](<{path}>)\n"
    write(root, {**DEFAULTS, "content/posts/2026/a.md": post, **files})
    loaded = load(root)
    return [medium for part in loaded.workspace.posts[0].texts[""] for medium in part.media], list(loaded.findings)


@pytest.mark.parametrize("kind", FORMATS)
def test_facts_of_pictures(tmp_path: Path, kind: str) -> None:
    """Fingerprint, size, kind and pixels, whatever the file is called."""
    data = picture(kind)
    (medium,), findings = read(tmp_path, "../../assets/cup.dat", {"content/assets/cup.dat": data})
    assert findings == []
    assert (medium.file, medium.alt, str(medium.place)) == (
        "content/assets/cup.dat",
        "A cup",
        "content/posts/2026/a.md:6:1",
    )
    facts = medium.facts
    assert facts is not None
    assert (facts.sha256, facts.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (facts.mime, facts.width, facts.height, facts.kind) == (FORMATS[kind], 30, 20, "image")


def test_a_photo_held_upright(tmp_path: Path) -> None:
    """Cameras write the picture lying and say how to turn it; people see it turned."""
    (medium,), findings = read(tmp_path, "cup.jpg", {"content/posts/2026/cup.jpg": picture("JPEG", turned=True)})
    assert findings == []
    assert medium.facts is not None
    assert (medium.facts.width, medium.facts.height) == (20, 30)


def test_front_matter_media(tmp_path: Path) -> None:
    """Paths start from content/, alt may be missing, and every file is looked at by itself."""
    post = "---\nchannels: [x]\nmedia:\n  - {file: assets/a.png, alt: A}\n  - file: ./assets/../assets/b.png\n---\n"
    files = {"content/assets/a.png": picture(), "content/assets/b.png": picture("GIF")}
    write(tmp_path, {**DEFAULTS, **files, "content/posts/a.md": post})
    loaded = load(tmp_path)
    assert loaded.findings == ()
    media = loaded.workspace.posts[0].settings.media
    assert media is not None
    assert [(m.file, m.alt, m.place.line, m.place.column) for m in media] == [
        ("content/assets/a.png", "A", 4, 12),
        ("content/assets/b.png", None, 5, 11),
    ]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../../../../etc/passwd", "FMT014"),
        ("/etc/passwd", "FMT014"),
        ("/content/assets/cup.png", "FMT014"),
        ("../../../.git/config", "FMT014"),
        ("C:\\cup.png", "FMT014"),
        ("..", "FMT024"),
        ("a%00b.png", "FMT014"),
        ("https://example.com/cup.png", "FMT016"),
        ("//example.com/cup.png", "FMT016"),
        ("data:image/png;base64,AAAA", "FMT016"),
        ("file:///etc/passwd", "FMT016"),
        ("", "FMT024"),
        ("x" * 5000, "FMT015"),
        ("cup.png/inside", "FMT015"),
        ("link-out.png", "FMT014"),
        ("folder-out/passwd", "FMT014"),
        ("dangling.png", "FMT024"),
        ("loop", "FMT024"),
        ("pipe", "FMT024"),
        ("folder", "FMT024"),
        ("empty.png", "FMT024"),
    ],
)
def test_paths_that_are_refused(tmp_path: Path, path: str, code: str) -> None:
    """Nothing outside the workspace is opened, nothing waits, nothing raises; the post is held back."""
    folder = tmp_path / "w/content/posts/2026"
    folder.mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(picture())
    (folder / "link-out.png").symlink_to(tmp_path / "secret.png")
    (folder / "folder-out").symlink_to("/etc")
    (folder / "dangling.png").symlink_to("nowhere.png")
    (folder / "loop").symlink_to("loop")
    (folder / "folder").mkdir()
    (folder / "empty.png").touch()
    os.mkfifo(folder / "pipe")
    media, findings = read(tmp_path / "w", path, {"content/posts/2026/cup.png": picture()})
    (finding,) = [finding for finding in findings if finding.code != "FMT029"]
    assert (finding.code, str(finding.place), finding.post) == (code, "content/posts/2026/a.md:6:1", "a")
    assert all(medium.facts is None for medium in media)


def test_a_link_inside_the_workspace_is_fine(tmp_path: Path) -> None:
    """A picture may be linked from where it is kept."""
    (tmp_path / "content/posts/2026").mkdir(parents=True)
    (tmp_path / "content/posts/2026/cup.png").symlink_to("../../assets/cup.png")
    (medium,), findings = read(tmp_path, "cup.png", {"content/assets/cup.png": picture()})
    assert findings == []
    assert medium.facts is not None


def test_a_missing_picture_has_neighbours(tmp_path: Path) -> None:
    """A slip in the name gets a suggestion, capitals count because they do on the server."""
    files = {"content/assets/espresso-1.png": picture()}
    for written in ("espreso-1.png", "Espresso-1.PNG"):
        (medium,), (finding,) = read(tmp_path, f"../../assets/{written}", dict(files))
        assert (finding.code, medium.facts) == ("FMT015", None)
        assert finding.fix is not None
        assert finding.fix.en == "Did you mean `espresso-1.png`?"


def test_damaged_pictures(tmp_path: Path) -> None:
    """A picture that ends in its header is of no use to any network."""
    (medium,), (finding,) = read(tmp_path, "cup.png", {"content/posts/2026/cup.png": picture()[:20]})
    assert (finding.code, medium.facts) == ("FMT024", None)


def test_a_picture_of_a_billion_pixels(tmp_path: Path) -> None:
    """A few bytes that would fill the memory are refused without being decoded."""
    data = bytearray(picture())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    # The checksum of the changed header, or Pillow would stop there.
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    (medium,), (finding,) = read(tmp_path, "cup.png", {"content/posts/2026/cup.png": bytes(data)})
    assert (finding.code, medium.facts) == ("FMT024", None)
    assert "pixels" in finding.message.en


def test_a_file_larger_than_any_network_takes(tmp_path: Path) -> None:
    """It is not read to the end."""
    (tmp_path / "content/posts/2026").mkdir(parents=True)
    with (tmp_path / "content/posts/2026/film.mp4").open("wb") as file:
        file.truncate(2_000_000_001)
    (medium,), (finding,) = read(tmp_path, "film.mp4", {})
    assert (finding.code, medium.facts) == ("FMT024", None)
    assert "2 GB" in finding.message.it


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "video/mp4"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "video/quicktime"),
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1avif", "image/avif"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", "image/avif"),
        (b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86\x81\x01B\x82\x84webm", "video/webm"),
        (b"\x1aE\xdf\xa3\xa3B\x86\x81\x01B\x82\x88matroska", "video/x-matroska"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b'<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg">', "image/svg+xml"),
        (b"\n<svg>", "image/svg+xml"),
        (b"<html><svg>", "application/octet-stream"),
        (b"hello", "application/octet-stream"),
        (b"", "application/octet-stream"),
        (b"\0\0\0\xffftyp", "video/mp4"),
    ],
)
def test_kinds_by_first_bytes(head: bytes, mime: str) -> None:
    """The ending of the name says nothing; the first bytes do."""
    assert mime_of(head) == mime
