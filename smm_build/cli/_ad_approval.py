"""Whether an ad was approved as it stands: it has to be on the approved branch exactly so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from smm_build.cli._reviews import open_forge
from smm_build.cli._shared import Checked
from smm_build.domain.ad import Ad
from smm_build.domain.pause import Pause
from smm_build.domain.sentence import Sentence
from smm_build.forge import Forge, Remembering, Review
from smm_build.read import NoWorkspace, load
from smm_build.run.approved_commits import Commits, Snapshot
from smm_build.run.errors import OperationalError
from smm_build.run.transport import HttpTransport

__all__ = ["Approval", "approval_of"]


@dataclass(frozen=True, slots=True)
class _Ads(Snapshot):
    """What a commit says of ads."""

    ads: Mapping[str, Ad] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Approval:
    """The evidence that an ad was approved as it stands, or ``why`` it was not.

    ``pauses`` are those of the approved branch: they hold also for whoever's own files are older.
    """

    evidence: Mapping[str, str] = field(default_factory=dict)
    why: Sentence | None = None
    pauses: tuple[Pause, ...] = ()


def approval_of(ad: Ad, checked: Checked) -> Approval:
    """Return whether the ad was approved as it stands.

    Its ``start`` counts: who approved the ad has not approved that it starts. Raises
    :class:`~smm_build.run.errors.OperationalError` when the branch or the forge cannot be asked.
    """
    policy = checked.workspace.brand.approval
    if policy.policy == "local":
        return Approval({"policy": "local"})
    commits = Commits(checked.root, policy.branch, _snapshot, {})
    branch = commits.newest()
    snapshot = commits.snapshot(branch)
    why = _differs(ad, snapshot, policy.branch)
    if why is not None:
        return Approval(why=why)
    pauses = snapshot.pauses
    evidence = {"policy": policy.policy, "commit": branch}
    if policy.policy == "merged":
        return Approval(evidence, pauses=pauses)
    agreed = sorted(set(_reviewers(ad, checked, commits, branch)))
    if len(agreed) < policy.reviews:
        return Approval(why=_too_few(policy.reviews, ", ".join(policy.roles), len(agreed)))
    return Approval({**evidence, "reviewers": ", ".join(agreed)}, pauses=pauses)


def _snapshot(folder: Path) -> Snapshot:
    try:
        workspace = load(folder).workspace
    except NoWorkspace:
        return _Ads()
    return _Ads(pauses=workspace.pauses, ads=workspace.ads)


def _differs(ad: Ad, snapshot: Snapshot | None, branch: str) -> Sentence | None:
    approved = snapshot.ads.get(ad.id) if isinstance(snapshot, _Ads) else None
    if approved is None:
        return Sentence(f"The ad is not on {branch} yet", f"L'annuncio non è ancora su {branch}")
    if (approved.digest, approved.start, approved.status) != (ad.digest, ad.start, ad.status):
        return Sentence(
            f"The ad was changed after approval: what is on {branch} is different",
            f"L'annuncio è cambiato dopo l'approvazione: quello che c'è su {branch} è diverso",
        )
    return None


def _reviewers(ad: Ad, checked: Checked, commits: Commits, branch: str) -> Iterator[str]:
    """Yield the people of the team with the right role who approved exactly this ad."""
    team, roles = checked.workspace.team, set(checked.workspace.brand.approval.roles)
    may = {(p.login or p.id).casefold(): p.id for p in (team.people.values() if team else ()) if set(p.roles) & roles}
    for review in _reviews(checked, commits.changing(branch, (ad.path, *(media.file for media in ad.media)))):
        person = may.get(review.reviewer.casefold())
        if person is None or not review.approved or review.void is not None:
            continue
        if _differs(ad, commits.reviewed(review.commit, review.ref), branch) is None:
            yield person


def _reviews(checked: Checked, those: list[str]) -> Iterator[Review]:
    try:
        forge = _forge(checked)
        for commit in those:
            yield from forge.reviews([commit])
    except OSError as error:
        raise OperationalError(_NO_FORGE) from error


def _forge(checked: Checked) -> Forge:
    forge = open_forge(checked, lambda: Remembering(HttpTransport(checked.root)))
    if forge is None:
        raise OperationalError(_NO_FORGE)
    return forge


def _too_few(wanted: int, roles: str, there: int) -> Sentence:
    return Sentence(
        f"It needs {wanted} approving reviews of exactly this ad by {roles}; there are {there}",
        f"Servono {wanted} approvazioni proprio di questo annuncio da {roles}; ce ne sono {there}",
    )


_NO_FORGE = Sentence(
    "The forge cannot be asked who approved the ad, so nothing was sent: set GITHUB_TOKEN",
    "Non si può chiedere alla piattaforma chi ha approvato l'annuncio, quindi nulla è partito: imposta GITHUB_TOKEN",
)
