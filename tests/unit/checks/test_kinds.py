"""How files are told apart and how heavy they are said to be."""

from __future__ import annotations

import pytest

from smm_build.checks._kinds import films, is_film, pictures, plain_type, weight
from smm_build.domain.media import Media, MediaFacts
from smm_build.domain.place import Place
from smm_build.domain.variant import VariantPart


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0.0 kB"),
        (80_500, "80.5 kB"),
        (999_900, "999.9 kB"),
        (1_000_000, "1.00 MB"),
        (1_954_000, "1.95 MB"),
        (25_000_001, "25.00 MB"),
    ],
)
def test_how_heavy(size: int, said: str) -> None:
    assert weight(size) == said


def test_types_as_people_say_them() -> None:
    assert [plain_type(mime) for mime in ("image/jpeg", "video/mp4", "gif")] == ["JPEG", "MP4", "GIF"]


def test_what_has_been_looked_into_counts_else_the_name() -> None:
    place = Place("content/posts/a.md")
    film = Media("a.jpg", None, place, MediaFacts("0", 1, "video/mp4"))
    picture = Media("a.MP4", None, place, MediaFacts("0", 1, "image/jpeg"))
    gone = [Media(name, None, place) for name in ("b.MP4", "b.mov", "b.webm", "b.png", "mp4")]
    assert [is_film(media) for media in (film, picture, *gone)] == [True, False, True, True, True, False, False]
    part = VariantPart("", (film, picture, *gone), place)
    assert films(part) == (film, *gone[:3])
    assert pictures(part) == (picture, *gone[3:])
