"""What can be published on Bluesky."""

from __future__ import annotations

from smm_build.domain.post import Settings
from tests.cases import Case, File

__all__ = ["CASES"]

_CUP = File("tazza.jpg", "Una tazza di caffè su un banco di legno")
_SEVERAL = tuple(File(f"tazza-{number}.png", f"Tazza numero {number}", 200, 150) for number in range(1, 7))
_FILM = File("vapore.mp4", "Il vapore sale da una tazza", 1080, 1920, seconds=8)
_QUOTED = "https://bsky.app/profile/tostatrice.example.com/post/3kznmn7xqxl22"

CASES = (
    Case("text", "a text with everything in it", ("Caffè con @acme.example.com ☕ https://aurora.example #caffè",)),
    Case("link", "a card", link="https://aurora.example/menu?utm_source=bluesky", settings=Settings(title="Il menù")),
    Case("image", "a picture", files=(_CUP,), also=("alternative text",)),
    Case("images", "four pictures", files=_SEVERAL[:4], also=("alternative text",)),
    Case("gallery", "six pictures", files=_SEVERAL, also=("images", "alternative text")),
    Case("gif", "a moving picture", files=(File("vapore.gif", "Il vapore", 64, 64),)),
    Case("video", "a film", files=(_FILM,), also=("alternative text",)),
    Case("thread", "a thread", ("Uno.", "Due.", "Tre."), settings=Settings(replies="followed")),
    Case("quote", "a quoted post", settings=Settings(quote=_QUOTED)),
    Case("quote", "a quoted post with a picture", files=(_CUP,), settings=Settings(quote=_QUOTED), also=("image",)),
    Case("first comment", "a first comment", files=(_CUP,), comment="Il menù: https://aurora.example/menu"),
    Case("content warning", "a warning", files=(_CUP,), settings=Settings(content_warning="graphic-media")),
    Case("text", "nobody answers", settings=Settings(replies="nobody", language="it")),
)
