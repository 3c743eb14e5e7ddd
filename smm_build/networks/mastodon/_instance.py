"""What a Mastodon instance says it allows.

Source: https://docs.joinmastodon.org/entities/Instance/ and https://docs.joinmastodon.org/entities/V1_Instance/, read
on 2026-11-22.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from smm_build.networks._base import Limits, Session

__all__ = ["instance_facts", "limits_of", "links_length"]

_FACTS = {
    "max_characters": ("statuses", "max_characters"),
    "max_media": ("statuses", "max_media_attachments"),
    "characters_reserved_per_url": ("statuses", "characters_reserved_per_url"),
    "image_size_limit": ("media_attachments", "image_size_limit"),
    "video_size_limit": ("media_attachments", "video_size_limit"),
    "description_limit": ("media_attachments", "description_limit"),
}


def instance_facts(instance: Mapping[str, object]) -> dict[str, str]:
    """Return the limits an instance tells, by our names, and its API's version; empty when it tells no limits."""
    configuration = _part(instance, "configuration")
    facts = {}
    for name, (group, key) in _FACTS.items():
        number = _part(configuration, group).get(key)
        if isinstance(number, int) and not isinstance(number, bool) and number > 0:
            facts[name] = str(number)
    version = _part(instance, "api_versions").get("mastodon")
    return facts | {"api_version": str(version)} if isinstance(version, int) and facts else facts


def limits_of(session: Session, usual: Limits) -> Limits:
    """Return ``usual`` with what the instance allows; where it does not say, what the channel's file allows."""
    own = session.account.channel.limits
    return dataclasses.replace(
        usual,
        characters=_number(session, "max_characters") or own.get("characters", usual.characters),
        images=_number(session, "max_media") or usual.images,
        image_bytes=_number(session, "image_size_limit") or usual.image_bytes,
        video_bytes=_number(session, "video_size_limit") or usual.video_bytes,
        alt_characters=_number(session, "description_limit") or usual.alt_characters,
    )


def links_length(facts: Mapping[str, str], usual: int) -> int:
    """Return how many characters a link counts on the instance."""
    return int(facts.get("characters_reserved_per_url", usual))


def _number(session: Session, name: str) -> int | None:
    said = session.facts.get(name)
    return int(said) if said else None


def _part(value: Mapping[str, object], key: str) -> Mapping[str, object]:
    part = value.get(key)
    return part if isinstance(part, dict) else {}
