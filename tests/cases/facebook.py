from __future__ import annotations

from smm_build.domain.post import Disclosure, Settings
from tests.cases import Case, File

__all__ = ["CASES"]


def film(name: str, seconds: float) -> File:
    return File(name, width=1080, height=1920, seconds=seconds)


CASES = (
    Case("text", "text"),
    Case("link", "link", ("La guida è qui",), link="https://aurora.example/guida?utm_source=facebook&utm_medium=social"),
    Case("image", "image", files=(File("cup.jpg", alt="Una tazza"),), also=("alternative text",)),
    Case("image", "image without words", ("",), files=(File("cup.png"),)),
    Case("images", "images", files=tuple(File(f"cup-{n}.jpg", alt=f"Tazza {n}") for n in range(3)), also=("gallery",)),
    Case("video", "video", files=(File("pour.mp4", seconds=12.0, size=2_500_000),)),
    Case("video", "video as a format", files=(File("pour.mp4", seconds=12.0),), settings=Settings(format="video")),
    Case(
        "reel",
        "reel",
        files=(film("reel.mp4", 20.0),),
        settings=Settings(format="reel", location="110843418940484"),
    ),
    Case(
        "disclosure",
        "reel made with AI",
        files=(film("dream.mp4", 8.0),),
        settings=Settings(format="reel", disclosure=Disclosure("paid", "acme"), ai="generated"),
    ),
    Case("story image", "story", ("",), (File("story.jpg", width=1080, height=1920),), Settings(format="story")),
    Case("story video", "film story", ("",), (film("story.mp4", 9.0),), Settings(format="story")),
    Case("first comment", "comment", comment="E voi quale preferite?"),
    Case("first comment", "comment on a reel", files=(film("r.mp4", 9.0),),
         settings=Settings(format="reel"), comment="E voi?"),
)  # fmt: skip
