"""A post as our format writes it: values in, the text of the file out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from smm_build.importers._dates import wall_text
from smm_build.importers._text import clean
from smm_build.importers._yaml import write_yaml

__all__ = ["Draft", "sections", "write_post"]


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything an imported post says.

    ``texts`` holds the parts for every channel, each already safe for our format; ``publish_at`` is aware. ``fields``
    are further keys of front matter in our order, ``comments`` notes for the team above the text.
    """

    id: str
    title: str
    channels: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]]
    publish_at: datetime | None = None
    status: str | None = None
    notes: str | None = None
    media: tuple[Mapping[str, str], ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)
    comments: tuple[str, ...] = ()


def sections(texts: Mapping[str, tuple[str, ...]]) -> Sequence[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Group channels with equal texts: the first group is the common text, the others are channels' own.

    The common text is the one most channels have. A channel without any text makes "no text" the common one, since an
    empty section of its own would mean "the common text".
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for channel, parts in texts.items():
        groups.setdefault(parts, []).append(channel)
    ordered = sorted(groups.items(), key=lambda group: (any(group[0]), -len(group[1])))
    return [(tuple(channels), parts) for parts, channels in ordered]


def write_post(draft: Draft, zone: ZoneInfo) -> str:
    """Return the whole file; times are written on the wall clock of ``zone``."""
    return f"---\n{write_yaml(_front_matter(draft, zone))}---\n\n{_body(draft)}"


def _front_matter(draft: Draft, zone: ZoneInfo) -> Mapping[str, object]:
    said: dict[str, object] = {"id": draft.id, "title": clean(draft.title)}
    if draft.publish_at is not None:
        said["publish_at"] = wall_text(draft.publish_at, zone)
    said["channels"] = list(draft.channels)
    if draft.status is not None:
        said["status"] = draft.status
    if draft.media:
        said["media"] = list(draft.media)
    said |= draft.fields
    if draft.notes is not None:
        said["notes"] = clean(draft.notes)
    return said


def _body(draft: Draft) -> str:
    pieces = list(draft.comments)
    for number, (channels, parts) in enumerate(sections(draft.texts)):
        heading = [f"## {', '.join(channels)}"] if number else []
        text = "\n\n---\n\n".join(part for part in parts if part)
        pieces += [*heading, *([text] if text else [])]
    return "".join(f"{piece}\n\n" for piece in pieces).rstrip("\n") + "\n"
