"""Accounts with different handles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["other_handle_elsewhere"]


@workspace_check(Severity.HINT)
def other_handle_elsewhere(workspace: Workspace) -> Iterator[Problem]:
    """A channel whose handle is another one than most channels have, from three channels on.

    Of `@aurora@example.social` and `aurora.example.com` only `aurora` counts; a name that goes on, such as
    `aurora_torino`, is the same.

    ## Why it matters
    People guess an account's address from the one they know, and mention whoever has it.

    ## How to fix
    Use the same handle everywhere, or the nearest that is free, and say so in the bio of the others.
    """
    names = {
        channel.id: _core(channel.handle)
        for channel in workspace.channels.values()
        if channel.handle and channel.profile.name
    }
    usual, count = next(iter(Counter(names.values()).most_common(1)), (None, 0))
    if len(names) < _SEVERAL or count <= len(names) / 2:
        return
    for channel, name in names.items():
        if usual and not name.startswith(usual):
            yield Problem(
                workspace.channels[channel].places.of("handle"),
                Sentence(
                    en=f"{channel} is {workspace.channels[channel].handle}; most accounts are {usual}",
                    it=f"{channel} è {workspace.channels[channel].handle}; la maggior parte degli account è {usual}",
                ),
                Sentence(en=f"Take {usual} there, if it is free", it=f"Prendi {usual} anche lì, se è libero"),
                channel=channel,
            )


def _core(handle: str) -> str:
    name = handle.lstrip("@").partition("@")[0].partition(".")[0].casefold()
    return "".join(char for char in name if char.isalnum())


_SEVERAL = 3
