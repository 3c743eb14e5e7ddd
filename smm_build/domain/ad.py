"""What is paid for: ``content/ads/<id>.md``."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from smm_build.domain.delivery import DeliveryKey
from smm_build.domain.media import Media
from smm_build.domain.place import Places
from smm_build.domain.post import Disclosure

__all__ = ["OF_ADS", "Ad", "AdBudget", "AdTikTok", "Targeting"]

OF_ADS = "ad@"
"""What stands before an ad's id where a post's id could stand: in the ledger and among numbers."""


@dataclass(frozen=True, slots=True)
class AdBudget:
    """What an ad may cost: an amount in a currency (ISO 4217), for each ``day`` or for its whole ``lifetime``."""

    amount: float
    currency: str
    per: str = "lifetime"


@dataclass(frozen=True, slots=True)
class Targeting:
    """Who is shown it: countries (ISO 3166), ages (youngest and oldest, both included) and genders."""

    countries: tuple[str, ...] = ()
    ages: tuple[int, int] = (18, 65)
    genders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdTikTok:
    """What only TikTok asks for, by ids that its Ads Manager shows.

    ``pixel`` and ``event`` are what counts as a sale or a lead. ``identity`` is the TikTok account whose post is
    advertised with, ``call_to_action`` the button under it.
    """

    pixel: str | None = None
    event: str | None = None
    identity: str | None = None
    call_to_action: str | None = None


@dataclass(frozen=True, slots=True)
class Ad:
    """An advertisement on one channel: an own text with a link and a picture, or a post that is boosted.

    ``channel`` is as written: it may name no channel at all. ``account`` is the network's id of the ad account,
    ``goal`` what the network is to work towards, ``audience`` ids of the strategy's audiences. ``start_on`` and
    ``end_on`` are the first and the last day on the brand's calendar. ``boost`` is a post's id. ``beneficiary`` and
    ``payor`` are who gains and who pays, as European law wants them named; ``political`` is ``None`` while nobody has
    declared it. ``start`` tells that somebody has approved that money is spent: without it nothing ever starts.
    ``unread`` are the keys of what is written and does not fit, such as ``budget.currency``: that is no lack.
    """

    id: str
    path: str
    title: str
    places: Places
    channel: str | None = None
    account: str | None = None
    campaign: str | None = None
    objective: str | None = None
    owner: str | None = None
    goal: str | None = None
    audience: tuple[str, ...] = ()
    targeting: Targeting = Targeting()
    placements: tuple[str, ...] = ()
    start_on: date | None = None
    end_on: date | None = None
    budget: AdBudget | None = None
    text: str = ""
    headline: str | None = None
    link: str | None = None
    action: str | None = None
    media: tuple[Media, ...] = ()
    boost: str | None = None
    disclosure: Disclosure | None = None
    special: tuple[str, ...] | None = None
    political: bool | None = None
    beneficiary: str | None = None
    payor: str | None = None
    tiktok: AdTikTok = AdTikTok()
    start: bool = False
    status: str | None = None
    unread: frozenset[str] = frozenset()

    @property
    def days(self) -> int | None:
        """How many days it runs, ``None`` without both of its days."""
        if self.start_on is None or self.end_on is None:
            return None
        return (self.end_on - self.start_on).days + 1

    @property
    def cost(self) -> float | None:
        """The most it costs in all, in its currency; ``None`` while that cannot be said."""
        if self.budget is None:
            return None
        if self.budget.per == "lifetime":
            return self.budget.amount
        return None if self.days is None else self.budget.amount * max(self.days, 0)

    @property
    def key(self) -> DeliveryKey:
        """What its creation is called in the ledger: no post can be called so."""
        return DeliveryKey(f"{OF_ADS}{self.id}", self.channel or "-")

    @property
    def start_key(self) -> DeliveryKey:
        """What its start is called in the ledger."""
        return DeliveryKey(f"ad-start@{self.id}", self.channel or "-")

    @property
    def digest(self) -> str:
        """The fingerprint of everything a network is told, and of who is charged; not of titles and approvals."""
        told = {
            "channel": self.channel,
            "account": self.account,
            "goal": self.goal,
            "targeting": [self.targeting.countries, self.targeting.ages, self.targeting.genders],
            "placements": self.placements,
            "days": [str(self.start_on), str(self.end_on)],
            "budget": [self.budget.amount, self.budget.currency, self.budget.per] if self.budget else None,
            "words": [self.title, self.text, self.headline, self.link, self.action],
            "media": [media.facts.sha256 if media.facts else media.file for media in self.media],
            "boost": self.boost,
            "law": [self.special, self.political, self.beneficiary, self.payor],
            "tiktok": [self.tiktok.pixel, self.tiktok.event, self.tiktok.identity, self.tiktok.call_to_action],
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8")).hexdigest()
