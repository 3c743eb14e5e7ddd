"""Prizes whose rules nobody can find."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Confidence, Problem, variant_check
from smm_build.checks._passages import place_in
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["contest_without_rules"]

_CONTEST = re.compile(
    r"\bgive\s?-?aways?\b|\bsweepstakes?\b|\bprize draws?\b|\bfor (?:a|your) chance to win\b"
    r"|\b(?:enter|take part)\b[^.!?:\n]{0,40}\bwin\b|\bconcorso a premi\b|\bin palio\b"
    r"|\bpartecipa\w*\b[^.!?:\n]{0,40}\b(?:vinc(?:i|ere|ete|erai|erete)|estrazione)\b",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"\brules\b|\bterms\b|\bt\s?&\s?cs?\b|\bconditions\b|\bregolamento\b|\btermini\b|\bcondizioni\b", re.IGNORECASE
)


@variant_check(
    Severity.WARNING,
    confidence=Confidence.LOW,
    signs=("away", "sweepstake", "prize draw", "win", "concorso", "in palio", "partecipa"),
)
def contest_without_rules(variant: Variant) -> Iterator[Problem]:
    """A giveaway or a contest whose text does not say where its rules are.

    This is no legal advice. Italian and English are read.

    ## Why it matters
    Who gives prizes away answers for their rules: Instagram asks for official rules and terms, and in Italy a draw or a
    contest of a firm needs rules, a notice to the ministry and a prize put aside (DPR 430/2001).

    ## How to fix
    Say where the rules are: "Regolamento su …", "Rules at …", and ask whoever looks after law before it goes out.

    ## Sources
    - <https://commentpicker.com/blog/instagram-contest-rules-promotion-guidelines-to-run-a-giveaway-on-instagram/>, on
      Instagram's guidelines (read 2026-11-23)
    - <https://robertarapicavoli.it/quali-regole-per-i-concorsi-a-premio-on-line/> and
      <https://www.lexia.it/2024/02/28/manifestazioni-premio-faq-ministero-imprese/>, on Italy (read 2026-11-23)
    """
    if any(
        _RULES.search(text) for text in (*(part.text for part in variant.parts), variant.settings.first_comment or "")
    ):
        return
    found = ((part, match) for part in variant.parts if (match := _CONTEST.search(part.text)))
    for part, match in list(found)[:1]:
        yield Problem(
            place_in(variant, part, match.start()),
            Sentence(
                en=f"“{match[0]}” gives prizes away, and nothing says where the rules are",
                it=f"«{match[0]}» mette in palio qualcosa, e niente dice dove sia il regolamento",
            ),
            Sentence(
                en="Say where the rules are, and let somebody look at them who knows the law",
                it="Di' dove si trova il regolamento, e fallo vedere a chi conosce la legge",
            ),
        )
