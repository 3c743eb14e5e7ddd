"""From HTML back to what was written, and whether two texts say the same.

Servers of the fediverse answer with the HTML they made of a text: links shortened, mentions without their server,
quotes and spaces rearranged. To recognise an own post, both sides are brought to a bare form.
"""

from __future__ import annotations

import html
import unicodedata

import regex

from smm_build.text.links import find_links
from smm_build.text.mentions import find_fediverse_mentions

__all__ = ["bare_form", "html_to_text", "without_links"]

_PIECE = regex.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z0-9]+)(?P<attributes>[^>]*)>|<[^>]*>|(?P<text>[^<]+)")
_ADDRESS = regex.compile(r"""\bhref=(["'])(?P<address>.*?)\1""", regex.DOTALL)
_NAMES = regex.compile(r"""\bclass=(["'])[^"']*\b(?:mention|hashtag)\b""")
_BLOCKS = frozenset({"p", "br", "div", "li", "blockquote", "pre"})


def html_to_text(markup: str) -> str:
    """Return the text of a post's HTML; a link gives its whole address, not the shortened one that is shown."""
    words: list[str] = []
    in_link = False
    for piece in _PIECE.finditer(markup):
        tag = (piece["tag"] or "").lower()
        if tag == "a":
            address = _address(piece["attributes"])
            in_link = bool(address)
            words.append(address)
        elif tag in _BLOCKS:
            words.append("\n")
        elif piece["text"] and not in_link:
            words.append(html.unescape(piece["text"]))
    return "".join(words).strip()


def without_links(text: str) -> str:
    """Return ``text`` with its links left out."""
    kept, end = [], 0
    for link in find_links(text):
        kept.append(text[end : link.start])
        end = link.end
    return "".join([*kept, text[end:]])


def bare_form(text: str) -> str:
    """Return the letters and digits of ``text``, folded in case, each ``@name@server`` as ``@name``.

    A text without letters and digits, such as a row of emoji, gives everything that is not a space.
    """
    kept, end = [], 0
    for mention in find_fediverse_mentions(text):
        kept += [text[end : mention.start], mention.value.partition("@")[0]]
        end = mention.end
    folded = unicodedata.normalize("NFKC", "".join([*kept, text[end:]])).casefold()
    letters = "".join(character for character in folded if character.isalnum())
    return letters or "".join(folded.split())


def _address(attributes: str) -> str:
    """Return where an ordinary link leads; mentions and hashtags show what was written, so they give nothing."""
    found = _ADDRESS.search(attributes)
    return "" if found is None or _NAMES.search(attributes) else html.unescape(found["address"])
