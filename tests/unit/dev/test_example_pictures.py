"""The pictures of the example workspace are the ones the project draws."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from smm_build.dev.example_pictures import PICTURES, draw, encode, main

ASSETS = Path(__file__).parents[3] / "content" / "assets"
SOME = ("brand/avatar.png", "2026/filtro-caraffa.jpg", "2026/etiopia-alba.jpg", "2026/tazza.jpg")


@pytest.mark.parametrize("name", SOME)
def test_drawing_again_gives_the_picture_that_is_there(name: str) -> None:
    again = Image.open(io.BytesIO(encode(draw(name), name))).convert("RGB")
    with Image.open(ASSETS / name) as kept:
        difference = ImageChops.difference(kept.convert("RGB"), again)
    # Decoders of other systems may round differently, by one or two steps of 255.
    assert max(ImageStat.Stat(difference).mean) < 0.5


def test_the_same_bytes_every_time() -> None:
    name = "2026/filtro-caraffa.jpg"
    assert encode(draw(name), name) == encode(draw(name), name)


def test_two_pictures_are_not_the_same() -> None:
    assert ImageChops.difference(draw("brand/avatar.png"), draw("brand/avatar.png")).getbbox() is None
    assert ImageChops.difference(draw("2026/tazza.jpg"), draw("2026/cappuccino.jpg")).getbbox() is not None


def test_every_picture_is_there_and_nothing_else() -> None:
    there = {
        path.relative_to(ASSETS).as_posix()
        for path in ASSETS.rglob("*")
        if path.is_file() and path.suffix not in {".md", ".yml"}
    }
    assert there == set(PICTURES)


def test_main_writes_into_the_folder_it_is_given(tmp_path: Path) -> None:
    main(tmp_path, ["brand/logo.png"])
    written = tmp_path / "brand" / "logo.png"
    assert written.read_bytes() == encode(draw("brand/logo.png"), "brand/logo.png")
