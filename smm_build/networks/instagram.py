"""Instagram: facts only, a person posts by hand.

Offsets and lengths are Unicode code points. There is no post without a picture or film, and no link in a caption can be
followed.
"""

from __future__ import annotations

from datetime import date

from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Capability, Credential, Limits, LinkPlace, ProfileLimits
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

NAME = "instagram"
TITLE = "Instagram"
LIMITS = Limits(
    characters=2_200,
    counted_in=Sentence("characters", "caratteri"),
    images=10,
    image_bytes=8_000_000,
    image_types=("image/jpeg",),
    source="https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media",
    read_on=date(2026, 11, 22),
    videos=10,
    video_bytes=300_000_000,
    video_types=("video/mp4", "video/quicktime"),
    alt_characters=1_000,
    hashtags=30,
    media_required=True,
    mentions=20,
    image_width=320,
    image_ratios=(4 / 5, 1.91),
    film_seconds=(3, 900),
    mixed=True,
    profile=ProfileLimits(bio=150),  # https://everydaytools.pro/bio-character-counter, read on 2026-11-23
)
CAPABILITIES = frozenset({Capability.ALT_TEXT})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.NOWHERE
SERVERS = ("https://graph.facebook.com", "https://graph.instagram.com")


def measure(text: str) -> Measure:
    """Count code points; links are told although nobody can follow them."""
    return measure_plain(text, code_points(text))


def mention(handle: str) -> str:
    """Write ``@handle``."""
    return at(handle)
