"""The example brand's views: where coffee grows, the town, the shop and what stands in its window."""

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
    bag,
    bean,
    cup_above,
    hill,
    snow,
    sunrise,
)

__all__ = [
    "arcades",
    "avatar",
    "bags",
    "calendar",
    "colombia",
    "cover",
    "ethiopia",
    "gift",
    "gift_inside",
    "logo",
    "open_door",
    "roast_curve",
    "roaster",
    "rooftops",
    "thursdays",
    "winter_bag",
    "winter_hills",
]

SQUARE = (1080, 1080)
TALL = (1080, 1350)
WIDE = (1200, 630)


def ethiopia() -> Canvas:
    """Sunrise over the terraces of the Ethiopian highlands."""
    canvas = Canvas(*TALL, "#f7e3c4", DAWN, "#e58a52")
    canvas.disc(700, 520, 250, "#f9cf94")
    canvas.disc(700, 520, 180, "#fdeccb")
    for colour, level, swing, shape in (
        ("#d98a62", 690, 60, (210, 0.4)), ("#b8655a", 800, 70, (170, 2.1)),
        ("#8a5a5f", 905, 55, (230, 4.0)), (PINE, 1010, 60, (190, 1.2)),
    ):  # fmt: skip
        hill(canvas, colour, level, swing, shape)
    for row in range(8):
        y = 1085 + row * 40
        for i in range(30):
            x = i * 46 - 120 + row * 21
            canvas.disc(x, y + 18 * math.sin(x / 190 + 1.2), 13 + row * 1.5, blend(SAGE, PINE, 0.15 + 0.2 * (i % 3)))
            if (i + row) % 4 == 0:
                canvas.disc(x + 6, y + 18 * math.sin(x / 190 + 1.2) - 5, 5, RED)
    return canvas


def colombia() -> Canvas:
    """A green valley in the Andes after the rain, a farm with a red roof."""
    canvas = Canvas(*TALL, "#b9d0d6", "#dfe9e4", "#f0efe0")
    for i, (x, y) in enumerate(((220, 250), (690, 190), (930, 330))):
        for j in range(4):
            canvas.disc(x + (j - 1.5) * 74, y - 22 * (j % 2), 62 - 6 * i, "#ffffffc8")
    for colour, level, swing, shape in (
        ("#a9c1bd", 560, 110, (150, 0.9)), ("#86a79b", 690, 90, (190, 2.9)),
        (SAGE, 830, 70, (160, 5.1)), ("#5f7d63", 960, 60, (230, 1.7)), (PINE, 1130, 50, (260, 3.4)),
    ):  # fmt: skip
        hill(canvas, colour, level, swing, shape)
    canvas.box((600, 900), (170, 92), MILK)
    canvas.shape([(570, 908), (800, 908), (740, 838), (630, 838)], RED)
    canvas.box((672, 930), (34, 62), ROAST)
    for x in (850, 905, 520):
        canvas.box((x - 5, 930), (10, 80), "#6b4a35")
        canvas.disc(x, 905, 42, "#486650")
    for i, (px, py) in enumerate(dotted(60, 5)):
        canvas.disc(px * 1080, 1190 + py * 170, 15 + i % 9, blend(PINE, SAGE, 0.2 + 0.1 * (i % 4)))
    return canvas


