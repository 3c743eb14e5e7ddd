"""Hashtags whose words run into each other."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Edit, Problem, post_check
from smm_build.checks._hashtags import hashtags_in
from smm_build.checks._passages import texts_of
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["hashtag_in_lower_case"]


@post_check(Severity.HINT, signs=("#", "＃"))
def hashtag_in_lower_case(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A hashtag of the brand that is written without its capitals.

    Only hashtags the brand itself lists with capitals are looked at: nobody can know for sure where the words in
    somebody else's hashtag begin.

    ## Why it matters
    Screen readers read `#SpecialtyCoffee` as two words and `#specialtycoffee` as one that does not exist. All networks
    take both for the same hashtag.

    ## How to fix
    Write it the way the brand does.

    ## Options
    `hashtags: {always: ["#SpecialtyCoffee"]}` in `brand/voice.yml`

    ## Sources
    - <https://accessibility.engin.umich.edu/hashtags/> (read 2026-11-23)
    - <https://a11y.sanna.ninja/en/demo/other/hashtags-and-screen-readers> (read 2026-11-23)
    """
    spelled = {tag.lstrip("#").lower(): tag.lstrip("#") for tag in workspace.brand.voice.hashtags}
    for passage in texts_of(post) if spelled else ():
        for offset, tag in hashtags_in(passage.text):
            right = spelled.get(tag)
            if right is not None and right != tag:
                place = passage.at(offset)
                yield Problem(
                    place,
                    Sentence(
                        en=f"#{tag} is one word for a screen reader",
                        it=f"Per un lettore di schermo #{tag} è una parola sola",
                    ),
                    Sentence(en=f"Write #{right}", it=f"Scrivi #{right}"),
                    edits=(Edit(place, f"#{tag}", f"#{right}", safe=True),),
                )
