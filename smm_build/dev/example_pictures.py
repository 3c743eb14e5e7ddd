"""Draw the pictures of the example workspace: ``python -m smm_build.dev.example_pictures``.

They are made rather than taken, so that they belong to the project, weigh little and can be drawn again.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PIL import Image

from smm_build.dev import example_still_lifes as table
from smm_build.dev import example_views as view
from smm_build.dev.example_canvas import Canvas

__all__ = ["PICTURES", "draw", "encode", "main"]

_LIMIT = 60_000

PICTURES: Mapping[str, Callable[[], Canvas]] = {
    "brand/avatar.png": view.avatar,
    "brand/cover.png": view.cover,
    "brand/logo.png": view.logo,
    "2026/abbonamento-giovedi.jpg": view.thursdays,
    "2026/acqua.jpg": table.water,
    "2026/assaggio.jpg": table.cupping,
    "2026/brina-colline.jpg": view.winter_hills,
    "2026/brina-pacco.jpg": view.winter_bag,
    "2026/calendario-ottobre.jpg": view.calendar,
    "2026/caffettiera.jpg": table.moka,
    "2026/cappuccino.jpg": table.cappuccino,
    "2026/chicchi.jpg": table.beans,
    "2026/ciliegie.jpg": table.cherries,
    "2026/cold-brew.jpg": table.cold_brew,
    "2026/cold-brew-bottiglie.jpg": table.cold_brew_bottles,
    "2026/colombia-valle.jpg": view.colombia,
    "2026/curva-di-tostatura.jpg": view.roast_curve,
    "2026/decaffeinato.jpg": table.decaf,
    "2026/etiopia-alba.jpg": view.ethiopia,
    "2026/filtro-caraffa.jpg": table.carafe,
    "2026/filtro-cono.jpg": table.cone,
    "2026/macchina-espresso.jpg": table.espresso_machine,
    "2026/macinature.jpg": table.grinds,
    "2026/porta-aperta.jpg": view.open_door,
    "2026/portici-sera.jpg": view.arcades,
    "2026/sacchetti.jpg": view.bags,
    "2026/scatola-aperta.jpg": view.gift_inside,
    "2026/scatola-natale.jpg": view.gift,
    "2026/tazza.jpg": table.cup,
    "2026/tazze-ceramica.jpg": table.stacked_cups,
    "2026/tetti-alba.jpg": view.rooftops,
    "2026/tostatrice.jpg": view.roaster,
    "2026/tre-tazze.jpg": table.three_cups,
}
"""Every picture by its path under ``content/assets``. Posts carry JPEG, which every network takes."""


def draw(name: str) -> Image.Image:
    """Return the picture called ``name``; raises :class:`KeyError` when there is none."""
    return PICTURES[name]().finished()


def encode(picture: Image.Image, name: str) -> bytes:
    """Return the file's bytes by the name's ending: a PNG of 128 colours, or the best JPEG below 60 kB."""
    if name.endswith(".png"):
        return _saved(picture.quantize(128, dither=Image.Dither.NONE), "PNG")
    tries = (_saved(picture, "JPEG", quality=quality) for quality in range(84, 40, -6))
    return next(file for file in tries if len(file) < _LIMIT)


def _saved(picture: Image.Image, form: str, quality: int | None = None) -> bytes:
    file = io.BytesIO()
    if quality is None:
        picture.save(file, form, optimize=True)
    else:
        picture.save(file, form, optimize=True, progressive=True, quality=quality, subsampling="4:2:0")
    return file.getvalue()


def main(folder: Path, names: Iterable[str] = PICTURES) -> None:
    """Draw the pictures, usually all of them, into ``folder``."""
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(encode(draw(name), name))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "content/assets"))
