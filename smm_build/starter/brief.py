"""A new brief, ready to be filled in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from smm_build.starter.post import slug

__all__ = ["new_brief"]


def new_brief(
    title: str,
    assignee: str | None = None,
    final: date | None = None,
    channels: Sequence[str] = (),
    taken: frozenset[str] = frozenset(),
) -> tuple[str, str]:
    """Return path and content of a new brief; ids in ``taken`` are avoided, whatever their capitals."""
    wanted = slug(title) or "brief"
    own_id, number = wanted, 2
    while own_id in {name.casefold() for name in taken}:
        own_id, number = f"{wanted}-{number}", number + 1
    targets = f", for: [{', '.join(channels)}]" if channels else ""
    fields = [
        f"title: {_quoted(title)}",
        f"assignee: {_quoted(assignee)}" if assignee else None,
        f"deliverables:\n  - {{what: {_quoted(title)}{targets}}}",
        f"deadlines: {{final: {final}}}" if final else None,
    ]
    head = "\n".join(field for field in fields if field)
    return f"content/briefs/{own_id}.md", f"---\n{head}\n---\n\n{title}\n"


def _quoted(text: str) -> str:
    """Write any text as a YAML scalar: JSON strings are YAML."""
    return json.dumps(text, ensure_ascii=False)
