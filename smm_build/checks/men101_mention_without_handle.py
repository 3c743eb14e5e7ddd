"""People who are known, but not on this network."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, variant_check
from smm_build.checks._signs import Has
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.domain.workspace import Workspace

__all__ = ["mention_without_handle"]


@variant_check(Severity.ERROR, signs=(Has.UNRESOLVED,))
def mention_without_handle(variant: Variant, workspace: Workspace) -> Iterator[Problem]:
    """A mention `@{…}` of somebody who has no handle on this network.

    ## Why it matters
    There is nothing the mention could become: readers would see the curly brackets.

    ## How to fix
    Add the handle to `brand/people.yml`. If they are not on this network, give the channel its own text with their
    name written out.
    """
    for mention in variant.unresolved:
        if mention.known:
            person = workspace.people[mention.entity]
            yield Problem(
                mention.place,
                Sentence(
                    en=f"`{mention.entity}` has no handle for {variant.channel.id}",
                    it=f"`{mention.entity}` non ha un nome utente per {variant.channel.id}",
                ),
                Sentence(
                    en=f"Add `{variant.channel.network}:` to its handles in brand/people.yml, or write {person.name}"
                    f" under `## {variant.channel.id}`",
                    it=f"Aggiungi `{variant.channel.network}:` ai suoi `handles` in brand/people.yml, o scrivi"
                    f" {person.name} sotto `## {variant.channel.id}`",
                ),
            )
