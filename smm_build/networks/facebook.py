"""Facebook pages: facts only, a person posts by hand.

Offsets and lengths are Unicode code points. That a text may have 63,206 characters is what every client says; the Pages
reference gives no number. A text is shown as it is written, its links become a card.
"""

from __future__ import annotations

from datetime import date

from smm_build.domain.post import Settings
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Capability, Credential, Limits, LinkPlace
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

NAME = "facebook"
TITLE = "Facebook"
LIMITS = Limits(
    characters=63_206,
    counted_in=Sentence("characters", "caratteri"),
    images=10,  # no maximum is documented; other clients stop here
    image_bytes=10_000_000,
    image_types=("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"),
    source="https://developers.facebook.com/docs/pages-api/posts",
    read_on=date(2026, 11, 22),
    videos=1,
    video_types=("video/mp4", "video/quicktime"),
)
CAPABILITIES = frozenset({Capability.ALT_TEXT})
CREDENTIALS: tuple[Credential, ...] = ()
DEFAULTS = Settings()
LINKS = LinkPlace.ATTACHED
SERVERS = ("https://graph.facebook.com",)


def measure(text: str) -> Measure:
    """Count code points; links need ``https://``."""
    return measure_plain(text, code_points(text))


def mention(handle: str) -> str:
    """Write ``@handle``; Facebook offers the page while a person types it."""
    return at(handle)
