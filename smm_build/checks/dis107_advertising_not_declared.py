"""Texts that say they are advertising, in posts that do not."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._hashtags import hashtags_in
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence

__all__ = ["advertising_not_declared"]

_WORDS = frozenset(
    """
    ad advertisement advertising adv gifted paidpartnership pubblicità sponsored sponsorizzato suppliedby werbung
    anzeige publicidad
    """.split()  # noqa: SIM905 - reads better than a dozen quoted words
)


@post_check(Severity.WARNING, signs=("#", "＃"))
def advertising_not_declared(post: Post) -> Iterator[Problem]:
    """A text with `#ad`, `#pubblicità`, `#sponsored` or the like, in a post without `disclosure`.

    ## Why it matters
    The networks' own labels are set from `disclosure`, and reports of paid posts are made from it.

    ## How to fix
    Add `disclosure: {type: paid, partner: …}`.
    """
    if any(settings.disclosure for settings in (post.settings, *post.overrides.values())):
        return
    for passage in texts_of(post):
        for offset, tag in hashtags_in(passage.text):
            if tag.lower() in _WORDS:
                yield Problem(
                    passage.at(offset),
                    Sentence(
                        en=f"#{tag} says that it is advertising, and `disclosure` is missing",
                        it=f"#{tag} dice che è pubblicità, e manca `disclosure`",
                    ),
                    Sentence(en="Add `disclosure:`", it="Aggiungi `disclosure:`"),
                )
