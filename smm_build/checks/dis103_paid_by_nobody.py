"""Advertising that does not say for whom."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["paid_by_nobody"]

_TYPES = frozenset({"affiliate", "gift", "paid"})


@post_check(Severity.WARNING)
def paid_by_nobody(post: Post) -> Iterator[Problem]:
    """A disclosure `paid`, `gift` or `affiliate` without `partner`.

    ## Why it matters
    Networks ask for the partner in their own label, and so do the Italian rules: "sponsorizzato da" somebody.

    ## How to fix
    Add `partner:`, with an entry of `brand/people.yml`.

    ## Sources
    - <https://www.agcom.it/competenze/media/influencer> (named from memory, not opened)
    """
    for prefix, settings in (("", post.settings), *((f"overrides.{c}.", s) for c, s in post.overrides.items())):
        said = settings.disclosure
        if said and said.type in _TYPES and not said.partner:
            yield Problem(
                post.places.of(f"{prefix}disclosure"),
                Sentence(en=f"It is `{said.type}` and does not say by whom", it=f"È `{said.type}` e non dice da chi"),
                Sentence(en="Add `partner:`", it="Aggiungi `partner:`"),
            )
