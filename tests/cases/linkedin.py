from __future__ import annotations

from datetime import timedelta

from smm_build.domain.post import Poll, Settings
from tests.cases import Case, File

__all__ = ["CASES"]

QUOTED = "https://www.linkedin.com/feed/update/urn:li:share:7123456789012345678/"
CASES = (
    Case("text", "text", ("Un caffè (lungo) per @[Acme Machines](urn:li:organization:1234) #caffè_lungo 5 * 3 < 16",)),
    Case(
        "link",
        "link",
        ("Dove ci trovi? #torino",),
        settings=Settings(title="Dove siamo"),
        link="https://aurora.example/dove?a=1&utm_source=linkedin",
    ),
    Case("image", "image", files=(File("cup.png", alt="Una tazza"),), also=("alternative text",)),
    Case(
        "images",
        "images",
        files=tuple(File(f"cup-{n}.jpg", alt=f"Tazza {n}") for n in range(3)),
        also=("gallery", "alternative text"),
    ),
    Case("gif", "gif", files=(File("steam.gif", alt="Vapore"),)),
    Case(
        "video",
        "video",
        files=(File("pour.mp4", seconds=12.0, size=9_000_000),),
        settings=Settings(title="Come si versa"),
    ),
    Case(
        "document",
        "document",
        files=(File("guida.pdf"),),
        settings=Settings(format="document", title="Guida al caffè"),
        also=("carousel",),
    ),
    Case(
        "poll",
        "poll",
        ("Diteci la vostra",),
        settings=Settings(title="Moka o espresso?", poll=Poll(("Moka", "Espresso"), timedelta(days=7))),
    ),
    Case("quote", "quote", ("Lo dicevamo un anno fa",), settings=Settings(quote=QUOTED)),
    Case("first comment", "comment", comment="E voi (davvero) quale preferite? #moka https://aurora.example/s"),
)