def winter_hills() -> Canvas:
    """Snow on the Alps above the vineyards, a pale sun."""
    canvas = Canvas(*WIDE, "#7f97a8", "#c9d3d6", "#f0dfcf")
    canvas.disc(860, 300, 105, "#f9ecd9")
    peaks = [
        (0, 330),
        (130, 190),
        (230, 280),
        (370, 110),
        (480, 240),
        (590, 150),
        (720, 290),
        (860, 190),
        (1000, 300),
        (1110, 220),
        (1200, 310),
    ]
    canvas.shape([*peaks, (1200, 630), (0, 630)], "#8ba0ad")
    for x, y in peaks[1::2]:
        canvas.shape(
            [(x, y), (x + 52, y + 52), (x + 16, y + 44), (x - 8, y + 70), (x - 30, y + 42), (x - 54, y + 60)],
            SNOW,
        )
    for colour, level, swing, shape in (
        ("#a9b8bd", 400, 28, (150, 0.6)), ("#cdd7d8", 470, 26, (180, 2.4)), (SNOW, 545, 22, (240, 4.2)),
    ):  # fmt: skip
        hill(canvas, colour, level, swing, shape)
    for row in range(2):
        y = 540 + row * 38
        canvas.line([(0, y + 8), (1200, y + 2)], 2 + row, blend(SKY, DUSK, 0.3))
        for i in range(18):
            x = 20 + i * 70 + row * 30
            canvas.line([(x, y - 6), (x + 3, y + 24 + row * 10)], 4 + row, blend(ROAST, DUSK, 0.35))
    snow(canvas, list(dotted(70)), 5)
    return canvas


def winter_bag() -> Canvas:
    """The winter coffee's bag in falling snow."""
    canvas = Canvas(*TALL, "#43586b", "#7f97a8", "#c9d3d6")
    snow(canvas, [(x, y * 0.8) for x, y in dotted(60, 3)], 7)
    hill(canvas, SNOW, 1120, 30, (260, 0.7))
    bag(canvas, 540, 1170, 480, RED)
    hill(canvas, "#ffffff", 1215, 24, (200, 3.0))
    for x, y, turn in ((190, 1265, 25), (268, 1292, -40), (850, 1270, 70)):
        bean(canvas, x, y, 36, turn)
    snow(canvas, list(dotted(26, 90)), 9)
    return canvas


def bags() -> Canvas:
    """Three bags of coffee on the shop's shelf."""
    canvas = Canvas(*SQUARE, "#efdcc0", CREAM)
    canvas.disc(540, 480, 390, "#f6e6cc")
    canvas.box((0, 842), (1080, 34), CARAMEL)
    canvas.box((0, 876), (1080, 204), "#e4cba6")
    for x, width, colour, sign in ((230, 264, PINE, DAWN), (850, 264, DUSK, SKY), (540, 330, RED, RED)):
        bag(canvas, x, 842, width, colour, sign)
    for i in range(7):
        bean(canvas, 150 + i * 132, 965 + 18 * (i % 2), 27, i * 53, blend(ROAST, CARAMEL, 0.1 * (i % 3)))
    return canvas


def arcades() -> Canvas:
    """The arcades of the town at dusk, lamps lit, the roastery's window glowing."""
    canvas = Canvas(*WIDE, "#2c3a4d", "#6f5d6d", "#d98a62")
    canvas.box((0, 130), (1200, 500), "#c9ab8a")
    canvas.box((0, 130), (1200, 22), "#a98a6b")
    dark, lit = "#4a3b3a", "#f6c67a"
    for i, colour in enumerate((dark, dark, lit, dark, dark)):
        x = 120 + i * 240
        canvas.half_disc(x, 320, 92, colour)
        canvas.box((x - 92, 318), (184, 282), colour)
        canvas.arc(x, 320, 100, (180, 360), 10, "#a98a6b")
        canvas.box((x + 106, 300), (28, 300), "#b8987a")
        canvas.disc(x + 120, 236, 15, "#fbe3b4")
        canvas.disc(x + 120, 236, 30, "#fbe3b440")
    canvas.box((518, 410), (164, 190), "#8a4a35")
    canvas.box((530, 422), (140, 116), "#fbe3b4")
    sunrise(canvas, 600, 500, 34, RED)
    canvas.box((0, 600), (1200, 30), "#6b5548")
    canvas.shape([(508, 600), (692, 600), (760, 630), (440, 630)], "#f6c67a")
    return canvas


