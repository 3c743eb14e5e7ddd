"""Links that work in the office only."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from smm_build.checks._addresses import addresses_of, split
from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["private_address"]

_LOCAL = (".internal", ".intranet", ".lan", ".local", ".localhost", ".localdomain", ".home.arpa", ".corp")


@post_check(Severity.ERROR, signs=("://", Has.LINK))
def private_address(post: Post) -> Iterator[Problem]:
    """A link to `localhost`, to an address of a private network or to a host that only the office knows.

    ## Why it matters
    It works for whoever wrote it and for nobody else.

    ## How to fix
    Open the page on the public site and copy that address.
    """
    for address, place in addresses_of(post):
        parts = split(address)
        host = (parts.hostname or "").rstrip(".").lower() if parts else ""
        if host == "localhost" or host.endswith(_LOCAL) or _is_private(host):
            yield Problem(
                place,
                Sentence(
                    en=f"`{address}` cannot be reached from outside",
                    it=f"`{address}` non si può raggiungere da fuori",
                ),
                Sentence(en="Write the public address", it="Scrivi l'indirizzo pubblico"),
            )


def _is_private(host: str) -> bool:
    if ":" not in host and not host[-1:].isdigit():
        return False  # most are names, and it takes long to be told so
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
