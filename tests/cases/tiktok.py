from __future__ import annotations

from smm_build.domain.post import Disclosure, Settings
from tests.cases import Case, File

__all__ = ["CASES"]

FILM = (File("pour.mp4", width=1080, height=1920, seconds=12.0, size=2_500_000),)
CASES = (
    Case("video", "film", ("Come si versa ☕ #barista",), FILM, also=("reel",)),
    Case(
        "video",
        "long film",
        files=(File("long.mp4", width=1080, height=1920, seconds=240.0, size=66_000_000),),
        settings=Settings(replies="nobody"),
    ),
    Case(
        "images",
        "pictures",
        ("Tre tazze #moka",),
        tuple(File(f"cup-{n}.jpg") for n in range(3)),
        Settings(title="Tre modi"),
        also=("carousel", "gallery"),
    ),
    Case("image", "picture", files=(File("cup.webp"),), settings=Settings(visibility="private")),
    Case("draft", "draft film", files=FILM, settings=Settings(visibility="draft")),
    Case("draft", "draft pictures", files=(File("cup.jpg"),), settings=Settings(visibility="draft")),
    Case(
        "disclosure",
        "paid and made with AI",
        files=FILM,
        settings=Settings(disclosure=Disclosure("paid", "acme"), ai="generated"),
    ),
)
