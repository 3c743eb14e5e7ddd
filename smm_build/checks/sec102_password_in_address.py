"""Addresses with a password in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smm_build.checks._base import Problem, TextFile, text_check
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence

__all__ = ["password_in_address"]


@text_check(Severity.ERROR, signs=("@",))
def password_in_address(file: TextFile) -> Iterator[Problem]:
    """A web address with a user's name and password before its host, in any text file.

    The finding does not repeat it.

    ## Why it matters
    Everybody who sees the address has the password.

    ## How to fix
    Change the password, then write the address without it.
    """
    # Looking for its middle is quicker: everything else of it may begin anywhere.
    for match in _WITH_PASSWORD.finditer(file.text) if _PASSWORD.search(file.text) else ():
        yield Problem(
            file.at(match.start()),
            Sentence(en="This address has a password in it", it="In questo indirizzo c'è una password"),
            Sentence(en="Change the password and take it out", it="Cambia la password e toglila"),
        )


_MIDDLE = r"://[^\s/@:?#\"'<>{}$]+:[^\s/@?#\"'<>{}$]{3,}@"
_PASSWORD = re.compile(_MIDDLE)
_WITH_PASSWORD = re.compile(rf"\b[a-z][a-z0-9+.-]*{_MIDDLE}[\w.-]+", re.IGNORECASE)
