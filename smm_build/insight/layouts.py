"""What the exports of networks and tools call their columns.

No network publishes what its exports look like. English headers are those of exports that people have published, and
of programs that read them (Meta Business Suite, X, TikTok, YouTube Studio, LinkedIn's "All posts"; read on 2026-11-23).
Italian ones are the words of the same networks' pages: an export may use others, and then ``--column`` says what a
column is. Of Metricool nothing was found: it is read by common words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from smm_build.domain.reading import Metric

__all__ = ["GENERAL", "LAYOUTS", "METRICOOL", "Layout", "choose", "plain"]

_IDS = ("post id", "id post", "id del post", "content", "contenuti", "media id", "video id", "tweet id")
_LINKS = (
    "permalink",
    "link permanente",
    "post link",
    "link del post",
    "video link",
    "link al video",
    "link",
    "url",
    "post url",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """One export. All headers as :func:`plain` writes them.

    ``marks`` are headers of which it has all, each given with what else it may be called. ``columns`` are headers and
    what they count; of several for one metric the first that the file has counts. ``scales`` makes seconds of columns
    in another unit.
    """

    name: str
    network: str | None
    marks: tuple[tuple[str, ...], ...]
    columns: Mapping[str, Metric]
    scales: Mapping[str, float] = field(default_factory=dict)
    ids: tuple[str, ...] = _IDS
    links: tuple[str, ...] = _LINKS

    @property
    def source(self) -> str:
        """What readings of it have as their source."""
        return f"{self.name}-csv"


def plain(header: str) -> str:
    """Return a header in small letters, without a byte order mark, quotes around it and double spaces."""
    text = unicodedata.normalize("NFKC", header).casefold().replace("\ufeff", "").replace("’", "'")
    return re.sub(r"\s+", " ", text).strip().strip('"')


def _columns(**headers: str) -> dict[str, Metric]:
    """Return headers by metric, written with ``|`` between them, as a mapping from header to metric."""
    return {header: Metric(name) for name, several in headers.items() for header in several.split("|")}


_COMMENTS = "comments|commenti"
_LIKES = "likes|mi piace"

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "instagram",
        "instagram",
        (("account username", "nome utente dell'account"), ("permalink", "link permanente", "post id", "id del post")),
        _columns(
            views="views|visualizzazioni",
            reach="reach|copertura",
            reactions=_LIKES,
            comments=_COMMENTS,
            shares="shares|condivisioni",
            saves="saves|salvataggi",
            follows="follows|nuovi follower",
        ),
    ),
    Layout(
        "facebook",
        "facebook",
        (("page name", "nome della pagina", "page id", "id della pagina"), ("permalink", "link permanente", "post id")),
        _columns(
            views="views|visualizzazioni",
            reach="reach|copertura",
            reactions="reactions|reazioni",
            comments=_COMMENTS,
            shares="shares|condivisioni",
            clicks="total clicks|clic totali",
            watch_seconds="seconds viewed|secondi di visualizzazione",
        ),
    ),
    Layout(
        "x",
        "x",
        (("post link", "link del post"), ("post text", "testo del post"), ("impressions", "impressioni")),
        _columns(
            views="impressions|impressioni",
            reactions=_LIKES,
            comments="replies|risposte",
            shares="reposts|repost",
            saves="bookmarks|segnalibri",
            follows="new follows|nuovi follower",
            profile_visits="profile visits|visite al profilo",
            clicks="url clicks|clic sull'url",
        ),
    ),
    Layout(
        "linkedin",
        "linkedin",
        (("post link", "link del post"), ("click through rate (ctr)", "percentuale di clic (ctr)", "reposts")),
        _columns(
            views="impressions|impressioni",
            video_views="views (excluding offsite video views)",
            reactions="likes|consigliati|reazioni",
            comments=_COMMENTS,
            shares="reposts|diffusioni post",
            clicks="clicks|clic",
            follows="follows|follower acquisiti",
        ),
    ),
    Layout(
        "tiktok",
        "tiktok",
        (("video link", "link al video"), ("total views", "visualizzazioni totali", "total likes")),
        _columns(
            views="total views|visualizzazioni totali",
            reactions="total likes|mi piace totali",
            comments="total comments|commenti totali",
            shares="total shares|condivisioni totali",
            saves="add to favorites|aggiunte ai preferiti",
        ),
    ),
    Layout(
        "youtube",
        "youtube",
        (("content", "contenuti"), ("video title", "titolo video"), ("views", "visualizzazioni")),
        _columns(
            views="views|visualizzazioni",
            reactions="likes|mi piace",
            comments="comments added|commenti aggiunti",
            shares="shares|condivisioni",
            follows="subscribers gained|iscritti guadagnati",
            watch_seconds="watch time (hours)|tempo di visualizzazione (ore)",
        ),
        {"watch time (hours)": 3600, "tempo di visualizzazione (ore)": 3600},
    ),
)
_COMMON = _columns(
    views="views|visualizzazioni|impressions|impressioni",
    reach="reach|copertura|portata",
    reactions="likes|mi piace|reactions|reazioni",
    comments="comments|commenti|replies|risposte",
    shares="shares|condivisioni|reposts|repost|retweets|retweet",
    saves="saves|saved|salvataggi|salvati|bookmarks|segnalibri",
    clicks="clicks|clic|link clicks|clic sul link",
    video_views="video views|visualizzazioni video",
)
METRICOOL = Layout("metricool", None, (), _COMMON)
GENERAL = Layout("other", None, (), _COMMON)
"""Any table that says which posts it is about, and counts by common words."""


def choose(headers: Iterable[str], name: str | None = None) -> Layout | None:
    """Return the layout called ``name``, else the first that has all its marks among plain ``headers``."""
    if name is not None:
        return next((layout for layout in (*LAYOUTS, METRICOOL, GENERAL) if layout.name == name), None)
    known = set(headers)
    fitting = [layout for layout in LAYOUTS if all(known.intersection(marks) for marks in layout.marks)]
    if fitting:
        return fitting[0]
    named = known.intersection(_IDS) or known.intersection(_LINKS)
    return GENERAL if named and known.intersection(_COMMON) else None
