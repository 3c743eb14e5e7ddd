"""Posts: one Markdown file each, read against the channels and the media there are."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from smm_build.domain.channel import Channel
from smm_build.domain.delivery import PROFILE_ID
from smm_build.domain.finding import Finding
from smm_build.domain.media import Media
from smm_build.domain.place import Place, Places
from smm_build.domain.post import Evergreen, Ignore, PartText, Post, Series, Settings
from smm_build.domain.sentence import Sentence
from smm_build.read import problems
from smm_build.read.body import Body, Picture, RawPart, Section, read_body
from smm_build.read.front_matter import Document, read_document
from smm_build.read.ids import is_id, stem
from smm_build.read.media import Shelf
from smm_build.read.schema.post import OverrideFile, PostFile
from smm_build.read.settings import SettingsReader
from smm_build.read.source import Source
from smm_build.read.validation import Kind, unreadable

__all__ = ["Surroundings", "read_post"]

_KIND: Kind[PostFile] = Kind(PostFile)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a post is read against. ``unusable`` are channels whose own file has errors, by id, with its path."""

    zone: ZoneInfo
    channels: Mapping[str, Channel]
    unusable: Mapping[str, str]
    shelf: Shelf

    @property
    def known(self) -> tuple[str, ...]:
        """Every channel id that has a file."""
        return (*self.channels, *self.unusable)


def read_post(source: Source, around: Surroundings) -> tuple[Post | None, list[Finding]]:
    """Return the post, ``None`` when nothing can be made of it, and everything that is wrong with its file.

    Every finding names the post, so that nothing of it goes out before they are gone.
    """
    found: list[Finding] = []
    document = read_document(source, found)
    if document is None:
        return None, found
    said, places = _KIND.read(document.data, found)
    post_id = _id_of(said, places, source.path, found)
    post = _Reader(source, said, places, around, found).post(post_id, document.body_start)
    if found:
        post = replace(post, unreadable=_unreadable(found, document))
    return post, [finding if finding.post else replace(finding, post=post_id) for finding in found]


def _unreadable(found: list[Finding], document: Document) -> frozenset[str]:
    """Return the keys that findings are about, and ``""`` if some are about the text."""
    text = document.source.place(document.body_start)
    in_text = {""} if any(finding.place >= text for finding in found) else set()
    return unreadable(found, document.data.places, PostFile) | in_text


def _id_of(said: PostFile, places: Places, path: str, found: list[Finding]) -> str:
    written = said.id if said.id is not None else stem(path)
    if is_id(written) and written != PROFILE_ID:
        return written
    found.append(problems.bad_id(places.of("id"), written))
    # The post is shown and held back under a name that no sound post can have by accident.
    digest = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:10]
    return f"invalid-{digest}"


_NOT_A_DAY = Sentence("it is no day such as 2026-12-22", "non è un giorno come 2026-12-22")


@dataclass(frozen=True, slots=True)
class _Reader:
    source: Source
    said: PostFile
    places: Places
    around: Surroundings
    found: list[Finding]

    def post(self, post_id: str, body_start: int) -> Post:
        said = self.said
        settings = SettingsReader(self.around.zone, self.around.shelf, self.places, self.found)
        channels = self._channels()
        texts = _Texts(self.source, channels, self.around, self.found).read(read_body(self.source, body_start))
        return Post(
            id=post_id,
            path=self.source.path,
            title=said.title or _first_line(texts) or post_id,
            settings=settings.of_post(said),
            overrides=self._overrides(settings, channels),
            channels=channels,
            texts=texts,
            places=self.places,
            pillar=said.pillar,
            objective=said.objective,
            audience=said.audience or (),
            campaign=said.campaign,
            owner=said.owner,
            reviewers=said.reviewers or (),
            brief=said.brief,
            notes=said.notes,
            series=self._series(settings),
            evergreen=self._evergreen(),
            ignore=self._ignored(),
        )

    def _channels(self) -> tuple[str, ...]:
        """Return the channels the post goes to, each once, as their files write them."""
        written = self.said.channels or ()
        # Where they stand is only looked for when one of them is in doubt.
        if len(set(written)) == len(written) and self.around.channels.keys() >= set(written):
            return written
        firsts: dict[str, Place] = {}
        for index, name in enumerate(written):
            place = self.places.of(f"channels.{index}")
            channel = _known_channel(name, place, self.around, self.found)
            if channel in firsts:
                twice = problems.channel_twice(place, channel, firsts[channel])
                self.found.append(replace(twice, channel=channel))
            elif channel is not None:
                firsts[channel] = place
        return tuple(firsts)

    def _overrides(self, settings: SettingsReader, channels: tuple[str, ...]) -> dict[str, Settings]:
        overrides: dict[str, Settings] = {}
        for written, said in (self.said.overrides or {}).items():
            place = self.places.of_key(f"overrides.{written}")
            channel = _known_channel(written, place, self.around, self.found)
            if channel is None:
                continue
            if channel not in channels:
                self.found.append(replace(problems.channel_not_listed(place, channel), channel=channel))
            before = len(self.found)
            overrides[channel] = settings.of_override(said or OverrideFile(), f"overrides.{written}.")
            self.found[before:] = [replace(finding, channel=channel) for finding in self.found[before:]]
        return overrides

    def _series(self, settings: SettingsReader) -> Series | None:
        said = self.said.series
        if said is None:
            return None
        edits: dict[date, Settings] = {}
        for written, edit in (said.edits or {}).items():
            key = f"series.edits.{written}"
            try:
                day = date.fromisoformat(written)
            except ValueError:
                self.found.append(problems.bad_time(self.places.of_key(key), written, _NOT_A_DAY))
                continue
            edits[day] = settings.of_override(edit or OverrideFile(), f"{key}.")
        return Series(said.rule, said.until, said.skip or (), edits)

    def _evergreen(self) -> Evergreen | None:
        said = self.said.evergreen
        return Evergreen(said.every, said.cycles, said.until) if said and said.every else None

    def _ignored(self) -> tuple[Ignore, ...]:
        ignored = []
        for index, said in enumerate(self.said.ignore or ()):
            place = self.places.of(f"ignore.{index}")
            reason = (said.reason or "").strip() or None
            if reason is None:
                self.found.append(problems.missing_reason(place, said.code))
            ignored.append(Ignore(said.code.strip(), reason, place))
        return tuple(ignored)


