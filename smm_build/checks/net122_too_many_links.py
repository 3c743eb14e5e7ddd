"""More links than a network takes."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of, measured, most_links_in
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["too_many_links"]


@variant_check(Severity.ERROR)
def too_many_links(variant: Variant) -> Iterator[Problem]:
    """More different links in one message than the network takes.

    ## Why it matters
    Threads refuses messages with more than five.

    ## How to fix
    Keep the ones readers need; a page of your own can hold the others.

    ## Options
    A channel with another limit says so in its file: `limits: {links: 5}`.

    ## Sources
    - <https://developers.facebook.com/docs/threads/overview> (read 2026-11-22)
    """
    limit = variant.channel.limits.get("links", limits_of(variant).links)
    for number, part in enumerate(variant.parts) if limit is not None else ():
        links = {variant.link} if number == 0 and variant.link else set()
        if limit is None or most_links_in(part.text) + len(links) <= limit:
            continue
        links |= {link.value for link in measured(variant, part).links}
        if len(links) > limit:
            yield Problem(
                part.place,
                Sentence(
                    en=f"{len(links)} different links for {variant.channel.id}, which takes {limit}",
                    it=f"{len(links)} link diversi per {variant.channel.id}, che ne accetta {limit}",
                ),
                Sentence(en=f"Leave out {len(links) - limit}", it=f"Togline {len(links) - limit}"),
            )
