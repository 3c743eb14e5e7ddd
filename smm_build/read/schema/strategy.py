"""``strategy.md`` and ``content/campaigns/<id>.md``."""

from __future__ import annotations

from pydantic import Field

from smm_build.read.schema._types import Day, FileModel, LanguageCode, Share, Text

__all__ = [
    "AudienceFile",
    "CampaignFile",
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


class AudienceFile(FileModel):
    """A group the brand speaks to."""

    id: Text
    title: Text
    needs: Text | None = None
    language: LanguageCode | None = None


class PillarFile(FileModel):
    """A theme that returns."""

    id: Text
    title: Text
    share: Share | None = None
    purpose: Text | None = None
    objectives: tuple[Text, ...] | None = None


class TacticFile(FileModel):
    """A way to an objective."""

    id: Text
    title: Text
    objective: Text | None = None


class ExperimentFile(FileModel):
    """Something tried for a while."""

    id: Text
    hypothesis: Text
    metric: Text | None = None
    start_on: Day | None = Field(None, alias="from")
    end_on: Day | None = Field(None, alias="to")
    decision: Text | None = None


class StrategyFile(FileModel):
    """All keys of the strategy."""

    owner: Text | None = None
    period: PeriodFile | None = None
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
