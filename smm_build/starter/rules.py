"""What ``smm upgrade`` can leave to a person: the same for every finding of a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence

__all__ = ["TEMPLATE_RULES", "TemplateRule"]


class TemplateRule(NamedTuple):
    """What all findings of one code share: kebab-case name, severity, and what it is about."""

    name: str
    severity: Severity
    about: Sentence


TEMPLATE_RULES: Mapping[str, TemplateRule] = {
    "TPL101": TemplateRule(
        "template-conflict",
        Severity.WARNING,
        Sentence(
            "You and a newer template say different things in one place; yours stayed.\n\n"
            "`smm upgrade` brings in what this version's templates say and never takes away what you wrote. Take over"
            " what fits of what the finding quotes, and commit: the next upgrade does not ask about it again.",
            "Tu e un modello più recente dite cose diverse nello stesso punto; è rimasto il tuo testo.\n\n"
            "`smm upgrade` porta quello che dicono i modelli di questa versione e non toglie mai ciò che hai scritto."
            " Prendi quello che ti serve di ciò che il messaggio cita, e fai commit: il prossimo upgrade non lo"
            " chiederà più.",
        ),
    ),
    "TPL102": TemplateRule(
        "template-gone",
        Severity.WARNING,
        Sentence(
            "A file came from a template that this version does not have any more; it stayed.\n\n"
            "Nobody improves it from now on. Keep it as your own, or delete it and commit.",
            "Un file veniva da un modello che questa versione non ha più; è rimasto.\n\n"
            "Da ora nessuno lo migliora. Tienilo come tuo, oppure cancellalo e fai commit.",
        ),
    ),
}
"""Every finding of ``smm upgrade`` by code."""
