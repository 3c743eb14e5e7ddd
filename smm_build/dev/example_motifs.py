"""What the example brand draws again and again: cups, beans, bags, hills and the sunrise that is its sign."""

from __future__ import annotations

import math

from smm_build.dev.example_canvas import Canvas, Point, blend, turned, wave

__all__ = [
    "CARAMEL",
    "CREAM",
    "DAWN",
    "DUSK",
    "MILK",
    "NIGHT",
    "PINE",
    "RED",
    "ROAST",
    "ROSE",
    "SAGE",
    "SHADE",
    "SKY",
    "SNOW",
    "bag",
    "bean",
    "cup_above",
    "cup_beside",
    "heart",
    "hill",
    "leaf",
    "pile",
    "snow",
    "spoon",
    "sunrise",
]

NIGHT = "#2a1a14"
ROAST = "#5a3825"
CARAMEL = "#b9773f"
CREAM = "#f6ead8"
MILK = "#fffaf1"
RED = "#b3392f"
DAWN = "#f2a65a"
ROSE = "#e9b8a0"
SAGE = "#7f9270"
PINE = "#3e5a4c"
SKY = "#8fb0bf"
DUSK = "#35485a"
SNOW = "#eef2f2"
SHADE = "#2a1a1426"


def cup_above(canvas: Canvas, x: float, y: float, radius: float, *, colour: str = MILK, turn: float = 35) -> None:
    """Draw a cup of espresso on its saucer, seen from above."""
    canvas.disc(x + radius * 0.14, y + radius * 0.18, radius * 1.6, SHADE)
    canvas.disc(x, y, radius * 1.6, colour)
    canvas.ring(x, y, radius * 1.52, radius * 0.03, blend(colour, NIGHT, 0.12))
    canvas.disc(x + radius * 0.1, y + radius * 0.12, radius * 1.06, SHADE)
    grip = [turned((x + radius * part, y), (x, y), turn) for part in (0.9, 1.38)]
    canvas.line(grip, radius * 0.27, blend(colour, NIGHT, 0.06))
    canvas.disc(x, y, radius, blend(colour, NIGHT, 0.03))
    canvas.disc(x, y, radius * 0.9, blend(colour, NIGHT, 0.14))
    canvas.disc(x, y + radius * 0.02, radius * 0.84, CARAMEL)
    canvas.disc(x + radius * 0.05, y + radius * 0.08, radius * 0.72, blend(CARAMEL, ROAST, 0.65))
    canvas.disc(x + radius * 0.08, y + radius * 0.12, radius * 0.58, blend(CARAMEL, ROAST, 0.85))


def cup_beside(canvas: Canvas, x: float, y: float, width: float, *, colour: str = MILK, saucer: bool = True) -> None:
    """Draw a cup seen from the side, standing on ``y``, its middle at ``x``."""
    height = width * 0.66
    if saucer:
        canvas.oval(x, y + width * 0.01, (width * 0.86, width * 0.09), blend(colour, NIGHT, 0.16))
        canvas.oval(x, y - width * 0.02, (width * 0.86, width * 0.08), colour)
    top = y - height - width * 0.03
    canvas.ring(x + width * 0.53, top + height * 0.4, width * 0.22, width * 0.085, blend(colour, NIGHT, 0.1))
    canvas.shape(_bowl(x, top, width, height), colour)
    canvas.shape(_bowl(x - width * 0.19, top, width * 0.62, height * 0.99), blend(colour, MILK, 0.35))
    canvas.oval(x, top, (width / 2, width * 0.075), blend(colour, NIGHT, 0.14))
    canvas.oval(x, top + width * 0.012, (width * 0.455, width * 0.055), blend(CARAMEL, ROAST, 0.6))


def _bowl(x: float, top: float, width: float, height: float) -> list[Point]:
    """Return the outline of a cup's bowl: straight at the rim, round below."""
    side = [math.pi * i / 60 for i in range(61)]
    return [
        (
            x + width / 2 * math.copysign(abs(math.cos(a)) ** 0.55, math.cos(a)),
            top + height * math.sin(a) ** 0.8,
        )
        for a in side
    ]


def bean(canvas: Canvas, x: float, y: float, size: float, turn: float, colour: str = ROAST) -> None:
    """Draw a coffee bean of half length ``size``."""
    canvas.oval(x + size * 0.1, y + size * 0.14, (size, size * 0.68), SHADE, turn)
    canvas.oval(x, y, (size, size * 0.68), colour, turn)
    canvas.oval(
        *turned((x, y - size * 0.2), (x, y), turn),
        (size * 0.74, size * 0.36),
        blend(colour, CARAMEL, 0.22),
        turn,
    )
    crease = [(x + size * (i / 12 - 1), y + size * 0.15 * math.sin((i / 12 - 1) * math.pi)) for i in range(25)]
    canvas.line([turned(point, (x, y), turn) for point in crease[1:-1]], size * 0.1, blend(colour, NIGHT, 0.65))


