"""What the brand itself says about checks: which of them count, rules of its own, and what it lets pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from smm_build.domain.finding import Severity
from smm_build.domain.place import Place
from smm_build.domain.sentence import Sentence

__all__ = ["Allowance", "BrandRule", "CheckSettings", "Counted", "RuleKind", "RuleScope"]

RuleKind = Literal["swap", "forbid", "require", "limit", "capitalisation", "regex"]
Counted = Literal["characters", "words", "sentences", "lines", "emoji", "hashtags", "links", "mentions"]


@dataclass(frozen=True, slots=True)
class RuleScope:
    """Where a rule counts; what is left empty limits nothing. ``channels`` holds ids and names of networks."""

    channels: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    pillars: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BrandRule:
    """One file of ``brand/rules``.

    ``swaps`` holds what ``swap`` replaces and by what; ``words`` belongs to ``forbid``, ``require`` and
    ``capitalisation``, ``pattern`` to ``regex``; ``limit`` counts ``count`` between ``least`` and ``most``.
    ``exceptions`` are words in which nothing is found.
    """

    id: str
    kind: RuleKind
    place: Place
    message: Sentence
    severity: Severity = Severity.WARNING
    scope: RuleScope = RuleScope()
    exceptions: tuple[str, ...] = ()
    swaps: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    pattern: str = ""
    ignore_case: bool = True
    count: Counted = "words"
    least: int | None = None
    most: int | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """``brand/checks.yml``. ``select`` and ``ignore`` hold codes, names and families; an empty ``select`` is all.

    ``severity`` is by name of the check, ``options`` by name of the check and name of the option.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[tuple[str, str], object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allowance:
    """A comment ``allow: banned-term because …``: what it lets pass, why, where it stands and the line it is about."""

    names: tuple[str, ...]
    reason: str | None
    place: Place
    line: int
