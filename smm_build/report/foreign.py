"""Showing Markdown that a stranger may have written: it looks as it is meant to look, and nothing in it acts.

What is written down for a pull request is written by a job that may run a stranger's code, so it need not be what
``smm`` wrote. It is shown under our name, so nobody is called by it, and nothing in it leads anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["LONGEST", "foreign_comment"]

LONGEST = 64_000
"""Characters. GitHub takes 65,536 of them."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ACTING = re.compile(
    r"(?<=[@＠])(?=\w)|(?<=://)|(?<=www\.)|(?<=\])(?=[(\[:])|(?<=<)(?!br>)(?=[A-Za-z/!?])", re.IGNORECASE
)
"""Where a sign that nobody sees takes the power out of mentions, addresses, links, pictures and HTML."""


def foreign_comment(pieces: Sequence[str]) -> str:
    """Return the pieces one below the other, each cut at the end of a line where it is longer than its share."""
    share = LONGEST // max(1, len(pieces))
    return "\n".join(_cut(_ACTING.sub("\u200b", _UNSEEN.sub("�", piece)), share) for piece in pieces)


def _cut(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    kept, _, _ = text[: room - 2].rpartition("\n")
    return f"{kept}\n…\n"
