"""What the files say while a run waits: read again when they change, judged by the brand's approval policy."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from smm_build.cli._reviews import open_forge
from smm_build.cli._shared import Checked, fail, open_workspace, say
from smm_build.compose import compose_all
from smm_build.compose.profiles import compose_profiles
from smm_build.compose.replies import compose_replies
from smm_build.domain.delivery import DeliveryKey
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.forge import Forge, ForgeSilent, Remembering, Review, repository_from
from smm_build.read import NoWorkspace, load
from smm_build.run.approval import Approvals, Snapshot, Verdicts
from smm_build.run.publish import Outlook
from smm_build.run.quiet import stamp

__all__ = ["FreshOutlook", "Judge", "glance", "judge"]

_APPROVAL_HOLDS = timedelta(seconds=20)
"""How long a look at the approved branch is good for: a claim is never older than that and one push."""
_REVIEWS_HOLD = timedelta(minutes=5)
"""How long what a forge said is good for; what lies on the approved branch is looked at far more often."""
_SOON = timedelta(days=7)
"""Who approved what becomes due later than that is asked later: questions to a forge are counted."""


_ELSEWHERE = Sentence(
    "a channel was added, taken away or leads elsewhere now: start smm publish again",
    "un canale è stato aggiunto, tolto o porta altrove: riavvia smm publish",
)


class FreshOutlook:
    """Gives the outlook of a folder, read again only when a file or the approved branch may have changed.

    ``files`` is the stamp of the folder from before ``checked`` was read. ``out`` tells what has been sent. A run ends
    when a channel leads elsewhere: its clock, ledgers and log-ins were made for where it led before.
    """

    def __init__(
        self,
        checked: Checked,
        files: str,
        clock: Callable[[], datetime],
        out: Callable[[], Collection[DeliveryKey]] = frozenset,
    ) -> None:
        self._checked = checked
        self._clock = clock
        self._files = files
        self._out = out
        self._judge = Judge()
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
            self._verdicts, self._judged_at = self._judge(self._checked, now, self._out), now
        return self._verdicts


class Judge:
    """Judges workspaces by their brand's policy; remembers what commits say, and for a while what a forge said."""

    def __init__(self) -> None:
        self._snapshots: dict[str, Snapshot] = {}
        self._http: Remembering | None = None
        self._forge: Forge | None = None
        self._asked_at: datetime | None = None

    def __call__(
        self, checked: Checked, now: datetime, out: Callable[[], Collection[DeliveryKey]] = frozenset
    ) -> Verdicts:
        """Judge at the aware instant ``now``; what is ``out`` needs no approval any more.

        Raises :class:`~smm_build.run.errors.OperationalError`.
        """
        policy = checked.workspace.brand.approval
        needed: frozenset[DeliveryKey] | None = None
        forge = None
        if policy.policy == "reviewed":
            forge = self._fresh_forge(checked, now)
            needed = _coming(checked.variants, now) - frozenset(out())
        return self._approvals(checked, forge).judge(checked.variants, needed)

    def profiles(self, checked: Checked, variants: Collection[Variant], now: datetime) -> Verdicts:
        """Judge declared profiles, which go out as soon as somebody says so: of each the forge is asked, if any is.

        Raises :class:`~smm_build.run.errors.OperationalError`.
        """
        reviewed = checked.workspace.brand.approval.policy == "reviewed"
        return self._approvals(checked, self._fresh_forge(checked, now) if reviewed else None).judge(variants)

    def _approvals(self, checked: Checked, forge: Forge | None) -> Approvals:
        reviews = _reviews(forge) if forge else None
        workspace = checked.workspace
        return Approvals(checked.root, workspace.brand.approval, workspace.team, _snapshot, reviews, self._snapshots)

    def _fresh_forge(self, checked: Checked, now: datetime) -> Forge | None:
        if self._forge is None or self._asked_at is None or now - self._asked_at > _REVIEWS_HOLD:
            self._forge, self._asked_at = self._open_forge(checked), now
        return self._forge

    def _open_forge(self, checked: Checked) -> Forge | None:
        """Return who is asked about reviews: the recorded answers if there are some, else GitHub."""
        return open_forge(checked, partial(self._way, checked))

    def _way(self, checked: Checked) -> Remembering:
        from smm_build.run.transport import HttpTransport

        self._http = self._http or Remembering(HttpTransport(checked.root))
        return self._http


def judge(checked: Checked, now: datetime | None = None, out: Collection[DeliveryKey] = frozenset()) -> Verdicts:
    """Judge the workspace by its brand's policy; raises :class:`~smm_build.run.errors.OperationalError`."""
    return Judge()(checked, now or datetime.now(UTC), lambda: out)


def glance(checked: Checked, now: datetime, out: Collection[DeliveryKey] = frozenset()) -> Verdicts:
    """Judge for somebody who only looks: where no forge can be asked, what is on the approved branch counts.

    So a calendar can be made on any machine. Whoever sends uses :func:`judge`.
    """
    brand = checked.workspace.brand
    if brand.approval.policy == "reviewed" and not _forge_known(brand.repository):
        _say_unreviewed()
        brand = replace(brand, approval=replace(brand.approval, policy="merged"))
        checked = replace(checked, workspace=replace(checked.workspace, brand=brand))
    return judge(checked, now, out)


def _forge_known(address: str | None) -> bool:
    try:
        return bool(os.environ.get("SMM_REVIEWS")) or repository_from(os.environ, address) is not None
    except ForgeSilent:
        return True  # the judge says what is wrong


@functools.cache
def _say_unreviewed() -> None:
    say(_UNREVIEWED, err=True)


_UNREVIEWED = Sentence(
    "Who approved what is not looked at here: there is no GITHUB_TOKEN (and no SMM_REVIEWS). Publishing does look.",
    "Qui non si guarda chi ha approvato che cosa: manca GITHUB_TOKEN (o SMM_REVIEWS). La pubblicazione lo guarda.",
)


def _coming(variants: Collection[Variant], now: datetime) -> frozenset[DeliveryKey]:
    """Return what may go out, or be handed over, before long."""
    return frozenset(
        DeliveryKey(*variant.key)
        for variant in variants
        if variant.publish_at is not None
        and variant.publish_at - now <= max(_SOON, (variant.channel.schedule_ahead or timedelta()) + timedelta(days=1))
    )


def _reviews(forge: Forge) -> Callable[[list[str]], list[Review]]:
    return lambda commits: list(forge.reviews(commits))


def _snapshot(folder: Path) -> Snapshot:
    """Read the workspace in a folder and return what it says."""
    try:
        workspace = load(folder).workspace
    except NoWorkspace:
        return Snapshot()
    variants = (*compose_all(workspace), *compose_profiles(workspace), *compose_replies(workspace))
    return Snapshot({DeliveryKey(*variant.key): variant for variant in variants}, workspace.pauses)


def _ways(checked: Checked) -> dict[str, tuple[str, str | None, str | None]]:
    """Return where each channel leads."""
    channels = checked.workspace.channels.values()
    return {channel.id: (channel.network, channel.server, channel.account or channel.handle) for channel in channels}
