"""Words and characters that all reports of findings share."""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.sentence import Language, Sentence
from smm_build.text.quoting import one_line

__all__ = ["CARE", "FIX", "SEVERITIES", "counted", "fixable_word", "one_line", "quotable"]

SEVERITIES: Mapping[Severity, Sentence] = {
    Severity.ERROR: Sentence("error", "errore"),
    Severity.WARNING: Sentence("warning", "avviso"),
    Severity.HINT: Sentence("hint", "suggerimento"),
}
"""What each severity is called."""

FIX = Sentence("fix", "rimedio")
CARE = Sentence("look at it yourself: this is a guess", "guarda tu: è una supposizione")

_FIXABLE = {
    "safe": Sentence("`smm check --fix` does it", "lo fa `smm check --fix`"),
    "unsafe": Sentence("`smm check --unsafe-fixes` does it", "lo fa `smm check --unsafe-fixes`"),
}


def quotable(finding: Finding) -> bool:
    """Whether the line may be shown: a secret's line may hold it, and this may be a public log."""
    return not finding.code.startswith("SEC")


def fixable_word(finding: Finding, language: Language) -> str | None:
    """Say who mends it, ``None`` when only a person can."""
    return _FIXABLE[finding.fixable].into(language) if finding.fixable else None


def counted(counts: Mapping[Severity, int], language: Language) -> str:
    """Say how many errors, warnings and hints there are."""
    errors, warnings, hints = (counts.get(severity, 0) for severity in Severity)
    if language == "it":
        return (
            f"{errors} error{'e' if errors == 1 else 'i'}, {warnings} avvis{'o' if warnings == 1 else 'i'},"
            f" {hints} suggeriment{'o' if hints == 1 else 'i'}"
        )
    return f"{errors} error{_s(errors)}, {warnings} warning{_s(warnings)}, {hints} hint{_s(hints)}"


def _s(count: int) -> str:
    return "" if count == 1 else "s"
