"""Accounts with different faces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["other_face_elsewhere"]


@workspace_check(Severity.HINT)
def other_face_elsewhere(workspace: Workspace) -> Iterator[Problem]:
    """A channel whose avatar is another one than most channels have, from three channels on.

    ## Why it matters
    An account is recognised by its picture before its name is read.

    ## How to fix
    Use the same picture everywhere.
    """
    faces = {channel.id: channel.profile.avatar for channel in workspace.channels.values() if channel.profile.avatar}
    usual, count = next(iter(Counter(faces.values()).most_common(1)), (None, 0))
    for name, face in faces.items() if count > len(faces) / 2 else ():
        if face != usual and len(faces) >= _SEVERAL:
            yield Problem(
                workspace.channels[name].places.of("profile.avatar"),
                Sentence(en=f"{name} has another avatar than most", it=f"{name} ha un avatar diverso dagli altri"),
                Sentence(en=f"Use `{usual}`", it=f"Usa `{usual}`"),
                channel=name,
            )


_SEVERAL = 3
