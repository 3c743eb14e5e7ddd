"""How the declared profiles stand, for the commands that only look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smm_build.cli._shared import Checked, fail
from smm_build.compose.profiles import compose_profiles
from smm_build.plan.profile_standing import Look, ProfileStanding, profile_standings
from smm_build.run.branch import FileBranch
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, find_repository, ledger_remote
from smm_build.run.profile_looks import BRANCH, read_looks
from smm_build.run.profiles import can_read

if TYPE_CHECKING:
    from smm_build.cli._ledgers import Ledgers

__all__ = ["looks_branch", "standings"]


def standings(checked: Checked, ledgers: Ledgers, *, fetch: bool = True) -> tuple[ProfileStanding, ...]:
    """Return how the declared profiles stand. Leaves the program with a plain sentence when git cannot tell."""
    if not compose_profiles(checked.workspace):
        return ()
    return profile_standings(checked.workspace, ledgers.profiles(), _looks(checked, fetch=fetch))


def _looks(checked: Checked, *, fetch: bool) -> Mapping[str, Look]:
    channels = checked.workspace.channels.values()
    branch = looks_branch(checked) if any(can_read(channel) for channel in channels) else None
    if branch is None:
        return {}
    try:
        if fetch:
            branch.refresh()
        return read_looks(branch)
    except OperationalError as error:
        fail(error.sentence)


def looks_branch(checked: Checked) -> FileBranch | None:
    """Return the branch that keeps what was seen, as it is known here; ``None`` outside of git."""
    repository = find_repository(checked.root)
    if repository is None:
        return None
    try:
        return FileBranch(repository, BRANCH, ledger_remote(Git(repository)))
    except OperationalError as error:
        fail(error.sentence)
