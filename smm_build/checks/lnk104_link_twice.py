"""The same address twice in one message."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._addresses import addresses_in
from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["link_twice"]


@post_check(Severity.HINT, signs=("://",))
def link_twice(post: Post) -> Iterator[Problem]:
    """An address that stands twice in one part of a text.

    ## Why it matters
    It takes the place of words, and clicks are counted twice over or split.

    ## How to fix
    Leave the second one out.
    """
    for passage in texts_of(post):
        seen: set[str] = set()
        for address, place in addresses_in(passage):
            if address.rstrip("/") in seen:
                yield Problem(
                    place,
                    Sentence(en=f"`{address}` is here twice", it=f"`{address}` è qui due volte"),
                    Sentence(en="Leave one out", it="Togline uno"),
                    channel=passage.channel,
                )
            seen.add(address.rstrip("/"))
