"""Content of a machine that does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["ai_not_said"]

_MADE = frozenset({"generated", "manipulated"})


@variant_check(Severity.WARNING, signs=(Has.AI,))
def ai_not_said(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A post with `ai: generated` or `ai: manipulated` that does not have the brand's wording for it.

    This is no legal advice. The rule looks for the brand's own wording, in the language of the post.

    ## Why it matters
    Since 2 August 2026 the AI Act asks those who publish it to say that a picture, sound or film of what looks real was
    made or changed by a machine. TikTok, YouTube and Meta ask for their own label as well.

    ## How to fix
    Add the wording of `brand/voice.yml` to the text.

    ## Options
    `ai: {it: "Immagine creata con l'IA", en: "Made with AI"}` in `brand/voice.yml`

    ## Sources
    - Regulation (EU) 2024/1689, article 50, paragraph 4, as told at
      <https://powerquant.dk/en/article-50-transparency> and, on what is no deepfake,
      <https://www.aiactblog.nl/en/posts/deepfakes-transparency-ai-act-2026> (both read 2026-11-23)
    """
    if variant.settings.ai not in _MADE:
        return
    language = (variant.settings.language or "").partition("-")[0]
    wording = workspace.brand.voice.ai.get(variant.settings.language or "") or workspace.brand.voice.ai.get(language)
    if wording is None:
        yield Problem(
            variant.post.places.of("ai"),
            Sentence(
                en=f"brand/voice.yml has no wording for content made by a machine in the language `{language}`",
                it=f"brand/voice.yml non ha una formula per i contenuti creati con l'IA nella lingua `{language}`",
            ),
            Sentence(en=f"Add it there: `ai: {{{language}: …}}`", it=f"Aggiungila lì: `ai: {{{language}: …}}`"),
        )
    elif not any(wording.casefold() in part.text.casefold() for part in variant.parts):
        yield Problem(
            variant.parts[0].place,
            Sentence(en=f"The text does not say “{wording}”", it=f"Il testo non dice «{wording}»"),
            Sentence(en="Add it", it="Aggiungilo"),
        )
