"""Profiles whose link is not ours."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._addresses import split
from smm_build.checks._base import Problem, channel_check
from smm_build.checks._hosts import is_ours, own_hosts
from smm_build.domain.channel import Channel
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["profile_leads_elsewhere"]


@channel_check(Severity.WARNING)
def profile_leads_elsewhere(channel: Channel, workspace: Workspace) -> Iterator[Problem]:
    """A profile whose link leads to a host that is not the brand's.

    ## Why it matters
    It is the one link every visitor sees. A page of a link service belongs to the service, with its counters and its
    advertisements.

    ## How to fix
    Link to a page of the brand's site, or add the host to `links: {hosts: […]}` in `brand/brand.yml`.
    """
    ours = own_hosts(workspace.brand)
    parts = split(channel.profile.link) if channel.profile.link and ours else None
    host = (parts.hostname or "") if parts else ""
    if host and not is_ours(host, ours):
        yield Problem(
            channel.places.of("profile.link"),
            Sentence(en=f"The profile leads to {host}", it=f"Il profilo porta a {host}"),
            Sentence(en="Link to the brand's own site", it="Metti un link al sito del marchio"),
        )
