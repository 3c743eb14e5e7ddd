"""Names of the brand in another spelling."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._passages import passages_of
from smm_build.checks._words import bare, shown_words
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["name_misspelt"]


@post_check(Severity.WARNING)
def name_misspelt(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """The brand's name, or a name it lists among its words, with other capitals or spaces.

    A name in one plain word, such as "Aurora", is left alone: it may be an ordinary word. So is what is all capitals.

    ## Why it matters
    A name that is written in three ways is three names, for readers and for every search.

    ## How to fix
    Write it as the brand does.

    ## Options
    `words: [CafeAurora, ColdBrew24]` in `brand/voice.yml`
    """
    names = _names(workspace)
    for passage in passages_of(post) if names else ():
        for match in _pattern(tuple(names)).finditer(bare(passage.text)):
            right = names[_folded(match[0])]
            if match[0] != right and not match[0].isupper():
                place, shown = passage.at(match.start()), shown_words(match[0])
                yield Problem(
                    place,
                    Sentence(en=f"“{shown}” is written {right}", it=f"«{shown}» si scrive {right}"),
                    Sentence(en=f"Write {right}", it=f"Scrivi {right}"),
                    edits=(Edit(place, match[0], right, safe=True),) if "\n" not in match[0] else (),
                )


def _names(workspace: Workspace) -> dict[str, str]:
    brand = workspace.brand
    return {_folded(name): name for name in (brand.name, *brand.voice.words) if _is_a_name(name)}


def _is_a_name(name: str) -> bool:
    several = len(name.split()) > 1
    return name != name.lower() and (several or any(char.isupper() or char.isdigit() for char in name[1:]))


def _folded(name: str) -> str:
    return re.sub(r"[\s\-]+", "", name).casefold()


@functools.lru_cache(maxsize=8)
def _pattern(folded: tuple[str, ...]) -> re.Pattern[str]:
    spread = (r"[\s\-]?".join(map(re.escape, name)) for name in sorted(folded, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spread)})(?!\w)", re.IGNORECASE)
