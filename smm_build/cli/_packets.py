"""The file ``.smm/cache/posts.kept``: what was made of posts, in packets of some files each.

After one edit, one small packet is written; the others are written as they are.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from smm_build.cli._made import Known, names_of
from smm_build.domain.channel import Channel
from smm_build.run.both_cores import Way, cores_for, done
from smm_build.run.packed import Names, pack, unpack
from smm_build.run.sealed import Safe

__all__ = ["Packets"]

SIZE = 64
"""Files in a packet."""

_FILE = "posts.kept"


@dataclass(frozen=True, slots=True)
class _Packet:
    """What was made of some files as bytes, and the marks of these files by path."""

    marks: Mapping[str, str]
    content: bytes


class Packets:
    """What is written down of posts. It holds for what ``holds_for`` says, and for nothing else."""

    def __init__(self, safe: Safe) -> None:
        self._safe = safe
        self.holds_for: tuple[str, ...] = ()
        self._packets: list[_Packet] = []
        content = safe.read(_FILE)
        if content is not None:
            self.holds_for, packets = pickle.loads(content)  # noqa: S301 - the seal says that we wrote it
            self._packets = [_Packet(*packet) for packet in packets]

    def read(self, channels: Mapping[str, Channel]) -> Iterator[tuple[str, Known]]:
        """Yield the path of every file with what was made of it."""
        names = names_of(channels)
        for packet in self._packets:
            entries = unpack(packet.content, names)
            yield from ((path, Known(mark, entries[path])) for path, mark in packet.marks.items())

    def write(self, holds_for: tuple[str, ...], files: Mapping[str, Known], channels: Mapping[str, Channel]) -> None:
        """Write everything down; what is packed already is not packed again, unless half of it is out of date."""
        still = [_still(packet, files) for packet in self._packets] if holds_for == self.holds_for else []
        packets = [packet for packet in still if 2 * len(packet.marks) >= SIZE]
        packed = {path for packet in packets for path in packet.marks}
        rest = {path: known for path, known in files.items() if path not in packed}
        self.holds_for, self._packets = holds_for, [*packets, *_packed(rest, names_of(channels))]
        said = (holds_for, [(packet.marks, packet.content) for packet in self._packets])
        self._safe.write(_FILE, pickle.dumps(said, protocol=pickle.HIGHEST_PROTOCOL))


def _still(packet: _Packet, files: Mapping[str, Known]) -> _Packet:
    """Return the packet without what is out of date."""
    marks = {path: mark for path, mark in packet.marks.items() if path in files and files[path].mark == mark}
    return _Packet(marks, packet.content)


def _packed(files: Mapping[str, Known], names: Names) -> Iterator[_Packet]:
    shares = [dict(list(files.items())[start : start + SIZE]) for start in range(0, len(files), SIZE)]
    tasks = [partial(_content, share, names) for share in shares]
    for share, content in zip(shares, done(tasks, Way(bytes, bytes), cores_for(len(files))), strict=True):
        yield _Packet({path: known.mark for path, known in share.items()}, content)


def _content(share: Mapping[str, Known], names: Names) -> bytes:
    return pack({path: known.entry for path, known in share.items()}, names)
