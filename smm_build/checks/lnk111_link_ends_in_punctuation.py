"""Addresses that swallowed the end of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._addresses import link_fields_of
from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["link_ends_in_punctuation"]

_ENDS = ".,;:!?…»”’'\""


@post_check(Severity.WARNING, signs=(Has.LINK,))
def link_ends_in_punctuation(post: Post) -> Iterator[Problem]:
    """A `link` that ends with a full stop, a comma or a bracket that was never opened.

    ## Why it matters
    It came along when the address was copied out of a sentence, and the page with the full stop does not exist.

    ## How to fix
    Take the last sign away.
    """
    for address, place, channel in link_fields_of(post):
        unopened = address.endswith(")") and address.count(")") > address.count("(")
        if address.endswith(tuple(_ENDS)) or unopened:
            yield Problem(
                place,
                Sentence(
                    en=f"The link ends with `{address[-1]}`",
                    it=f"Il link finisce con `{address[-1]}`",
                ),
                Sentence(en="Take it away", it="Toglilo"),
                channel=channel,
            )
