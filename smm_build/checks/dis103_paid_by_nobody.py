"""Advertising that does not say for whom."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["paid_by_nobody"]

_TYPES = frozenset({"affiliate", "gift", "paid"})


@post_check(Severity.WARNING, signs=(Has.DISCLOSURE,))
def paid_by_nobody(post: Post) -> Iterator[Problem]:
    """A disclosure `paid`, `gift` or `affiliate` without `partner`.

    ## Why it matters
    Networks ask for the partner in their own label, and in Italy "sponsorizzato da" and "promosso da", wordings of the
    advertisers' own Digital Chart, are followed by its name.

    ## How to fix
    Add `partner:`, with an entry of `brand/people.yml`.

    ## Sources
    - <https://www.agcom.it/influencer-linee-guida-codice-di-condotta-e-faq>: the Digital Chart is among the
      rules (read 2026-11-23)
    - <https://heymancontent.com/post/guida-completa-alla-digital-chart-regole-pubblicità-social-per-influencer-e-brand>,
      on its wordings (read 2026-11-23)
    """
    for prefix, settings in (("", post.settings), *((f"overrides.{c}.", s) for c, s in post.overrides.items())):
        said = settings.disclosure
        if said and said.type in _TYPES and not said.partner:
            yield Problem(
                post.places.of(f"{prefix}disclosure"),
                Sentence(en=f"It is `{said.type}` and does not say by whom", it=f"È `{said.type}` e non dice da chi"),
                Sentence(en="Add `partner:`", it="Aggiungi `partner:`"),
            )
