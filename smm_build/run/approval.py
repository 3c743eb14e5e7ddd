"""Only what was approved goes out: what is to be sent is compared with what lies on the approved branch.

Approval is bound to content. The digest and the time of each variant in the folder have to be those of the variant in
the branch's newest commit; with reviews, also those of the commit that was reviewed. A commit's id proves nothing here
and may change; the content is what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from smm_build.domain.brand import Approval
from smm_build.domain.delivery import DeliveryKey
from smm_build.domain.pause import Pause
from smm_build.domain.post import Status
from smm_build.domain.sentence import Sentence
from smm_build.domain.team import Team
from smm_build.domain.variant import Variant
from smm_build.run.approved_commits import Commits, Snapshot
from smm_build.run.errors import OperationalError

__all__ = ["Approvals", "Reviews", "Snapshot", "Verdicts"]


class _Review(Protocol):
    @property
    def reviewer(self) -> str: ...

    @property
    def approved(self) -> bool: ...

    @property
    def commit(self) -> str: ...

    @property
    def pull(self) -> int: ...

    @property
    def ref(self) -> str | None: ...

    @property
    def merged(self) -> str | None: ...

    @property
    def void(self) -> Sentence | None: ...


Reviews = Callable[[list[str]], Iterable[_Review]]
"""Asks a forge: the verdicts on the pull requests that brought these commits."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """For each delivery either why it may not go out as it stands, or the evidence that it may.

    ``pauses`` are those of the approved branch: they hold also for a run whose own files are older.
    """

    unapproved: Mapping[DeliveryKey, Sentence] = field(default_factory=dict)
    evidence: Mapping[DeliveryKey, Mapping[str, str]] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()


class Approvals:
    """Judges variants by a brand's policy.

    ``snapshot_of`` reads the workspace in a folder; ``reviews`` asks the forge and is needed for the policy
    ``reviewed`` only. ``known`` keeps what commits say, which never changes, from one judge to the next.
    """

    def __init__(
        self,
        root: Path,
        policy: Approval,
        team: Team | None,
        snapshot_of: Callable[[Path], Snapshot],
        reviews: Reviews | None,
        known: dict[str, Snapshot] | None = None,
    ) -> None:
        self._policy = policy
        self._team = team
        self._reviews = reviews
        self._commits = Commits(root, policy.branch, snapshot_of, {} if known is None else known)

    def judge(self, variants: Iterable[Variant], needed: Collection[DeliveryKey] | None = None) -> Verdicts:
        """Judge ``variants``. Raises :class:`OperationalError` when the branch or the forge cannot be asked.

        Only of deliveries in ``needed`` the forge is asked, left out: of all; what nobody asked about is unapproved.
        """
        if self._policy.policy == "local":
            return Verdicts()
        branch = self._commits.newest()
        approved = self._commits.snapshot(branch)
        unapproved: dict[DeliveryKey, Sentence] = {}
        evidence: dict[DeliveryKey, Mapping[str, str]] = {}
        for variant in variants:
            key = DeliveryKey(*variant.key)
            why = self._differs(variant, approved.variants.get(key))
            proof: Mapping[str, str] = {}
            if why is None and self._policy.policy == "reviewed":
                asked = needed is None or key in needed
                proof, why = self._reviewed(variant, branch) if asked else ({}, _NOT_ASKED)
            if why is not None:
                unapproved[key] = why
            else:
                evidence[key] = {"policy": self._policy.policy, "commit": branch, **proof}
        return Verdicts(unapproved, evidence, approved.pauses)

    # --- the comparison

    def _differs(self, variant: Variant, approved: Variant | None) -> Sentence | None:
        branch = self._policy.branch
        if approved is None:
            return Sentence(f"It is not on {branch} yet", f"Non è ancora su {branch}")
        if approved.digest != variant.digest:
            return Sentence(
                f"It was changed after approval: what is on {branch} is different",
                f"È cambiato dopo l'approvazione: quello che c'è su {branch} è diverso",
            )
        if _way_out(approved) != _way_out(variant):
            return Sentence(
                f"On {branch} it is not to go out, or to another server: a status, `publish` or `server` differs",
                f"Su {branch} non deve uscire, o va a un altro server: cambia lo stato, `publish` o `server`",
            )
        if not self._same_time(variant.publish_at, approved.publish_at):
            return Sentence(
                f"Its time was changed after approval: {branch} has another one",
                f"L'ora è cambiata dopo l'approvazione: su {branch} è un'altra",
            )
        return None

    def _same_time(self, one: datetime | None, other: datetime | None) -> bool:
        if one is None or other is None:
            return one is other
        return abs(one - other) <= self._policy.tolerance

    # --- the reviews

    def _reviewed(self, variant: Variant, branch: str) -> tuple[Mapping[str, str], Sentence | None]:
        """Return the proof that enough people approved this very content, or what is missing."""
        agreed: dict[str, _Review] = {}
        void: dict[str, Sentence] = {}
        for review in self._verdicts(variant, branch):
            person = self._approver(review.reviewer)
            if not review.approved or person is None or person in agreed:
                continue
            why = review.void or self._of_another(variant, review)
            if why is not None:
                void.setdefault(person, why)
                continue
            agreed[person] = review
            if len(agreed) >= self._policy.reviews:
                return _proof(agreed), None
        return {}, self._too_few(agreed, [why for person, why in void.items() if person not in agreed])

    def _of_another(self, variant: Variant, review: _Review) -> Sentence | None:
        """Return why a review is not about this very content, ``None`` when it is."""
        there = self._commits.reviewed(review.commit, review.ref)
        who = review.reviewer
        if there is None:
            return Sentence(
                f"what {who} approved cannot be found any more", f"ciò che ha approvato {who} non si trova più"
            )
        if self._differs(variant, there.variants.get(DeliveryKey(*variant.key))) is None:
            return None
        return Sentence(f"{who} approved another version", f"{who} ha approvato un'altra versione")

    def _too_few(self, agreed: Collection[str], void: Collection[Sentence]) -> Sentence:
        wanted, roles = self._policy.reviews, ", ".join(self._policy.roles)
        one = wanted == 1
        more = Sentence("; ".join(why.en for why in void), "; ".join(why.it for why in void))
        needs = Sentence(
            f"It needs {wanted} approving review{'' if one else 's'} of exactly this content by {roles}",
            f"{'Serve' if one else 'Servono'} {wanted} approvazion{'e' if one else 'i'} proprio di questo contenuto"
            f" da {roles}",
        )
        return Sentence(
            f"{needs.en}; there are {len(agreed)}" + (f" ({more.en})" if void else ""),
            f"{needs.it}; ce ne sono {len(agreed)}" + (f" ({more.it})" if void else ""),
        )

    def _verdicts(self, variant: Variant, branch: str) -> Iterator[_Review]:
        """Yield the verdicts on what brought this content, the newest commit first: each is a question to the forge."""
        if self._reviews is None:
            raise OperationalError(_NO_FORGE)
        media = [media.file for part in variant.messages for media in part.media]
        for commit in self._commits.changing(branch, (variant.post.path, *media, "brand")):
            try:
                yield from self._reviews([commit])
            except OSError as error:
                raise OperationalError(_forge_silent(error)) from error

    def _approver(self, reviewer: str) -> str | None:
        """Return the team's name of a reviewer who may approve."""
        for person in self._team.people.values() if self._team else ():
            if reviewer.casefold() == (person.login or person.id).casefold() and set(person.roles) & set(
                self._policy.roles
            ):
                return person.id
        return None


