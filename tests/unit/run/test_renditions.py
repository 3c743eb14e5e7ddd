"""Files are made for networks of real pictures and a real film, and looked at with the programs that read them."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw

from smm_build.domain.delivery import Trouble
from smm_build.domain.media import Media
from smm_build.domain.place import Place
from smm_build.domain.post import Settings
from smm_build.domain.variant import Variant, VariantPart
from smm_build.networks import Refused
from smm_build.read.files import Tree
from smm_build.read.media import Shelf
from smm_build.run import films
from smm_build.run.renditions import Workshop
from tests.values import a_channel, a_variant


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture that hardly gets lighter by compression."""
    bands = len(mode)
    return Image.frombytes(mode, (width, height), random.Random(7).randbytes(width * height * bands))  # noqa: S311


def saved(root: Path, name: str, image: Image.Image, **options: Any) -> str:
    """Write a picture into the workspace and return its path below ``content/``."""
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, **options)
    return name


def variant(root: Path, network: str, *names: str, settings: Settings | None = None, **more: Any) -> Variant:
    """Return a post with these files on a real channel of ``network``; ``more`` is for its files and its channel."""
    limits = more.pop("limits", {})
    shelf, place = Shelf(Tree(root)), Place("content/posts/a.md", 4)
    media = []
    for name in names:
        found: list[Any] = []
        one = shelf.media("content", name, "A cup", place, found)
        assert isinstance(one, Media)
        assert found == []
        media.append(replace(one, **more))
    made = a_variant(channel=a_channel(network, server="https://server.example", limits=limits))
    part = VariantPart("Ciao", tuple(media), place)
    return replace(made, parts=(part,), settings=settings or Settings())


def sent(root: Path, variant: Variant) -> Sequence[Media]:
    """Return the files that are sent."""
    return Workshop(root).prepare(variant).variant.parts[0].media


def opened(root: Path, media: Media) -> Image.Image:
    """Open what was made, and see that what is said about it is true."""
    content = (root / media.file).read_bytes()
    image = Image.open(BytesIO(content))
    image.load()
    assert media.facts is not None
    assert media.facts.sha256 == hashlib.sha256(content).hexdigest()
    assert (media.facts.size, media.facts.width, media.facts.height) == (len(content), *image.size)
    assert media.facts.mime == Image.MIME[image.format or ""]
    return image


# ------------------------------------------------------------------------------------------------------------ pictures


def test_what_the_network_takes_is_not_touched(tmp_path: Path) -> None:
    name = saved(tmp_path, "a.jpg", noise(400, 300))
    before = variant(tmp_path, "mastodon", name)
    assert sent(tmp_path, before) == before.parts[0].media
    assert not (tmp_path / ".smm").exists()


def test_a_kind_that_is_not_taken_becomes_one_that_is(tmp_path: Path) -> None:
    """Instagram takes JPEG and nothing else."""
    name = saved(tmp_path, "a.png", noise(400, 400))
    (made,) = sent(tmp_path, variant(tmp_path, "instagram", name))
    image = opened(tmp_path, made)
    assert (image.format, image.size) == ("JPEG", (400, 400))
    assert made.alt == "A cup"


def test_what_can_be_seen_through_lies_on_white_where_the_network_cannot_see_through(tmp_path: Path) -> None:
    glass = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(glass).rectangle((0, 0, 199, 399), fill=(180, 60, 50, 255))
    name = saved(tmp_path, "a.png", glass)
    image = opened(tmp_path, sent(tmp_path, variant(tmp_path, "instagram", name))[0])
    assert min(channel for channel in colour(image, 300, 200)) > 250
    assert near(colour(image, 100, 200), (180, 60, 50))


def test_a_picture_that_is_too_heavy_becomes_lighter(tmp_path: Path) -> None:
    name = saved(tmp_path, "a.png", noise(900, 700))
    heavy = variant(tmp_path, "mastodon", name, limits={"image_bytes": 200_000})
    (made,) = sent(tmp_path, heavy)
    image = opened(tmp_path, made)
    assert made.facts is not None
    assert made.facts.size <= 200_000
    assert abs(image.width / image.height - 9 / 7) < 0.01


