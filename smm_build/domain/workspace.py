"""Everything that was read from the files, ready to be looked things up in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from smm_build.domain.ad import Ad
from smm_build.domain.brand import Brand, Person
from smm_build.domain.brief import Brief
from smm_build.domain.channel import Channel
from smm_build.domain.delivery import ASIDE, PROFILE_ID, DeliveryKey
from smm_build.domain.lexicon import Lexicon
from smm_build.domain.pause import Pause
from smm_build.domain.playbook import Playbook
from smm_build.domain.post import Post
from smm_build.domain.rules import Allowance, BrandRule, CheckSettings
from smm_build.domain.strategy import Campaign, Strategy
from smm_build.domain.team import Team

__all__ = ["Workspace"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """The plan as values. ``posts`` is in order of publishing time, unscheduled ones last, then by id.

    ``texts`` holds every text file of the workspace as it is written, by path, also those nothing is made of.
    ``replies`` are answers to people: each is like a post on one channel, and its id is its case.
    ``lexicon`` knows how words are spelled, where the brand asks for it.
    """

    brand: Brand
    channels: Mapping[str, Channel]
    people: Mapping[str, Person]
    posts: tuple[Post, ...]
    campaigns: Mapping[str, Campaign]
    strategy: Strategy | None
    team: Team | None = None
    rules: tuple[BrandRule, ...] = ()
    check_settings: CheckSettings = field(default_factory=CheckSettings)
    allowances: tuple[Allowance, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    briefs: Mapping[str, Brief] = field(default_factory=dict)
    ads: Mapping[str, Ad] = field(default_factory=dict)
    playbook: Playbook | None = None
    replies: tuple[Post, ...] = ()
    lexicon: Lexicon | None = None

    def post(self, post_id: str) -> Post | None:
        """Return the post with this id, if there is one."""
        return next((post for post in self.posts if post.id == post_id), None)

    def is_of_post(self, key: DeliveryKey) -> bool:
        """Tell whether a delivery of the ledger is a post's, also one's whose file is gone.

        The ledger also holds answers to people, what is done about their messages, ads and profiles.
        """
        head, sign, _ = key.post.partition("@")
        aside = key.post == PROFILE_ID or (bool(sign) and head in ASIDE)
        return not aside and all(reply.id != key.post for reply in self.replies)
