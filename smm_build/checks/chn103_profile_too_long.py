"""Profiles a network would cut."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, channel_check
from smm_build.compose.profiles import declared_profile
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace
from smm_build.networks import get_network

__all__ = ["profile_too_long"]


@channel_check(Severity.WARNING)
def profile_too_long(channel: Channel, workspace: Workspace) -> Iterator[Problem]:
    """A profile whose name or bio is longer than its network takes.

    ## Why it matters
    It cannot be saved, or is cut in the middle of a word.

    ## How to fix
    Shorten it.

    ## Sources
    - <https://docs.joinmastodon.org/entities/Instance/> (read 2026-11-22)
    - <https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/actor/profile.json> (read 2026-11-22)
    - <https://usefultoolkit.com/blog/social-media-character-limits-2026-complete-guide> (read 2026-11-23)
    """
    network = get_network(channel.network)
    limits, profile = network.LIMITS.profile, declared_profile(channel, workspace.brand)
    for key, value, most in (("name", profile.name, limits.name), ("bio", profile.bio, limits.bio)):
        if value and most is not None and len(value) > most:
            yield Problem(
                channel.places.of(f"profile.{key}" if getattr(channel.profile, key) else "profile"),
                Sentence(
                    en=f"`{key}` is {len(value)} long; {network.TITLE} takes {most}",
                    it=f"`{key}` è lungo {len(value)}; {network.TITLE} accetta {most}",
                ),
                Sentence(en=f"Shorten it by {len(value) - most}", it=f"Accorcialo di {len(value) - most}"),
            )
