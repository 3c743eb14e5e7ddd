"""What the files say while a run waits: read again when they change, judged by the brand's approval policy."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from smm_build.cli._shared import Checked, fail, open_workspace
from smm_build.compose import compose_all
from smm_build.domain.delivery import DeliveryKey
from smm_build.domain.sentence import Sentence
from smm_build.forge import RecordedForge, Review
from smm_build.read import NoWorkspace, load
from smm_build.run.approval import Approvals, Snapshot, Verdicts
from smm_build.run.publish import Outlook
from smm_build.run.quiet import stamp

__all__ = ["FreshOutlook", "judge"]

_APPROVAL_HOLDS = timedelta(seconds=20)
"""How long a look at the approved branch is good for: a claim is never older than that and one push."""


_ELSEWHERE = Sentence(
    "a channel was added, taken away or leads elsewhere now: start smm publish again",
    "un canale è stato aggiunto, tolto o porta altrove: riavvia smm publish",
)


class FreshOutlook:
    """Gives the outlook of a folder, read again only when a file or the approved branch may have changed.

    ``files`` is the stamp of the folder from before ``checked`` was read. A run ends when a channel leads elsewhere:
    its clock, ledgers and log-ins were made for where it led before.
    """

    def __init__(self, checked: Checked, files: str, clock: Callable[[], datetime]) -> None:
        self._checked = checked
        self._clock = clock
        self._files = files
        self._verdicts: Verdicts | None = None
        self._judged_at: datetime | None = None

    def __call__(self) -> Outlook:
        """Return what the files say now."""
        files = stamp(self._checked.root)
        if files != self._files:
            before, self._files = self._checked, files
            self._checked = open_workspace(before.root)
            self._verdicts = None
            if _ways(self._checked) != _ways(before):
                fail(_ELSEWHERE)
        verdicts = self._judged()
        return Outlook(
            self._checked.variants,
            self._checked.findings,
            (*self._checked.workspace.pauses, *verdicts.pauses),
            verdicts.unapproved,
            verdicts.evidence,
            tuple(self._checked.workspace.channels.values()),
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

    approvals = Approvals(checked.root, policy, checked.workspace.team, _snapshot, reviews if forge else None)
    return approvals.judge(checked.variants)


def _snapshot(folder: Path) -> Snapshot:
    """Read the workspace in a folder and return what it says."""
    try:
        workspace = load(folder).workspace
    except NoWorkspace:
        return Snapshot()
    return Snapshot({DeliveryKey(*variant.key): variant for variant in compose_all(workspace)}, workspace.pauses)


def _ways(checked: Checked) -> dict[str, tuple[str, str | None, str | None]]:
    """Return where each channel leads."""
    channels = checked.workspace.channels.values()
    return {channel.id: (channel.network, channel.server, channel.account or channel.handle) for channel in channels}