def test_a_picture_with_too_many_pixels_becomes_smaller(tmp_path: Path) -> None:
    name = saved(tmp_path, "a.jpg", noise(1200, 900))
    (made,) = sent(tmp_path, variant(tmp_path, "mastodon", name, limits={"image_pixels": 270_000}))
    assert opened(tmp_path, made).size == (600, 450)


@pytest.mark.parametrize(
    ("size", "focus", "kept"),
    [
        ((1200, 300), (0.9, 0.5), "right"),
        ((1200, 300), (0.0, 0.5), "left"),
        ((300, 1200), (0.5, 1.0), "bottom"),
        ((300, 1200), (0.5, 0.1), "top"),
    ],
)
def test_a_picture_is_cut_around_the_point_that_stays_in_view(
    tmp_path: Path, size: tuple[int, int], focus: tuple[float, float], kept: str
) -> None:
    """A strip is red at one end and white elsewhere: with the focus there, red is what is left."""
    strip = Image.new("RGB", size, "white")
    width, height = size
    ends = {
        "right": (width - 80, 0, width, height),
        "left": (0, 0, 80, height),
        "bottom": (0, height - 80, width, height),
        "top": (0, 0, width, 80),
    }
    ImageDraw.Draw(strip).rectangle(ends[kept], fill="red")
    name = saved(tmp_path, "a.png", strip)
    (made,) = sent(tmp_path, variant(tmp_path, "instagram", name, focus=focus))
    image = opened(tmp_path, made)
    assert 4 / 5 <= image.width / image.height <= 1.91
    x, y = {"right": (-5, 5), "left": (5, 5), "bottom": (5, -5), "top": (5, 5)}[kept]
    assert near(colour(image, x % image.width, y % image.height), (255, 0, 0))


def test_without_a_focus_nothing_is_cut_off(tmp_path: Path) -> None:
    name = saved(tmp_path, "a.jpg", noise(1200, 300))
    with pytest.raises(Refused, match=r"`focus` does not say"):
        sent(tmp_path, variant(tmp_path, "instagram", name))


def test_a_story_keeps_its_shape(tmp_path: Path) -> None:
    name = saved(tmp_path, "a.jpg", noise(270, 480))
    before = variant(tmp_path, "instagram", name, settings=Settings(format="story"))
    assert sent(tmp_path, before) == before.parts[0].media


def test_the_place_and_the_camera_are_left_out_and_the_picture_stays(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (45.0, 4.0, 0.0)}
    exif[0x010F] = "Cameramaker"
    name = saved(tmp_path, "a.jpg", noise(400, 300), exif=exif, quality=90, comment="Giulia's desk")
    (made,) = sent(tmp_path, variant(tmp_path, "mastodon", name))
    image = opened(tmp_path, made)
    raw = (tmp_path / made.file).read_bytes()
    assert not image.getexif()
    assert b"Cameramaker" not in raw
    assert b"Giulia" not in raw
    source = Image.open(tmp_path / "content/a.jpg").convert("RGB")
    assert difference(source, image) < 1.0


def test_a_picture_that_was_turned_stays_upright_without_its_metadata(tmp_path: Path) -> None:
    lying = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(lying).rectangle((0, 0, 399, 60), fill="red")  # the right side, once it is turned
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (45.0, 4.0, 0.0)}
    name = saved(tmp_path, "a.jpg", lying, exif=exif)
    image = opened(tmp_path, sent(tmp_path, variant(tmp_path, "mastodon", name))[0])
    assert image.size == (300, 400)
    assert near(colour(image, 290, 200), (255, 0, 0))
    assert near(colour(image, 20, 200), (255, 255, 255))


def test_colours_of_printing_and_other_profiles_become_those_of_screens(tmp_path: Path) -> None:
    ink = Image.new("CMYK", (400, 400), (0, 255, 255, 0))
    name = saved(tmp_path, "ink.jpg", ink)
    red = colour(opened(tmp_path, sent(tmp_path, variant(tmp_path, "instagram", name))[0]), 200, 200)
    assert red[0] > 200
    assert max(red[1:]) < 60
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    odd = saved(tmp_path, "odd.jpg", noise(400, 400), icc_profile=lab)
    made = opened(tmp_path, sent(tmp_path, variant(tmp_path, "mastodon", odd))[0])
    assert made.mode == "RGB"
    assert "icc_profile" not in made.info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_way_to_keep_colours_can_be_read(tmp_path: Path, mode: str) -> None:
    ending = "tiff" if mode in {"CMYK", "I;16"} else "png"
    image = Image.new(mode, (400, 400)) if mode == "I;16" else noise(400, 400).convert(mode)
    name = saved(tmp_path, f"a.{ending}", image)
    assert opened(tmp_path, sent(tmp_path, variant(tmp_path, "instagram", name))[0]).format == "JPEG"


