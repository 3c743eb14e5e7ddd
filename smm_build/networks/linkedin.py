"""LinkedIn pages: facts only, a person posts by hand.

Offsets and lengths are Unicode code points of the text people see, not of LinkedIn's escaped notation. LinkedIn's own
page on posts names no number for the text; 3,000 is what its predecessor said and clients confirm.
"""

from __future__ import annotations

from datetime import date, timedelta

from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Capability, Credential, Limits, LinkPlace, PollLimits
from smm_build.text.measure import Measure
from smm_build.text.mentions import at
from smm_build.text.plain import measure_plain
from smm_build.text.rulers import code_points

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

NAME = "linkedin"
TITLE = "LinkedIn"
LIMITS = Limits(
    characters=3_000,
    counted_in=Sentence("characters", "caratteri"),
    images=20,
    image_bytes=None,  # limited in pixels: fewer than 36,152,320
    image_types=("image/jpeg", "image/png", "image/gif"),
    source="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
    read_on=date(2026, 11, 22),
    videos=1,
    video_bytes=500_000_000,
    video_types=("video/mp4",),
    alt_characters=4_086,
    image_pixels=36_152_319,
    film_seconds=(3, 1_800),
    polls=PollLimits(options=4, option_characters=30, shortest=timedelta(days=1), longest=timedelta(days=14)),
)
CAPABILITIES = frozenset({Capability.ALT_TEXT})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.ATTACHED
SERVERS = ("https://api.linkedin.com",)


def measure(text: str) -> Measure:
    """Count code points; links need ``https://``."""
    return measure_plain(text, code_points(text))


def mention(handle: str) -> str:
    """Write ``@handle``; LinkedIn offers the page while a person types it."""
    return at(handle)
