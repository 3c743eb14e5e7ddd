"""What every network that sells advertising offers, and the one rule about it: nothing starts by itself.

A module ``<network>/_ads`` is found by its name. Its flows make campaigns that are switched off, and only the flow
``start`` asks for anything to be switched on. :func:`spends` looks at a request and tells whether it could: whoever
sends refuses what it names, unless a person has approved the start.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, cast

from smm_build.domain.ad import Ad
from smm_build.domain.delivery import PartReceipt
from smm_build.domain.reading import Reading
from smm_build.domain.sentence import Sentence
from smm_build.networks._base import Account, Credential, Flow, Request, Response

__all__ = [
    "AdRules",
    "AdTask",
    "Advertiser",
    "Meter",
    "advertiser_for",
    "meter_for",
    "rules_for",
    "spends",
    "switched_off",
]


@dataclass(frozen=True, slots=True)
class AdRules:
    """What a network asks of every ad, with where that is written.

    ``least_a_day`` is the smallest daily budget in US dollars that it takes, ``None`` when only the network can tell.
    ``whole`` are currencies of which it takes no fractions. ``goals`` are those that can be made without a person,
    ``placements`` where an ad may be shown, ``special`` whether special categories have to be declared.
    """

    title: str
    goals: frozenset[str]
    placements: frozenset[str]
    source: str
    least_a_day: float | None = None
    whole: frozenset[str] = frozenset()
    special: bool = False


_TAG = 16
"""Characters of the seed that names begin with: 64 bits, which no two ads of an account share."""


@dataclass(frozen=True, slots=True)
class AdTask:
    """An ad to be made, and what the network has to know of it.

    ``seed`` is made of its name and stays the same for every attempt: it is how the network finds again what an
    earlier attempt has made. ``starts_at`` and ``ends_at`` are aware. ``boosted`` is the network's id of the post that
    is boosted, ``language`` what the ad is written in (ISO 639-1). ``notes`` are ids that earlier attempts were told.
    """

    ad: Ad
    seed: str
    starts_at: datetime
    ends_at: datetime
    boosted: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"

    @property
    def tag(self) -> str:
        """What the names of everything made for this ad begin with, so that it can be looked for by its name."""
        return f"smm-{self.seed[:_TAG]}"

    def named(self, longest: int) -> str:
        """Return what everything made for this ad is called: the tag, its id and its title, as far as there is room."""
        return f"{self.tag} {self.ad.id} {self.ad.title}"[:longest].rstrip()


class Advertiser(Protocol):
    """A module ``smm_build.networks._<network>_ads``."""

    CREDENTIALS: tuple[Credential, ...]
    RULES: AdRules

    def validate(self, task: AdTask, account: Account) -> Flow[tuple[Sentence, ...]]:
        """Ask whether it could be made, without making anything; return what was looked at. Raises ``Refused``."""
        ...

    def create(self, task: AdTask, account: Account) -> Flow[tuple[PartReceipt, ...]]:
        """Make it, switched off, and return what was made; what an earlier attempt has made is found and kept."""
        ...

    def start(self, task: AdTask, account: Account, made: tuple[PartReceipt, ...]) -> Flow[None]:
        """Switch on what was made: from here on it costs money."""
        ...


class Meter(Protocol):
    """A module ``smm_build.networks.<network>._ads_results``."""

    def results(
        self, task: AdTask, account: Account, made: tuple[PartReceipt, ...], at: datetime
    ) -> Flow[tuple[Reading, ...]]:
        """Ask what an ad came to from its beginning up to the aware instant ``at``. Raises ``Refused``."""
        ...


def rules_for(network: str) -> AdRules | None:
    """Return what a network asks of ads, ``None`` where there are none for us."""
    module = _module(network)
    return module.RULES if module else None


def advertiser_for(network: str) -> Advertiser | None:
    """Return the module that makes ads on a network, ``None`` where there are none for us."""
    return _module(network)


def meter_for(network: str) -> Meter | None:
    """Return the module that tells what ads on a network came to, ``None`` where there is none."""
    return cast("Meter", importlib.import_module(f"{__package__}.{network}._ads_results")) if _module(network) else None


def _module(network: str) -> Advertiser | None:
    name = f"{__package__}.{network}._ads"
    try:
        known = network.isidentifier() and importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # it is one file, or there is no such network
        return None
    return cast("Advertiser", importlib.import_module(name)) if known else None


# --- the one rule

_OFF = frozenset({"PAUSED", "DRAFT", "DISABLE", "DELETED", "DELETE", "ARCHIVED"})
_DEFAULTS_TO_ON = frozenset({"campaigns", "adsets", "ads", "line_items", "promoted_tweets", "adCampaignGroups"})
_ON_UNLESS_SAID = frozenset({*_DEFAULTS_TO_ON, "adCampaigns", "creatives", "campaign", "adgroup", "ad"})
_NEVER_OFF = {"promoted_tweets": "line_item_id"}
"""What a network makes that knows no "off", and the parameter that names what it is put into."""
_OF_POSTS = "dscStatus"
"""Whether a post that only ads show is kept or archived: it spends nothing.
https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api, read on 2026-11-23."""


def spends(request: Request, off: Collection[str] = ()) -> bool:
    """Whether a request could let money be spent: it switches something on, or makes something that is on by default.

    Some networks switch on what they are not told about: X's ``entity_status`` is ``ACTIVE`` by default
    (https://docs.x.com/x-ads-api/campaign-management/reference, read 2026-11-23) and so is TikTok's
    ``operation_status`` (https://github.com/tiktok/tiktok-business-api-sdk, read 2026-11-23). A promoted post on X
    cannot be paused at all: it spends unless what it is put into is among ``off``, the ids that the network itself has
    just told to be switched off.
    """
    if request.method == "GET":
        return False
    said = list(_statuses([request.json, dict(request.form or {}), dict(request.params)]))
    if any(value.upper() not in _OFF for value in said):
        return True
    return not said and _makes(request) and not _inside(request, off)


def switched_off(answer: Response) -> Iterator[str]:
    """Yield the ids of what an answer tells to be switched off."""
    data = answer.data.get("data")
    for row in data if isinstance(data, list) else [data]:
        name = row.get("id") if isinstance(row, dict) and row.get("entity_status") in _OFF else None
        if isinstance(name, str):
            yield name


def _makes(request: Request) -> bool:
    return _what(request) in _ON_UNLESS_SAID


def _inside(request: Request, off: Collection[str]) -> bool:
    return request.params.get(_NEVER_OFF.get(_what(request), "")) in off


def _what(request: Request) -> str:
    path = request.url.split("?")[0].rstrip("/").split("/")
    return path[-2] if path[-1] == "create" else path[-1]


def _statuses(value: object) -> Iterator[str]:
    """Yield what any key with "status" in its name says, however deep it stands, also within JSON in a form."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return
    if isinstance(value, list | tuple):
        for one in value:
            yield from _statuses(one)
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str) and "status" in str(name).lower():
                yield from () if name == _OF_POSTS else (inner,)
            else:
                yield from _statuses(inner)
