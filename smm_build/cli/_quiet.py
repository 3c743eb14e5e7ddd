"""The short way of ``smm publish``: when nothing changed since a run that had nothing to do, nothing is read again."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, find_repository, ledger_remote
from smm_build.run.ledger import Ledger
from smm_build.run.quiet import forget, is_quiet, note, quiet_until

if TYPE_CHECKING:
    from smm_build.cli._ledgers import Ledgers
    from smm_build.cli._shared import Checked

__all__ = ["nothing_changed", "remember"]

_NAMES = {True: "sandbox", False: "shared"}


def nothing_changed(root: Path, ahead: timedelta) -> bool:
    """Whether an earlier run knew that nothing is due now nor becomes due within ``ahead``, and it is still so."""
    if "SMM_NOW" in os.environ:
        return False
    now = datetime.now(UTC)
    try:
        return is_quiet(root, root / ".smm", partial(_open, root), now, now + ahead)
    except OperationalError:
        return False  # the long way says what is wrong


def _open(root: Path, name: str) -> Ledger:
    if name == _NAMES[True]:
        return Ledger(root / ".smm" / "sandbox" / "ledger.git")
    repository = find_repository(root)
    if repository is None:
        raise LookupError("a note about a ledger is only left where there is one")
    return Ledger(repository, ledger_remote(Git(repository)))


def remember(checked: Checked, ledgers: Ledgers, files: str) -> None:
    """Leave a note if nothing is to do for a while; else take away the one there was.

    ``files`` is the stamp of the workspace from before it was read.
    """
    from smm_build.plan import Situation, make_plan
    from smm_build.sandbox import local_folder

    if "SMM_NOW" in os.environ:
        return
    folder, now = local_folder(checked.root), datetime.now(UTC)
    # Approval is not asked for: it concerns what is due, and then there is no note anyway.
    situation = Situation(pauses=checked.workspace.pauses)
    plan = make_plan(checked.variants, checked.findings, ledgers.records(), now, situation)
    until = quiet_until(plan.deliveries, now)
    if until is None:
        forget(folder)
        return
    opened = {_NAMES[rehearsed]: ledgers.get(rehearsed=rehearsed) for rehearsed in ledgers.needed()}
    note(folder, files, opened, now, until)
