"""How long a film is, from the header of its ISO container (MP4, QuickTime); nothing is decoded."""

from __future__ import annotations

import struct
from typing import BinaryIO

__all__ = ["seconds_of"]

_MOST_BOXES = 1_000
"""No sound film has more on one level; a file that was written to keep us busy may."""
_HEAD = 8
_LONG_HEAD = 16


def seconds_of(file: BinaryIO, size: int) -> float | None:
    """Return how long the film in ``file`` (``size`` bytes) is; ``None`` when it does not say so.

    Boxes after ISO/IEC 14496-12, https://mp4ra.org/registered-types/boxes, read 2026-11-23: ``moov`` holds ``mvhd``.
    """
    moov = _find(file, b"moov", 0, size)
    mvhd = _find(file, b"mvhd", *moov) if moov else None
    if mvhd is None:
        return None
    file.seek(mvhd[0])
    return _seconds(file.read(32))


def _find(file: BinaryIO, kind: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Return where the inside of the first box of ``kind`` between two offsets begins and ends."""
    for _ in range(_MOST_BOXES):
        file.seek(start)
        head = file.read(_LONG_HEAD)
        if len(head) < _HEAD or start >= end:
            return None
        (length,) = struct.unpack(">I", head[:4])
        inside = _HEAD
        if length == 1 and len(head) == _LONG_HEAD:
            (length,) = struct.unpack(">Q", head[8:])
            inside = _LONG_HEAD
        length = length or end - start
        if head[4:8] == kind:
            return start + inside, min(start + length, end)
        if length < inside:
            return None
        start += length
    return None


def _seconds(head: bytes) -> float | None:
    # Version 1 has times of 64 bits: four bytes of version and flags, two dates, then scale and duration.
    form, at = (">IQ", 20) if head[:1] == b"\1" else (">II", 12)
    if len(head) < at + struct.calcsize(form):
        return None
    scale, duration = struct.unpack_from(form, head, at)
    return duration / scale if scale else None
