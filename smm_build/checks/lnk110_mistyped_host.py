"""Addresses that are nearly ours."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._addresses import addresses_of, split
from smm_build.checks._base import Problem, post_check
from smm_build.checks._hosts import is_ours, own_hosts
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["mistyped_host"]


@post_check(Severity.WARNING, signs=("://", Has.LINK))
def mistyped_host(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A link to a host that differs from one of the brand's by a single letter.

    ## Why it matters
    It leads nowhere, or to somebody who waits for exactly this slip.

    ## How to fix
    Correct the address.
    """
    ours = own_hosts(workspace.brand)
    for address, place in addresses_of(post) if ours else ():
        parts = split(address)
        host = (parts.hostname or "").removeprefix("www.") if parts else ""
        meant = next((own for own in ours if not is_ours(host, ours) and _one_slip(host, own)), None)
        if meant:
            yield Problem(
                place,
                Sentence(en=f"`{host}` is not `{meant}`", it=f"`{host}` non è `{meant}`"),
                Sentence(en=f"Did you mean `{meant}`?", it=f"Intendevi `{meant}`?"),
            )


def _one_slip(one: str, other: str) -> bool:
    """Tell whether a letter was added, left out, exchanged for another or for its neighbour."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, expected = one[start:], other[start:]
    turned = rest[:2] == expected[:2][::-1] and rest[2:] == expected[2:]
    return turned or rest[1:] == expected[1:] or rest[1:] == expected or rest == expected[1:]
