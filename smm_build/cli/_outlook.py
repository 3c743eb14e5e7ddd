"""What the files say while a run waits: read again when they change, judged by the brand's approval policy."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from smm_build.cli._shared import Checked, open_workspace
from smm_build.compose import compose_all
from smm_build.domain.delivery import DeliveryKey
from smm_build.forge import RecordedForge, Review
from smm_build.read import NoWorkspace, load
from smm_build.run.approval import Approvals, Content, Verdicts
from smm_build.run.publish import Outlook

__all__ = ["FreshOutlook", "judge"]

_WATCHED = ("content", "brand", "strategy.md", "PAUSE")
_APPROVAL_HOLDS = timedelta(seconds=20)
"""How long a look at the approved branch is good for: a claim is never older than that and one push."""


class FreshOutlook:
    """Gives the outlook of a folder, read again only when a file or the approved branch may have changed."""

    def __init__(self, checked: Checked, clock: Callable[[], datetime]) -> None:
        self._checked = checked
        self._clock = clock
        self._stamps = _stamps(checked.root)
        self._verdicts: Verdicts | None = None
        self._judged_at: datetime | None = None

    def __call__(self) -> Outlook:
        """Return what the files say now."""
        stamps = _stamps(self._checked.root)
        if stamps != self._stamps:
            self._stamps = stamps
            self._checked = open_workspace(self._checked.root)
            self._verdicts = None
        verdicts = self._judged()
        return Outlook(
            self._checked.variants,
            self._checked.findings,
            self._checked.workspace.pauses,
            verdicts.unapproved,
            verdicts.evidence,
        )

    def _judged(self) -> Verdicts:
        now = self._clock()
        stale = self._judged_at is None or now - self._judged_at > _APPROVAL_HOLDS
        if self._verdicts is None or stale:
            self._verdicts, self._judged_at = judge(self._checked), now
        return self._verdicts


def judge(checked: Checked) -> Verdicts:
    """Judge the workspace by its brand's policy; raises :class:`~smm_build.run.errors.OperationalError`."""
    policy = checked.workspace.brand.approval
    record = os.environ.get("SMM_REVIEWS")
    forge = RecordedForge(Path(record)) if record else None

    def reviews(commits: list[str]) -> list[Review]:
        assert forge is not None
        return list(forge.reviews(commits))

    approvals = Approvals(checked.root, policy, checked.workspace.team, _contents, reviews if forge else None)
    return approvals.judge(checked.variants)


def _contents(folder: Path) -> dict[DeliveryKey, Content]:
    """Read the workspace in a folder and return what its variants are."""
    try:
        workspace = load(folder).workspace
    except NoWorkspace:
        return {}
    return {
        DeliveryKey(*variant.key): Content(variant.digest, variant.publish_at, variant.post.path)
        for variant in compose_all(workspace)
    }


def _stamps(root: Path) -> dict[str, tuple[int, int]]:
    """Return when each file of the plan was last changed, and its size."""
    found: dict[str, tuple[int, int]] = {}
    for name in _WATCHED:
        start = root / name
        for path in [start, *(start.rglob("*") if start.is_dir() else ())]:
            try:
                status = path.stat()
            except OSError:
                continue
            found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found
