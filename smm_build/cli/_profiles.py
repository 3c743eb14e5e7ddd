"""What the commands about profiles work with: accounts, ledger, approval, and the page for what is done by hand."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

from smm_build.cli._ledgers import Ledgers
from smm_build.cli._outlook import Judge
from smm_build.cli._profile_looks import looks_branch
from smm_build.cli._shared import Checked, fail, language
from smm_build.compose.profiles import PICTURES, declared_profile, profile_variant
from smm_build.domain.channel import Channel, Profile
from smm_build.domain.delivery import DeliveryKey, Event, EventKind, Record
from smm_build.domain.finding import Finding, Severity
from smm_build.domain.sentence import Sentence
from smm_build.domain.variant import Variant
from smm_build.networks import Refused, profile_desk
from smm_build.plan.profile_standing import Look
from smm_build.plan.profiles import Difference
from smm_build.report.profiles import checklist_of, checklist_page, checklist_text
from smm_build.run.approval import Verdicts
from smm_build.run.drive import Driver
from smm_build.run.errors import OperationalError
from smm_build.run.git import Git, find_repository
from smm_build.run.likeness import look_alike
from smm_build.run.pictures import size_of
from smm_build.run.profile_looks import read_looks, write_looks
from smm_build.run.profile_pictures import made_picture
from smm_build.run.profiles import Applied, Applying, Looking, writable
from smm_build.run.runs import this_run
from smm_build.run.sessions import Sessions
from smm_build.run.transport import HttpTransport

__all__ = ["Declared", "Room", "chosen", "same_face", "write_checklists"]


@dataclass(frozen=True, slots=True)
class Declared:
    """A channel with the profile it should have."""

    channel: Channel
    profile: Profile
    variant: Variant


class Room:
    """Where profiles are read and written: one for a run of a command."""

    def __init__(self, checked: Checked, clock: Callable[[], datetime]) -> None:
        self._checked = checked
        self._clock = clock
        self._ledgers = Ledgers(checked)
        self._verdicts: Verdicts | None = None
        self._close = ExitStack()
        self._seen: dict[str, Look] = {}

    def __enter__(self) -> Self:
        http = self._close.enter_context(HttpTransport(self._checked.root))
        driver = Driver(http, time.sleep)
        sessions = Sessions(lambda _: driver, os.environ, self._clock)
        self.looking = Looking(lambda _: driver, sessions, http, self._checked.root)
        return self

    def __exit__(self, *_: object) -> None:
        self._close.close()

    def looked_at(self, declared: Declared) -> datetime | None:
        """Return when the network was asked last, as far as anybody wrote it down (aware, UTC)."""
        look = self._looks.get(declared.channel.id)
        return look.at if look and look.digest == declared.variant.digest else None

    def saw(self, declared: Declared, differing: Iterable[Difference]) -> None:
        """Keep what was seen until :meth:`write_down`: only which fields differ, never what stands there."""
        fields = tuple(one.field for one in differing)
        record = self.record(declared)
        events = len(record.events) if record else 0
        self._seen[declared.channel.id] = Look(self._clock(), declared.variant.digest, fields, events)

    def write_down(self) -> Sentence | None:
        """Write down what was seen, for `smm status`, the calendar and the watchdog; returns why that failed."""
        branch = looks_branch(self._checked)
        if branch is None:
            return None
        try:
            write_looks(branch, self._seen)
        except OperationalError as error:
            return error.sentence
        return None

    @cached_property
    def _looks(self) -> Mapping[str, Look]:
        branch = looks_branch(self._checked)
        try:
            if branch is not None:
                branch.refresh()
            return read_looks(branch) if branch is not None else {}
        except OperationalError as error:
            fail(error.sentence)

    def declared(self, names: tuple[str, ...]) -> Iterator[Declared]:
        """Yield the channels that declare a profile, or those of them that are named."""
        yield from _declared(self._checked, names)

    def record(self, declared: Declared) -> Record | None:
        """Return what the ledger knows of the profile."""
        key = DeliveryKey(*declared.variant.key)
        try:
            return self._ledgers.get(rehearsed=declared.channel.rehearsed).read([key]).get(key)
        except OperationalError as error:
            fail(error.sentence)

    def held(self, declared: Declared) -> Sentence | None:
        """Return what keeps the profile from being written: an error, a pause, or that nobody has approved it."""
        path = declared.channel.path
        errors = [f for f in self._checked.findings if f.severity is Severity.ERROR and f.place.path == path]
        if errors:
            return errors[0].message
        verdicts = self._judged()
        pauses = (*self._checked.workspace.pauses, *verdicts.pauses)
        if any(pause.covers(declared.variant) and pause.holds_at(self._clock()) for pause in pauses):
            return _PAUSED
        return verdicts.unapproved.get(DeliveryKey(*declared.variant.key))

    def apply(self, declared: Declared) -> Applied:
        """Put the profile onto the account. Raises :class:`OperationalError`."""
        evidence = self._judged().evidence.get(DeliveryKey(*declared.variant.key), {})
        ledger = self._ledgers.get(rehearsed=False)
        applying = Applying(self.looking, ledger, self._clock, this_run())
        return applying(declared.variant, declared.profile, evidence)

    def verified(self, declared: Declared, by: str | None) -> None:
        """Write down that somebody saw the profile to be as declared. Raises :class:`OperationalError`."""
        record = self.record(declared)
        repository = find_repository(self._checked.root)
        who = by or (Git(repository).line("config", "--get", "user.name") if repository else None)
        event = Event(
            EventKind.SENT,
            self._clock(),
            "done",
            record.attempts if record else 0,
            declared.variant.digest,
            url=declared.channel.url,
            source="done",
            evidence={"by": who} if who else {},
        )
        key = DeliveryKey(*declared.variant.key)
        self._ledgers.get(rehearsed=declared.channel.rehearsed).append({key: event}, f"done {' '.join(key)}")

    def _judged(self) -> Verdicts:
        if self._verdicts is None:
            variants = [one.variant for one in _declared(self._checked, ())]
            self._verdicts = Judge().profiles(self._checked, variants, self._clock())
        return self._verdicts


def chosen(checked: Checked, names: tuple[str, ...]) -> list[Channel]:
    """Return the named channels, all of them if none is named; leaves the program when there is no such channel."""
    channels = checked.workspace.channels
    for name in names:
        if name not in channels:
            fail(Sentence(f"there is no channel {name}", f"non c'è nessun canale {name}"), status=2)
    return [channel for channel in channels.values() if not names or channel.id in names]


def same_face(checked: Checked, finding: Finding) -> bool:
    """Whether a finding says that an avatar is another one, and it only is another file that looks the same."""
    if finding.name != "other-face-elsewhere" or finding.channel is None:
        return False
    faces = {c.id: c.profile.avatar for c in checked.workspace.channels.values() if c.profile.avatar}
    usual, _ = Counter(faces.values()).most_common(1)[0]
    try:
        return look_alike(*((checked.root / file).read_bytes() for file in (usual, faces[finding.channel])))
    except OSError:
        return False


def write_checklists(checked: Checked, names: tuple[str, ...], target: Path) -> int:
    """Write a page, and a folder for each profile that is put right by hand; return how many there are."""
    lists = []
    meant = [one for one in _declared(checked, names) if names or not writable(one.channel)]
    known = Ledgers(checked, fetch=False).known() if any(one.profile.pinned for one in meant) else {}
    for declared in meant:
        channel, folder = declared.channel, target / declared.channel.id
        shutil.rmtree(folder, ignore_errors=True)  # ours alone, and what was in it may be old by now
        folder.mkdir(parents=True)
        files = dict(_copied(checked.root, declared, folder))
        profile = replace(declared.profile, pinned=_pinned(checked, declared, known))
        said = checklist_of(channel, profile, files, language())
        (folder / _TEXT.into(language())).write_text(checklist_text(said, language()), encoding="utf-8")
        lists.append((channel.id, said))
    target.mkdir(parents=True, exist_ok=True)
    (target / "index.html").write_text(checklist_page(lists, language()), encoding="utf-8")
    return len(lists)


def _pinned(checked: Checked, declared: Declared, known: Mapping[DeliveryKey, Record]) -> str | None:
    """Return how a person finds the post that stands first: its title, and its address if it is out."""
    pinned = declared.profile.pinned
    post = checked.workspace.post(pinned) if pinned else None
    if pinned is None or post is None:
        return pinned
    record = known.get(DeliveryKey(pinned, declared.channel.id))
    where = record.url if record and record.url else _NOT_OUT.into(language())
    return f"{post.title or post.id} ({where})"


def _copied(root: Path, declared: Declared, folder: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Put the cut pictures into the folder; yield their names with file and size in pixels."""
    desk = profile_desk(declared.channel.network)
    for name in PICTURES:
        media = declared.profile.pictures.get(name)
        shape = desk.shape(name) if desk else None
        if media is None or (desk is not None and name not in desk.fields):
            continue
        try:
            made = made_picture(root, media, shape)
        except Refused as refused:
            fail(refused.reason)
        file = f"{name}{Path(made.file).suffix}"
        shutil.copyfile(root / made.file, folder / file)
        width, height = size_of((folder / file).read_bytes())
        yield name, (file, f"{width} × {height}")


def _declared(checked: Checked, names: tuple[str, ...]) -> Iterator[Declared]:
    brand = checked.workspace.brand
    for channel in chosen(checked, names):
        variant = profile_variant(channel, brand)
        if variant is not None:
            yield Declared(channel, declared_profile(channel, brand), variant)


_TEXT = Sentence("steps.txt", "passi.txt")
_NOT_OUT = Sentence("not out yet", "non ancora uscito")
_PAUSED = Sentence("a pause holds it back: see PAUSE", "una pausa lo trattiene: guarda PAUSE")
