"""``content/ads/<id>.md``."""

from __future__ import annotations

from typing import Literal

from smm_build.read.schema._types import Country, Currency, Day, FileModel, Number, Text, Url, Whole, Words, YesNo
from smm_build.read.schema.post import DisclosureFile

__all__ = ["AdBudgetFile", "AdFile", "AdMediaFile", "DsaFile", "TargetingFile", "TikTokFile"]


class AdBudgetFile(FileModel):
    """What it may cost."""

    amount: Number
    currency: Currency
    per: Literal["day", "lifetime"] = "lifetime"


class TargetingFile(FileModel):
    """Who is shown it."""

    countries: tuple[Country, ...] | None = None
    youngest: Whole | None = None
    oldest: Whole | None = None
    genders: tuple[Literal["women", "men"], ...] | None = None


class AdMediaFile(FileModel):
    """A picture or film."""

    file: Text
    alt: Text | None = None


class DsaFile(FileModel):
    """Who gains and who pays, as the Digital Services Act wants them named."""

    beneficiary: Text | None = None
    payor: Text | None = None


class TikTokFile(FileModel):
    """What only TikTok asks for, by ids that its Ads Manager shows."""

    pixel: Text | None = None
    event: Text | None = None
    identity: Text | None = None
    call_to_action: Text | None = None


class AdFile(FileModel):
    """All keys of an ad."""

    title: Text | None = None
    channel: Text | None = None
    account: Text | None = None
    campaign: Text | None = None
    objective: Text | None = None
    owner: Text | None = None
    goal: Literal["awareness", "traffic", "engagement", "video-views", "leads", "sales"] | None = None
    audience: Words | None = None
    targeting: TargetingFile | None = None
    placements: tuple[Literal["facebook", "instagram", "tiktok", "x", "linkedin"], ...] | None = None
    starts: Day | None = None
    ends: Day | None = None
    budget: AdBudgetFile | None = None
    headline: Text | None = None
    link: Url | None = None
    call_to_action: Literal["learn-more", "shop-now", "sign-up", "contact-us", "book-now"] | None = None
    media: tuple[AdMediaFile, ...] | None = None
    boost: Text | None = None
    disclosure: DisclosureFile | None = None
    special_category: (
        tuple[Literal["none", "credit", "employment", "housing", "financial-services", "gambling"], ...] | None
    ) = None
    political: YesNo | None = None
    dsa: DsaFile | None = None
    tiktok: TikTokFile | None = None
    start: Literal["approved"] | None = None
    status: Literal["draft", "on-hold", "cancelled"] | None = None
    notes: Text | None = None
