"""Addresses that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._addresses import addresses_in, link_fields_of, split
from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import texts_of, without_links
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["broken_url"]

_MISTYPED = re.compile(
    r"(?<![\w/:.])(?!https?://)"
    r"(?:https?:/(?=[a-z0-9])|https?//(?=[\w-]+\.)|https?;//|https?:\\\\|(?:h?ttps?|htt?ps?|htp|hhttps?|htttps?)://)"
    r"[^\s<>\"]*",
    re.IGNORECASE,
)


@post_check(Severity.ERROR, signs=("/", "\\", Has.LINK))
def broken_url(post: Post) -> Iterator[Problem]:
    """An address that cannot be one: mistyped at the beginning, without a host, or with a blank in it.

    Whether a page is there is not asked: nothing is fetched while checking.

    ## Why it matters
    It is the one thing of a post readers are asked to do, and it does not work.

    ## How to fix
    Open the page in a browser and copy its address.
    """
    for address, place, channel in link_fields_of(post):
        if not _is_address(address):
            yield _problem(address, place, channel)
    for passage in texts_of(post):
        for address, place in addresses_in(passage):
            if not _is_address(address):
                yield _problem(address, place, passage.channel)
        plain = without_links(passage.text)
        for match in _MISTYPED.finditer(plain) if "/" in plain or "\\" in plain else ():
            yield _problem(match[0], passage.at(match.start()), passage.channel)


def _is_address(address: str) -> bool:
    parts = split(address)
    if parts is None or parts.scheme.lower() not in {"http", "https"} or re.search(r"\s", address):
        return False
    host = parts.hostname or ""
    return host == "localhost" or ":" in host or (all(host.split(".")) and "." in host)


def _problem(address: str, place: Place, channel: str | None) -> Problem:
    return Problem(
        place,
        Sentence(en=f"`{address}` is no web address", it=f"`{address}` non è un indirizzo web"),
        Sentence(
            en="Open the page in a browser and copy its address",
            it="Apri la pagina in un browser e copia il suo indirizzo",
        ),
        channel=channel,
    )
