"""Campaign parameters that count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.place import Places
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["useless_utm"]

_NAMES = frozenset(
    ["source", "medium", "campaign", "id", "term", "content", "source_platform", "creative_format", "marketing_tactic"]
)
_WORDS = frozenset(["network", "channel", "campaign", "post", "pillar"])
_NEEDED = ("source", "medium")


@workspace_check(Severity.WARNING)
def useless_utm(workspace: Workspace) -> Iterator[Problem]:
    """`links: {utm: …}` in `brand/brand.yml` with a name or a `{word}` that means nothing, or without source or medium.

    ## Why it matters
    A parameter with an unknown `{word}` is left out of every link, one with an unknown name is not counted, and without
    `source` and `medium` visits from our posts count as visits from nowhere. Afterwards nobody can tell them apart.

    ## How to fix
    `utm: {source: "{network}", medium: social, campaign: "{campaign}", content: "{post}"}`. The words are `{network}`,
    `{channel}`, `{campaign}`, `{post}` and `{pillar}`.

    ## Sources
    - <https://utm.new/platforms/google-analytics>, on the nine names that are counted (read 2026-11-24)
    """
    brand = workspace.brand
    if not brand.links.utm:
        return
    yield from _unknown(brand.links.utm, brand.places)
    for name in _NEEDED:
        if name not in brand.links.utm:
            yield Problem(
                brand.places.of_key("links.utm"),
                Sentence(en=f"Links get no `utm_{name}`", it=f"I link non hanno `utm_{name}`"),
                Sentence(en=f"Add `{name}:` with its value", it=f"Aggiungi `{name}:` con il suo valore"),
            )


def _unknown(utm: Mapping[str, str], places: Places) -> Iterator[Problem]:
    for name, pattern in utm.items():
        if name not in _NAMES:
            yield Problem(
                places.of_key(f"links.utm.{name}"),
                Sentence(en=f"Nobody counts `utm_{name}`", it=f"Nessuno conta `utm_{name}`"),
                suggestion(name, _NAMES),
            )
        for word in re.findall(r"\{(\w+)\}", pattern):
            if word not in _WORDS:
                yield Problem(
                    places.of(f"links.utm.{name}"),
                    Sentence(
                        en=f"`{{{word}}}` means nothing here, so no link gets `utm_{name}`",
                        it=f"`{{{word}}}` qui non significa niente, e nessun link avrà `utm_{name}`",
                    ),
                    suggestion(word, _WORDS),
                )
