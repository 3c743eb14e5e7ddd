"""Profiles with blank spaces."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, channel_check
from smm_build.compose.profiles import declared_profile
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["incomplete_profile"]


@channel_check(Severity.WARNING)
def incomplete_profile(channel: Channel, workspace: Workspace) -> Iterator[Problem]:
    """A channel whose profile lacks its name, bio, link or avatar.

    ## Why it matters
    Whoever sees a post looks at the profile next. Without a link it leads nowhere, and without a picture it looks like
    somebody else's.

    ## How to fix
    Add what is missing under `profile` in the channel's file, and on the network.
    """
    profile = declared_profile(channel, workspace.brand)
    said = {"name": profile.name, "bio": profile.bio, "link": profile.link, "avatar": profile.avatar}
    missing = [f"`{key}`" for key, value in said.items() if not value]
    not_begun = channel.rehearsed and not any(said.values())  # a new channel that nobody can see yet
    if missing and not not_begun:
        yield Problem(
            channel.places.of_key("profile"),
            Sentence(
                en=f"The profile of {channel.id} lacks {', '.join(missing)}",
                it=f"Al profilo di {channel.id} manca qualcosa: {', '.join(missing)}",
            ),
            Sentence(en="Add it under `profile`", it="Aggiungilo in `profile`"),
        )
