"""Advertising that does not say that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Disclosure
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["disclosure_missing_in_text"]

_TYPES = frozenset({"affiliate", "gift", "paid"})
_LINES = 3
"""What networks show of a text before "more"."""


@variant_check(Severity.WARNING, signs=(Has.DISCLOSURE,))
def disclosure_missing_in_text(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A post that is paid for, about a gift or with an affiliate link, whose first three lines do not say so.

    This is no legal advice. The rule looks for the brand's own wording, in the language of the post.

    ## Why it matters
    Readers must be able to see at once that somebody has an interest. Authorities want it said clearly, in the readers'
    language and at the beginning: not behind "more", not in a cloud of hashtags, not in a comment only. The network's
    own label is not enough. In Italy this is in AGCOM's guidelines and code (delibera 197/25/CONS), in the USA in what
    the FTC asks of endorsers. Whether `#adv` alone will do in Italy is answered differently by different sources: the
    full word is safer.

    ## How to fix
    Begin the text with the wording of `brand/voice.yml`.

    ## Options
    `disclosure: {it: "#pubblicità", en: "#ad"}` in `brand/voice.yml`, or `disclosure: {type: paid, text: "…"}` in the
    post

    ## Sources
    - <https://www.lexology.com/library/detail.aspx?g=770f56e4-c92d-458c-8fa8-87fc13f50c4f>, on the FTC's letters
      (read 2026-11-23)
    - <https://money.com/social-media-influencer-ads-disclosure-partnerships/>, on the FTC's Disclosures 101
      (read 2026-11-23)
    - <https://adiconsum.it/quando-vedi-un-post-di-un-ristorante-o-di-un-influencer-sui-social-fai-attenzione-ora-ce-piu-trasparenza-scopri-le-regole-agcom>
      (read 2026-11-23)
    - <https://www.anica.it/news/accordo-quadro-tra-autorita-per-le-garanzie-nelle-comunicazioni-e-istituto-dellautodisciplina-pubblicitaria>
      (read 2026-11-23)
    """
    disclosure = variant.settings.disclosure
    if disclosure is None or disclosure.type not in _TYPES or not variant.parts[0].text.strip():
        return
    language = variant.settings.language or ""
    wording = _wording(disclosure, language, workspace)
    if wording is None:
        yield Problem(variant.post.places.of("disclosure"), *_nothing_to_say(language))
    elif not _says(variant.parts[0].text, wording):
        yield Problem(variant.parts[0].place, *_not_said(disclosure, wording))


def _wording(disclosure: Disclosure, language: str, workspace: Workspace) -> str | None:
    known = workspace.brand.voice.disclosure
    return disclosure.text or known.get(language) or known.get(language.partition("-")[0])


def _says(text: str, wording: str) -> bool:
    """Tell whether the first lines have the words as words: ``#adventure`` does not say ``#ad``."""
    lines = [line for line in text.split("\n") if line.strip()]
    beginning = "\n".join(lines[:_LINES]).casefold()
    return re.search(rf"(?<!\w){re.escape(wording.casefold())}(?!\w)", beginning) is not None


def _not_said(disclosure: Disclosure, wording: str) -> tuple[Sentence, Sentence]:
    return (
        Sentence(
            en=f"The first three lines do not say “{wording}”, and `disclosure` is `{disclosure.type}`",
            it=f"Le prime tre righe non dicono «{wording}», e `disclosure` è `{disclosure.type}`",
        ),
        Sentence(en=f"Begin the text with {wording}", it=f"Comincia il testo con {wording}"),
    )


def _nothing_to_say(language: str) -> tuple[Sentence, Sentence]:
    return (
        Sentence(
            en=f"brand/voice.yml has no wording for a disclosure in the language `{language}`",
            it=f"brand/voice.yml non ha una formula di trasparenza nella lingua `{language}`",
        ),
        Sentence(
            en=f"Add it there: `disclosure: {{{language}: …}}`",
            it=f"Aggiungila lì: `disclosure: {{{language}: …}}`",
        ),
    )
