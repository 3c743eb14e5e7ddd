from __future__ import annotations

from datetime import timedelta

from smm_build.domain.post import Disclosure, Poll, Settings
from tests.cases import Case, File

__all__ = ["CASES"]

QUOTED = "https://x.com/x.example.com/status/1786000000000000077"
CASES = (
    Case("text", "text"),
    Case("link", "link", ("Dove ci trovi? https://aurora.example/dove?a=1&b=2 «Da noi» & altrove",)),
    Case("image", "image", files=(File("cup.png", alt="Una tazza"),), also=("alternative text",)),
    Case("images", "images", files=tuple(File(f"cup-{n}.jpg", alt=f"Tazza {n}") for n in range(4)), also=("gallery",)),
    Case("gif", "gif", files=(File("steam.gif", alt="Vapore"),)),
    Case("video", "video", files=(File("pour.mp4", seconds=12.0, size=2_500_000),)),
    Case(
        "poll", "poll", ("Moka o espresso?",), settings=Settings(poll=Poll(("Moka", "Espresso"), timedelta(hours=24)))
    ),
    Case("thread", "thread", ("Tre passi per un buon caffè", "Due: macinare fresco", "Tre: acqua a 93 °C")),
    Case("quote", "quote", ("Lo dicevamo un anno fa",), settings=Settings(quote=QUOTED)),
    Case("first comment", "comment", comment="E voi quale preferite? https://aurora.example/sondaggio"),
    Case(
        "disclosure",
        "paid and made with AI",
        files=(File("sketch.png", alt="Uno schizzo"),),
        settings=Settings(disclosure=Disclosure("paid", "acme"), ai="generated", replies="mentioned"),
    ),
)
