"""Threads: facts only, a person posts by hand.

The unit of lengths and offsets is a character, where an emoji counts as many as it has bytes in UTF-8
(https://developers.facebook.com/docs/threads/overview, read on 2026-11-22).
"""

from __future__ import annotations

from datetime import date

from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Capability, Credential, Limits, LinkPlace, ProfileLimits
from smm_build.text.emoji import find_emoji
from smm_build.text.measure import Measure
from smm_build.text.mentions import at
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import ruler_of

__all__ = [
    "CAPABILITIES",
    "CREDENTIALS",
    "DEFAULTS",
    "LIMITS",
    "LINKS",
    "NAME",
    "SERVERS",
    "TITLE",
    "measure",
    "mention",
]

NAME = "threads"
TITLE = "Threads"
LIMITS = Limits(
    characters=500,
    counted_in=Sentence("characters, emoji as UTF-8 bytes", "caratteri, emoji come byte UTF-8"),
    images=20,
    image_bytes=8_000_000,
    image_types=("image/jpeg", "image/png"),
    source="https://developers.facebook.com/docs/threads/overview",
    read_on=date(2026, 11, 22),
    videos=20,
    video_bytes=1_000_000_000,
    video_types=("video/mp4", "video/quicktime"),
    alt_characters=1_000,
    parts=25,  # no maximum is documented; a longer thread is a mistake more often than a wish
    links=5,  # since 2025-12-22: THREADS_API__LINK_LIMIT_EXCEEDED
    image_width=320,
    image_ratios=(1 / 10, 10),
    film_seconds=(0, 300),
    mixed=True,
    profile=ProfileLimits(bio=150),  # https://mojicnt.click/en/blog/sns-character-limits.html, read on 2026-11-23
)
CAPABILITIES = frozenset({Capability.THREAD, Capability.ALT_TEXT})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.ATTACHED
SERVERS = ("https://graph.threads.net",)


def measure(text: str) -> Measure:
    """Count characters, and every emoji as its bytes in UTF-8."""
    weights = [1] * len(text)
    for emoji in find_emoji(text):
        size = len(emoji.text.encode())
        weights[emoji.start : emoji.end] = [size, *[0] * (emoji.end - emoji.start - 1)]
    return measure_plain(text, ruler_of(weights))


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return at(handle)
