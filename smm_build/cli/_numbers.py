"""Where a workspace's numbers lie, and the ways to them that commands share."""

from __future__ import annotations

from smm_build.cli._shared import Checked, fail
from smm_build.domain.sentence import Sentence
from smm_build.insight.store import BRANCH
from smm_build.run.branch import FileBranch
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, find_repository, ledger_remote

__all__ = ["numbers_branch"]


def numbers_branch(checked: Checked) -> FileBranch:
    """Return the branch of numbers with its newest state; leaves the program with a plain sentence when it cannot."""
    repository = find_repository(checked.root)
    if repository is None:
        fail(_NO_REPOSITORY)
    try:
        branch = FileBranch(repository, BRANCH, ledger_remote(Git(repository)))
        branch.refresh()
    except OperationalError as error:
        fail(error.sentence)
    return branch


_NO_REPOSITORY = Sentence(
    "numbers are kept on a git branch, and this is no git repository: run `git init` first",
    "i numeri stanno in un ramo git, e questo non è un repository git: prima esegui `git init`",
)
