"""What the networks that charge for posts will ask for a plan."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from smm_build.domain.plan import PlannedDelivery, State
from smm_build.domain.sentence import Language, Sentence
from smm_build.networks import Priced, get_network

__all__ = ["prices_text"]

_STILL_TO_PAY = frozenset({State.PLANNED, State.SCHEDULED, State.DUE, State.PAUSED, State.UNAPPROVED})


def prices_text(deliveries: Iterable[PlannedDelivery], language: Language) -> str:
    """Return one line for each network that will charge for what is still to be sent; ``""`` when none does.

    Rehearsals and posts by hand cost nothing. Sums are in US dollars, by the prices the network publishes.
    """
    sums: dict[str, tuple[int, Decimal]] = {}
    for delivery in deliveries:
        if delivery.state not in _STILL_TO_PAY or delivery.variant.channel.rehearsed:
            continue
        network = get_network(delivery.variant.channel.network)
        if not isinstance(network, Priced):
            continue
        posts, dollars = sums.get(network.TITLE, (0, Decimal(0)))
        price = sum((charge.dollars for charge in network.charges(delivery.variant)), Decimal(0))
        sums[network.TITLE] = (posts + 1, dollars + price)
    return "\n".join(_said(title, *total).into(language) for title, total in sums.items())


def _said(title: str, posts: int, dollars: Decimal) -> Sentence:
    return Sentence(
        f"{title} will charge about ${dollars:.2f} for {posts} {'post' if posts == 1 else 'posts'}.",
        f"{title} farà pagare circa {dollars:.2f} $ per {posts} post.",
    )
