"""Campaigns nobody will notice."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["campaign_without_posts"]


@workspace_check(Severity.WARNING)
def campaign_without_posts(workspace: Workspace) -> Iterator[Problem]:
    """A campaign that no post belongs to, in a plan that has posts of campaigns.

    ## Why it matters
    Either it is forgotten, or its posts do not say that they belong to it, and its figures will be zero.

    ## How to fix
    Add `campaign:` to its posts, or delete its file.
    """
    named = {post.campaign for post in workspace.posts if post.campaign}
    for campaign in workspace.campaigns.values() if named else ():
        if campaign.id not in named:
            yield Problem(
                campaign.places.of_key("title"),
                Sentence(
                    en=f"No post belongs to the campaign `{campaign.id}`",
                    it=f"Nessun post appartiene alla campagna `{campaign.id}`",
                ),
                Sentence(en="Add `campaign:` to its posts", it="Aggiungi `campaign:` ai suoi post"),
            )