def _known_channel(written: str, place: Place, around: Surroundings, found: list[Finding]) -> str | None:
    """Return the id of the channel that ``written`` names; ``None`` with a finding when there is none to use.

    Front matter has to write it in its own capitals, a heading need not; so exact ids are asked first.
    """
    if written in around.channels:
        return written
    if written in around.unusable:
        unusable = problems.unusable_channel(place, written, around.unusable[written])
        found.append(replace(unusable, channel=written))
        return None
    found.append(problems.unknown_channel(place, written, around.known))
    return None


# --- Texts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Texts:
    """Gives each section of the body to its channels."""

    source: Source
    listed: tuple[str, ...]
    around: Surroundings
    found: list[Finding]

    def read(self, body: Body) -> dict[str, tuple[PartText, ...]]:
        if body.unclosed is not None:
            self.found.append(problems.unclosed_comment(body.unclosed))
        self.found.extend(problems.doubtful_picture(place) for place in body.like_pictures)
        for line, place in body.like_headings:
            self._doubt(line, place)
        texts: dict[str, tuple[PartText, ...]] = {}
        firsts: dict[str, Place] = {}
        for section in body.sections:
            self._section(section, texts, firsts)
        return texts

    def _section(self, section: Section, texts: dict[str, tuple[PartText, ...]], firsts: dict[str, Place]) -> None:
        parts = tuple(self._part(part) for part in section.parts)
        if not section.headings:
            texts[""] = parts
        for heading in section.headings:
            channel = self._heading(heading.name, heading.place, firsts)
            if channel is None:
                continue
            if parts:
                texts[channel] = parts
            else:
                empty = problems.empty_section(heading.place, channel)
                self.found.append(replace(empty, channel=channel))

    def _heading(self, name: str, place: Place, firsts: dict[str, Place]) -> str | None:
        """Return the channel a heading names for the first time."""
        written = next((known for known in self.around.known if known.casefold() == name.casefold()), name)
        channel = _known_channel(written, place, self.around, self.found)
        if channel is None:
            return None
        if channel in firsts:
            twice = problems.channel_twice(place, channel, firsts[channel])
            self.found.append(replace(twice, channel=channel))
            return None
        firsts[channel] = place
        if channel not in self.listed:
            self.found.append(replace(problems.channel_not_listed(place, channel), channel=channel))
        return channel

    def _doubt(self, line: str, place: Place) -> None:
        words = [word for word in re.split(r"[^A-Za-z0-9._-]+", line.casefold()) if word.strip("._-")]
        known = {channel.casefold(): channel for channel in self.around.known}
        named = [known[word] for word in words if word in known]
        if named and all(word in known or word in {"and", "e", "for", "per"} for word in words):
            self.found.append(problems.doubtful_heading(place, line, named))

    def _part(self, raw: RawPart) -> PartText:
        media = (self._picture(picture) for picture in raw.pictures)
        return PartText(raw.text, tuple(medium for medium in media if medium is not None), raw.place, raw.lines)

    def _picture(self, picture: Picture) -> Media | None:
        folder = posixpath.dirname(self.source.path)
        return self.around.shelf.media(folder, picture.target, picture.alt, picture.place, self.found)


def _first_line(texts: Mapping[str, tuple[PartText, ...]]) -> str | None:
    lines = (line.strip() for parts in texts.values() for part in parts for line in part.text.split("\n"))
    return next((line for line in lines if line), None)
