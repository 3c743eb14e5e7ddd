"""One page with and without its last slash."""

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

__all__ = ["two_links_for_one_page"]


@post_check(Severity.HINT, signs=("://", Has.LINK))
def two_links_for_one_page(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A page of ours that a post names in two ways: with `www.` and without, with `http` and `https`, with a slash.

    ## Why it matters
    Statistics count two pages, and one of the two is an extra step for every reader.

    ## How to fix
    Write it in one way.
    """
    ours = own_hosts(workspace.brand)
    first: dict[tuple[str, str], str] = {}
    for address, place in addresses_of(post) if ours else ():
        parts = split(address)
        if parts is None or not is_ours(parts.hostname or "", ours):
            continue
        page = ((parts.hostname or "").removeprefix("www."), parts.path.rstrip("/") + "?" + parts.query)
        other = first.setdefault(page, address)
        if other != address:
            yield Problem(
                place,
                Sentence(en=f"`{address}` is `{other}`", it=f"`{address}` è `{other}`"),
                Sentence(en="Write it in one way", it="Scrivilo in un modo solo"),
            )
