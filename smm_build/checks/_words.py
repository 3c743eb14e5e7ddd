"""Words and sentences of a text as people read them: without links, hashtags, mentions and addresses."""

from __future__ import annotations

import bisect
import functools
import re

from smm_build.checks._passages import Passage, without_links
from smm_build.domain.post import Post
from smm_build.domain.workspace import Workspace

__all__ = [
    "WORD",
    "bare",
    "language_in",
    "paragraphs_in",
    "sentences_in",
    "shown_words",
    "small_words_in",
    "word_list",
    "words_in",
]

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*['’]?")
"""A word, with the apostrophes and hyphens inside it and an apostrophe behind it."""

_PERHAPS_NO_WORD = re.compile(r"[@#＃]|\.(?=\S)")
_BLANK = re.compile(r"\s")
"""What is none has a sign of it, and no blank but inside of ``@{a name}``."""
_NO_WORDS = re.compile(r"[\w.+-]*@(?:\{[^{}\n]*\}|[\w.@-]*\w)|[#＃]\w+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n+")


@functools.lru_cache(maxsize=64)
def bare(text: str) -> str:
    """Return ``text`` with links, e-mail addresses, handles and hashtags blanked out; every offset stays."""
    plain = without_links(text)
    if "@{" in plain:
        return _blanked(plain)
    # The pattern takes long to see that a word is none of what it looks for, so it is shown only what may be.
    pieces, end = [], 0
    for sign in _PERHAPS_NO_WORD.finditer(plain):
        if sign.start() >= end:
            start = _after_the_blank(plain, sign.start())
            pieces.append(plain[end:start])
            blank = _BLANK.search(plain, sign.start())
            end = blank.start() if blank else len(plain)
            pieces.append(_blanked(plain[start:end]))
    return "".join((*pieces, plain[end:])) if pieces else plain


def _after_the_blank(text: str, at: int) -> int:
    while at and not text[at - 1].isspace():
        at -= 1
    return at


def _blanked(text: str) -> str:
    return _NO_WORDS.sub(lambda match: " " * len(match[0]), text)


@functools.lru_cache(maxsize=64)
def words_in(text: str) -> tuple[tuple[int, str], ...]:
    """Return the words of ``text`` with their offsets."""
    return tuple((match.start(), match[0]) for match in WORD.finditer(bare(text)))


@functools.lru_cache(maxsize=64)
def word_list(text: str) -> tuple[str, ...]:
    """Return the words of ``text``: for whoever need not know where they stand."""
    return tuple(WORD.findall(bare(text)))


@functools.lru_cache(maxsize=64)
def small_words_in(text: str) -> frozenset[str]:
    """Return the words of ``text`` in small letters and with straight apostrophes, each once."""
    words = frozenset(map(str.lower, word_list(text)))
    return frozenset([word.replace("’", "'") for word in words]) if "’" in text else words


@functools.lru_cache(maxsize=64)
def sentences_in(text: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the words of each sentence or line of ``text``, with the offset of its first word."""
    plain, words = bare(text), words_in(text)
    sentences, first = [], 0
    for end in [*(match.end() for match in _END.finditer(plain)), len(plain)]:
        # No word holds the end of a sentence, so each is on one side of it.
        after = bisect.bisect_left(words, (end, ""), first)
        if after > first:
            sentences.append((words[first][0], tuple(word for _, word in words[first:after])))
        first = after
    return tuple(sentences)


def paragraphs_in(text: str) -> list[tuple[int, str]]:
    """Return the lines of ``text`` that are not blank, with their offsets."""
    lines, offset = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((offset, line))
        offset += len(line) + 1
    return lines


def shown_words(text: str, most: int = 40) -> str:
    """Return ``text`` on one line, shortened for a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rstrip() + "…"


def language_in(post: Post, passage: Passage, workspace: Workspace) -> str:
    """Return the language of a text of ``post``, lower case without its region: ``it``."""
    names = (passage.channel,) if passage.channel else post.channels
    said = next((language for name in names if (language := _said(post, name, workspace))), None)
    usual = next(iter(workspace.brand.languages), "en")
    return (said or post.settings.language or usual).lower().partition("-")[0]


def _said(post: Post, name: str, workspace: Workspace) -> str | None:
    channel = workspace.channels.get(name)
    return post.settings_for(name).language or (channel.defaults.language if channel else None)
