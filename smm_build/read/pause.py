"""The switch that stops everything: the file ``PAUSE`` at the top of the workspace."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from smm_build.domain.finding import Finding
from smm_build.domain.pause import Pause
from smm_build.domain.place import Place
from smm_build.read.brand import read_yaml_file
from smm_build.read.clock import moment
from smm_build.read.files import Tree
from smm_build.read.schema.pause import PauseFile, ScopeFile
from smm_build.read.validation import Kind

__all__ = ["PAUSE", "read_pauses"]

PAUSE = "PAUSE"
_KIND: Kind[PauseFile] = Kind(PauseFile)


def read_pauses(tree: Tree, zone: ZoneInfo, found: list[Finding]) -> tuple[Pause, ...]:
    """Return the pause if there is one. An empty file, and one that cannot be read, pauses everything."""
    if not tree.exists(PAUSE):
        return ()
    wrong: list[Finding] = []
    read = read_yaml_file(tree, PAUSE, _KIND, wrong)
    said, places = read or (PauseFile(), None)
    until = moment(said.until, zone, places, "until", wrong) if said.until and places else None
    found.extend(wrong)
    scope = said.scope or ScopeFile()
    # Somebody wanted something to stop: when it is not clear what, everything does.
    names = {} if wrong else scope.model_dump(exclude_none=True)
    return (Pause(Place(PAUSE), said.reason, None if wrong else until, **names),)
