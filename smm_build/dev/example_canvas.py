"""A drawing surface for the example brand's pictures: flat shapes, no fonts, the same on every run.

Everything is drawn at twice its size and reduced at the end, which is what smooths the edges. Lengths are
pixels of the finished picture, angles are degrees clockwise from three o'clock, colours are ``#rrggbb`` or
``#rrggbbaa``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from PIL import Image, ImageColor, ImageDraw

__all__ = ["Canvas", "Point", "blend", "dotted", "turned", "wave"]

Point = tuple[float, float]

_OVERSAMPLING = 2


class Canvas:
    """A picture in the making, its background a vertical gradient through ``colours``."""

    def __init__(self, width: int, height: int, *colours: str) -> None:
        self.width = width
        self.height = height
        self._image = _gradient(width * _OVERSAMPLING, height * _OVERSAMPLING, colours)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a filled circle around a centre."""
        self._draw.ellipse(_scaled([(x - radius, y - radius), (x + radius, y + radius)]), fill=colour)

    def ring(self, x: float, y: float, radius: float, width: float, colour: str) -> None:
        """Draw a circle's line, inside ``radius``."""
        corners = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.ellipse(corners, outline=colour, width=round(width * _OVERSAMPLING))

    def arc(self, x: float, y: float, radius: float, span: tuple[float, float], width: float, colour: str) -> None:
        """Draw a part of a circle's line with round ends, from one angle to another."""
        start, end = span
        steps = [math.radians(start + (end - start) * i / 48) for i in range(49)]
        self.line([(x + radius * math.cos(a), y + radius * math.sin(a)) for a in steps], width, colour)

    def oval(self, x: float, y: float, radii: Point, colour: str, turn: float = 0) -> None:
        """Draw a filled ellipse, turned around its centre."""
        steps = [math.tau * i / 96 for i in range(96)]
        outline = [(x + radii[0] * math.cos(a), y + radii[1] * math.sin(a)) for a in steps]
        self.shape([turned(point, (x, y), turn) for point in outline], colour)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """Draw a filled polygon."""
        self._draw.polygon(_scaled(points), fill=colour)

    def line(self, points: Sequence[Point], width: float, colour: str) -> None:
        """Draw a line through points with round joints and ends, in an opaque colour: its joints overlap."""
        self._draw.line(_scaled(points), fill=colour, width=round(width * _OVERSAMPLING), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, colour)

    def box(self, corner: Point, size: Point, colour: str, rounding: float = 0) -> None:
        """Draw an upright rectangle from its upper left corner."""
        (x, y), (width, height) = corner, size
        corners = _scaled([(x, y), (x + width, y + height)])
        self._draw.rounded_rectangle(corners, radius=rounding * _OVERSAMPLING, fill=colour)

    def half_disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw the upper half of a circle standing on ``y``."""
        corners = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._draw.pieslice(corners, 180, 360, fill=colour)

    def ribbon(self, x: float, y: float, height: float, width: float, colour: str) -> None:
        """Draw a rising wisp that sways and thins out upwards, from its foot."""
        left: list[Point] = []
        right: list[Point] = []
        for i in range(61):
            part = i / 60
            middle = x + math.sin(part * math.tau * 1.1) * width * 1.3 * (0.4 + part)
            half = width / 2 * math.sin(math.pi * (0.06 + 0.94 * part)) ** 0.7
            left.append((middle - half, y - height * part))
            right.append((middle + half, y - height * part))
        self.shape([*left, *reversed(right)], colour)

    def finished(self) -> Image.Image:
        """Return the picture at its real size."""
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * _OVERSAMPLING, y * _OVERSAMPLING) for x, y in points]


def _gradient(width: int, height: int, colours: Sequence[str]) -> Image.Image:
    column = Image.new("RGB", (1, height))
    last = len(colours) - 1
    for y in range(height):
        place = last * y / max(1, height - 1)
        lower = min(int(place), max(0, last - 1))
        column.putpixel((0, y), _mixed(colours[lower], colours[min(lower + 1, last)], place - lower))
    return column.resize((width, height))


def _mixed(one: str, other: str, part: float) -> tuple[int, int, int]:
    pairs = zip(ImageColor.getrgb(one)[:3], ImageColor.getrgb(other)[:3], strict=True)
    red, green, blue = (round(a + (b - a) * part) for a, b in pairs)
    return red, green, blue


def blend(one: str, other: str, part: float) -> str:
    """Return the colour that lies ``part`` (0 to 1) of the way from one to the other."""
    return "#{:02x}{:02x}{:02x}".format(*_mixed(one, other, part))


def turned(point: Point, around: Point, degrees: float) -> Point:
    """Return ``point`` turned clockwise around another one."""
    angle = math.radians(degrees)
    x, y = point[0] - around[0], point[1] - around[1]
    return (
        around[0] + x * math.cos(angle) - y * math.sin(angle),
        around[1] + x * math.sin(angle) + y * math.cos(angle),
    )


def wave(width: float, level: float, swing: float, length: float, phase: float) -> list[Point]:
    """Return a skyline of soft hills from edge to edge: height ``level``, give or take ``swing``."""
    steps = [width * i / 160 for i in range(161)]
    return [
        (x, level - swing * (math.sin(x / length + phase) + 0.45 * math.sin(x / length * 2.3 + phase * 1.7)))
        for x in steps
    ]


def dotted(count: int, start: int = 0) -> Iterator[Point]:
    """Yield points of the unit square that look strewn by hand but never clump, always the same ones."""
    for i in range(start, start + count):
        yield (0.5 + i * 0.7548776662) % 1, (0.5 + i * 0.5698402910) % 1
