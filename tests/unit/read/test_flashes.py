"""How often a picture flashes, by the numbers of WCAG 2.3.1: at each of them, below it and above it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from smm_build.read.flashes import most_flashes
from smm_build.read.looks import Looks, look_at

SIZE = (160, 160)


def plain(colour: str = "black") -> Image.Image:
    return Image.new("RGB", SIZE, colour)


def patch(width: int, height: int, colour: str = "white") -> Image.Image:
    """Return black with a rectangle at the top left."""
    picture = plain()
    picture.paste(colour, (0, 0, width, height))
    return picture


def animation(frames: list[Image.Image], lasts: float, kind: str = "PNG", **more: Any) -> BytesIO:
    file = BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=lasts, loop=0, **more)
    return file


def flashes(frames: list[Image.Image], lasts: float = 100, kind: str = "PNG", **more: Any) -> int:
    with Image.open(animation(frames, lasts, kind, **more)) as image:
        return most_flashes(image)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("lasts", "times"), [(500, 1), (250, 2), (170, 3), (150, 3), (140, 4), (100, 5), (20, 25), (10, 5), (0, 5)]
)
def test_black_and_white_in_turn(lasts: int, times: int, kind: str) -> None:
    """There and back is one; what says 10 milliseconds or less is shown for 100."""
    assert flashes([plain("black"), plain("white")], lasts, kind) == times


@pytest.mark.parametrize(("size", "times"), [((160, 30), 0), ((160, 40), 5), ((80, 80), 5), ((70, 80), 0)])
def test_a_quarter_of_the_picture(size: tuple[int, int], times: int) -> None:
    assert flashes([plain(), patch(*size)]) == times


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("#000000", "#595959", 0),  # 0.0999 of full brightness
        ("#000000", "#5a5a5a", 5),  # 0.1022
        ("#ffffff", "#e7e7e7", 5),  # the darker is 0.7991
        ("#ffffff", "#e8e8e8", 0),  # the darker is 0.8070
        ("#e7e7e7", "#d9d9d9", 5),  # 0.7991 and 0.6939
        ("#e7e7e7", "#dadada", 0),  # 0.7991 and 0.7011
    ],
)
def test_how_bright_and_how_far_apart(one: str, other: str, times: int) -> None:
    assert flashes([plain(one), plain(other)]) == times


def greys(*values: int) -> list[Image.Image]:
    return [plain(f"#{value:02x}{value:02x}{value:02x}") for value in values]


def test_what_fades_there_and_back_is_one_flash_however_many_frames_it_takes() -> None:
    assert flashes(greys(0, 85, 170, 255, 170, 85), 1000 / 24) == 4
    assert flashes(greys(0, 85, 170, 255, 170, 85), 1000 / 18) == 3


def test_squares_that_reach_the_tenth_one_frame_later_belong_to_the_same_change() -> None:
    """Each half of what changes is an eighth of the picture: a quarter together, nothing apart."""
    first = plain()
    first.paste("white", (0, 0, 160, 20))
    both = patch(160, 40)
    assert flashes([plain(), first, both], 60) == 6
    longer = first.copy()
    longer.putpixel((159, 159), (1, 1, 1))  # two frames that are alike are written as one
    assert flashes([plain(), first, longer, both], 60) == 0


def test_growing_brighter_all_the_time_is_no_flash_until_it_begins_again() -> None:
    assert flashes(greys(*range(0, 256, 15)), 50) == 1


def test_two_halves_in_turn_flash_both() -> None:
    left, right = patch(80, 160), plain("white")
    right.paste("black", (0, 0, 80, 160))
    assert flashes([left, right]) == 5


def test_fine_noise_shimmers() -> None:
    noise = [Image.effect_noise(SIZE, 200).convert("RGB") for _ in range(6)]
    assert flashes(noise, 50) == 0


def test_what_is_seen_through_is_seen_on_white() -> None:
    assert flashes([Image.new("RGBA", SIZE, (0, 0, 0, 0)), Image.new("RGBA", SIZE, "white")]) == 0
    assert flashes([Image.new("RGBA", SIZE, (0, 0, 0, 0)), Image.new("RGBA", SIZE, "black")]) == 5


def test_the_picture_for_programs_in_which_it_does_not_move_is_not_shown() -> None:
    """In the one second of this animation the first file picture would be one more change."""
    assert flashes([plain("white"), plain("black"), plain("#010101")], default_image=True) == 0


def test_nothing_moves() -> None:
    assert flashes([plain()]) == 0
    assert flashes([plain(), patch(30, 30)]) == 0


def test_pages_are_no_frames() -> None:
    file = BytesIO()
    plain().save(file, "TIFF", save_all=True, append_images=[plain("white")] * 9)
    with Image.open(file) as pages:
        assert most_flashes(pages) == 0


def test_what_was_seen_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    path.write_bytes(animation([plain(), plain("white")], 100, "GIF").getvalue())
    kept = tmp_path / "looks.json"
    first = Looks(kept)
    seen = first.of(path, "0")
    first.keep()
    assert seen == look_at(path)
    assert seen is not None
    assert seen.flashes == 5
    assert Looks(kept).of(tmp_path / "gone.gif", "0") == seen
