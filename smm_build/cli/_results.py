"""The numbers of a workspace with what they are about, for the commands that ask questions of them."""

from __future__ import annotations

from smm_build.cli._ledgers import Ledgers
from smm_build.cli._shared import Checked, fail
from smm_build.insight.archive import Archive, QueryError, open_archive
from smm_build.insight.facts import facts
from smm_build.insight.store import BRANCH, tables
from smm_build.run.branch import FileBranch
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, find_repository, ledger_remote
from smm_build.sandbox import local_folder

__all__ = ["archive_of"]


def archive_of(checked: Checked, *, fetch: bool = False) -> Archive:
    """Return the archive of a workspace; with ``fetch`` the remote is asked for newer numbers first.

    Leaves the program with a plain sentence when something cannot be read.
    """
    local_folder(checked.root)  # git leaves alone what is kept here
    try:
        ledgers = Ledgers(checked, fetch=fetch)
        records = {record.key: record for _, record in ledgers.everything()} if fetch else ledgers.known()
        rows = facts(checked.workspace, checked.variants, records)
        return open_archive(rows, _readings(checked, fetch=fetch), checked.root / ".smm" / "cache")
    except OperationalError as error:
        fail(error.sentence)
    except QueryError as error:
        fail(error.sentence)


def _readings(checked: Checked, *, fetch: bool) -> list[tuple[str, bytes]]:
    repository = find_repository(checked.root)
    if repository is None:
        return []
    branch = FileBranch(repository, BRANCH, ledger_remote(Git(repository)))
    if fetch:
        branch.refresh()
    return list(tables(branch))