def test_the_same_picture_is_made_once_and_its_bytes_are_always_the_same(tmp_path: Path) -> None:
    name = saved(tmp_path, "a.png", noise(400, 400))
    wanted = variant(tmp_path, "instagram", name)
    (first,) = sent(tmp_path, wanted)
    path = tmp_path / first.file
    content, made_at = path.read_bytes(), path.stat().st_mtime_ns
    assert sent(tmp_path, wanted) == (first,)
    assert path.stat().st_mtime_ns == made_at
    path.unlink()
    assert sent(tmp_path, wanted)[0].facts == first.facts
    assert path.read_bytes() == content


def test_a_picture_that_is_not_the_one_that_was_checked_is_not_sent(tmp_path: Path) -> None:
    name = saved(tmp_path, "a.png", noise(400, 400))
    wanted = variant(tmp_path, "instagram", name)
    saved(tmp_path, "a.png", noise(401, 400))
    with pytest.raises(Refused, match="no longer the file that was checked"):
        sent(tmp_path, wanted)


@pytest.mark.parametrize("cut", [200, 2000, 20_000])
def test_a_broken_picture_is_a_plain_refusal(tmp_path: Path, cut: int) -> None:
    name = saved(tmp_path, "a.png", noise(400, 400))
    path = tmp_path / "content" / name
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(Refused, match="the file is damaged"):
        sent(tmp_path, variant(tmp_path, "instagram", name))
    assert not list((tmp_path / ".smm").glob("**/*.jpg"))


def test_a_picture_made_to_fill_the_memory_is_not_opened(tmp_path: Path) -> None:
    """A few kilobytes that say they are 12,000 × 12,000 pixels."""
    bomb = saved(tmp_path, "a.png", Image.new("1", (12_000, 12_000)))
    with pytest.raises(Refused, match="too many pixels"):
        sent(tmp_path, variant(tmp_path, "instagram", bomb))


def test_what_is_rehearsed_stays_as_it_is(tmp_path: Path) -> None:
    name = saved(tmp_path, "a.png", noise(400, 400))
    real = variant(tmp_path, "instagram", name)
    rehearsed = replace(real, channel=replace(real.channel, server=None))
    assert sent(tmp_path, rehearsed) == rehearsed.parts[0].media


def test_the_digest_and_the_written_variant_stay(tmp_path: Path) -> None:
    name = saved(tmp_path, "a.png", noise(400, 400))
    wanted = variant(tmp_path, "instagram", name)
    digest = wanted.digest
    made = Workshop(tmp_path).prepare(wanted).variant
    assert wanted.digest == digest != made.digest


def test_pictures_become_the_pages_of_a_document(tmp_path: Path) -> None:
    """One PDF with a page for each picture, in their order, always the same bytes; its title is what is said of it."""
    names = [saved(tmp_path, f"{number}.png", noise(300 + number, 200)) for number in range(3)]
    said = Settings(format="document", title="How to roast")
    wanted = variant(tmp_path, "linkedin", *names, settings=said)
    (document,) = sent(tmp_path, wanted)
    assert document.facts is not None
    assert (document.alt, document.facts.mime) == ("How to roast", "application/pdf")
    raw = (tmp_path / document.file).read_bytes()
    assert raw.startswith(b"%PDF-")
    assert hashlib.sha256(raw).hexdigest() == document.facts.sha256
    widths = re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+)", raw)
    assert [float(width) for width, _ in widths] == [(300 + number) * 72 / 96 for number in range(3)]
    (tmp_path / document.file).unlink()
    assert sent(tmp_path, wanted) == (document,)
    assert (tmp_path / document.file).read_bytes() == raw
    assert len(sent(tmp_path, replace(wanted, settings=Settings()))) == 3


# --------------------------------------------------------------------------------------------------------------- films

needs_ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None or shutil.which("ffprobe") is None,
    reason="ffmpeg and ffprobe are not installed, so no film can be made here",
)


