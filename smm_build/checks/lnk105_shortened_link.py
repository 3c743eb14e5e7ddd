"""Links that hide where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._addresses import addresses_of, split
from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["shortened_link"]

# The services people meet; a list of all would be out of date on the day it is written.
_SHORTENERS = frozenset(
    """
    bit.ly buff.ly cutt.ly dlvr.it fb.me goo.gl ift.tt is.gd lnkd.in ow.ly rb.gy rebrand.ly shorturl.at t.co t.ly
    tiny.cc tinyurl.com trib.al
    """.split()  # noqa: SIM905 - reads better than eighteen quoted words
)


@post_check(Severity.WARNING, signs=("://", Has.LINK))
def shortened_link(post: Post) -> Iterator[Problem]:
    """A link through a shortening service such as `bit.ly`.

    ## Why it matters
    Nobody sees where it leads, mail and messaging filters distrust it, and it dies with the service: `goo.gl` has been
    switched off. Campaign parameters cannot be added to it, and networks shorten long links themselves.

    ## How to fix
    Write the page's own address.

    ## Sources
    - <https://developers.googleblog.com/en/google-url-shortener-links-will-no-longer-be-available/> (read 2026-11-23)
    """
    for address, place in addresses_of(post):
        parts = split(address)
        host = (parts.hostname or "").removeprefix("www.") if parts else ""
        if host in _SHORTENERS:
            yield Problem(
                place,
                Sentence(
                    en=f"`{address}` does not say where it leads",
                    it=f"`{address}` non dice dove porta",
                ),
                Sentence(en="Write the page's own address", it="Scrivi l'indirizzo della pagina"),
            )
