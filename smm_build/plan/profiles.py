"""What a profile is declared to say against what it says: field by field, as a value, before anything is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from smm_build.compose.profiles import PICTURES, fields_of
from smm_build.domain.channel import Profile
from smm_build.domain.delivery import Record
from smm_build.domain.media import Media
from smm_build.networks import LivePicture, LiveProfile

__all__ = ["Difference", "differences", "doubtful_pictures", "picture_notes"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says something else than declared; of pictures, files and not their contents are named."""

    field: str
    declared: str
    live: str


def differences(
    profile: Profile, live: LiveProfile, record: Record | None, alike: Mapping[str, bool]
) -> tuple[Difference, ...]:
    """Return what differs; ``alike`` tells of doubtful pictures whether they look the same."""
    return (*_texts(profile, live), *_pictures(profile, live, record, alike))


def doubtful_pictures(
    profile: Profile, live: LiveProfile, record: Record | None
) -> Iterator[tuple[str, Media, LivePicture]]:
    """Yield declared pictures that have to be looked at: the network has one, and it is not known to be ours."""
    for name in PICTURES:
        there = live.pictures.get(name)
        if name in profile.pictures and there is not None and not _is_ours(name, profile.pictures[name], there, record):
            yield name, profile.pictures[name], there


def picture_notes(profile: Profile, live: LiveProfile) -> Mapping[str, str]:
    """Return what a receipt keeps of the pictures: which file of ours became which of the network's."""
    notes: dict[str, str] = {}
    for name, media in profile.pictures.items():
        there = live.pictures.get(name)
        if there is not None and media.facts is not None:
            notes |= {name: media.facts.sha256, f"{name}.mark": there.mark}
    return notes


def _texts(profile: Profile, live: LiveProfile) -> Iterator[Difference]:
    for name, said in fields_of(profile).items():
        there = live.fields.get(name)
        if there is not None and _plain(name, said) != _plain(name, there):
            yield Difference(name, said, there)


def _pictures(
    profile: Profile, live: LiveProfile, record: Record | None, alike: Mapping[str, bool]
) -> Iterator[Difference]:
    for name in PICTURES:
        media = profile.pictures.get(name)
        if media is None or name not in live.pictures:
            continue
        there = live.pictures[name]
        if there is None:
            yield Difference(name, media.file, "")
        elif not _is_ours(name, media, there, record) and not alike.get(name, False):
            yield Difference(name, media.file, there.mark)


def _is_ours(name: str, media: Media, there: LivePicture, record: Record | None) -> bool:
    """Whether the network still has what it made of this very file: it makes another one of every picture."""
    if record is None or media.facts is None:
        return False
    notes = record.notes
    return notes.get(name) == media.facts.sha256 and notes.get(f"{name}.mark") == there.mark


def _plain(name: str, said: str) -> str:
    text = unicodedata.normalize("NFC", said).replace("\r\n", "\n").strip()
    if name == "link":
        parts = urlsplit(text)
        return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"
    if name == "phone":
        return re.sub(r"[^0-9+]", "", text)
    return text
