"""What can be published on Mastodon."""

from __future__ import annotations

from datetime import timedelta

from smm_build.domain.post import Poll, Settings
from tests.cases import Case, File

__all__ = ["CASES"]

_CUP = File("tazza.jpg", "Una tazza di caffè su un banco di legno")
_SEVERAL = tuple(File(f"tazza-{number}.png", f"Tazza numero {number}", 200, 150) for number in range(1, 5))
_FILM = File("vapore.mp4", "Il vapore sale da una tazza", 1080, 1920, seconds=8)
_POLL = Poll(("Espresso", "Moka"), timedelta(days=1))

CASES = (
    Case(
        "text", "a text with everything in it", ("“Caffè” con @acme@social.example & ☕ https://aurora.example #caffè",)
    ),
    Case("link", "a link in the text", ("Il menù\n\nhttps://aurora.example/menu?utm_source=mastodon",)),
    Case("image", "a picture", files=(_CUP,), also=("alternative text",)),
    Case("images", "four pictures", files=_SEVERAL, also=("alternative text",)),
    Case("gif", "a moving picture", files=(File("vapore.gif", "Il vapore", 64, 64),)),
    Case("video", "a film", files=(_FILM,), also=("alternative text",)),
    Case("poll", "a poll", settings=Settings(poll=_POLL)),
    Case("thread", "a thread", ("Uno.", "Due.", "Tre."), settings=Settings(visibility="unlisted")),
    Case("quote", "a quoted post", settings=Settings(quote="https://social.example/@acme/110")),
    Case("first comment", "a first comment", files=(_CUP,), comment="Il menù: https://aurora.example/menu"),
    Case("content warning", "a warning", files=(_CUP,), settings=Settings(content_warning="Caffè", language="it")),
)
