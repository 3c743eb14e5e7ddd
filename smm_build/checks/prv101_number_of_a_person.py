"""Numbers that belong to one person or account."""

from __future__ import annotations

from collections.abc import Iterator

from smm_build.checks._base import Problem, TextFile, text_check
from smm_build.checks._identifiers import IBAN, identifiers_in
from smm_build.domain.finding import Severity
from smm_build.domain.sentence import Sentence

__all__ = ["number_of_a_person"]


@text_check(Severity.ERROR)
def number_of_a_person(file: TextFile) -> Iterator[Problem]:
    """A bank account (IBAN), the number of a payment card or an Italian tax code, in any text file of the workspace.

    Only numbers whose check digits are right are found. The finding does not repeat them. An IBAN in `brand/` is taken
    for the firm's own.

    ## Why it matters
    Git keeps it for ever, also after it was deleted, for everybody who has a copy. And in a post it would be published.

    ## How to fix
    Take it out. If it was committed, it has to be removed from the history as well, and whoever it belongs to must
    know.

    ## Sources
    - <https://www.mintlify.com/newren/git-filter-repo/use-cases/removing-sensitive-data>, on what is left to do
      after a commit (read 2026-11-23)
    """
    for offset, kind in identifiers_in(file.text):
        if not (kind is IBAN and file.path.startswith("brand/")):
            yield Problem(
                file.at(offset),
                Sentence(en=f"This is the number of a {kind.en}", it=f"Questo è il numero di: {kind.it}"),
                Sentence(en="Take it out, also from git's history", it="Toglilo, anche dalla storia di git"),
            )
