"""What can be published on Telegram."""

from __future__ import annotations

from datetime import timedelta

from smm_build.domain.post import Poll, Settings
from tests.cases import Case, File

__all__ = ["CASES"]

_LINK = "https://aurora.it/guida?utm_source=telegram"

CASES = (
    Case("text", "words"),
    Case("link", "link", (f"La guida è qui: {_LINK}",), settings=Settings(link="https://aurora.it/guida")),
    Case("image", "picture", files=(File("telegram-1.jpg"),)),
    Case("images", "album", files=(File("telegram-1.jpg"), File("telegram-2.png")), also=("gallery",)),
    Case("gif", "gif", files=(File("telegram-3.gif"),)),
    Case("video", "film", files=(File("telegram-4.mp4", width=1080, height=1920, seconds=12.4),)),
    Case(
        "carousel",
        "album with a film",
        files=(File("telegram-1.jpg"), File("telegram-4.mp4", width=1080, height=1920, seconds=12)),
    ),
    Case("document", "document", files=(File("telegram-5.pdf"),)),
    Case(
        "poll",
        "poll",
        ("Come lo bevi?",),
        settings=Settings(poll=Poll(("Espresso", "Moka", "Filtro"), timedelta(days=1), multiple=True)),
    ),
    Case("thread", "thread", ("Uno", "Due", "Tre")),
    Case("thread", "thread with a picture", ("Uno", "Due"), files=(File("telegram-1.jpg"),)),
    Case("content warning", "words behind a warning", settings=Settings(content_warning="Finale")),
    Case(
        "content warning",
        "picture behind a warning",
        files=(File("telegram-1.jpg"),),
        settings=Settings(content_warning="Finale"),
    ),
)