def _way_out(variant: Variant) -> tuple[object, ...]:
    """Return what decides whether and where a variant goes out, beside what people see of it."""
    channel = variant.channel
    by_hand = "manual" in (variant.settings.publish, channel.publish)
    return (variant.settings.status or Status.READY, by_hand, channel.server, channel.account or channel.handle)


def _proof(agreed: Mapping[str, _Review]) -> Mapping[str, str]:
    """Return what the ledger keeps: who approved, in which pull requests, at which commits, and what brought them."""
    reviews = agreed.values()
    proof = {
        "reviewers": sorted(agreed),
        "pull": sorted({str(review.pull) for review in reviews}),
        "reviewed": sorted({review.commit for review in reviews}),
        "merged": sorted({review.merged for review in reviews if review.merged}),
    }
    return {name: ", ".join(values) for name, values in proof.items() if values}


def _forge_silent(error: OSError) -> Sentence:
    why = getattr(error, "sentence", None) or Sentence(str(error), str(error))
    return Sentence(
        f"The forge does not say who approved what, so nothing was sent ({why.en})",
        f"La piattaforma non dice chi ha approvato che cosa, quindi nulla è stato inviato ({why.it})",
    )


_NO_FORGE = Sentence(
    "The brand asks for reviews, and there is no forge to ask: set GITHUB_TOKEN and GITHUB_REPOSITORY, as a job of"
    " GitHub Actions has them, or SMM_REVIEWS to a file of recorded reviews",
    "Il brand chiede revisioni, e non c'è una piattaforma a cui chiederle: imposta GITHUB_TOKEN e GITHUB_REPOSITORY,"
    " come li ha un job di GitHub Actions, o SMM_REVIEWS su un file di revisioni",
)
_NOT_ASKED = Sentence(
    "Who approved it is asked shortly before it is due", "Chi l'ha approvato si chiede poco prima dell'ora"
)
