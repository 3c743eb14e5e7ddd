"""Links where a network shows them as mere words."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._passages import links_in, place_in
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import LinkPlace, get_network

__all__ = ["link_cannot_be_clicked"]


@variant_check(Severity.HINT, signs=("://", Has.LINK))
def link_cannot_be_clicked(variant: Variant) -> Iterator[Problem]:
    """A link for a network whose posts have no links.

    ## Why it matters
    An address in the text cannot be clicked there and hardly be copied, and a `link` is not sent at all. Whoever wants
    to follow it is lost.

    ## How to fix
    Say in this channel's own text where the link is, for instance in the profile, and put it there. If that is so
    already, nothing needs to be done.
    """
    network = get_network(variant.channel.network)
    place = _first_link(variant) if network.LINKS is LinkPlace.NOWHERE else None
    if place is not None:
        yield Problem(
            place,
            Sentence(
                en=f"Links in posts on {network.TITLE} cannot be clicked",
                it=f"Nei post su {network.TITLE} i link non si possono cliccare",
            ),
            Sentence(
                en=f"Say where to find it under `## {variant.channel.id}`",
                it=f"Scrivi dove trovarlo sotto `## {variant.channel.id}`",
            ),
        )


def _first_link(variant: Variant) -> Place | None:
    for part in variant.parts:
        for offset, _ in links_in(part.text):
            return place_in(variant, part, offset)
    if variant.settings.link is None:
        return None
    override = variant.post.overrides.get(variant.channel.id)
    own = override is not None and override.link is not None
    return variant.post.places.of(f"overrides.{variant.channel.id}.link" if own else "link")
