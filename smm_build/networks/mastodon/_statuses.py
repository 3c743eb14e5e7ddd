"""Recognising an own post among those an instance lists.

An instance gives back the HTML it made of a text. Both are brought to their letters and digits before they are
compared, and what is nearly the same is told apart from what is the same: a post that is there must not be sent again.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import regex

from smm_build.networks._base import PartTask
from smm_build.text.markup import bare_form, html_to_text, without_links

__all__ = ["Likeness", "earliest", "identifier", "likeness", "older_than"]

_QUOTE = regex.compile(r"""<(p|span)[^>]*\bclass=["'][^"'>]*\bquote-inline\b.*?</\1>""", regex.DOTALL)
"""What a server puts before a text that quotes: https://docs.joinmastodon.org/client/quotes/, read on 2026-11-23."""
_SKEW = timedelta(minutes=10)
"""How far the clocks of this machine and of an instance may be apart."""


class Likeness(enum.Enum):
    """How much a listed post looks like the part that is looked for."""

    SAME = "same"
    NEARLY = "nearly"
    OTHER = "other"


def earliest(task: PartTask) -> datetime:
    """Return the instant before which no attempt at this part can have been made."""
    return min(task.at, task.claim.planned_at) - _SKEW


def older_than(status: Mapping[str, object], since: datetime) -> bool:
    """Whether a status says that it was made before ``since``; one without a readable time does not."""
    made = status.get("created_at")
    try:
        at = datetime.fromisoformat(made) if isinstance(made, str) else None
    except ValueError:
        return False
    return at is not None and (at if at.tzinfo else at.replace(tzinfo=UTC)) < since


def identifier(value: object) -> str | None:
    """Return an id as text; some servers give numbers. ``None`` when it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value else None


def likeness(status: Mapping[str, object], task: PartTask) -> Likeness:
    """Compare a status with the part: its text, what it replies to, and how many files it has.

    Links are compared too, but a difference in nothing but links is "nearly": servers rewrite them.
    """
    parent = task.earlier[-1].id if task.earlier else None
    if identifier(status.get("in_reply_to_id")) != parent:
        return Likeness.OTHER
    content = status.get("content")
    shown = html_to_text(_QUOTE.sub("", content)) if isinstance(content, str) else ""
    written = task.part.text
    files = status.get("media_attachments")
    as_many = isinstance(files, list) and len(files) == len(task.part.media)
    if bare_form(shown) == bare_form(written):
        return _same(has_words=bool(written.strip()), as_many_files=as_many)
    alike = bare_form(without_links(written))
    return Likeness.NEARLY if alike and alike == bare_form(without_links(shown)) else Likeness.OTHER


def _same(*, has_words: bool, as_many_files: bool) -> Likeness:
    if as_many_files:
        return Likeness.SAME
    return Likeness.NEARLY if has_words else Likeness.OTHER
