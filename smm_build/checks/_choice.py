"""Which checks are asked, and how bad each is for this brand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from smm_build.checks._base import Check
from smm_build.checks._families import NEVER_LOWERED
from smm_build.domain.finding import Confidence, Finding, Severity
from smm_build.domain.rules import CheckSettings

__all__ = ["Choice", "as_the_brand_has_it", "chosen", "names_of", "of_choice"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to see, by code, name or family; an empty ``select`` is everything.

    ``preview`` asks the rules on probation, too.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False

    def takes(self, code: str, name: str) -> bool:
        """Whether a finding with this code and name is wanted."""
        names = names_of(code, name)
        return (not self.select or _meets(names, self.select)) and not _meets(names, self.ignore)


def names_of(code: str, name: str) -> frozenset[str]:
    """Return everything a check answers to, in small letters: its code, its name, its family."""
    return frozenset({code.lower(), name.lower(), code[:3].lower()})


def _meets(names: frozenset[str], words: Iterable[str]) -> bool:
    return any(word.lower() in names for word in words)


def chosen(checks: Sequence[Check], settings: CheckSettings, choice: Choice) -> tuple[Check, ...]:
    """Return the checks to ask. What a brand leaves out never holds an error nobody may switch off."""
    brand = Choice(settings.select, settings.ignore)
    return tuple(
        check
        for check in checks
        if choice.takes(check.code, check.name)
        and (choice.preview or not check.preview)
        and (brand.takes(check.code, check.name) or _fixed(check.code, check.severity))
    )


def of_choice(findings: Iterable[Finding], settings: CheckSettings, choice: Choice) -> Iterator[Finding]:
    """Leave out findings of reading that nobody wants to see."""
    brand = Choice(settings.select, settings.ignore)
    for finding in findings:
        by_brand = brand.takes(finding.code, finding.name) or _fixed(finding.code, finding.severity)
        if by_brand and choice.takes(finding.code, finding.name):
            yield finding


def as_the_brand_has_it(findings: Iterable[Finding], settings: CheckSettings) -> Iterator[Finding]:
    """Give findings the severity the brand wants; a guess is never an error, and some errors stay what they are."""
    for finding in findings:
        wanted = settings.severity.get(finding.name)
        too_much = wanted is Severity.ERROR and finding.confidence is Confidence.LOW
        keep = wanted is None or too_much or _fixed(finding.code, finding.severity)
        yield finding if keep or wanted is None else replace(finding, severity=wanted)


def _fixed(code: str, severity: Severity) -> bool:
    return severity is Severity.ERROR and code[:3] in NEVER_LOWERED
