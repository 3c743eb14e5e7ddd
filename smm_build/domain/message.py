"""What somebody wrote to the brand. It never leaves the machine that pulled it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from smm_build.domain.delivery import PartReceipt

__all__ = ["Message", "MessageKind"]


class MessageKind(enum.StrEnum):
    """How somebody turned to the brand: under a post, in answer to it, by name, or in private."""

    COMMENT = "comment"
    REPLY = "reply"
    MENTION = "mention"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Message:
    """One message by somebody else.

    ``at`` is aware. ``thread`` is what an answer hangs on, from the conversation's beginning to this message, by the
    network's own ids. ``facts`` is what else its network needs for an answer. What is personal stays out of ``repr``,
    so that no log and no traceback can hold it.
    """

    channel: str
    kind: MessageKind
    at: datetime
    id: str = field(repr=False)
    text: str = field(repr=False)
    author: str = field(default="", repr=False)
    author_id: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    url: str | None = field(default=None, repr=False)
    language: str | None = None
    thread: tuple[PartReceipt, ...] = field(default=(), repr=False)
    facts: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def personal(self) -> tuple[str, ...]:
        """Everything that must not stand in a file, a log or an error, the longest first."""
        said = (self.text, self.author, self.author_id, self.name, self.id, self.url or "")
        return tuple(sorted({one.strip() for one in said if one.strip()}, key=lambda one: (-len(one), one)))
