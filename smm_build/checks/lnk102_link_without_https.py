"""Links that travel in the open."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._addresses import addresses_of, split
from smm_build.checks._base import Edit, Problem, post_check
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["link_without_https"]


@post_check(Severity.WARNING, signs=("http://",))
def link_without_https(post: Post) -> Iterator[Problem]:
    """A link that begins with `http://`.

    ## Why it matters
    Browsers and networks warn of such pages, some apps do not open them, and everybody in between can read and change
    what is sent.

    ## How to fix
    Write `https://` and try it. Nearly every site has it; if it is ours and has not, that is worth a word to whoever
    looks after the site.
    """
    for address, place in addresses_of(post):
        parts = split(address) if address[:7].lower() == "http://" else None
        if parts is not None and not (parts.hostname or "").endswith(".onion"):
            yield Problem(
                place,
                Sentence(en=f"`{address}` is not encrypted", it=f"`{address}` non è cifrato"),
                Sentence(en="Write https:// and try it", it="Scrivi https:// e provalo"),
                edits=(Edit(place, address, f"https://{address[7:]}"),),
            )
