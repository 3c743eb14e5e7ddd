"""Handles of people who have an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._handles import known_handles
from smm_build.checks._passages import texts_of, without_links
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["handle_typed_by_hand"]


@post_check(Severity.HINT, signs=("@",))
def handle_typed_by_hand(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A handle in a text, `@acme`, of somebody who is in `brand/people.yml`.

    ## Why it matters
    It is right on one network. On the others it is plain text, or names a stranger who happens to be called so.

    ## How to fix
    Write `@{acme}`: it becomes the right mention everywhere.
    """
    known = known_handles(workspace)
    for passage in texts_of(post) if known else ():
        for match in _HANDLE.finditer(without_links(passage.text)) if "@" in passage.text else ():
            entity = known.get(match[1].rstrip(".").lower())
            if entity:
                yield Problem(
                    passage.at(match.start()),
                    Sentence(
                        en=f"`{match[0]}` is `{entity}` on one network only",
                        it=f"`{match[0]}` è `{entity}` su un solo social",
                    ),
                    Sentence(en=f"Write @{{{entity}}}", it=f"Scrivi @{{{entity}}}"),
                )


_HANDLE = re.compile(r"(?<![\w.@])@([A-Za-z0-9_][\w.-]*(?:@[\w.-]+)?)")
