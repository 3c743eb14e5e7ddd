"""Handles that stay words because the network mentions by name."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._passages import place_in, without_links
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Namer, get_network
from smm_build.text.mentions import find_mentions

__all__ = ["handle_not_linked"]


@variant_check(Severity.WARNING, signs=("@",))
def handle_not_linked(variant: Variant) -> Iterator[Problem]:
    """A plain `@handle` on LinkedIn, which only mentions whom it is told by number and name.

    A post that a person publishes by hand is left alone: LinkedIn offers the page while the name is typed.

    ## Why it matters
    Readers see `@acme` as it stands there, cannot click it, and Acme never hears of it. A real team had mentions of
    organisations that did not resolve.

    ## How to fix
    Give the page's number in `brand/people.yml`, `linkedin: urn:li:organization:1234`, and write `@{acme}`; or leave
    the `@` out in this channel's own text.

    ## Sources
    - <https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format>, on
      MentionElement (read 2026-11-23)
    """
    network = get_network(variant.channel.network)
    if not isinstance(network, Namer) or variant.settings.publish == "manual":
        return
    for part in variant.parts:
        for handle in find_mentions(without_links(part.text)) if "@" in part.text else ():
            yield Problem(
                place_in(variant, part, handle.start),
                Sentence(
                    en=f"`{handle.text}` is no link on {network.TITLE}, only words",
                    it=f"`{handle.text}` su {network.TITLE} non è un link, sono solo parole",
                ),
                Sentence(
                    en="Give the page's number in `brand/people.yml` and write `@{…}`, or leave the @ out",
                    it="Indica il numero della pagina in `brand/people.yml` e scrivi `@{…}`, o togli la @",
                ),
            )
