"""First comments nobody sends."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._measured import limits_of
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Capability, get_network

__all__ = ["first_comment_not_sent"]


@variant_check(Severity.WARNING, signs=(Has.FIRST_COMMENT,))
def first_comment_not_sent(variant: Variant) -> Iterator[Problem]:
    """A `first_comment` for a network that lets nobody write it, or on which this tool posts without writing it.

    ## Why it matters
    The comment was part of what was approved, often with the link in it, and would silently be missing.

    ## How to fix
    Put it into the text, or into a second part of a thread after `---`. With `publish: manual` a person writes it.
    """
    if not variant.settings.first_comment or variant.settings.publish == "manual":
        return
    network, limits = get_network(variant.channel.network), limits_of(variant)
    by_itself = Capability.PUBLISH in network.CAPABILITIES and Capability.FIRST_COMMENT not in network.CAPABILITIES
    if limits.comments and not by_itself:
        return
    name = variant.channel.id
    own = variant.post.overrides.get(name)
    key = f"overrides.{name}.first_comment" if own and own.first_comment else "first_comment"
    yield Problem(
        variant.post.places.of_key(key),
        Sentence(
            en=f"The first comment is not sent to {name}",
            it=f"Il primo commento non viene inviato a {name}",
        ),
        Sentence(en="Put it into the text, or after a `---`", it="Mettilo nel testo, o dopo un `---`"),
    )
