"""Finished posts that go to no channel."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._passages import first_key
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post, Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["no_channel"]


@post_check(Severity.WARNING)
def no_channel(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A post that is neither a draft nor on hold, and names no channel.

    ## Why it matters
    It is sent nowhere, stands on no calendar, and nothing else will say so: rules look at a post for its channels.

    ## How to fix
    Add `channels`, or `status: draft` as long as it is one.
    """
    ready = post.settings.status in {None, Status.READY}
    if not ready or post.channels or "channels" in post.unreadable:
        return
    known = ", ".join(workspace.channels)
    yield Problem(
        post.places.of_key("channels") if "channels" in post.places.keys else first_key(post),
        Sentence(
            en="The post names no channel, so it goes nowhere",
            it="Il post non nomina un canale, quindi non va da nessuna parte",
        ),
        Sentence(
            en=f"Add `channels:` with some of {known}, or `status: draft`",
            it=f"Aggiungi `channels:` con alcuni fra {known}, o `status: draft`",
        )
        if known
        else Sentence(
            en="Describe a channel in `brand/channels` and name it in `channels:`, or add `status: draft`",
            it="Descrivi un canale in `brand/channels` e nominalo in `channels:`, o aggiungi `status: draft`",
        ),
    )
