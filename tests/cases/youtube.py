"""What can be published on YouTube."""

from __future__ import annotations

from smm_build.domain.post import Disclosure, Settings
from tests.cases import Case, File

__all__ = ["CASES"]

_FILM = File("youtube-1.mp4", width=1920, height=1080, seconds=95)
_SHORT = File("youtube-2.mp4", width=1080, height=1920, seconds=31)
_SAID = Settings(title="Cinque errori", visibility="public", made_for_kids=False)

CASES = (
    Case("video", "film", files=(_FILM,), settings=_SAID),
    Case(
        "video",
        "film with tags in a language",
        ("Un caffè: https://aurora.it/guida",),
        files=(_FILM,),
        settings=Settings(
            title="Cinque errori",
            visibility="unlisted",
            made_for_kids=False,
            tags=("caffè", "moka espresso"),
            language="it",
        ),
        also=("link",),
    ),
    Case(
        "video",
        "film in several stretches",
        files=(File("youtube-3.mp4", width=1920, height=1080, seconds=600, size=34 * 1024 * 1024),),
        settings=_SAID,
    ),
    Case("reel", "short", files=(_SHORT,), settings=Settings(title="Moka", visibility="public", format="reel")),
    Case(
        "disclosure",
        "paid film made by a machine",
        files=(_FILM,),
        settings=Settings(title="Moka", visibility="public", disclosure=Disclosure("paid", "acme"), ai="generated"),
    ),
    Case("first comment", "film with a comment", files=(_FILM,), settings=_SAID, comment="E tu, quale fai?"),
)
