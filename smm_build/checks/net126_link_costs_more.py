"""Links that make a post dearer."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from smm_build.checks._base import Option, Problem, variant_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace
from smm_build.networks import Priced, get_network

__all__ = ["link_costs_more"]

DOLLARS = Option(
    "link-costs-more",
    "dollars",
    0.1,
    Sentence(
        en="how many dollars a link may add to the price of a post before it is said",
        it="di quanti dollari un link può alzare il prezzo di un post prima che lo si dica",
    ),
)


@variant_check(Severity.HINT, options=(DOLLARS,))
def link_costs_more(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A post that costs much more because there is a link in it.

    ## Why it matters
    X charges apps for every post: $0.015, but $0.200 when there is a link in its text, also one without `https://`.
    Five posts a day with a link are $30 a month, without one a little over $2. Nothing is wrong with the post; whoever
    approves it sees the price before it is merged.

    ## How to fix
    Leave the link out, put it into the profile, or spend it: a post whose purpose is a visit is worth its price. What
    looks like a file or a domain, such as `menu.app`, counts as a link too: write it differently. A link in the first
    comment costs as much as one in the post.

    ## Options
    `dollars` in `brand/checks.yml` is how much a link may add before it is said: a greater number for a brand that does
    not mind. Only posts that smm itself sends are looked at: rehearsals and posts by hand cost nothing.

    ## Sources
    - <https://docs.x.com/x-api/getting-started/pricing> (read 2026-11-22)
    """
    channel = variant.channel
    if channel.rehearsed or channel.publish != "auto":
        return
    priced, network = _priced(channel.network), get_network(channel.network)
    for charge in priced.charges(variant) if priced else ():
        if float(charge.saved) <= DOLLARS.of(workspace):
            continue
        yield Problem(
            variant.messages[charge.number - 1].place,
            Sentence(
                en=f"The link makes this cost ${charge.dollars} on {network.TITLE} instead of"
                f" ${charge.dollars - charge.saved}",
                it=f"Con il link costa {charge.dollars} $ su {network.TITLE} invece di"
                f" {charge.dollars - charge.saved} $",
            ),
            Sentence(
                en="Leave it out, or keep it if a visit is what the post is for",
                it="Toglilo, o tienilo se lo scopo del post è una visita",
            ),
        )


@functools.cache
def _priced(name: str) -> Priced | None:
    """Return the network if it charges for posts; whether it does takes long to ask."""
    network = get_network(name)
    return network if isinstance(network, Priced) else None
