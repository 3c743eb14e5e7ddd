"""The words a brand has chosen, and the names of everybody it has to do with."""

from __future__ import annotations

import re

from smm_build.domain.workspace import Workspace

__all__ = ["own_words"]


def own_words(workspace: Workspace) -> frozenset[str]:
    """Return every word the brand has chosen or is called by, in small letters."""
    voice = workspace.brand.voice
    said = [
        workspace.brand.name,
        *voice.words,
        *voice.hashtags,
        *(word for term in voice.terms for word in (term.use or "", *term.avoid)),
        *(person.name for person in workspace.people.values()),
        *(handle for person in workspace.people.values() for handle in person.handles.values()),
        *(channel.handle or "" for channel in workspace.channels.values()),
        *(member.name for member in (workspace.team.people.values() if workspace.team else ())),
    ]
    return frozenset(word.lower() for text in said for word in re.findall(r"[^\W\d_]+", text))
