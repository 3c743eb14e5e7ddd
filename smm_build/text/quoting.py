"""Showing somebody else's words so that nothing in them acts: no line breaks, no markup, no mention that rings."""

from __future__ import annotations

import re

__all__ = ["in_markdown", "one_line"]

# Control characters, and those that change the direction of writing: neither a terminal nor a page should obey a post.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKUP = re.compile(r"([\\`*_{}\[\]~|!^$])")
_RINGING = re.compile(r"(?<=[@#＃])|(?<=://)|(?<=www\.)", re.IGNORECASE)


def one_line(text: str) -> str:
    """Return ``text`` on one line, tabs as spaces, and a sign for everything that would act instead of being seen."""
    return _UNSEEN.sub("�", text.replace("\t", " ").replace("\n", " "))


def in_markdown(text: str) -> str:
    """Return ``text`` so that Markdown shows it and does nothing else: nobody is called, no address is a link."""
    text = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _RINGING.sub("\u200b", _MARKUP.sub(r"\\\1", text))
