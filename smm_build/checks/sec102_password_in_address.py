"""Addresses with a password in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, workspace_check
from smm_build.checks._lines import owners, place_at
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.workspace import Workspace

__all__ = ["password_in_address"]


@workspace_check(Severity.ERROR)
def password_in_address(workspace: Workspace) -> Iterator[Problem]:
    """A web address with a user's name and password before its host, in any text file.

    The finding does not repeat it.

    ## Why it matters
    Everybody who sees the address has the password.

    ## How to fix
    Change the password, then write the address without it.
    """
    belongs = owners(workspace)
    for path, text in workspace.texts.items():
        for match in _WITH_PASSWORD.finditer(text) if "://" in text else ():
            post, channel = belongs.get(path, (None, None))
            yield Problem(
                place_at(path, text, match.start()),
                Sentence(en="This address has a password in it", it="In questo indirizzo c'è una password"),
                Sentence(en="Change the password and take it out", it="Cambia la password e toglila"),
                post,
                channel,
            )


_WITH_PASSWORD = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/@:?#\"'<>{}$]+:[^\s/@?#\"'<>{}$]{3,}@[\w.-]+", re.IGNORECASE)
