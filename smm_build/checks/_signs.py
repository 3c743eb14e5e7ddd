"""What must be there for a rule to find anything: nearly always it is not, and the rule need not be asked.

A sign is a piece of text, such as ``#`` or ``://``, or one of the names in :class:`Has`. They are looked for once in a
post, a variant or a text, for all rules together.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable

from smm_build.checks._addresses import link_fields_of
from smm_build.checks._base import Check
from smm_build.checks._passages import media_of, passages_of
from smm_build.domain.post import Post, Settings
from smm_build.domain.variant import Variant

__all__ = ["Asked", "Has", "Signs"]


class Has:
    """What there may be besides pieces of text: a field of the settings that says something, or a kind of content.

    ``SYMBOLS`` are characters from U+20E3 on, which every emoji and every letter of mathematics has one of. ``MEDIA``
    are pictures and films, also in the text, ``THREAD`` are several parts of one text, ``UNRESOLVED`` are mentions
    without a handle.
    """

    AI = "\0ai"
    CONTENT_WARNING = "\0content_warning"
    DISCLOSURE = "\0disclosure"
    FIRST_COMMENT = "\0first_comment"
    FORMAT = "\0format"
    LINK = "\0link"
    POLL = "\0poll"
    QUOTE = "\0quote"
    REPLIES = "\0replies"
    VISIBILITY = "\0visibility"

    AUDIENCE = "\0audience"
    BRIEF = "\0brief"
    CAMPAIGN = "\0campaign"
    MEDIA = "\0media"
    SYMBOLS = "\0symbols"
    THREAD = "\0thread"
    UNRESOLVED = "\0unresolved"


_FIELDS = "ai content_warning disclosure first_comment format link poll quote replies visibility".split()  # noqa: SIM905
_OF_SETTINGS = [f"\0{field}" for field in _FIELDS]
_values_of: Callable[[Settings], tuple[object, ...]] = operator.attrgetter(*_FIELDS)
_FIRST_SYMBOL = "\u20e3"


class Signs:
    """Looks for signs of ``names``, and for no others."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = frozenset(names)
        self._characters = frozenset(sign for sign in wanted if len(sign) == 1)
        self._pieces: dict[str, list[tuple[str, str]]] = {}
        for sign in wanted:
            if len(sign) > 1 and sign[0] != "\0":
                self._pieces.setdefault(_rare_in(sign), []).append((sign, _folded(sign)))
        self._rare = self._pieces.keys() - {""}
        # A variant mostly says what its post says, word for word.
        self.in_text = functools.lru_cache(maxsize=16)(self._in_text)

    def in_post(self, post: Post) -> frozenset[str]:
        """Return the signs in what people read of ``post``, wherever it is for one channel only, and in its links."""
        said = [passage.text for passage in passages_of(post)]
        said += [address for address, _, _ in link_fields_of(post)]
        seen = _in_settings(post.settings)
        for own in post.overrides.values():
            seen += _in_settings(own)
        named = ((Has.AUDIENCE, post.audience), (Has.MEDIA, media_of(post)))
        seen += [sign for sign, value in named if value]
        seen += [sign for sign, name in ((Has.BRIEF, post.brief), (Has.CAMPAIGN, post.campaign)) if name is not None]
        return frozenset(seen).union(*map(self.in_text, said))

    def in_variant(self, variant: Variant) -> frozenset[str]:
        """Return the signs in what ``variant`` shows, in its first comment whoever writes it, and in its link."""
        settings = variant.settings
        said = [message.text for message in variant.messages]
        said += [text for text in (settings.first_comment, settings.link, variant.link) if text]
        seen = _in_settings(settings)
        seen += [Has.MEDIA] if any([message.media for message in variant.messages]) else []  # noqa: C419 - a list is quicker
        seen += [Has.THREAD] if len(variant.parts) > 1 else []
        seen += [Has.UNRESOLVED] if variant.unresolved else []
        return frozenset(seen).union(*map(self.in_text, said))

    def _in_text(self, text: str) -> frozenset[str]:
        characters = set(text)
        seen = characters & self._characters
        if characters and max(characters) >= _FIRST_SYMBOL:
            seen.add(Has.SYMBOLS)
        if self._pieces:
            folded = _folded(text)
            for rare in ("", *(characters & self._rare)):
                seen.update([sign for sign, piece in self._pieces.get(rare, ()) if piece in folded])
        return frozenset(seen)


def _in_settings(settings: Settings) -> list[str]:
    values = _values_of(settings)
    if values.count(None) == len(values):
        return []
    return [sign for sign, value in zip(_OF_SETTINGS, values, strict=True) if value is not None]


def _rare_in(sign: str) -> str:
    """Return a character of ``sign`` that most texts do not have and that is the same in capitals, if there is one."""
    return next((char for char in sign if not char.isalnum() and not char.isspace()), "")


def _folded(text: str) -> str:
    """Return ``text`` without capitals, and with one i: patterns that ask for no capitals find all four of Turkish."""
    folded = text.casefold()
    return folded if text.isascii() else folded.replace("i\u0307", "i").replace("\u0131", "i")


class Asked:
    """Rules, and which of them may find anything where certain signs are."""

    def __init__(self, checks: Iterable[Check]) -> None:
        self.rules = tuple(checks)
        self._known: dict[frozenset[str], tuple[Check, ...]] = {}

    def where(self, seen: frozenset[str]) -> tuple[Check, ...]:
        """Return the rules that need none of the signs, or have one of them in ``seen``, in their order."""
        known = self._known.get(seen)
        if known is None:
            known = tuple(check for check in self.rules if not check.signs or not seen.isdisjoint(check.signs))
            self._known[seen] = known
        return known
