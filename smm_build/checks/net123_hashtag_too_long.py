"""Hashtags that stop being hashtags."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._hashtags import hashtags_in
from smm_build.checks._measured import limits_of
from smm_build.checks._passages import place_in
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant

__all__ = ["hashtag_too_long"]


@variant_check(Severity.WARNING, signs=("#", "＃"))
def hashtag_too_long(variant: Variant) -> Iterator[Problem]:
    """A hashtag with more characters than the network takes for one.

    ## Why it matters
    It stays plain text: nobody can follow it and nobody finds the post by it.

    ## How to fix
    Choose a shorter one.

    ## Sources
    - <https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/richtext/facet.json> (read 2026-11-22)
    """
    most = limits_of(variant).hashtag_characters
    for part in variant.parts if most is not None else ():
        for offset, tag in hashtags_in(part.text):
            if most is not None and len(tag) > most:
                yield Problem(
                    place_in(variant, part, offset),
                    Sentence(
                        en=f"The hashtag is {len(tag)} long; {variant.channel.id} takes {most}",
                        it=f"L'hashtag è lungo {len(tag)}; {variant.channel.id} accetta {most}",
                    ),
                    Sentence(en="Choose a shorter one", it="Scegline uno più corto"),
                )
