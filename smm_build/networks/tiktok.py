"""TikTok: facts only, a person posts by hand.

Offsets and lengths are UTF-16 code units, in which TikTok counts its captions
(https://developers.tiktok.com/doc/content-posting-api-reference-direct-post, read on 2026-11-22). The caption of a film
has 2,200 of them; that of pictures may have more and is held to the same.
"""

from __future__ import annotations

from datetime import date

from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Capability, Credential, Limits, LinkPlace, ProfileLimits
from smm_build.text.measure import Measure
from smm_build.text.mentions import at
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import utf16_units

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

NAME = "tiktok"
TITLE = "TikTok"
LIMITS = Limits(
    characters=2_200,
    counted_in=Sentence("UTF-16 code units", "unità UTF-16"),
    images=35,
    image_bytes=20_000_000,
    image_types=("image/jpeg", "image/webp"),
    source="https://developers.tiktok.com/doc/content-posting-api-reference-direct-post",
    read_on=date(2026, 11, 22),
    videos=1,
    video_bytes=4_000_000_000,
    video_types=("video/mp4", "video/webm", "video/quicktime"),
    media_required=True,
    film_seconds=(0, 600),
    profile=ProfileLimits(bio=80),  # https://everydaytools.pro/bio-character-counter, read on 2026-11-23
    comments=False,  # neither the posting nor the display interface has one
)
CAPABILITIES: frozenset[Capability] = frozenset()
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS = ("https://open.tiktokapis.com",)


def measure(text: str) -> Measure:
    """Count UTF-16 code units: an emoji is two or more."""
    return measure_plain(text, utf16_units(text))


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return at(handle)
