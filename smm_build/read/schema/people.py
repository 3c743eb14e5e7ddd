"""``brand/people.yml``: a mapping from entity to what is known of it."""

from __future__ import annotations

from smm_build.read.schema._types import FileModel, Text

__all__ = ["PersonFile"]


class PersonFile(FileModel):
    """Somebody to be mentioned: a name, and the handle by network or channel."""

    name: Text | None = None
    handles: dict[str, Text] | None = None
