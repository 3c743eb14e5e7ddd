"""Somebody's handle in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["person_in_reply"]

_HANDLE = re.compile(r"(?<![\w@./])@(?!\{)\w[\w.-]*\w(?:@[\w.-]+\w)?")


@workspace_check(Severity.ERROR)
def person_in_reply(workspace: Workspace) -> Iterator[Problem]:
    """An `@handle` in `content/replies/` that does not stand in `brand/people.yml`. The finding does not repeat it.

    ## Why it matters
    Git keeps what it is given for ever, and nobody who writes to a brand has agreed to that.

    ## How to fix
    Write `{name}` for whoever is answered: it is filled when the answer is sent. A partner's handle belongs into
    `brand/people.yml`; the answer then says `@{partner}`.
    """
    known = {
        handle.lstrip("@").casefold() for person in workspace.people.values() for handle in person.handles.values()
    }
    for reply in workspace.replies:
        for part in reply.texts.get("", ()):
            for match in _HANDLE.finditer(part.text):
                if match[0][1:].casefold() not in known:
                    yield Problem(
                        part.at(match.start()),
                        Sentence("Somebody's handle stands in an answer", "In una risposta c'è l'handle di qualcuno"),
                        Sentence("Write {name} instead", "Scrivi {name} al suo posto"),
                        reply.id,
                    )
