"""What the posts are for: ``strategy.md`` and the campaigns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from smm_build.domain.finding import Finding
from smm_build.domain.place import Place, Places
from smm_build.domain.strategy import (
    AdCaps,
    Audience,
    Audit,
    AuditedChannel,
    Budget,
    Campaign,
    ChannelRole,
    Decision,
    Experiment,
    Objective,
    Pillar,
    Strategy,
    Tactic,
)
from smm_build.read import problems
from smm_build.read.documents import documents_by_id
from smm_build.read.files import Tree
from smm_build.read.front_matter import Document, read_document
from smm_build.read.schema.strategy import AdCapsFile, AuditFile, BudgetFile, CampaignFile, PeriodFile, StrategyFile
from smm_build.read.validation import Kind, unreadable

__all__ = ["read_campaigns", "read_strategy"]

_STRATEGY = "strategy.md"
_CAMPAIGNS = "content/campaigns"

_STRATEGY_KIND: Kind[StrategyFile] = Kind(StrategyFile)
_CAMPAIGN_KIND: Kind[CampaignFile] = Kind(CampaignFile)

T = TypeVar("T")


def _document(tree: Tree, path: str, found: list[Finding]) -> Document | None:
    source = tree.source(path, found)
    return read_document(source, found) if source else None


def read_strategy(tree: Tree, found: list[Finding]) -> Strategy | None:
    """Return the strategy, ``None`` when there is none yet or nothing can be made of it."""
    document = _document(tree, _STRATEGY, found) if tree.exists(_STRATEGY) else None
    if document is None:
        return None
    before = len(found)
    said, places = _STRATEGY_KIND.read(document.data, found)
    period = said.period or PeriodFile()
    strategy = Strategy(
        path=_STRATEGY,
        owner=said.owner,
        start_on=period.start_on,
        end_on=period.end_on,
        objectives=_objectives(said, places, found),
        audiences=_audiences(said, places, found),
        pillars=_pillars(said, places, found),
        tactics=_tactics(said, places, found),
        experiments=_experiments(said, places, found),
        prose=document.prose,
        places=places,
        audit=_audit(said.audit) if said.audit else None,
        channels=_roles(said, places),
        budget=_budget(said.budget) if said.budget else None,
        decisions=tuple(Decision(**one.model_dump()) for one in said.decisions or ()),
        review_on=said.review_on,
    )
    return replace(strategy, unreadable=unreadable(found[before:], document.data.places, StrategyFile))


def _audit(said: AuditFile) -> Audit:
    channels = (AuditedChannel(name, **one.model_dump()) for name, one in (said.channels or {}).items())
    return Audit(said.on, tuple(channels), said.gaps or (), said.competitors or ())


def _roles(said: StrategyFile, places: Places) -> tuple[ChannelRole, ...]:
    return tuple(
        ChannelRole(
            channel=name,
            place=places.of_key(f"channels.{name}"),
            role=one.role,
            audience=one.audience or (),
            per_week=one.cadence,
            formats=one.formats or (),
            metric=one.metric,
            exit=one.exit,
        )
        for name, one in (said.channels or {}).items()
    )


def _budget(said: BudgetFile) -> Budget:
    ads = said.ads or AdCapsFile.model_validate({})
    return Budget(
        currency=said.currency,
        total=said.total,
        monthly=said.monthly,
        channels=said.channels or {},
        ads=AdCaps(ads.per_ad, ads.monthly, ads.channels or {}),
        note=said.note,
    )


def _objectives(said: StrategyFile, places: Places, found: list[Finding]) -> tuple[Objective, ...]:
    return tuple(
        Objective(
            id=one.id,
            title=one.title,
            metric=one.metric,
            baseline=one.baseline,
            target=one.target,
            deadline=one.deadline,
            channels=one.channels or (),
            owner=one.owner,
            place=place,
            goal=one.goal,
            source=one.source,
        )
        for one, place in _placed(said.objectives, "objectives", places, found)
    )


def _audiences(said: StrategyFile, places: Places, found: list[Finding]) -> tuple[Audience, ...]:
    return tuple(
        Audience(one.id, one.title, one.needs, one.language, place, one.channels or (), one.access)
        for one, place in _placed(said.audiences, "audiences", places, found)
    )


def _pillars(said: StrategyFile, places: Places, found: list[Finding]) -> tuple[Pillar, ...]:
    return tuple(
        Pillar(
            id=one.id,
            title=one.title,
            share=one.share,
            purpose=one.purpose,
            objectives=one.objectives or (),
            place=place,
            formats=one.formats or (),
            avoid=one.avoid,
        )
        for one, place in _placed(said.pillars, "pillars", places, found)
    )


def _tactics(said: StrategyFile, places: Places, found: list[Finding]) -> tuple[Tactic, ...]:
    return tuple(
        Tactic(**one.model_dump(), place=place) for one, place in _placed(said.tactics, "tactics", places, found)
    )


def _experiments(said: StrategyFile, places: Places, found: list[Finding]) -> tuple[Experiment, ...]:
    return tuple(
        Experiment(
            id=one.id,
            hypothesis=one.hypothesis,
            metric=one.metric,
            start_on=one.start_on,
            end_on=one.end_on,
            decision=one.decision,
            place=place,
            objective=one.objective,
            result=one.result,
            owner=one.owner,
        )
        for one, place in _placed(said.experiments, "experiments", places, found)
    )


def _placed(said: tuple[T, ...] | None, key: str, places: Places, found: list[Finding]) -> list[tuple[T, Place]]:
    """Return every entry with its place, and say of each whose id was taken before."""
    firsts: dict[str, Place] = {}
    placed = []
    for index, one in enumerate(said or ()):
        own_id = getattr(one, "id", "")
        place = places.of(f"{key}.{index}.id")
        if firsts.setdefault(own_id, place) != place:
            found.append(problems.duplicate_id(place, own_id, firsts[own_id]))
        placed.append((one, places.of(f"{key}.{index}")))
    return placed


def read_campaigns(tree: Tree, found: list[Finding]) -> Mapping[str, Campaign]:
    """Return every campaign by id, which is its file's name without ``.md``."""
    return {own_id: _campaign(own_id, document, found) for own_id, document in documents_by_id(tree, _CAMPAIGNS, found)}


def _campaign(own_id: str, document: Document, found: list[Finding]) -> Campaign:
    said, places = _CAMPAIGN_KIND.read(document.data, found)
    period = said.period or PeriodFile()
    return Campaign(
        id=own_id,
        path=document.source.path,
        title=said.title or own_id,
        start_on=period.start_on,
        end_on=period.end_on,
        objective=said.objective,
        owner=said.owner,
        prose=document.prose,
        places=places,
    )
