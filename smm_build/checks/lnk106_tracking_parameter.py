"""Addresses with somebody else's footprints."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from smm_build.checks._addresses import addresses_of, split
from smm_build.checks._base import Problem, post_check
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["tracking_parameter"]

_TRACKING = frozenset(
    """
    _hsenc _hsmi dclid fbclid gbraid gclid gclsrc igsh igshid li_fat_id mc_cid mc_eid mibextid mkt_tok msclkid s_cid si
    ttclid twclid vero_id wbraid yclid
    """.split()  # noqa: SIM905 - reads better than twenty quoted words
)


@post_check(Severity.WARNING, signs=("?",))
def tracking_parameter(post: Post) -> Iterator[Problem]:
    """A link with a click identifier such as `fbclid` or `gclid`.

    It comes along when an address is copied after a click from a network, an advertisement or a newsletter.

    ## Why it matters
    It says of every reader that they are the one who copied it: statistics go wrong, and advertising systems are told
    about somebody who was never there.

    ## How to fix
    Cut the address at the `?`, or take the parameter out.
    """
    for address, place in addresses_of(post):
        parts = split(address) if "?" in address else None
        names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)] if parts else []
        found = [name for name in names if name.lower() in _TRACKING]
        if found:
            listed = ", ".join(f"`{name}`" for name in found)
            yield Problem(
                place,
                Sentence(
                    en=f"The link carries the footprints of whoever copied it: {listed}",
                    it=f"Il link porta le tracce di chi l'ha copiato: {listed}",
                ),
                Sentence(en="Take the parameter out", it="Togli il parametro"),
            )