def rooftops() -> Canvas:
    """First light on the roofs, the Alps behind."""
    canvas = Canvas(*WIDE, "#f2b98a", "#f7dcb8", "#fbeedb")
    canvas.disc(330, 330, 120, "#fdf3df")
    canvas.disc(330, 330, 84, DAWN)
    alps = [
        (0, 340),
        (150, 270),
        (270, 330),
        (430, 220),
        (560, 310),
        (690, 240),
        (830, 330),
        (980, 210),
        (1090, 300),
        (1200, 250),
    ]
    canvas.shape([*alps, (1200, 630), (0, 630)], "#a6b4bd")
    for px, py in alps[1::2]:
        canvas.shape([(px, py), (px + 44, py + 42), (px + 8, py + 34), (px - 14, py + 56), (px - 46, py + 38)], SNOW)
    for i in range(9):
        x, y = i * 146.0 - 40, 430 + 34 * math.sin(i * 2.1)
        wall = blend(CREAM, (ROSE, CARAMEL, DAWN)[i % 3], 0.4)
        canvas.box((x, y + 40), (150, 300), wall)
        canvas.shape(
            [(x - 12, y + 46), (x + 162, y + 46), (x + 128, y - 8), (x + 22, y - 8)],
            blend(RED, CARAMEL, 0.25 * (i % 3)),
        )
        canvas.box((x + 104, y - 40), (22, 44), ROAST)
        for j in range(2):
            lit = (i + j) % 4 == 0
            canvas.box((x + 26 + j * 62, y + 80), (34, 52), "#fbe3b4" if lit else blend(DUSK, wall, 0.35), 4)
    canvas.ribbon(118 + 146 * 3, 370, 130, 24, "#fffaf1c0")
    return canvas


def open_door() -> Canvas:
    """An open door with the light of the roastery falling out."""
    canvas = Canvas(*TALL, "#7c2b26", RED)
    canvas.half_disc(540, 560, 330, "#93342c")
    canvas.box((210, 558), (660, 642), "#93342c")
    canvas.half_disc(540, 560, 258, "#f6c67a")
    canvas.box((282, 558), (516, 642), "#f6c67a")
    for i in range(9):
        angle = math.radians(180 + i * 22.5)
        canvas.line(
            [
                (540 + 90 * math.cos(angle), 640 + 90 * math.sin(angle)),
                (540 + 225 * math.cos(angle), 640 + 225 * math.sin(angle)),
            ],
            12,
            "#f9d698",
        )
    canvas.box((0, 1200), (1080, 150), "#4f1c1a")
    canvas.shape([(282, 1200), (798, 1200), (960, 1350), (120, 1350)], "#f9d698")
    canvas.shape([(798, 470), (900, 420), (900, 1270), (798, 1200)], PINE)
    canvas.disc(872, 870, 12, DAWN)
    canvas.box((360, 1010), (270, 190), DUSK, 20)
    canvas.disc(496, 930, 128, NIGHT)
    canvas.disc(496, 930, 96, "#5c4335")
    canvas.disc(496, 930, 20, CARAMEL)
    canvas.shape([(420, 720), (572, 720), (520, 820), (472, 820)], DUSK)
    canvas.line([(600, 900), (690, 880), (690, 640)], 30, NIGHT)
    return canvas


def calendar() -> Canvas:
    """A month on the wall with one Saturday marked by a bean."""
    canvas = Canvas(*SQUARE, SAGE, "#8fa083")
    canvas.box((178, 176), (756, 800), SHADE, 30)
    canvas.box((162, 152), (756, 800), MILK, 30)
    canvas.box((162, 152), (756, 176), RED, 30)
    canvas.box((162, 250), (756, 78), RED)
    sunrise(canvas, 540, 282, 62, CREAM, CREAM)
    for i in range(6):
        canvas.box((250 + i * 110, 118), (24, 70), NIGHT, 12)
    for day in range(31):
        column, row = (day + 3) % 7, (day + 3) // 7
        x, y = 244 + column * 98, 396 + row * 108
        weekend = column in {5, 6}
        canvas.box((x - 34, y - 34), (68, 68), blend(CREAM, ROSE, 0.45) if weekend else CREAM, 14)
    canvas.disc(244 + 5 * 98, 396, 60, RED)
    bean(canvas, 244 + 5 * 98, 396, 36, -35, CREAM)
    return canvas


