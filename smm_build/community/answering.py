"""The brand's answers: words from a saved reply, who must not be named in them, and the file they are kept in. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smm_build.domain.message import Message
from smm_build.domain.playbook import SavedReply
from smm_build.domain.sentence import Sentence

__all__ = ["NAMES", "filled", "names_somebody", "reply_file", "saved_text", "without"]

NAMES = ("name", "nome")
"""The variables that are filled when an answer is sent, because what they stand for belongs into no file."""
_SHORTEST = 3
_ELLIPSIS = "…"


def saved_text(reply: SavedReply, language: str | None, usual: str, values: Mapping[str, str]) -> tuple[str, str]:
    """Return the words of a saved reply and their language: the person's, else the brand's, else the first there is."""
    spoken = (language or "").partition("-")[0]
    chosen = next((one for one in (language or "", spoken, usual) if one in reply.texts), next(iter(reply.texts), ""))
    return filled(reply.texts.get(chosen, ""), values), chosen or usual


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its variables filled; what has no value stays as it stands."""
    return re.sub(r"(?<!@)\{([^{}\n]+)\}", lambda match: values.get(match[1], match[0]), text)


def names_somebody(text: str, message: Message) -> bool:
    """Whether our words name whom they answer: by handle, by name, or by a part of the name."""
    parts = {message.author, message.author.partition("@")[0], message.name, *message.name.split()}
    wanted = (part.strip().lstrip("@") for part in parts)
    return any(
        re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text, re.IGNORECASE) for one in wanted if len(one) >= _SHORTEST
    )


def reply_file(channel: str, written_at: str, text: str, saved: str | None, language: str | None) -> str:
    """Return the file of an answer; ``written_at`` is on the brand's clock."""
    rows = {"channel": channel, "written_at": written_at, "saved": saved, "language": language}
    head = "\n".join(f"{key}: {value}" for key, value in rows.items() if value)
    return f"---\n{head}\n---\n\n{text.strip()}\n"


def without(reason: Sentence, message: Message) -> Sentence:
    """Return a sentence in which nothing of a person is left, and nothing that a server said: it may quote a part."""
    return Sentence(*(_without(one, message) for one in reason))


def _without(text: str, message: Message) -> str:
    for one in message.personal:
        if len(one) >= _SHORTEST:
            text = re.sub(re.escape(one), _ELLIPSIS, text, flags=re.IGNORECASE)
    return re.sub("“.*”", f"“{_ELLIPSIS}”", text, flags=re.DOTALL)
