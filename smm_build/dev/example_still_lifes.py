"""The example brand's still lifes: cups, beans and the tools coffee is made with."""

from __future__ import annotations

import math

from smm_build.dev.example_canvas import Canvas, blend, dotted, turned
from smm_build.dev.example_motifs import (
    CARAMEL,
    CREAM,
    DAWN,
    DUSK,
    MILK,
    NIGHT,
    PINE,
    RED,
    ROAST,
    ROSE,
    SAGE,
    SHADE,
    SKY,
    SNOW,
    bean,
    cup_above,
    cup_beside,
    heart,
    leaf,
    pile,
    spoon,
    sunrise,
)

__all__ = [
    "beans",
    "cappuccino",
    "carafe",
    "cherries",
    "cold_brew",
    "cold_brew_bottles",
    "cone",
    "cup",
    "cupping",
    "decaf",
    "espresso_machine",
    "grinds",
    "moka",
    "stacked_cups",
    "three_cups",
    "water",
]

SQUARE = (1080, 1080)
TALL = (1080, 1350)
GLASS = "#ffffff5a"


def cup() -> Canvas:
    """One espresso from above, a spoon and three beans beside it, in morning light."""
    canvas = Canvas(*SQUARE, ROSE, "#efcbb3")
    canvas.shape([(0, 1080), (0, 610), (1080, 130), (1080, 1080)], CREAM)
    cup_above(canvas, 520, 520, 215)
    spoon(canvas, 815, 800, 330, -52)
    for x, y, turn in ((215, 850, 20), (312, 905, -48), (190, 958, 75)):
        bean(canvas, x, y, 44, turn)
    return canvas


def three_cups() -> Canvas:
    """Ristretto, espresso and lungo side by side, each fuller than the one before."""
    canvas = Canvas(*SQUARE, DAWN, "#f6c48c")
    canvas.box((0, 742), (1080, 338), RED)
    canvas.box((0, 742), (1080, 16), blend(RED, NIGHT, 0.25))
    for number, (x, width, wisp) in enumerate(((150, 135, 120), (440, 180, 165), (820, 230, 215))):
        cup_beside(canvas, x, 742, width)
        canvas.ribbon(x, 742 - width * 0.8, wisp, width * 0.13, "#fffaf1a0")
        for i in range(number + 1):
            bean(canvas, x + (i - number / 2) * 78, 905, 30, -35, blend(RED, NIGHT, 0.62))
    return canvas