def thursdays() -> Canvas:
    """Four weeks with a bag on every Thursday: the subscription."""
    canvas = Canvas(*SQUARE, CREAM, "#f3e0c6")
    canvas.box((436, 52), (208, 976), DAWN, 56)
    for row, colour in enumerate((RED, PINE, DUSK, ROAST)):
        y = 168 + row * 240
        for column in (0, 1, 2, 4, 5, 6):
            x = 102 + column * 146
            canvas.disc(x, y, 40, blend(CREAM, ROSE, 0.6 if column in {5, 6} else 0.3))
        bag(canvas, 540, y + 100, 128, colour, RED)
    return canvas


def roaster() -> Canvas:
    """The drum roaster from the front, beans cooling in the tray."""
    canvas = Canvas(*SQUARE, "#e9dcc8", CREAM)
    canvas.box((0, 900), (1080, 180), "#cbb59a")
    canvas.line([(760, 420), (850, 380), (850, 0)], 64, "#7d8a90")
    canvas.shape([(300, 120), (600, 120), (500, 300), (400, 300)], RED)
    canvas.box((290, 96), (320, 36), blend(RED, NIGHT, 0.25), 12)
    canvas.box((250, 560), (420, 340), DUSK, 24)
    canvas.disc(455, 480, 262, NIGHT)
    canvas.disc(450, 474, 240, "#43586b")
    canvas.disc(450, 474, 196, DUSK)
    canvas.disc(450, 474, 74, "#f6c67a")
    canvas.ring(450, 474, 84, 12, CARAMEL)
    for i in range(7):
        angle = math.tau * i / 7
        bean(canvas, 450 + 40 * math.cos(angle), 474 + 40 * math.sin(angle), 19, i * 50)
    for i in range(8):
        angle = math.tau * i / 8 + 0.2
        canvas.disc(450 + 216 * math.cos(angle), 474 + 216 * math.sin(angle), 9, CARAMEL)
    canvas.box((640, 800), (360, 100), blend(DUSK, NIGHT, 0.3), 20)
    canvas.oval(780, 780, (262, 86), "#9ba5a8")
    canvas.oval(780, 774, (240, 72), blend(ROAST, NIGHT, 0.4))
    for i, (px, py) in enumerate(dotted(44)):
        angle, far = px * math.tau, math.sqrt(py)
        bean(
            canvas,
            780 + 212 * far * math.cos(angle),
            774 + 56 * far * math.sin(angle),
            20,
            i * 47,
            blend(ROAST, CARAMEL, 0.08 * (i % 4)),
        )
    for x, colour in ((330, RED), (410, DAWN)):
        canvas.disc(x, 810, 22, colour)
    return canvas


def roast_curve() -> Canvas:
    """The curve of a roast: cold beans cool the drum, then from green to brown, with the first crack marked."""
    canvas = Canvas(*WIDE, "#241712", NIGHT)
    for i in range(7):
        canvas.box((90, 80 + i * 78), (1030, 2), "#fffaf11e")
    for i in range(11):
        canvas.box((90 + i * 103, 80), (2, 470), "#fffaf114")
    points = [(100 + 10.0 * i, 548 - 2 * _degrees(i / 100)) for i in range(101)]
    for i in range(100):
        colour = blend(blend(SAGE, DAWN, min(1, i / 50)), RED, max(0, i / 50 - 1))
        canvas.line(points[i : i + 2], 14, colour)
    crack_x, crack_y = points[76]
    canvas.box((crack_x - 1, crack_y + 34), (3, 514 - crack_y), "#f6ead88c")
    for place, colour in ((13, SAGE), (46, DAWN), (76, CREAM), (100, RED)):
        canvas.disc(*points[place], 30, NIGHT)
        bean(canvas, *points[place], 22, -40, colour)
    return canvas


def _degrees(part: float) -> float:
    """Return the temperature of the beans after ``part`` of the roast, in degrees Celsius."""
    return 222 * (1 - math.exp(-part / 0.42)) / (1 - math.exp(-1 / 0.42)) + 185 * math.exp(-part / 0.05)


