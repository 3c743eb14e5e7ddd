"""Values of settings that a network does not know or cannot do."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Objector, get_network

__all__ = ["value_not_taken"]


@variant_check(Severity.ERROR)
def value_not_taken(variant: Variant) -> Iterator[Problem]:
    """A visibility, format, title, poll, quoted post or limit of replies as the network does not have it.

    Networks that have the setting at all often take a few values only: a poll on LinkedIn lasts 1, 3, 7 or 14 days, and
    on TikTok everyone may comment or nobody.

    ## Why it matters
    The post would be refused on its day, when nobody is looking.

    ## How to fix
    Choose a value the network has, for this channel alone with `overrides: {<channel>: {…}}`.
    """
    objector = _objector(variant.channel.network)
    if objector is None or variant.settings.publish == "manual" or not variant.parts:
        return
    for key, fault in objector.objections(variant):
        yield Problem(
            _place(variant, key),
            fault,
            Sentence(
                en=f"Choose another value for {variant.channel.id} in `overrides`",
                it=f"Scegli un altro valore per {variant.channel.id} in `overrides`",
            ),
        )


@functools.cache
def _objector(name: str) -> Objector | None:
    """Return the network if it objects to anything; whether it does takes long to ask."""
    network = get_network(name)
    return network if isinstance(network, Objector) else None


def _place(variant: Variant, key: str) -> Place:
    own = variant.post.overrides.get(variant.channel.id)
    if own and getattr(own, key) is not None:
        return variant.post.places.of_key(f"overrides.{variant.channel.id}.{key}")
    if getattr(variant.channel.defaults, key) is not None and key not in variant.post.places.keys:
        return variant.channel.places.of_key(f"defaults.{key}")
    return variant.post.places.of_key(key)
