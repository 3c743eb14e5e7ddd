"""What is planned on each channel, in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from smm_build.domain.post import Status
from smm_build.domain.variant import Variant

__all__ = ["is_planned", "planned_by_channel", "week_of"]


def is_planned(variant: Variant) -> bool:
    """Tell whether ``variant`` has a time and nobody holds it back."""
    return variant.publish_at is not None and variant.settings.status is not Status.ON_HOLD


def planned_by_channel(variants: Sequence[Variant]) -> dict[str, list[tuple[datetime, Variant]]]:
    """Return what is planned by channel, each with its time (aware, in the brand's zone), the earliest first."""
    planned: dict[str, list[tuple[datetime, Variant]]] = {}
    for variant in variants:
        if variant.publish_at is not None and is_planned(variant):
            planned.setdefault(variant.channel.id, []).append((variant.publish_at, variant))
    return planned


def week_of(at: datetime) -> date:
    """Return the Monday of the week in which ``at`` lies."""
    return at.date() - timedelta(days=at.weekday())
