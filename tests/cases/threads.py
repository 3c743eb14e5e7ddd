from __future__ import annotations

from datetime import timedelta

from smm_build.domain.post import Poll, Settings
from tests.cases import Case, File

__all__ = ["CASES"]

QUOTED = "https://www.threads.com/@sandbox_brand/post/Dearlier"
CASES = (
    Case("text", "text", ("Un caffè e due chiacchiere ☕ #caffè",)),
    Case("link", "link", ("Dove ci trovi",), link="https://aurora.example/dove?a=1&b=2"),
    Case("image", "image", files=(File("cup.png", alt="Una tazza"),), also=("alternative text",)),
    Case("images", "images", files=(File("a.jpg", alt="Una"), File("b.jpg", alt="Due")), also=("carousel", "gallery")),
    Case("carousel", "pictures and a film", files=(File("a.jpg", alt="Una"), File("pour.mp4", seconds=9.0))),
    Case("video", "video", files=(File("pour.mp4", alt="Si versa il caffè", seconds=12.0),)),
    Case(
        "poll", "poll", ("Moka o espresso?",), settings=Settings(poll=Poll(("Moka", "Espresso"), timedelta(hours=24)))
    ),
    Case("thread", "thread", ("Tre passi per un buon caffè", "Due: macinare fresco", "Tre: acqua a 93 °C")),
    Case("quote", "quote", ("Lo dicevamo un anno fa",), settings=Settings(quote=QUOTED)),
    Case("first comment", "comment", comment="E voi quale preferite? https://aurora.example/sondaggio"),
    Case("text", "replies of those who are mentioned", settings=Settings(replies="mentioned")),
)
