"""Links in a text, with the boundaries that X and Mastodon give them.

Both read links by the rules of twitter-text 3 (https://github.com/twitter/twitter-text, Apache-2.0, and Mastodon's
https://docs.joinmastodon.org/user/posting/#links; read on 2026-11-22), which this module follows: Unicode domains, no
trailing full stop, balanced brackets in paths, addresses that are written without ``https://``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import regex

from smm_build.text.latin import LATIN
from smm_build.text.measure import Entity
from smm_build.text.tlds import FORMER_TLDS, TLDS

__all__ = ["find_full_links", "find_links", "outside"]

_LONGEST = 4096
"""Characters; a longer address is no link for X."""
_LONGEST_SHORT_NAME = 40
"""Characters in the name of a ``t.co`` link."""

_CYRILLIC = r"\u0400-\u04FF"
_SPACES = r"\x09-\x0D\x20\x85\xA0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
_DIRECTIONS = r"\u202A-\u202E\u061C\u200E\u200F\u2066\u2067\u2068\u2069"
_INVALID = r"\uFFFE\uFEFF\uFFFF"
_BEFORE = rf"(?:[^A-Za-z0-9@＠$#＃{_INVALID}]|[{_DIRECTIONS}]|^)"

# No label is longer than 63 characters (RFC 1035), and ten labels are more than anybody uses; saying so also
# keeps the search quick in texts that were written to be slow.
_LETTER = rf"[^!'#%&()*+,\\\-./:;<=>?@\[\]^_{{|}}~${_SPACES}{_INVALID}{_DIRECTIONS}]"
_SUBDOMAIN = rf"(?:{_LETTER}(?:[_-]|{_LETTER}){{0,62}}(?<=[^_-])\.)"
_NAME = rf"(?:{_LETTER}(?:-|{_LETTER}){{0,62}}(?<=[^-])\.)"
_TLD = r"(?:(?:\L<tlds>)(?=[^0-9a-zA-Z@+-]|$)|xn--[-0-9a-z]+)"
_ASCII_DOMAIN = rf"(?:[-a-z0-9{LATIN}]+\.)+{_TLD}"

_PATH = rf"[a-z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN}]"
_BRACKETS = rf"\((?:{_PATH}+|{_PATH}*\({_PATH}+\){_PATH}*)\)"
_PATH_END = rf"[+\-a-z{_CYRILLIC}0-9=_#/{LATIN}]"
# Brackets may end a path where a path may end, so not after a comma.
_STRETCH = rf"(?:{_PATH}*(?:{_BRACKETS}{_PATH}*)*{_PATH_END}|{_BRACKETS}|@{_PATH}+/)"
_QUERY = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"

_KNOWN = sorted(TLDS | FORMER_TLDS)
_LINK = (
    rf"(?P<before>{_BEFORE})(?P<link>(?P<protocol>https?://)?(?P<domain>{_SUBDOMAIN}{{0,8}}{_NAME}{_TLD})"
    rf"(?::[0-9]+)?(?P<path>/{_STRETCH}*)?(?:{_QUERY})?)"
)
_WITH_A_DOT = re.compile(rf"(?<![^{_SPACES}])[^{_SPACES}.]*+\.[^{_SPACES}]++")
"""What could hold a link. No link has a space, so it is not looked for anywhere else: looking is slow."""

_USUAL = re.compile(
    r"https?://(?!t\.co[/?])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63})((?:/[A-Za-z0-9/_-]{0,1000})?)"
)
"""What nearly every address looks like; the pattern for all of them finds the same in a hundred times the time."""
_MOST_DOTS = 9

_SHORT = regex.compile(rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", regex.IGNORECASE)


@functools.cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern that holds all top-level domains, when it is first asked for: it takes 50 ms."""
    return regex.compile(pattern, regex.IGNORECASE, tlds=_KNOWN)


@functools.lru_cache(maxsize=64)
def find_links(text: str) -> tuple[Entity, ...]:
    """Return every link of ``text``, also those without ``https://``; offsets in code points.

    ``value`` is the whole address: ``https://`` is put before one that says no protocol.
    """
    return tuple(
        link
        for chunk in (_WITH_A_DOT.finditer(text) if "." in text else ())
        for link in _links_between(text, *chunk.span())
    )


def _links_between(text: str, start: int, end: int) -> Iterator[Entity]:
    """Yield the links of a stretch without spaces."""
    usual = _USUAL.fullmatch(text, start, end)
    if usual and usual[1] in TLDS and usual[0].count(".", 0, usual.start(2) - start) < _MOST_DOTS:
        yield Entity(usual[0], usual[0], start, end)
        return
    # One character earlier, because what stands before a link matters.
    for match in _compiled(_LINK).finditer(text, max(0, start - 1), end):
        yield from _links_in(match)


def find_full_links(text: str) -> tuple[Entity, ...]:
    """Return the links of ``text`` that say ``http://`` or ``https://``; offsets in code points."""
    return tuple(link for link in find_links(text) if link.value == link.text)


def outside(entities: Iterable[Entity], links: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return those ``entities`` that do not begin inside one of ``links``; all offsets in the same unit.

    Of two that overlap the first is meant: ``#caffè.aurora.it`` begins with a hashtag.
    """
    taken = [(link.start, link.end) for link in links]
    if not taken:
        return tuple(entities)
    return tuple([entity for entity in entities if not any(start <= entity.start < end for start, end in taken)])


def _links_in(match: regex.Match[str]) -> Iterator[Entity]:
    if match["protocol"] is None:
        yield from _bare_links(match)
    elif _resolvable(match["domain"]) and len(match["link"]) <= _LONGEST:
        yield from _full_link(match)


def _full_link(match: regex.Match[str]) -> Iterator[Entity]:
    link, start = match["link"], match.start("link")
    short = _SHORT.match(link)
    if short:
        if len(short[1]) > _LONGEST_SHORT_NAME:
            return
        link = short[0]
    yield Entity(link, link, start, start + len(link))


def _bare_links(match: regex.Match[str]) -> Iterator[Entity]:
    """Yield the ASCII domains among scripts written without spaces; a path belongs to the last of them."""
    if match["before"] in set("-_./"):
        return
    domain_at = match.start("domain")
    found = list(_compiled(_ASCII_DOMAIN).finditer(match["domain"]))
    for number, domain in enumerate(found, start=1):
        start, end = domain_at + domain.start(), domain_at + domain.end()
        if number == len(found) and match["path"]:
            end = match.end("link")
        link = match.string[start:end]
        yield Entity(link, f"https://{link}", start, end)


def _resolvable(domain: str) -> bool:
    """Whether every label can be written in ASCII, in the 63 characters DNS allows."""
    try:
        return all(label.encode("idna") for label in domain.split("."))
    except UnicodeError:
        return False
