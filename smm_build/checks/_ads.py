"""What checks ask about advertising."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.domain.ad import Ad
from smm_build.domain.team import HandOff
from smm_build.domain.workspace import Workspace
from smm_build.networks._ads import AdRules, rules_for

__all__ = ["EU", "hand_off_for", "in_europe", "living", "not_our_job", "rules_of"]

EU = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"}
    | {"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)
"""The member states of the European Union, as ISO 3166 writes them."""

_JOBS = {
    "search": re.compile(
        r"\b(?:google[ -]?ads|adwords|bing[ -]?ads|microsoft[ -]advertising|search[ -](?:ads?|engine|campaign)|sem)\b"
        r"|motori? di ricerca|annunci search",
        re.IGNORECASE,
    ),
    "seo": re.compile(r"\b(?:seo|link[ -]?building|backlinks?|guest[ -]?(?:posts?|posting|blogging))\b", re.IGNORECASE),
}
_TOPICS = {
    "search": ("search-ads", "search", "ads", "annunci", "ricerca", "media-buyer"),
    "seo": ("seo", "link-building", "website", "site", "sito", "web"),
}


def living(workspace: Workspace) -> Iterator[Ad]:
    """Yield the ads that somebody still wants."""
    yield from (ad for ad in workspace.ads.values() if ad.status != "cancelled")


def rules_of(ad: Ad, workspace: Workspace) -> AdRules | None:
    """Return what the ad's network asks, ``None`` where no ads are made."""
    channel = workspace.channels.get(ad.channel or "")
    return rules_for(channel.network) if channel else None


def in_europe(ad: Ad) -> bool:
    """Whether it is shown in the European Union: what names no country is shown everywhere."""
    return not ad.targeting.countries or any(code[:2] in EU for code in ad.targeting.countries)


def not_our_job(*texts: str | None) -> tuple[str, str] | None:
    """Return the words that show that something is not social media's job, and whose kind of job it is."""
    for text in texts:
        for job, pattern in _JOBS.items():
            if found := pattern.search((text or "").replace("_", " ")):
                return found[0], job
    return None


def hand_off_for(job: str, workspace: Workspace) -> HandOff | None:
    """Return to whom the team hands on that kind of job: the topic that is named most like it."""
    known = workspace.team.hand_offs if workspace.team else {}
    for word in _TOPICS[job]:
        for topic, hand_off in known.items():
            if word in topic.lower().replace("_", "-"):
                return hand_off
    return None
