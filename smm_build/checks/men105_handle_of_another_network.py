"""Mentions that nobody is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._passages import place_in, without_links
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import get_network

__all__ = ["handle_of_another_network"]

_FEDIVERSE = re.compile(r"(?<![\w.@/])@[A-Za-z0-9_.-]+@[\w-]+(?:\.[\w-]+)+")
_DOMAIN = re.compile(r"(?<![\w.@/])@(?:[a-z0-9-]+\.)+(?:bsky\.social|bsky\.team)\b", re.IGNORECASE)


@variant_check(Severity.WARNING, signs=("@",))
def handle_of_another_network(variant: Variant) -> Iterator[Problem]:
    """A handle as Mastodon or Bluesky writes it, in a text for another network.

    ## Why it matters
    There it is plain text, or the first half of it names a stranger.

    ## How to fix
    Enter them in `brand/people.yml` and write `@{…}`, or give this channel its own text.
    """
    network = variant.channel.network
    for part in variant.parts if network != "sandbox" else ():
        if "@" not in part.text:
            continue
        text = without_links(part.text)
        found = list(_FEDIVERSE.finditer(text)) if network != "mastodon" else []
        found += list(_DOMAIN.finditer(text)) if network != "bluesky" else []
        for match in found:
            yield Problem(
                place_in(variant, part, match.start()),
                Sentence(
                    en=f"`{match[0]}` names nobody on {get_network(network).TITLE}",
                    it=f"`{match[0]}` non è nessuno su {get_network(network).TITLE}",
                ),
                Sentence(
                    en="Enter them in brand/people.yml and write @{…}",
                    it="Mettili in brand/people.yml e scrivi @{…}",
                ),
            )
