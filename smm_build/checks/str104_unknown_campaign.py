"""Posts of a campaign that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_campaign"]


@post_check(Severity.ERROR, signs=(Has.CAMPAIGN,))
def unknown_campaign(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A campaign without a file in `content/campaigns`.

    ## Why it matters
    The name goes into the `utm_campaign` of every link: a wrong one splits the campaign in two in every statistic, and
    nothing can mend that afterwards.

    ## How to fix
    Correct the id, or create `content/campaigns/<id>.md`.
    """
    if post.campaign is None or post.campaign in workspace.campaigns:
        return
    yield Problem(
        post.places.of("campaign"),
        Sentence(
            en=f"There is no campaign `{post.campaign}`",
            it=f"Non c'è nessuna campagna `{post.campaign}`",
        ),
        suggestion(post.campaign, workspace.campaigns)
        or Sentence(
            en=f"Create content/campaigns/{post.campaign}.md",
            it=f"Crea content/campaigns/{post.campaign}.md",
        ),
    )
