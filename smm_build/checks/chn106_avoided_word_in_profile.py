"""Profiles with words the brand does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, channel_check
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["avoided_word_in_profile"]


@channel_check(Severity.WARNING)
def avoided_word_in_profile(channel: Channel, workspace: Workspace) -> Iterator[Problem]:
    """A word that `brand/voice.yml` avoids, in a profile's bio.

    ## Why it matters
    The bio is read more often than any post, and looked at less often by whoever wrote it.

    ## How to fix
    Write the preferred word.
    """
    bio = (channel.profile.bio or "").casefold()
    for term in workspace.brand.voice.terms if bio else ():
        for avoided in term.avoid:
            if re.search(rf"(?<!\w){re.escape(avoided.casefold())}(?!\w)", bio):
                yield Problem(
                    channel.places.of("profile.bio"),
                    Sentence(en=f"We do not write “{avoided}”", it=f"Non scriviamo «{avoided}»"),
                    Sentence(en=f"Write “{term.use}”", it=f"Scrivi «{term.use}»") if term.use else None,
                )
