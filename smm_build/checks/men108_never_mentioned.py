"""People nobody mentions."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Notes, Problem, workspace_check
from smm_build.checks._mentions import mentions_in
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.post import Post
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["never_mentioned"]

_ENOUGH = 20


def _named(post: Post) -> tuple[str, ...] | None:
    """Return whom ``post`` mentions, and whom its disclosures name."""
    named = {entity for entity, _, _ in mentions_in(post)}
    said = [settings.disclosure for settings in (post.settings, *post.overrides.values())]
    named |= {disclosure.partner for disclosure in said if disclosure and disclosure.partner}
    return tuple(sorted(named)) or None


@workspace_check(Severity.HINT, signs=("@{", Has.DISCLOSURE), note=_named)
def never_mentioned(workspace: Workspace, notes: Notes) -> Iterator[Problem]:
    """Somebody in `brand/people.yml` whom no post mentions and no disclosure names, in a plan of twenty posts or more.

    ## Why it matters
    Handles change and nobody notices where nobody mentions them. And a partner who is never mentioned may ask why.

    ## How to fix
    Mention them where they have a part, or take the entry out.
    """
    if len(workspace.posts) < _ENOUGH:
        return
    used = {entity for named in notes.values() for entity in named}
    for entity, person in workspace.people.items():
        if entity not in used:
            yield Problem(
                person.places.of_key(entity),
                Sentence(en=f"No post mentions `{entity}`", it=f"Nessun post menziona `{entity}`"),
                Sentence(en="Mention them, or take the entry out", it="Menzionali, o togli la voce"),
            )
