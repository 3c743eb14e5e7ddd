"""What every view can be narrowed down to. The browser does the narrowing; here is only what there is to choose."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from smm_build.domain.plan import State
from smm_build.domain.post import Post
from smm_build.site.states import LOOKS
from smm_build.site.view import Shown

__all__ = ["Choice", "choices"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from: ``kind`` is the letter of its tokens, ``key`` its name in the address."""

    kind: str
    key: str
    label: str
    options: tuple[tuple[str, str], ...]


@functools.lru_cache(maxsize=1)  # every page of one site asks for the same
def choices(shown: Shown) -> tuple[Choice, ...]:
    """Return the lists, each with what the posts really use; one with a single entry is left out."""
    workspace, words = shown.workspace, shown.words
    pillars = {item.id: item.title for item in workspace.strategy.pillars} if workspace.strategy else {}
    campaigns = {name: campaign.title for name, campaign in workspace.campaigns.items()}
    found = (
        Choice(
            "c", "channel", words.channel, _options(shown.looks, {name: it.label for name, it in shown.looks.items()})
        ),
        Choice("p", "pillar", words.pillar, _options(_used(shown.posts, "pillar"), pillars)),
        Choice("k", "campaign", words.campaign, _options(_used(shown.posts, "campaign"), campaigns)),
        Choice("o", "owner", words.owner, _owners(shown)),
        Choice("s", "state", words.state, _states(shown)),
        Choice("l", "language", words.language, _options(_languages(shown), {})),
    )
    return tuple(choice for choice in found if len(choice.options) > 1)


def _options(names: Iterable[str], labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = [(quote(name, safe=""), labels.get(name, name)) for name in names]
    return tuple(sorted(pairs, key=lambda pair: pair[1].casefold()))


def _used(posts: Iterable[Post], field: str) -> list[str]:
    return list(dict.fromkeys(value for post in posts if (value := getattr(post, field))))


def _owners(shown: Shown) -> tuple[tuple[str, str], ...]:
    names = _used(shown.posts, "owner")
    return _options(names, {name: shown.person(name) or name for name in names})


def _states(shown: Shown) -> tuple[tuple[str, str], ...]:
    there = {state for card in shown.cards for state in card.states}
    return tuple((state.value, LOOKS[state].label.into(shown.language)) for state in State if state in there)


def _languages(shown: Shown) -> list[str]:
    said = (shown.language_of(delivery.variant.settings.language) for delivery in shown.deliveries)
    return list(dict.fromkeys(said))
