"""Bios that say little where there is room."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, channel_check
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace
from smm_build.networks import get_network

__all__ = ["bio_with_room_left"]


@channel_check(Severity.HINT)
def bio_with_room_left(channel: Channel, workspace: Workspace) -> Iterator[Problem]:
    """A bio that uses less than a third of the characters its network has, while the brand has more to say.

    ## Why it matters
    Networks search in bios, and whoever looks at an account decides there whether to stay.

    ## How to fix
    Say what there is to get, where, and what to do next; or take the bio out, so that `about.long` of
    `brand/brand.yml` stands there.
    """
    bio = channel.profile.bio
    most = get_network(channel.network).LIMITS.profile.bio
    longer = workspace.brand.about.long
    if not bio or most is None or longer is None or not len(bio) * 3 < most or not len(bio) < len(longer) <= most:
        return
    yield Problem(
        channel.places.of("profile.bio"),
        Sentence(
            en=f"The bio has {len(bio)} of {most} characters, and the brand's longer text would fit",
            it=f"La bio ha {len(bio)} caratteri su {most}, e il testo più lungo del marchio ci starebbe",
        ),
        Sentence(en="Say more, or leave `bio` out", it="Di' di più, o togli `bio`"),
    )