def a_film(root: Path, name: str, *, seconds: int = 2, codec: str = "libx264", size: str = "321x241") -> str:
    """Make a film with a picture that moves and a tone."""
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = ("-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25:duration={seconds}")
    tone = ("-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}")
    sound = ("-c:a", "libopus") if name.endswith("webm") else ("-c:a", "aac")
    command = ["ffmpeg", "-v", "error", *picture, *tone, "-c:v", codec, *sound, "-metadata", "title=Giulia", str(path)]
    subprocess.run(command, check=True)
    return name


@needs_ffmpeg
def test_a_film_becomes_one_the_network_takes_if_that_is_allowed(tmp_path: Path) -> None:
    name = a_film(tmp_path, "a.webm", codec="libvpx")
    with pytest.raises(Refused, match="convert: true"):
        sent(tmp_path, variant(tmp_path, "x", name))
    (made,) = sent(tmp_path, variant(tmp_path, "x", name, convert=True))
    assert made.facts is not None
    assert made.facts.mime == "video/mp4"
    shown = probed(tmp_path / made.file)
    assert re.search(r"h264.*yuv420p", shown)
    assert "aac" in shown
    assert "Giulia" not in shown
    again = (tmp_path / made.file).read_bytes()
    (tmp_path / made.file).unlink()
    sent(tmp_path, variant(tmp_path, "x", name, convert=True))
    assert (tmp_path / made.file).read_bytes() == again


@needs_ffmpeg
def test_a_film_that_is_too_heavy_becomes_lighter(tmp_path: Path) -> None:
    name = a_film(tmp_path, "a.mp4", seconds=4, size="960x540")
    size = (tmp_path / "content" / name).stat().st_size
    most = 250_000
    assert size > most
    (made,) = sent(tmp_path, variant(tmp_path, "mastodon", name, convert=True, limits={"video_bytes": most}))
    assert made.facts is not None
    assert made.facts.size <= most
    assert 3.9 < float(probed(tmp_path / made.file).split("duration=")[1].split()[0]) < 4.3


@needs_ffmpeg
def test_a_broken_film_is_a_plain_refusal(tmp_path: Path) -> None:
    name = a_film(tmp_path, "a.webm", codec="libvpx")
    path = tmp_path / "content" / name
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(Refused, match="ffmpeg cannot read it"):
        sent(tmp_path, variant(tmp_path, "x", name, convert=True))


@needs_ffmpeg
def test_a_playlist_that_calls_itself_a_film_reads_nothing(tmp_path: Path) -> None:
    """A list of files behind the first bytes of an MP4: ffmpeg is told that it is an MP4, and finds none."""
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden", encoding="utf-8")
    path = tmp_path / "content/a.webm"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\x1aE\xdf\xa3webm\n#EXTM3U\n#EXTINF:1,\n" + secret.as_uri().encode() + b"\n#EXT-X-ENDLIST\n")
    with pytest.raises(Refused, match="ffmpeg cannot read it"):
        sent(tmp_path, variant(tmp_path, "x", "a.webm", convert=True))


def test_without_ffmpeg_it_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "content/a.webm"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\x1aE\xdf\xa3webm" + bytes(500))
    monkeypatch.setenv("PATH", str(tmp_path))
    films.missing_programs.cache_clear()
    try:
        with pytest.raises(Refused, match="ffmpeg, ffprobe is not installed") as refused:
            sent(tmp_path, variant(tmp_path, "x", "a.webm", convert=True))
        assert refused.value.trouble is Trouble.TRANSIENT
    finally:
        films.missing_programs.cache_clear()


def probed(path: Path) -> str:
    """Return what ffprobe says about a film."""
    asked = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name,pix_fmt:format=duration:format_tags"]
    done = subprocess.run([*asked, str(path)], capture_output=True, text=True, check=True)
    return done.stdout.replace("\n", " ")


# ------------------------------------------------------------------------------------------------------------- looking


def colour(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """Return the colour at one place."""
    found = image.convert("RGB").getpixel((x, y))
    assert isinstance(found, tuple)
    return tuple(int(channel) for channel in found)


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """Whether two colours look the same after a JPEG."""
    return all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures' brightness."""
    first, second = one.convert("L").tobytes(), other.convert("L").tobytes()
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)
