"""Mentions of somebody nobody has heard of."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._mentions import mentions_in
from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_entity"]


@post_check(Severity.ERROR, signs=("@{",))
def unknown_entity(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A mention `@{…}` of somebody who is not in `brand/people.yml`.

    ## Why it matters
    There is nothing the mention could become: readers would see the curly brackets.

    ## How to fix
    Correct the name, or add the person or firm to `brand/people.yml` with its handle on every network.
    """
    for entity, place, passage in mentions_in(post):
        if entity not in workspace.people:
            yield Problem(
                place,
                Sentence(en=f"`{entity}` is not in brand/people.yml", it=f"`{entity}` non è in brand/people.yml"),
                suggestion(entity, workspace.people)
                or Sentence(
                    en=f"Add `{entity}` to brand/people.yml with its handles",
                    it=f"Aggiungi `{entity}` a brand/people.yml con i suoi nomi sui network",
                ),
                channel=passage.channel,
            )
