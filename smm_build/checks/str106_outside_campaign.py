"""Posts that come before their campaign begins or after it has ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.strategy import Campaign
from smm_build.domain.workspace import Workspace

__all__ = ["outside_campaign"]


@post_check(Severity.WARNING, signs=(Has.CAMPAIGN,))
def outside_campaign(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A post that goes out on a day its campaign does not cover.

    ## Why it matters
    It announces an offer that is over, or gives away one that has not begun; and its figures count for a campaign they
    do not belong to.

    ## How to fix
    Move the post, change the campaign's `period`, or take the post out of the campaign.
    """
    campaign = workspace.campaigns.get(post.campaign or "")
    for key, at in _times(post) if campaign else ():
        day = at.astimezone(workspace.brand.zone).date()
        outside = _outside(day, campaign) if campaign else None
        if outside:
            yield Problem(
                post.places.of(key),
                outside,
                Sentence(
                    en="Move the post, or change the period of the campaign",
                    it="Sposta il post, o cambia il periodo della campagna",
                ),
            )


def _times(post: Post) -> Iterator[tuple[str, datetime]]:
    if post.settings.publish_at:
        yield "publish_at", post.settings.publish_at
    for channel, override in post.overrides.items():
        if override.publish_at:
            yield f"overrides.{channel}.publish_at", override.publish_at


def _outside(day: date, campaign: Campaign) -> Sentence | None:
    if campaign.start_on and day < campaign.start_on:
        return Sentence(
            en=f"{day} is before the campaign `{campaign.id}` begins on {campaign.start_on}",
            it=f"Il {day} viene prima dell'inizio della campagna `{campaign.id}`, il {campaign.start_on}",
        )
    if campaign.end_on and day > campaign.end_on:
        return Sentence(
            en=f"{day} is after the campaign `{campaign.id}` has ended on {campaign.end_on}",
            it=f"Il {day} viene dopo la fine della campagna `{campaign.id}`, il {campaign.end_on}",
        )
    return None
