"""``strategy.md`` and ``content/campaigns/<id>.md``."""

from __future__ import annotations

from pydantic import Field

from smm_build.read.schema._types import Currency, Day, FileModel, LanguageCode, Number, Share, Text, Whole, Words

__all__ = [
    "AdCapsFile",
    "AudienceFile",
    "AuditFile",
    "AuditedChannelFile",
    "BudgetFile",
    "CampaignFile",
    "ChannelRoleFile",
    "DecisionFile",
    "ExperimentFile",
    "ObjectiveFile",
    "PeriodFile",
    "PillarFile",
    "StrategyFile",
    "TacticFile",
]


class PeriodFile(FileModel):
    """First and last day."""

    start_on: Day | None = Field(None, alias="from")
    end_on: Day | None = Field(None, alias="to")


class AuditedChannelFile(FileModel):
    """What was found on a channel."""

    followers: Whole | None = None
    best: Text | None = None
    worst: Text | None = None
    note: Text | None = None


class AuditFile(FileModel):
    """Where the brand stands."""

    on: Day | None = None
    channels: dict[str, AuditedChannelFile] | None = None
    gaps: Words | None = None
    competitors: Words | None = None


class ObjectiveFile(FileModel):
    """A measurable aim."""

    id: Text
    title: Text
    metric: Text | None = None
    baseline: Text | None = None
    target: Text | None = None
    deadline: Day | None = None
    channels: tuple[Text, ...] | None = None
    owner: Text | None = None
    goal: Text | None = None
    source: Text | None = None


class AudienceFile(FileModel):
    """A group the brand speaks to."""

    id: Text
    title: Text
    needs: Text | None = None
    language: LanguageCode | None = None
    channels: Words | None = None
    access: Text | None = None


class ChannelRoleFile(FileModel):
    """Why the brand is on a channel."""

    role: Text | None = None
    audience: Words | None = None
    cadence: Number | None = None
    formats: Words | None = None
    metric: Text | None = None
    exit: Text | None = None


class PillarFile(FileModel):
    """A theme that returns."""

    id: Text
    title: Text
    share: Share | None = None
    purpose: Text | None = None
    objectives: tuple[Text, ...] | None = None
    formats: Words | None = None
    avoid: Text | None = None


class TacticFile(FileModel):
    """A way to an objective."""

    id: Text
    title: Text
    objective: Text | None = None
    hypothesis: Text | None = None
    metric: Text | None = None
    start_on: Day | None = Field(None, alias="from")
    end_on: Day | None = Field(None, alias="to")
    decision: Text | None = None
    owner: Text | None = None


class ExperimentFile(FileModel):
    """Something tried for a while."""

    id: Text
    hypothesis: Text
    metric: Text | None = None
    start_on: Day | None = Field(None, alias="from")
    end_on: Day | None = Field(None, alias="to")
    decision: Text | None = None
    objective: Text | None = None
    result: Text | None = None
    owner: Text | None = None


class AdCapsFile(FileModel):
    """The most that may be spent on advertising."""

    per_ad: Number | None = None
    monthly: Number | None = None
    channels: dict[str, Number] | None = None


class BudgetFile(FileModel):
    """The money there is."""

    currency: Currency
    total: Number | None = None
    monthly: Number | None = None
    channels: dict[str, Number] | None = None
    ads: AdCapsFile | None = None
    note: Text | None = None


class DecisionFile(FileModel):
    """A line of the log."""

    on: Day
    what: Text
    why: Text | None = None
    by: Text | None = None
    evidence: Text | None = None


class StrategyFile(FileModel):
    """All keys of the strategy."""

    owner: Text | None = None
    period: PeriodFile | None = None
    review_on: Day | None = None
    audit: AuditFile | None = None
    channels: dict[str, ChannelRoleFile] | None = None
    budget: BudgetFile | None = None
    decisions: tuple[DecisionFile, ...] | None = None
    objectives: tuple[ObjectiveFile, ...] | None = None
    audiences: tuple[AudienceFile, ...] | None = None
    pillars: tuple[PillarFile, ...] | None = None
    tactics: tuple[TacticFile, ...] | None = None
    experiments: tuple[ExperimentFile, ...] | None = None


class CampaignFile(FileModel):
    """All keys of a campaign."""

    title: Text | None = None
    period: PeriodFile | None = None
    objective: Text | None = None
    owner: Text | None = None
