"""X: facts only, a person posts by hand.

The unit of lengths and offsets is X's weighted character, counted over the text in NFC: 1 for Latin, Cyrillic, Greek
and their neighbours, 2 for everything else and for a whole emoji, 23 for a link, also for one without ``https://``.
Source: https://github.com/twitter/twitter-text/blob/master/config/v3.json and
https://docs.x.com/fundamentals/counting-characters, read on 2026-11-22.
"""

from __future__ import annotations

import functools
import unicodedata
from datetime import date, timedelta

from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Capability, Credential, Limits, LinkPlace, PollLimits, ProfileLimits
from smm_build.text.emoji import find_emoji
from smm_build.text.hashtags import find_hashtags
from smm_build.text.links import find_links, outside
from smm_build.text.measure import Measure
from smm_build.text.mentions import at, find_mentions
from smm_build.text.rulers import in_unit, ruler_of

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

NAME = "x"
TITLE = "X"
LIMITS = Limits(
    characters=280,
    counted_in=Sentence("weighted characters", "caratteri pesati"),
    images=4,
    image_bytes=5_000_000,
    image_types=("image/jpeg", "image/png", "image/gif", "image/webp"),
    source="https://github.com/twitter/twitter-text/blob/master/config/v3.json",
    read_on=date(2026, 11, 22),
    videos=1,
    video_bytes=512_000_000,
    video_types=("video/mp4", "video/quicktime"),
    alt_characters=1_000,
    parts=25,  # no maximum is documented; a longer thread is a mistake more often than a wish
    film_seconds=(0.5, 140),
    polls=PollLimits(options=4, option_characters=25, shortest=timedelta(minutes=5), longest=timedelta(days=7)),
    # https://usefultoolkit.com/blog/social-media-character-limits-2026-complete-guide, read on 2026-11-23
    profile=ProfileLimits(name=50, bio=160),
)
CAPABILITIES = frozenset({Capability.THREAD, Capability.ALT_TEXT})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.IN_TEXT
SERVERS = ("https://api.x.com",)

_LINK = 23
_HEAVY = 2
_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""The code points that weigh 1, config v3."""


def measure(text: str) -> Measure:
    """Count weighted characters of ``text`` in NFC; entities are told at weighted offsets."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    links = find_links(text)
    weights = [_weight(ord(character)) for character in text]
    for emoji in find_emoji(text):
        weights[emoji.start : emoji.end] = [_HEAVY, *[0] * (len(emoji.text) - 1)]
    for link in links:
        weights[link.start : link.end] = [_LINK, *[0] * (len(link.text) - 1)]
    ruler = ruler_of(weights)
    return Measure(
        length=ruler[-1],
        links=in_unit(links, ruler),
        mentions=in_unit(outside(find_mentions(text), links), ruler),
        hashtags=in_unit(outside(find_hashtags(text), links), ruler),
    )


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return at(handle)


@functools.lru_cache(maxsize=4096)
def _weight(code_point: int) -> int:
    return 1 if any(first <= code_point <= last for first, last in _LIGHT) else _HEAVY
