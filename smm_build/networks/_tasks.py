"""What a flow works on: an account, a session with it, and one part to publish or to look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import Claim, PartReceipt
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant, VariantPart

__all__ = ["Account", "Credential", "PartTask", "Session"]


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret a channel needs: the environment variable is the channel's prefix, ``_`` and ``suffix``.

    Without an ``optional`` one a channel can work all the same; its network says at login what is missing, if anything.
    """

    suffix: str
    what: Sentence
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A channel ready to be spoken to: its server without a trailing slash and its secrets by suffix."""

    channel: Channel
    server: str
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Session:
    """What logging in gave: headers for further requests and facts about the account, kept for one run."""

    account: Account
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartTask:
    """One part to publish or to look for.

    ``number`` counts from 1. ``earlier`` holds the receipts of all parts before it. ``at`` is the aware instant of
    the present claim. ``claim.seed`` and ``claim.planned_at`` stay the same over every attempt: derive keys from them.
    ``changed`` tells that an earlier attempt had other words: who looks for a part by its words cannot say that it is
    not there. ``notes`` are what flows of this part have remembered, in this attempt's past and in earlier attempts.
    ``staged`` tells the public address of each file, by its path, that the network fetches itself (:class:`Fetcher`).
    """

    variant: Variant
    number: int
    earlier: tuple[PartReceipt, ...]
    claim: Claim
    at: datetime
    changed: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    staged: Mapping[str, str] = field(default_factory=dict)

    @property
    def part(self) -> VariantPart:
        """What this part says."""
        return self.variant.messages[self.number - 1]

    @property
    def is_comment(self) -> bool:
        """Whether this is the first comment, which comes after all parts."""
        return self.number > len(self.variant.parts)

    @property
    def key(self) -> str:
        """A key that is the same whenever this part of this delivery is tried: 64 hex digits, dash, number."""
        return f"{self.claim.seed}-{self.number}"
