"""Profiles that do not say whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, channel_check
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["profile_without_the_name"]


@channel_check(Severity.HINT)
def profile_without_the_name(channel: Channel, workspace: Workspace) -> Iterator[Problem]:
    """A profile whose name does not have the brand's name in it.

    ## Why it matters
    Who looks for the brand on this network does not find it, or takes the account for somebody else's.

    ## How to fix
    Use the brand's name, with an addition if there are several accounts.
    """
    name, brand = channel.profile.name, workspace.brand.name
    if name and _plain(brand) not in _plain(name):
        yield Problem(
            channel.places.of("profile.name"),
            Sentence(en=f"“{name}” does not say {brand}", it=f"«{name}» non dice {brand}"),
            Sentence(en=f"Put {brand} into it", it=f"Mettici {brand}"),
        )


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