def gift() -> Canvas:
    """The Christmas box, closed, with its ribbon."""
    canvas = Canvas(*TALL, "#274238", PINE)
    for i, (x, y) in enumerate(dotted(40, 7)):
        canvas.disc(x * 1080, y * 860, 4 + 2 * (i % 3), "#f6ead864")
    canvas.box((0, 1090), (1080, 260), "#1f352d")
    canvas.oval(560, 1098, (400, 40), "#00000046")
    canvas.box((190, 560), (700, 535), RED, 10)
    canvas.box((760, 560), (130, 535), blend(RED, NIGHT, 0.2), 10)
    canvas.box((160, 470), (760, 120), blend(RED, DAWN, 0.14), 12)
    canvas.box((484, 470), (112, 625), CREAM)
    canvas.box((484, 470), (112, 120), MILK)
    for side in (-1, 1):
        canvas.oval(540 + side * 132, 398, (150, 74), CREAM, side * -24)
        canvas.oval(540 + side * 132, 400, (92, 36), blend(CREAM, CARAMEL, 0.5), side * -24)
        canvas.shape(
            [(540, 440), (540 + side * 60, 440), (540 + side * 190, 556), (540 + side * 96, 566)],
            blend(CREAM, CARAMEL, 0.2),
        )
    canvas.box((490, 378), (100, 96), MILK, 34)
    sunrise(canvas, 320, 870, 72, DAWN, CREAM)
    return canvas


def gift_inside() -> Canvas:
    """The Christmas box open, from above: three coffees, a handmade cup, paper wool."""
    canvas = Canvas(*SQUARE, "#8c2c26", RED)
    canvas.box((136, 142), (836, 836), "#00000038", 20)
    canvas.box((116, 116), (848, 848), CARAMEL, 16)
    canvas.box((146, 146), (788, 788), "#e7cfa8", 8)
    for i, (x, y) in enumerate(dotted(150)):
        start = (205 + x * 660, 205 + y * 660)
        canvas.line(
            [start, turned((start[0] + 58, start[1]), start, i * 67)],
            6,
            blend("#e7cfa8", (MILK, CARAMEL)[i % 2], 0.35),
        )
    for i, (colour, sign) in enumerate(((RED, RED), (PINE, DAWN), (DUSK, SKY))):
        x = 186 + i * 240
        canvas.box((x + 8, 194), (222, 368), SHADE, 14)
        canvas.box((x, 184), (222, 368), colour, 14)
        canvas.box((x, 184), (222, 52), blend(colour, NIGHT, 0.25), 14)
        canvas.box((x + 36, 290), (150, 190), CREAM, 8)
        sunrise(canvas, x + 111, 388, 40, sign)
    cup_above(canvas, 380, 748, 100, colour=ROSE, turn=-30)
    canvas.box((620, 640), (266, 210), MILK, 6)
    for i in range(4):
        canvas.line([(656, 700 + i * 34), (846 - 40 * (i % 2), 700 + i * 34)], 6, blend(MILK, ROAST, 0.35))
    return canvas


def logo() -> Canvas:
    """The sign on its own: half a sun that is half a bean."""
    canvas = Canvas(640, 640, MILK)
    sunrise(canvas, 320, 400, 150, RED)
    return canvas


def avatar() -> Canvas:
    """The sign for round profile pictures."""
    canvas = Canvas(400, 400, RED, "#9c2f27")
    sunrise(canvas, 200, 240, 82, CREAM, CREAM)
    return canvas


def cover() -> Canvas:
    """Hills before sunrise, for the head of a profile."""
    canvas = Canvas(1500, 500, "#f7d9b0", "#f2b98a", "#d9785a")
    canvas.disc(1050, 330, 190, "#f9cf94")
    canvas.disc(1050, 330, 130, "#fdeccb")
    for colour, level, swing, shape in (
        ("#c9675a", 330, 34, (190, 0.4)), ("#94484a", 385, 32, (230, 2.2)), ("#5a3538", 440, 24, (280, 4.1)),
    ):  # fmt: skip
        hill(canvas, colour, level, swing, shape)
    return canvas
