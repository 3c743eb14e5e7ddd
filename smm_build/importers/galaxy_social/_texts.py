"""What every channel of a galaxy-social post shows.

How their plugins write, read on 2026-11-23 in ``lib/plugins/{mastodon,bluesky,linkedin,base}.py`` of
https://github.com/usegalaxy-eu/galaxy-social: the text, a blank line, the mentions in one line (``@`` before each,
blanks between), the hashtags in one line. Mastodon gets Markdown as it is written; Bluesky and LinkedIn get it without
marks, a link as ``text: address``; LinkedIn keeps ``@[Name](urn:li:organization:1)``. What is too long is cut where two
blank lines stand and numbered ``(1/3)``; we cut at sentences and write no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from smm_build.domain.sentence import Sentence
from smm_build.importers._markdown import without_marks
from smm_build.importers._parts import parts_for
from smm_build.importers._text import safe_part
from smm_build.importers.galaxy_social._plugins import Plugin
from smm_build.importers.galaxy_social._source import SourcePost

__all__ = ["ChannelText", "text_for"]

_WITHOUT_MARKDOWN = frozenset(["bluesky", "linkedin"])
_ORGANIZATION = re.compile(r"@\[[^\]]+\]\(urn:li:organization:\d+\)")
_NO_SPACE_HASHTAG = re.compile(r"(?m)^#{1,6}(?=[^\s#])")
_LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\([^)\n]+\)")


@dataclass(frozen=True, slots=True)
class ChannelText:
    """The parts a channel shows, safe for our format, and what is worth saying about them."""

    parts: tuple[str, ...]
    notes: tuple[Sentence, ...]
    changed: bool


def text_for(post: SourcePost, plugin: Plugin) -> ChannelText:
    """Return the text of ``post`` on one channel."""
    plain = plugin.network in _WITHOUT_MARKDOWN
    content = _without_marks(post.text) if plain else post.text
    tail = [_signed("@", post, plugin), _signed("#", post, plugin)]
    whole = "\n".join([content, "", *(line for line in tail if line)]).strip("\n")
    safe = safe_part(whole)
    parts = parts_for(safe.text, plugin.module, plugin.characters)
    again = [safe_part(part) for part in parts]
    changes = dict.fromkeys([*safe.changes, *(change for part in again for change in part.changes)])
    notes = [*_markdown_notes(post.text, content), *changes, *_part_notes(parts, plugin)]
    return ChannelText(tuple(part.text for part in again), tuple(notes), content != post.text or bool(changes))


def _without_marks(text: str) -> str:
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\ue000{len(kept) - 1}\ue001"

    plain = without_marks(_ORGANIZATION.sub(keep, text))
    return re.sub("\ue000(\\d+)\ue001", lambda match: kept[int(match[1])], plain) if kept else plain


def _signed(sign: str, post: SourcePost, plugin: Plugin) -> str:
    words = (post.mentions if sign == "@" else post.hashtags).get(plugin.name, ())
    return " ".join(sign + word.text.lstrip(sign) for word in words)


def _markdown_notes(written: str, content: str) -> Sequence[Sentence]:
    notes = []
    if content != written:
        notes.append(
            Sentence(
                "Markdown marks are taken away, as their tool did on this network",
                "i segni Markdown sono tolti, come faceva il loro strumento su questo social",
            )
        )
        if _NO_SPACE_HASHTAG.search(written):
            notes.append(
                Sentence(
                    "a hashtag at the start of a line keeps its #, which their tool took for a heading",
                    "un hashtag a inizio riga conserva il suo #, che il loro strumento prendeva per un titolo",
                )
            )
    elif _LINK.search(written):
        notes.append(
            Sentence(
                "a Markdown link stays as written, as their tool sent it here",
                "un link Markdown resta com'è scritto, come lo inviava il loro strumento qui",
            )
        )
    return notes


def _part_notes(parts: tuple[str, ...], plugin: Plugin) -> Sequence[Sentence]:
    if len(parts) > 1:
        return [
            Sentence(
                f"it became {len(parts)} parts of {plugin.characters} characters at most, without numbers (1/n)",
                f"è diventato {len(parts)} parti di {plugin.characters} caratteri al massimo, senza numeri (1/n)",
            )
        ]
    if parts and plugin.module.measure(parts[0]).length > plugin.characters:
        return [
            Sentence(
                "it is longer than the network allows and there are no threads: shorten it",
                "è più lungo di quanto il social permetta e non ci sono thread: va accorciato",
            )
        ]
    return []