def pile(canvas: Canvas, x: float, y: float, radius: float, grain: float, colour: str) -> None:
    """Draw a dish of ground coffee, seen from above, of grains of half width ``grain``."""
    canvas.disc(x + radius * 0.06, y + radius * 0.1, radius * 1.22, SHADE)
    canvas.disc(x, y, radius * 1.2, MILK)
    canvas.ring(x, y, radius * 1.2, radius * 0.03, blend(MILK, NIGHT, 0.12))
    canvas.disc(x, y, radius, blend(colour, NIGHT, 0.35))
    count = round(0.8 * (radius / grain) ** 2)
    for i in range(count):
        far = (radius - grain) * math.sqrt((i + 0.5) / count)
        angle = i * 2.39996323 + 0.12 * math.sin(i * 12.9898)
        shade = blend(colour, (CARAMEL, NIGHT, ROAST)[i * i % 7 % 3], 0.08 + 0.06 * (i * i % 11 % 4))
        canvas.disc(x + far * math.cos(angle), y + far * math.sin(angle), grain * (0.85 + 0.07 * (i * i % 5)), shade)


def bag(canvas: Canvas, x: float, y: float, width: float, colour: str, sign: str = DAWN) -> None:
    """Draw a standing bag of coffee with the sign on its label, its middle at ``x``, standing on ``y``."""
    height, half = width * 1.5, width / 2
    dark = blend(colour, NIGHT, 0.24)
    canvas.oval(x + width * 0.05, y, (half * 1.12, width * 0.055), SHADE)
    top = y - height
    canvas.shape([(x - half * 0.93, top), (x + half * 0.93, top), (x + half, y), (x - half, y)], colour)
    canvas.shape([(x + half * 0.62, top), (x + half * 0.93, top), (x + half, y), (x + half * 0.72, y)], dark)
    canvas.box((x - half * 0.97, top - width * 0.02), (width * 0.97, width * 0.16), dark, width * 0.03)
    canvas.line([(x - half * 0.8, top + width * 0.06), (x + half * 0.8, top + width * 0.06)], width * 0.014, colour)
    left, label_top = x - width * 0.32, y - width * 0.96
    canvas.box((left, label_top), (width * 0.6, width * 0.68), CREAM, width * 0.03)
    sunrise(canvas, x - width * 0.02, label_top + width * 0.33, width * 0.15, sign)
    for i, part in enumerate((0.36, 0.26)):
        middle, level = x - width * 0.02, label_top + width * (0.47 + 0.08 * i)
        canvas.line([(middle - width * part / 2, level), (middle + width * part / 2, level)], width * 0.022, dark)


def sunrise(canvas: Canvas, x: float, y: float, radius: float, colour: str, line: str = NIGHT) -> None:
    """Draw the brand's sign: half a sun over the horizon with five rays, the middle one a bean's crease."""
    canvas.half_disc(x, y, radius, colour)
    for degrees in (205, 237, 270, 303, 335):
        angle = math.radians(degrees)
        ends = [(x + radius * far * math.cos(angle), y + radius * far * math.sin(angle)) for far in (1.22, 1.5)]
        canvas.line(ends, radius * 0.11, colour)
    crease = [(x + radius * 0.12 * math.sin(i / 8 * math.tau), y - radius * (0.1 + 0.72 * i / 8)) for i in range(9)]
    canvas.line(crease, radius * 0.09, line)
    canvas.line([(x - radius * 1.5, y + radius * 0.1), (x + radius * 1.5, y + radius * 0.1)], radius * 0.1, line)


def hill(canvas: Canvas, colour: str, level: float, swing: float, shape: Point) -> None:
    """Draw a chain of hills down to the lower edge; ``shape`` is the length of a wave and where it starts."""
    skyline = wave(canvas.width, level, swing, *shape)
    canvas.shape([*skyline, (canvas.width, canvas.height), (0, canvas.height)], colour)


def leaf(canvas: Canvas, x: float, y: float, size: float, turn: float, colour: str = SAGE) -> None:
    """Draw a pointed leaf of half length ``size`` with its vein."""
    steps = [i / 24 for i in range(25)]
    upper = [(x - size + 2 * size * t, y - size * 0.42 * math.sin(math.pi * t) ** 1.2) for t in steps]
    lower = [(px, 2 * y - py) for px, py in reversed(upper)]
    canvas.shape([turned(point, (x, y), turn) for point in (*upper, *lower)], colour)
    vein = [turned((x + size * part, y), (x, y), turn) for part in (-0.8, 0.75)]
    canvas.line(vein, size * 0.035, blend(colour, NIGHT, 0.22))


def heart(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """Draw a heart, as milk draws it on coffee."""
    steps = [math.tau * i / 80 for i in range(80)]
    canvas.shape(
        [
            (
                x + size * math.sin(a) ** 3,
                y - size / 16 * (13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a)),
            )
            for a in steps
        ],
        colour,
    )


def spoon(canvas: Canvas, x: float, y: float, length: float, turn: float, colour: str = SKY) -> None:
    """Draw a spoon whose bowl lies at ``x``, ``y``."""
    end = turned((x + length, y), (x, y), turn)
    canvas.line(
        [(x + length * 0.02, y + length * 0.03), (end[0] + length * 0.02, end[1] + length * 0.03)],
        length * 0.035,
        SHADE,
    )
    canvas.line([(x, y), end], length * 0.04, colour)
    canvas.oval(x, y, (length * 0.19, length * 0.12), colour, turn)
    canvas.oval(x, y, (length * 0.14, length * 0.08), blend(colour, NIGHT, 0.18), turn)


def snow(canvas: Canvas, points: list[Point], size: float) -> None:
    """Draw snowflakes as soft dots of three sizes at points of the unit square."""
    for i, (x, y) in enumerate(points):
        canvas.disc(x * canvas.width, y * canvas.height, size * (0.5 + 0.3 * (i % 3)), "#ffffffd0")
