"""Look at an account's profile, and put the declared one there: claimed before, receipted after, written once.

What is there already is never written again: the profile is read first, only what differs is sent, and it is read once
more before the receipt is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from smm_build.compose.profiles import PICTURES
from smm_build.domain.channel import Channel, Profile
from smm_build.domain.delivery import Claim, DeliveryKey, Event, EventKind, Record, Trouble
from smm_build.domain.media import Media
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import (
    InDoubt,
    LivePicture,
    LiveProfile,
    PictureShape,
    ProfileChanges,
    ProfileKeeper,
    ProfileReader,
    Refused,
    Request,
    Response,
    Session,
    get_network,
    profile_desk,
    publisher_for,
)
from smm_build.plan.profiles import Difference, differences, doubtful_pictures, picture_notes
from smm_build.run.drive import Driver
from smm_build.run.errors import LedgerMovedError
from smm_build.run.ledger import Ledger
from smm_build.run.likeness import look_alike
from smm_build.run.profile_pictures import made_picture
from smm_build.run.publish import LEASE
from smm_build.run.sending import AnswerLost, NotSent, is_loopback
from smm_build.run.sessions import Sessions

__all__ = ["Applied", "Applying", "Looking", "Sight", "can_read", "writable"]


def can_read(channel: Channel) -> bool:
    """Whether our code can ask the network what the profile says."""
    return not channel.rehearsed and isinstance(get_network(channel.network), ProfileReader)


def writable(channel: Channel) -> frozenset[str]:
    """Return the names of what our code can write on the channel's network; empty for a channel kept by hand."""
    network = get_network(channel.network)
    by_hand = channel.publish == "manual" or channel.rehearsed
    return network.PROFILE_WRITES if isinstance(network, ProfileKeeper) and not by_hand else frozenset()


@dataclass(frozen=True, slots=True)
class Sight:
    """What the profile says, and how that differs from what is declared."""

    live: LiveProfile
    differences: tuple[Difference, ...]


