"""Partners nobody has an entry for."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, post_check
from smm_build.checks._signs import Has
from smm_build.checks._suggestion import suggestion
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unknown_partner"]


@post_check(Severity.WARNING, signs=(Has.DISCLOSURE,))
def unknown_partner(post: Post, workspace: Workspace) -> Iterator[Problem]:
    """A `partner` of a disclosure who is not in `brand/people.yml`.

    ## Why it matters
    Whoever pays must be named, and rightly: with the handle they have on each network.

    ## How to fix
    Correct the name, or add the partner to `brand/people.yml`.
    """
    for prefix, settings in (("", post.settings), *((f"overrides.{c}.", s) for c, s in post.overrides.items())):
        partner = settings.disclosure.partner if settings.disclosure else None
        if partner and partner not in workspace.people:
            yield Problem(
                post.places.of(f"{prefix}disclosure.partner"),
                Sentence(en=f"`{partner}` is not in brand/people.yml", it=f"`{partner}` non è in brand/people.yml"),
                suggestion(partner, workspace.people),
            )
