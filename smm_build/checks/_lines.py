"""Places in a whole file."""

from __future__ import annotations

from smm_build.domain.place import Place
from smm_build.domain.workspace import Workspace

__all__ = ["owners", "place_at"]


def place_at(path: str, text: str, offset: int) -> Place:
    """Return where the character at ``offset`` of a file's whole text stands."""
    line = text.count("\n", 0, offset) + 1
    return Place(path, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def owners(workspace: Workspace) -> dict[str, tuple[str | None, str | None]]:
    """Return which post and which channel a file belongs to, by path."""
    posts = {post.path: (post.id, None) for post in workspace.posts}
    return posts | {channel.path: (None, channel.id) for channel in workspace.channels.values()}