class Looking:
    """Reads profiles in one run. ``send`` fetches pictures, ``root`` is the workspace."""

    def __init__(
        self,
        driver: Callable[[Channel], Driver],
        sessions: Sessions,
        send: Callable[[Request], Response],
        root: Path,
    ) -> None:
        self._driver = driver
        self._sessions = sessions
        self._send = send
        self._root = root

    def session(self, channel: Channel) -> Session:
        """Return a session of the channel; raises :class:`Refused`."""
        publisher = publisher_for(channel.network, rehearsed=False)
        assert publisher is not None, "who can read profiles can log in"
        return self._sessions(publisher, channel)

    def read(self, channel: Channel) -> LiveProfile:
        """Ask the network what the profile says. Raises :class:`Refused`."""
        network = get_network(channel.network)
        assert isinstance(network, ProfileReader), "asked before"
        try:
            return self._driver(channel)(network.read_profile(self.session(channel)))
        except InDoubt as doubt:
            raise Refused(Trouble.TRANSIENT, doubt.reason) from doubt

    def __call__(self, channel: Channel, profile: Profile, record: Record | None) -> Sight:
        """Read the profile and hold it against the declared one. Raises :class:`Refused`."""
        live = self.read(channel)
        doubtful = doubtful_pictures(profile, live, record)
        alike = {name: self._alike(channel, name, media, there) for name, media, there in doubtful}
        return Sight(live, differences(profile, live, record, alike))

    def _alike(self, channel: Channel, name: str, media: Media, there: LivePicture) -> bool:
        """Whether the network's picture looks like ours; one that cannot be fetched does not."""
        request = there.request
        if request is None or (is_loopback(request.url) and not is_loopback(channel.server or "")):
            return False
        try:
            ours = made_picture(self._root, media, _shape(channel, name))
            answer = self._send(request)
            return answer.ok and look_alike((self._root / ours.file).read_bytes(), answer.body)
        except (AnswerLost, NotSent, Refused, OSError):
            return False

    def write(self, channel: Channel, profile: Profile, wanted: tuple[Difference, ...]) -> None:
        """Write what differs. Raises :class:`Refused`."""
        keeper = get_network(channel.network)
        assert isinstance(keeper, ProfileKeeper), "only what can be written is wanted"
        pictures = {
            one.field: made_picture(self._root, profile.pictures[one.field], _shape(channel, one.field))
            for one in wanted
            if one.field in PICTURES
        }
        fields = {one.field: one.declared for one in wanted if one.field not in PICTURES}
        try:
            self._driver(channel)(keeper.write_profile(ProfileChanges(fields, pictures), self.session(channel)))
        except InDoubt as doubt:
            raise Refused(Trouble.TRANSIENT, doubt.reason) from doubt


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a profile: what was written, what is left for a person, or why nothing was written."""

    written: tuple[Difference, ...] = ()
    by_hand: tuple[Difference, ...] = ()
    refused: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Applying:
    """Puts declared profiles onto accounts. ``clock`` gives aware instants, ``run`` names this process."""

    looking: Looking
    ledger: Ledger
    clock: Callable[[], datetime]
    run: str

    def __call__(self, variant: Variant, profile: Profile, evidence: Mapping[str, str]) -> Applied:
        """Apply one profile. Raises :class:`~smm_build.run.errors.LedgerError` when the ledger cannot be trusted."""
        key, channel = DeliveryKey(*variant.key), variant.channel
        record = self.ledger.read([key]).get(key)
        if record is not None and self._in_hand(record):
            return Applied(refused=_IN_HAND)
        try:
            sight = self.looking(channel, profile, record)
        except Refused as refused:
            return Applied(refused=refused.reason)
        wanted = tuple(one for one in sight.differences if one.field in writable(channel))
        by_hand = tuple(one for one in sight.differences if one.field not in writable(channel))
        if not wanted:
            if not by_hand and not _is_receipted(record, variant):
                self._append(key, self._event(EventKind.SENT, record, variant, profile, sight.live, "verified"))
            return Applied(by_hand=by_hand)
        claimed = self._claimed(key, record, variant, evidence)
        try:
            self.ledger.claim([claimed], f"claim profile {channel.id}")
        except LedgerMovedError:
            return Applied(refused=_IN_HAND)
        return self._written(claimed, variant, profile, (wanted, by_hand))

    def _written(
        self,
        claimed: Record,
        variant: Variant,
        profile: Profile,
        found: tuple[tuple[Difference, ...], tuple[Difference, ...]],
    ) -> Applied:
        (wanted, by_hand), channel = found, variant.channel
        try:
            self.looking.write(channel, profile, wanted)
            live = self.looking.read(channel)
        except Refused as refused:
            self._append(claimed.key, self._failed(claimed, refused.trouble, refused.reason))
            return Applied(by_hand=by_hand, refused=refused.reason)
        # Networks make other pictures of ours: that it is there is known, and from now on by its mark.
        texts = differences(profile, live, claimed, dict.fromkeys(PICTURES, True))
        kept = [one.field for one in texts if one.field in {other.field for other in wanted}]
        if kept:
            reason = _kept_otherwise(kept)
            self._append(claimed.key, self._failed(claimed, Trouble.POLICY, reason))
            return Applied(by_hand=by_hand, refused=reason)
        self._append(claimed.key, self._event(EventKind.SENT, claimed, variant, profile, live, None))
        return Applied(wanted, by_hand)

    def _in_hand(self, record: Record) -> bool:
        claim = record.last.claim
        return record.last.kind is EventKind.CLAIMED and claim is not None and claim.expires_at > self.clock()

    def _claimed(
        self, key: DeliveryKey, record: Record | None, variant: Variant, evidence: Mapping[str, str]
    ) -> Record:
        now, before = self.clock(), record.claim if record else None
        seed = before.seed if before else hashlib.sha256("\0".join(key).encode()).hexdigest()
        claim = Claim(seed, before.planned_at if before else now, now + LEASE, 1)
        attempt = record.attempts + 1 if record else 1
        event = Event(EventKind.CLAIMED, now, self.run, attempt, variant.digest, claim, evidence=dict(evidence))
        return record.and_then(event) if record else Record(key, (event,))

    def _event(
        self,
        kind: EventKind,
        record: Record | None,
        variant: Variant,
        profile: Profile,
        live: LiveProfile,
        source: str | None,
    ) -> Event:
        attempt = record.attempts if record else 0
        notes = picture_notes(profile, live)
        return Event(
            kind, self.clock(), self.run, attempt, variant.digest, url=live.url, source=source, notes=dict(notes)
        )

    def _failed(self, record: Record, trouble: Trouble, reason: Sentence) -> Event:
        last = record.last
        return Event(
            EventKind.FAILED, self.clock(), self.run, last.attempt, last.digest, trouble=trouble, reason=reason
        )

    def _append(self, key: DeliveryKey, event: Event) -> None:
        self.ledger.append({key: event}, f"{event.kind.value} {' '.join(key)}")


def _shape(channel: Channel, name: str) -> PictureShape | None:
    desk = profile_desk(channel.network)
    return desk.shape(name) if desk else None


def _is_receipted(record: Record | None, variant: Variant) -> bool:
    return record is not None and record.last.kind is EventKind.SENT and record.last.digest == variant.digest


def _kept_otherwise(fields: list[str]) -> Sentence:
    named = ", ".join(fields)
    return Sentence(
        f"The network took the profile and says something else all the same: {named}. Look there",
        f"Il social ha preso il profilo ma dice comunque altro: {named}. Guarda lì",
    )


_IN_HAND = Sentence(
    "Another run has this profile in hand: try again in a quarter of an hour",
    "Un'altra esecuzione ha in mano questo profilo: riprova tra un quarto d'ora",
)
