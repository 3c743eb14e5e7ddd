"""The workflows a workspace's repository should have, and those it has from an older smm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from smm_build import __version__
from smm_build.domain.workspace import Workspace
from smm_build.run.git import find_repository
from smm_build.starter import Setup, credential_names, workflows

__all__ = ["Older", "older_workflows", "workflow_files"]

_PINNED = re.compile(r"smm-build==([0-9][0-9A-Za-z.+!-]*)")


@dataclass(frozen=True, slots=True)
class Older:
    """Workflows that this smm would write otherwise, and the command that brings the new ones in."""

    paths: tuple[str, ...]
    command: str


def workflow_files(workspace: Workspace) -> Mapping[str, str]:
    """Return what this smm writes for the workspace, by path from the top of the repository."""
    brand = workspace.brand
    return workflows(Setup(credential_names(workspace.channels.values()), brand.approval.branch, brand.locale))


def older_workflows(root: Path, workspace: Workspace) -> Older:
    """Return the workflows in the checkout that come from an older template; what people edited is no matter.

    Where ``smm init`` wrote down what its templates said, that is compared; elsewhere the version that is pinned.
    Raises :class:`~smm_build.run.errors.OperationalError` when what it wrote down cannot be read.
    """
    from smm_build.cli._template_files import read_record

    top = find_repository(root) or root
    written = read_record(root)
    known = written.files if written and top.resolve() == root.resolve() else {}
    paths = tuple(_older(top, workflow_files(workspace), known))
    return Older(paths, "smm upgrade" if any(path in known for path in paths) else "smm forge workflows")


def _older(top: Path, wanted: Mapping[str, str], known: Mapping[str, str]) -> Iterator[str]:
    for path, text in wanted.items():
        try:
            mine = (top / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # somebody took it away, or it is nothing of ours
        pinned = _PINNED.search(mine)
        if (path in known and known[path] != text and mine != text) or (
            path not in known and pinned is not None and pinned[1] != __version__
        ):
            yield path