def beans() -> Canvas:
    """A field of roasted beans, closely strewn, the brand's sign in the middle."""
    canvas = Canvas(*SQUARE, blend(NIGHT, "#000000", 0.15))
    for i in range(42):
        x, y = 20 + (i % 6) * 204 + 100 * (i // 6 % 2), 22 + (i // 6) * 172
        shade = blend(ROAST, CARAMEL if i * 7 % 5 in {0, 1} else NIGHT, 0.12 + 0.09 * (i * 3 % 4))
        bean(canvas, x, y, 108, (i * 137.5) % 180, shade)
    canvas.disc(540, 540, 190, CREAM)
    canvas.ring(540, 540, 172, 5, RED)
    sunrise(canvas, 540, 578, 78, RED)
    return canvas


def cappuccino() -> Canvas:
    """A cappuccino from above with a tulip of three hearts poured into it."""
    canvas = Canvas(*SQUARE, PINE, "#4b6b5b")
    for i in range(9):
        canvas.box((0, i * 130 - 40), (1080, 3), blend(PINE, NIGHT, 0.18))
    cup_above(canvas, 540, 540, 258, colour=CREAM, turn=-40)
    canvas.disc(540, 546, 216, blend(CARAMEL, ROAST, 0.25))
    canvas.ring(540, 546, 216, 26, blend(CARAMEL, ROAST, 0.55))
    for y, size in ((640, 108), (566, 90), (492, 66)):
        heart(canvas, 540, y - 12, size + 14, blend(CARAMEL, ROAST, 0.25))
        heart(canvas, 540, y - 16, size, MILK)
    spoon(canvas, 190, 860, 300, -28, CARAMEL)
    return canvas


def cone() -> Canvas:
    """A drip cone on its carafe, the water's spiral above, a scale below."""
    canvas = Canvas(*TALL, "#dfe6dd", CREAM)
    canvas.disc(540, 560, 400, "#f3ddbd")
    canvas.box((0, 1150), (1080, 200), SAGE)
    canvas.box((250, 1112), (580, 56), NIGHT, 14)
    canvas.box((468, 1128), (144, 26), DAWN, 8)
    _server(canvas, 540, 1112)
    canvas.shape([(300, 420), (780, 420), (600, 724), (480, 724)], MILK)
    canvas.shape([(540, 420), (780, 420), (600, 724), (540, 724)], blend(MILK, ROSE, 0.28))
    for i in range(1, 7):
        canvas.line([(300 + i * 68, 436), (480 + i * 17, 712)], 5, blend(CREAM, CARAMEL, 0.35))
    canvas.oval(540, 420, (240, 42), blend(MILK, NIGHT, 0.1))
    canvas.oval(540, 424, (218, 34), ROAST)
    canvas.oval(540, 426, (150, 21), blend(ROAST, CARAMEL, 0.45))
    canvas.box((535, 746), (10, 190), blend(ROAST, CARAMEL, 0.25), 5)
    canvas.box((400, 716), (280, 32), RED, 14)
    canvas.line([(700, 128), (640, 132), (586, 170), (556, 250), (548, 412)], 12, "#9fc0cc")
    canvas.line([(1080, 92), (820, 96), (700, 128)], 46, DUSK)
    return canvas


def _server(canvas: Canvas, x: float, y: float) -> None:
    """A glass carafe, a third full."""
    canvas.shape(
        [
            (x - 120, y - 370),
            (x + 120, y - 370),
            (x + 210, y - 60),
            (x + 196, y),
            (x - 196, y),
            (x - 210, y - 60),
        ],
        "#ffffffa0",
    )
    canvas.shape(
        [
            (x - 176, y - 176),
            (x + 176, y - 176),
            (x + 208, y - 62),
            (x + 194, y - 4),
            (x - 194, y - 4),
            (x - 208, y - 62),
        ],
        blend(ROAST, RED, 0.2),
    )
    canvas.oval(x, y - 176, (176, 20), blend(ROAST, CARAMEL, 0.4))
    canvas.line([(x + 150, y - 300), (x + 262, y - 250), (x + 232, y - 96), (x + 196, y - 92)], 24, NIGHT)


def carafe() -> Canvas:
    """A carafe of filter coffee and two glasses, from the side, before a window."""
    canvas = Canvas(1200, 630, "#f3ddbd", CREAM)
    for i in range(4):
        canvas.box((690 + i * 122, 60), (108, 330), blend(SKY, MILK, 0.25 + 0.12 * i), 8)
    canvas.box((0, 520), (1200, 110), CARAMEL)
    canvas.box((0, 520), (1200, 10), blend(CARAMEL, NIGHT, 0.25))
    _server(canvas, 400, 520)
    for x in (700, 850):
        canvas.shape([(x - 52, 372), (x + 52, 372), (x + 42, 520), (x - 42, 520)], "#ffffff8c")
        canvas.shape([(x - 47, 430), (x + 47, 430), (x + 41, 516), (x - 41, 516)], blend(ROAST, RED, 0.25))
    for x, y, turn in ((990, 540, 15), (1046, 556, -40), (1110, 538, 62)):
        bean(canvas, x, y, 26, turn)
    return canvas


def moka() -> Canvas:
    """A moka pot on the fire."""
    canvas = Canvas(*SQUARE, RED, "#c4553f")
    canvas.disc(540, 470, 380, "#c9604a")
    body, dark, light = "#cdd3d4", "#9ba5a8", "#e9edee"
    canvas.shape([(400, 600), (680, 600), (742, 888), (338, 888)], body)
    canvas.shape([(400, 600), (470, 600), (440, 888), (338, 888)], light)
    canvas.shape([(606, 600), (680, 600), (742, 888), (634, 888)], dark)
    canvas.box((384, 566), (312, 44), dark, 10)
    canvas.shape([(352, 300), (728, 300), (684, 566), (396, 566)], body)
    canvas.shape([(352, 300), (446, 300), (466, 566), (396, 566)], light)
    canvas.shape([(628, 300), (728, 300), (684, 566), (606, 566)], dark)
    canvas.shape([(352, 300), (290, 318), (368, 400)], light)
    canvas.shape([(340, 300), (740, 300), (580, 222), (500, 222)], body)
    canvas.box((512, 168), (56, 58), NIGHT, 14)
    canvas.line([(716, 330), (838, 322), (846, 352), (806, 560)], 34, NIGHT)
    canvas.disc(402, 742, 18, CARAMEL)
    canvas.box((0, 888), (1080, 192), NIGHT)
    for i in range(9):
        x = 380 + i * 40
        canvas.shape([(x - 15, 940), (x, 896 - 9 * (i % 2)), (x + 15, 940)], DAWN if i % 2 else SKY)
    canvas.box((300, 934), (480, 22), "#1a0f0b", 10)
    for x, height in ((300, 150), (255, 110)):
        canvas.ribbon(x, 292, height, 26, "#fffaf18c")
    return canvas


def espresso_machine() -> Canvas:
    """A portafilter seen from the side, two threads of espresso falling into a cup."""
    canvas = Canvas(*TALL, DUSK, "#4a6073")
    canvas.box((170, 120), (740, 250), "#dfe3e2", 26)
    canvas.box((170, 300), (740, 70), "#b5bcbc", 20)
    for i in range(3):
        canvas.disc(690 + i * 72, 206, 24, (RED, DAWN, SAGE)[i])
    canvas.disc(300, 206, 62, MILK)
    canvas.ring(300, 206, 62, 8, "#b5bcbc")
    canvas.line([(300, 206), (334, 172)], 8, RED)
    canvas.box((360, 368), (300, 74), "#c3c9c9", 14)
    canvas.box((380, 436), (260, 66), "#9ba5a8", 16)
    canvas.line([(640, 466), (760, 478), (968, 520)], 52, NIGHT)
    for x in (468, 552):
        canvas.box((x - 20, 498), (40, 56), "#8a9497", 8)
        canvas.line([(x, 556), (x, 930)], 13, blend(CARAMEL, ROAST, 0.35))
    cup_beside(canvas, 510, 1130, 330, colour=CREAM)
    canvas.oval(510, 1130 - 330 * 0.69, (150, 18), CARAMEL)
    canvas.box((0, 1150), (1080, 200), "#22313e")
    for i in range(14):
        canvas.box((30 + i * 76, 1182), (44, 14), "#17232d", 7)
    return canvas


def grinds() -> Canvas:
    """Three heaps of ground coffee: fine for espresso, medium for filter, coarse for cold brew."""
    canvas = Canvas(*SQUARE, CREAM, "#efdcc0")
    canvas.shape([(0, 0), (1080, 0), (1080, 300), (0, 820)], "#f9f2e6")
    for number, (x, y, radius, grain) in enumerate(((280, 290, 150, 8), (760, 390, 190, 14), (400, 780, 205, 22))):
        pile(canvas, x, y, radius, grain, ROAST)
        for dot in range(number + 1):
            canvas.disc(x + (dot - number / 2) * 30, y + radius * 1.18 + 34, 9, RED)
    spoon(canvas, 850, 860, 330, -64, CARAMEL)
    return canvas


def water() -> Canvas:
    """Three drops of water, with more and more minerals in them."""
    canvas = Canvas(*SQUARE, "#dbe7ea", "#eef1ec")
    for number, (x, colour) in enumerate(((220, "#b7d2da"), (540, "#7ea6b4"), (860, "#4f7a8c"))):
        for radius in (148, 108, 66):
            canvas.oval(x, 850, (radius, radius * 0.24), blend("#dbe7ea", colour, 0.75 - radius / 240))
        _drop(canvas, x, 600, 132, colour)
        for i, (px, py) in enumerate(dotted((3, 8, 18)[number], 2)):
            angle, far = px * math.tau, 88 * math.sqrt(py)
            shade = (MILK, DAWN, RED)[i % 3]
            canvas.disc(x + far * math.cos(angle), 600 + far * math.sin(angle), 9 + 2 * (i % 3), shade)
    return canvas


def _drop(canvas: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    """A drop: a circle around its middle, and a tip above."""
    tip = [
        (x, y - radius * 2.5),
        (x + radius * 0.88, y - radius * 0.48),
        (x - radius * 0.88, y - radius * 0.48),
    ]
    canvas.disc(x + 10, y + 14, radius, SHADE)
    canvas.disc(x, y, radius, colour)
    canvas.shape(tip, colour)
    canvas.arc(x, y, radius * 0.8, (110, 175), 11, blend(colour, MILK, 0.6))


def cherries() -> Canvas:
    """A branch of the coffee plant with ripe cherries."""
    canvas = Canvas(*SQUARE, "#f3ddbd", "#f0cfa4")
    canvas.disc(770, 320, 210, "#f6c48c")
    canvas.line([(60, 960), (360, 700), (690, 480), (1040, 180)], 26, "#6b4a35")
    for x, y, size, turn, colour in (
        (250, 560, 210, -120, PINE), (470, 870, 220, 62, SAGE), (560, 330, 215, -105, SAGE),
        (800, 650, 220, 48, PINE), (900, 120, 170, -140, PINE), (110, 760, 140, -160, SAGE),
    ):  # fmt: skip
        leaf(canvas, x, y, size, turn, colour)
    clusters = ((352, 706), (516, 596), (692, 482), (838, 358))
    for i, (x, y) in enumerate(clusters):
        for j in range(5):
            angle = math.tau * j / 5 + i
            cx, cy = x + 56 * math.cos(angle), y + 50 * math.sin(angle)
            shade = (RED, "#c9513c", "#d98a3d", "#9c2c28")[(i + j * 2) % 4]
            canvas.disc(cx + 5, cy + 7, 44, SHADE)
            canvas.disc(cx, cy, 43, shade)
            canvas.disc(cx - 14, cy - 15, 10, blend(shade, MILK, 0.55))
    return canvas


def cupping() -> Canvas:
    """A tasting table from above: six bowls in a ring, two spoons, one sheet."""
    canvas = Canvas(*SQUARE, "#4b3427")
    for i in range(4):
        canvas.box((0, i * 270), (1080, 264), blend("#4b3427", CARAMEL, 0.07 + 0.05 * (i % 3)))
    canvas.box((430, 400), (230, 290), CREAM, 8)
    for i in range(6):
        canvas.line([(466, 462 + i * 38), (620 - 30 * (i % 3), 462 + i * 38)], 7, blend(CREAM, ROAST, 0.45))
    canvas.disc(478, 430, 9, RED)
    for i in range(6):
        angle = math.tau * i / 6
        x, y = 540 + 378 * math.cos(angle), 540 + 378 * math.sin(angle)
        canvas.disc(x + 12, y + 16, 138, "#00000040")
        canvas.disc(x, y, 136, MILK)
        canvas.disc(x, y, 114, blend(CARAMEL, CREAM, 0.2))
        canvas.disc(x, y, 102, blend(ROAST, CARAMEL, 0.12 * i % 0.5))
    spoon(canvas, 340, 470, 250, 62)
    spoon(canvas, 738, 610, 250, -118)
    return canvas


def cold_brew() -> Canvas:
    """A tall glass of cold brew with ice, a straw and a slice of orange."""
    canvas = Canvas(*TALL, "#f9d9a8", DAWN)
    canvas.disc(800, 330, 230, "#fbe7c6")
    canvas.box((0, 1130), (1080, 220), "#d9783f")
    canvas.oval(560, 1142, (230, 30), SHADE)
    canvas.line([(610, 1050), (700, 190)], 24, RED)
    canvas.shape([(350, 380), (730, 380), (690, 1140), (390, 1140)], "#fffaf15a")
    canvas.shape([(362, 560), (718, 560), (686, 1122), (394, 1122)], blend(ROAST, NIGHT, 0.25))
    canvas.shape([(376, 830), (704, 830), (686, 1122), (394, 1122)], blend(ROAST, NIGHT, 0.55))
    for x, y, size, turn in (
        (446, 560, 118, 14),
        (588, 592, 128, -18),
        (486, 716, 112, 38),
        (624, 752, 100, 8),
    ):
        corners = [(x + dx * size / 2, y + dy * size / 2) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        canvas.shape([turned(corner, (x, y), turn) for corner in corners], "#e6eef078")
        canvas.shape([turned(corner, (x, y), turn) for corner in (corners[0], corners[1], (x, y))], "#ffffff50")
    canvas.shape([(372, 396), (410, 396), (438, 1120), (410, 1120)], "#ffffff46")
    _orange(canvas, 742, 392, 112)
    return canvas


def _orange(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.disc(x, y, radius, "#e8833a")
    canvas.disc(x, y, radius * 0.88, "#fbe3bd")
    for i in range(8):
        start = math.tau * i / 8
        wedge = [(x + radius * 0.1 * math.cos(start + 0.39), y + radius * 0.1 * math.sin(start + 0.39))]
        wedge += [
            (x + radius * 0.78 * math.cos(start + part), y + radius * 0.78 * math.sin(start + part))
            for part in (0.07, 0.2, 0.39, 0.58, 0.71)
        ]
        canvas.shape(wedge, "#f09a4a")


def cold_brew_bottles() -> Canvas:
    """Three bottles of cold brew in a row, with the sun low behind them."""
    canvas = Canvas(*SQUARE, SKY, "#cfe0e2", "#f6d9b4")
    canvas.disc(540, 640, 300, "#f9c98c")
    canvas.disc(540, 640, 230, DAWN)
    canvas.box((0, 880), (1080, 200), "#e8c9a0")
    for x, colour in ((250, PINE), (540, RED), (830, DUSK)):
        canvas.oval(x + 14, 884, (128, 18), SHADE)
        canvas.box((x - 44, 318), (88, 190), blend(ROAST, NIGHT, 0.45), 18)
        canvas.box((x - 104, 452), (208, 432), blend(ROAST, NIGHT, 0.45), 56)
        canvas.box((x - 50, 286), (100, 50), colour, 12)
        canvas.box((x - 104, 590), (208, 190), CREAM)
        sunrise(canvas, x, 706, 46, colour)
        canvas.box((x - 84, 480), (16, 380), "#ffffff38", 8)
    return canvas


def decaf() -> Canvas:
    """A cup by night, the moon above it."""
    canvas = Canvas(*SQUARE, "#1d2733", DUSK, "#56687a")
    for i, (x, y) in enumerate(dotted(46)):
        canvas.disc(x * 1080, y * 620, 2 + i % 3, "#fffaf1b0")
    canvas.disc(690, 300, 150, "#f3e6c8")
    for x, y, radius in ((640, 260, 26), (730, 340, 36), (702, 236, 16), (650, 352, 14)):
        canvas.disc(x, y, radius, "#e4d3ad")
    canvas.box((0, 850), (1080, 230), "#1a2029")
    cup_beside(canvas, 500, 852, 380, colour=CREAM)
    for x, height in ((440, 190), (520, 240), (596, 170)):
        canvas.ribbon(x, 582, height, 30, "#fffaf164")
    return canvas


def stacked_cups() -> Canvas:
    """Handmade cups in a stack and a row, still powdery from the kiln."""
    canvas = Canvas(*TALL, "#e8ddd0", "#d8c6b2")
    canvas.box((110, 160), (860, 900), "#f0e8dd", 430)
    canvas.box((0, 1060), (1080, 290), "#b79f87")
    canvas.box((0, 1060), (1080, 16), "#9d866f")
    for i, colour in enumerate((SNOW, ROSE, SAGE, "#e6c9a0")):
        cup_beside(canvas, 400, 1062 - i * 178, 290 - i * 6, colour=colour, saucer=False)
    for i, (x, colour) in enumerate(((780, SKY), (846, MILK))):
        cup_beside(canvas, x - 30 * i, 1062 - i * 150, 220, colour=colour, saucer=False)
    for i, (px, py) in enumerate(dotted(36)):
        canvas.disc(px * 1080, 1100 + py * 230, 2 + i % 3, "#8d7761")
    return canvas
