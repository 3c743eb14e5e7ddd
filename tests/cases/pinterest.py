"""What can be published on Pinterest."""

from __future__ import annotations

from smm_build.domain.post import Settings
from tests.cases import Case, File

__all__ = ["CASES"]

_SAID = Settings(title="Cinque errori", board="549755885175001")
_TALL = {"width": 1000, "height": 1500}

CASES = (
    Case("image", "picture", files=(File("pinterest-1.jpg", "Una tazza", **_TALL),), settings=_SAID),
    Case(
        "link",
        "picture with a link",
        files=(File("pinterest-2.png", "Una moka", **_TALL),),
        settings=_SAID,
        link="https://aurora.it/guida?utm_source=pinterest",
        also=("alternative text",),
    ),
    Case(
        "carousel",
        "carousel",
        files=tuple(File(f"pinterest-{number}.jpg", f"Passo {number}", **_TALL) for number in (3, 4, 5)),
        settings=_SAID,
        also=("images",),
    ),
    Case(
        "video",
        "film",
        files=(File("pinterest-6.mp4", width=1080, height=1920, seconds=20),),
        settings=_SAID,
    ),
)
