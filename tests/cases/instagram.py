from __future__ import annotations

from smm_build.domain.post import Disclosure, Settings
from tests.cases import Case, File

__all__ = ["CASES", "DIRECT"]


def film(name: str, seconds: float) -> File:
    return File(name, width=1080, height=1920, seconds=seconds)


CUPS = tuple(File(f"cup-{n}.jpg", alt=f"Tazza {n}") for n in range(3))
STORY = Settings(format="story")
CASES = (
    Case("image", "image", files=(File("cup.jpg", alt="Una tazza"),), also=("alternative text",)),
    Case("image", "image without words", ("",), (File("cup.jpg"),), Settings(location="110843418940484")),
    Case("carousel", "carousel", files=CUPS, also=("images", "gallery")),
    Case(
        "carousel", "carousel with a film", files=(CUPS[0], film("pour.mp4", 9.0)), settings=Settings(format="carousel")
    ),
    Case("video", "video", files=(film("pour.mp4", 12.0),)),
    Case("reel", "reel", files=(film("reel.mp4", 20.0),), settings=Settings(format="reel")),
    Case("story image", "story", ("",), (File("story.jpg", width=1080, height=1920),), STORY),
    Case("story video", "film story", ("",), (film("story.mp4", 9.0),), STORY),
    Case("first comment", "comment", files=(File("cup.jpg"),), comment="E voi quale preferite? #caffè"),
    Case(
        "disclosure",
        "paid and made with AI",
        files=(File("cup.jpg", alt="Una tazza"),),
        settings=Settings(disclosure=Disclosure("paid", "acme"), ai="generated"),
    ),
)
DIRECT = tuple(case for case in CASES if case.id in {"image", "carousel with a film", "reel", "story", "comment"})
"""What is tried with Instagram Login too."""
