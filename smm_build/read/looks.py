"""What only the pixels of a picture tell: how sharp it is, its main colours, and whether it flashes.

Looking costs some milliseconds a picture, so it is not part of loading unless somebody asks, and what was seen is kept
by the file's fingerprint: a picture is looked at once in its life.
"""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from smm_build.domain.media import Look
from smm_build.read.flashes import most_flashes

__all__ = ["LOOKS", "Looks", "look_at"]

LOOKS = ".smm/cache/looks.json"
"""Where a workspace keeps what was seen, out of git."""

_LONGEST_SIDE = 512
_COLOURS = 8
_MOST_PIXELS = 60_000_000
"""A larger picture would take hundreds of megabytes to open."""
_VERSION = 2


@dataclass
class Looks:
    """Looks at pictures and keeps what it saw in the file ``kept`` (JSON), which may be lost at any time."""

    kept: Path | None = None
    _known: dict[str, Look | None] = field(init=False, default_factory=dict)
    _new: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        if self.kept is not None:
            self._known = _read(self.kept)

    def of(self, path: Path, sha256: str) -> Look | None:
        """Return what the picture in ``path`` looks like; ``None`` when it cannot be opened."""
        if sha256 not in self._known:
            self._known[sha256] = look_at(path)
            self._new = True
        return self._known[sha256]

    def keep(self) -> None:
        """Write down what was seen for the first time; a disk that does not take it is no reason to stop."""
        if self.kept is None or not self._new:
            return
        # Other processes may have looked at other pictures meanwhile.
        known = {**_read(self.kept), **self._known}
        seen = {sha256: look and [look.sharpness, look.colours, look.flashes] for sha256, look in known.items()}
        try:
            self.kept.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.kept.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"version": _VERSION, "looks": seen}, file)
            Path(name).replace(self.kept)
        except OSError:
            return


def look_at(path: Path) -> Look | None:
    """Open a picture and measure a small copy; ``None`` when it cannot be opened or is too large."""
    from PIL import Image, ImageFilter, ImageStat  # noqa: PLC0415 - importing takes longer than reading a small plan

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return None
                image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))  # JPEG: decode a fraction of it only
                small = image.convert("RGB")
                flashes = most_flashes(image)
        small.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        edges = small.convert("L").filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128))
        inside = edges.crop((1, 1, edges.width - 1, edges.height - 1))  # the filter copies the border as it is
        return Look(round(ImageStat.Stat(inside).var[0], 2), _colours(small.quantize(_COLOURS)), flashes)
    except Exception:  # noqa: BLE001 - the readers of formats raise whatever comes to them on damaged files
        return None


def _colours(few: object) -> tuple[tuple[str, float], ...]:
    from PIL import Image  # noqa: PLC0415

    assert isinstance(few, Image.Image), "quantize gives a picture"
    values = few.getpalette() or []
    counts = sorted(((count, index) for count, index in few.getcolors() or [] if isinstance(index, int)), reverse=True)
    total = few.width * few.height
    return tuple(
        ("#{:02x}{:02x}{:02x}".format(*values[3 * index : 3 * index + 3]), round(count / total, 3))
        for count, index in counts
    )


def _read(path: Path) -> dict[str, Look | None]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return _looks(kept["looks"]) if kept["version"] == _VERSION else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _looks(kept: Mapping[str, list[object] | None]) -> dict[str, Look | None]:
    return {sha256: None if look is None else _look(*look) for sha256, look in kept.items()}


def _look(sharpness: object, colours: object, flashes: object) -> Look:
    if not isinstance(sharpness, int | float) or not isinstance(colours, list) or not isinstance(flashes, int):
        raise TypeError("not what was written")
    return Look(float(sharpness), tuple((str(value), float(share)) for value, share in colours), flashes)
