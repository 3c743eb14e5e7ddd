"""How often a picture that moves flashes, by the measure of WCAG 2.3.1.

A flash is a pair of opposing changes of relative luminance by a tenth or more, of which the darker side is below 0.8;
what counts is how many there are within one second over at least a quarter of what one sees:
https://www.w3.org/TR/WCAG22/#dfn-general-flash-and-red-flash-thresholds, read 2026-11-24. What one sees is taken to be
the whole picture, as on a phone, and the picture to begin again when it ends, as networks let it. The other measure of
the same page, for saturated red, is not taken.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

__all__ = ["most_flashes"]

_SIDE = 16
"""The picture is looked at as so many squares in each direction: finer patterns do not flash, they shimmer."""
_AREA = _SIDE * _SIDE // 4
_CHANGE = 26
_BRIGHT = 205
"""Of 255: the first number that is a tenth of it, and the first that can only stand for 0.8 or more."""

_MOVING = frozenset({"GIF", "PNG", "WEBP"})
"""Others with several pictures in one file are pages, or for the left and the right eye."""

_SECOND = 1000.0
"""Milliseconds."""

_SOON = 10
_USUAL = 100
"""Milliseconds. Browsers show a frame that says 10 or less for 100: https://github.com/sylikc/jpegview/pull/108, with
the places in Firefox, Chromium and WebKit, read 2026-11-24."""

_MOST_PIXELS = 200_000_000
"""Of all frames together: two seconds of work. What comes after is not looked at."""

_Frame = tuple[bytes, float]
"""The luminance of every square, 0 to 255, and for how many milliseconds it is shown."""


def _linear(value: float) -> float:
    """Return how bright a value of sRGB is, both from 0 to 1.

    Source: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance, read 2026-11-24.
    """
    return value / 12.92 if value <= _FOOT else ((value + 0.055) / 1.055) ** 2.4


_FOOT = 0.04045
_LINEAR = [round(255 * _linear(value / 255)) for value in range(256)]
_LUMINANCE = (0.2126, 0.7152, 0.0722, 0.0)


def most_flashes(image: Picture) -> int:
    """Return how many flashes there are in that second of an animation in which there are most, 0 for a still one."""
    if image.format not in _MOVING or getattr(image, "n_frames", 1) == 1:
        return 0
    frames = list(_frames(image))
    length = sum(lasts for _, lasts in frames)
    changes = list(_changes(frames * (2 + int(_SECOND // length))))
    return max((_within_a_second(changes, at) for at in changes), default=0) // 2


def _within_a_second(changes: Sequence[float], begin: float) -> int:
    return bisect_left(changes, begin + _SECOND) - bisect_left(changes, begin)


def _frames(image: Picture) -> Iterator[_Frame]:
    first = 1 if getattr(image, "default_image", False) else 0  # of an APNG, for programs in which it does not move
    last = min(getattr(image, "n_frames", 1), first + max(1, _MOST_PIXELS // (image.width * image.height)))
    for number in range(first, last):
        image.seek(number)
        squares = _squares(image)
        lasts = image.info.get("duration", 0)
        yield squares, lasts if lasts > _SOON else _USUAL


def _squares(image: Picture) -> bytes:
    from PIL import Image  # noqa: PLC0415 - importing takes longer than reading a small plan

    small = image.convert("RGBA").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    ground = Image.new("RGBA", small.size, "white")
    ground.alpha_composite(small)
    return ground.convert("RGB").point(_LINEAR * 3).convert("L", _LUMINANCE).tobytes()


def _changes(frames: Iterable[_Frame]) -> Iterator[float]:
    """Yield when a quarter of the picture, or more, became brighter after it had become darker, or the reverse."""
    squares = [_Square() for _ in range(_SIDE * _SIDE)]
    now, brighter = 0.0, 0
    before = [0] * len(squares)
    for luminance, lasts in frames:
        turned = [square.turned(value) for square, value in zip(squares, luminance, strict=True)]
        for way in (1, -1):
            # What fades reaches the tenth in one square a frame later than in another.
            many = sum(way in both for both in zip(before, turned, strict=True)) >= _AREA
            if many and way in turned and way != brighter:
                brighter = way
                yield now
                break
        before = turned
        now += lasts


class _Square:
    """A part of the picture: how bright it was at the last turn, and which way it went."""

    __slots__ = ("_darkest", "_lightest", "_way")

    def __init__(self) -> None:
        self._darkest, self._lightest, self._way = 255, 0, 0

    def turned(self, value: int) -> int:
        """Return 1 where it has become brighter by a tenth since it was darkest, -1 for darker, 0 for neither."""
        self._darkest, self._lightest = min(self._darkest, value), max(self._lightest, value)
        if self._way != 1 and value - self._darkest >= _CHANGE and self._darkest < _BRIGHT:
            self._way, self._lightest = 1, value
            return 1
        if self._way != -1 and self._lightest - value >= _CHANGE and value < _BRIGHT:
            self._way, self._darkest = -1, value
            return -1
        return 0
