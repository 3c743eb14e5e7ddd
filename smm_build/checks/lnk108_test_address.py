"""Links to the copy of the site that is meant for trying things out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._addresses import addresses_of, split
from smm_build.checks._base import Confidence, Problem, post_check
from smm_build.checks._hosts import own_hosts
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["test_address"]

_TEST = re.compile(r"(?:^|[.-])(?:staging|stage|preprod|preview|dev|test|uat|sandbox)(?:[.-]|$)")


@post_check(Severity.WARNING, confidence=Confidence.LOW, signs=("://", Has.LINK))
def test_address(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A link to a host of the brand whose name says that it is for tests, such as `staging.`.

    ## Why it matters
    The page may vanish, ask for a password or show prices that are not meant.

    ## How to fix
    Write the address of the public site.
    """
    hosts = own_hosts(workspace.brand)
    for address, place in addresses_of(post) if hosts else ():
        parts = split(address)
        host = (parts.hostname or "") if parts else ""
        below = next((host.removesuffix(ours) for ours in hosts if host.endswith("." + ours)), "")
        if below and _TEST.search(below.rstrip(".")):
            yield Problem(
                place,
                Sentence(en=f"`{host}` looks like a test site", it=f"`{host}` sembra un sito di prova"),
                Sentence(en="Write the address of the public site", it="Scrivi l'indirizzo del sito pubblico"),
            )
