"""Pictures that go out as the pages of one document."""

from __future__ import annotations

from smm_build.domain.media import Media
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["MOST_PAGES", "PDF", "pages_of"]

PDF = "application/pdf"
MOST_PAGES = 300
"""Pages of a document on LinkedIn; Telegram, the other network with documents, names no number:
https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/documents-api, read on 2026-11-22."""


def pages_of(variant: Variant) -> tuple[Media, ...]:
    """Return the pictures that become one document; none where the network takes no documents or nobody asked."""
    media = variant.parts[0].media if variant.parts else ()
    asked = variant.settings.format == "document" and PDF in get_network(variant.channel.network).LIMITS.documents
    known = all(one.facts is not None and one.facts.kind == "image" for one in media)
    return media if asked and media and known else ()
