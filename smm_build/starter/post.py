"""A new post, ready to be filled in."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

__all__ = ["new_post", "slug"]


def new_post(
    title: str,
    at: datetime | None,
    channels: Sequence[str],
    pillar: str | None = None,
    objective: str | None = None,
    text: str = "",
    taken: frozenset[str] = frozenset(),
) -> tuple[str, str]:
    """Return path and content of a new post. ``at`` is on the brand's clock; ids in ``taken`` are avoided."""
    day = f"{at:%Y-%m-%d}-" if at else ""
    post_id = _free(f"{day}{slug(title) or 'post'}", taken)
    folder = f"content/posts/{at:%Y/%m}" if at else "content/posts"
    fields = [
        f"id: {post_id}",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"publish_at: {at:%Y-%m-%d %H:%M}" if at else None,
        f"channels: [{', '.join(channels)}]",
        f"pillar: {pillar}" if pillar else None,
        f"objective: {objective}" if objective else None,
        None if text else "status: draft",
    ]
    head = "\n".join(field for field in fields if field)
    return f"{folder}/{post_id}.md", f"---\n{head}\n---\n\n{text or title}\n"


def slug(text: str) -> str:
    """Return ``text`` in small ASCII letters, digits and dashes, at most 60 characters."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:60].rstrip("-")


def _free(wanted: str, taken: frozenset[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate
