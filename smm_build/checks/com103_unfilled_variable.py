"""A variable in an answer that nobody fills."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["unfilled_variable"]

_VARIABLE = re.compile(r"(?<!@)\{([^{}\n]{1,40})\}")
_FILLED = frozenset({"name", "nome"})


@workspace_check(Severity.ERROR)
def unfilled_variable(workspace: Workspace) -> Iterator[Problem]:
    """A `{variable}` in `content/replies/` other than `{name}` or `{nome}`.

    ## Why it matters
    Only the name of whoever is answered is filled when the answer is sent. Everything else would be read as it stands.

    ## How to fix
    Write what should stand there; `smm reply CASE --set place=Turin` does it while the answer is written.
    """
    for reply in workspace.replies:
        for part in reply.texts.get("", ()):
            for match in _VARIABLE.finditer(part.text):
                if match[1] not in _FILLED:
                    yield Problem(
                        part.at(match.start()),
                        Sentence(f"Nobody fills {match[0]}", f"Nessuno riempie {match[0]}"),
                        Sentence("Write what should stand there", "Scrivi che cosa deve esserci"),
                        reply.id,
                    )
