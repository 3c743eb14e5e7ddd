"""The workflow that looks at every brand of a list, for the list as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

from smm_build.cli._shared import fail, language
from smm_build.cli._workspace_list import Entry, read_list
from smm_build.domain.sentence import Sentence
from smm_build.run.git import find_repository
from smm_build.starter import BrandToLookAt, brands_workflow

__all__ = ["brands_file"]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.-]*")


def brands_file(listed: Path, branch: str) -> tuple[Path, str]:
    """Return the top of the list's repository and what the workflow there should say.

    Ends the program with 2 when the list cannot be used for it.
    """
    top = (find_repository(listed.resolve().parent) or listed.parent).resolve()
    brands = [_brand(entry, top) for entry in read_list(listed)]
    return top, brands_workflow(brands, listed.resolve().relative_to(top).as_posix(), branch, language())


def _brand(entry: Entry, top: Path) -> BrandToLookAt:
    if not entry.repository:
        _wrong(entry, _NO_REPOSITORY)
    if not _NAME.fullmatch(entry.name):
        _wrong(entry, _NO_NAME)
    if entry.path == top or not entry.path.is_relative_to(top):
        _wrong(entry, _ELSEWHERE)
    return BrandToLookAt(entry.name, entry.repository, entry.path.relative_to(top).as_posix())


def _wrong(entry: Entry, what: Sentence) -> NoReturn:
    fail(Sentence(f"{entry.place}: {entry.name}: {what.en}", f"{entry.place}: {entry.name}: {what.it}"), status=2)


_NO_REPOSITORY = Sentence(
    "say whose files these are, with `repository: owner/name`: the workflow gets each brand's from its own repository",
    "di' di chi sono i file, con `repository: proprietario/nome`: il workflow prende ogni brand dal suo repository",
)
_NO_NAME = Sentence(
    "an environment on GitHub is called like the brand: letters, digits, spaces, dots, dashes and underscores only",
    "un environment su GitHub si chiama come il brand: solo lettere, cifre, spazi, punti, trattini e trattini bassi",
)
_ELSEWHERE = Sentence(
    "`path` has to be a folder under the list's repository: that is where a job can put the brand's files",
    "`path` dev'essere una cartella dentro il repository della lista: è lì che un job può mettere i file del brand",
)
