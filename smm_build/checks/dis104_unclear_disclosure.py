"""Words for advertising that readers do not understand."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._hashtags import hashtags_in
from smm_build.checks._passages import place_in
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["unclear_disclosure"]

_UNCLEAR = frozenset({"ambassador", "collab", "partner", "sp", "spon", "thanks", "supplied", "adv"})


@variant_check(Severity.WARNING, signs=(Has.DISCLOSURE,))
def unclear_disclosure(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A paid post that says so with `#sp`, `#spon`, `#partner`, `#collab` or `#ambassador`.

    `#adv` is named as well, because Italian sources disagree about it; a brand whose own wording it is may use it.

    ## Why it matters
    Authorities do not count words that readers have to guess.

    ## How to fix
    Write the wording of `brand/voice.yml`.

    ## Sources
    - <https://www.lexology.com/library/detail.aspx?g=770f56e4-c92d-458c-8fa8-87fc13f50c4f> (read 2026-11-23)
    """
    if variant.settings.disclosure is None or variant.settings.disclosure.type == "none":
        return
    own = {wording.lstrip("#").lower() for wording in workspace.brand.voice.disclosure.values()}
    for part in variant.parts:
        for offset, tag in hashtags_in(part.text):
            if tag.lower() in _UNCLEAR - own:
                yield Problem(
                    place_in(variant, part, offset),
                    Sentence(
                        en=f"#{tag} does not say clearly that it is advertising",
                        it=f"#{tag} non dice con chiarezza che è pubblicità",
                    ),
                    Sentence(en="Write the brand's own wording", it="Scrivi la formula del marchio"),
                )
