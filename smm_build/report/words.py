"""Words and characters that all reports of findings share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smm_build.domain.finding import Finding, Severity
from smm_build.domain.sentence import Language, Sentence

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

# Control characters, and those that change the direction of writing: neither a terminal nor a page should obey a post.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """Return ``text`` on one line, tabs as spaces, and a sign for everything that would act instead of being seen."""
    return _UNSEEN.sub("�", text.replace("\t", " ").replace("\n", " "))


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
