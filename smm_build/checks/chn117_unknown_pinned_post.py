"""Profiles that want a post first which is not there."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, channel_check
from smm_build.checks._suggestion import suggestion
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_pinned_post"]


@channel_check(Severity.WARNING)
def unknown_pinned_post(channel: Channel, workspace: Workspace) -> Iterator[Problem]:
    """A `pinned` that is neither an address nor a post of this channel.

    ## Why it matters
    Whoever keeps the profile looks for a post that never was there, and something old stays first.

    ## How to fix
    Write the id of a post that goes to this channel, or the address of what should stand first.
    """
    pinned = channel.profile.pinned
    if pinned is None or pinned.startswith("https://"):
        return
    there = {post.id for post in workspace.posts if channel.id in post.channels}
    if pinned in there:
        return
    elsewhere = workspace.post(pinned) is not None
    yield Problem(
        channel.places.of("profile.pinned"),
        Sentence(en=f"`{pinned}` does not go to {channel.id}", it=f"`{pinned}` non esce su {channel.id}")
        if elsewhere
        else Sentence(en=f"There is no post `{pinned}`", it=f"Non c'è nessun post `{pinned}`"),
        suggestion(pinned, there),
    )
