"""Content ids as the AT Protocol makes them: of a record, and of a file.

Source: https://atproto.com/specs/data-model and https://ipld.io/specs/codecs/dag-cbor/spec/, read on 2026-11-23.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

__all__ = ["file_cid", "record_cid"]

_CBOR = 0x71
_RAW = 0x55
_NEXT_SIZES = ((24, 0), (1 << 8, 1), (1 << 16, 2), (1 << 32, 4), (1 << 64, 8))


def record_cid(record: object) -> str:
    """Return the content id of a record, a JSON value; raises :class:`ValueError` for what has no place in one."""
    return _cid(_CBOR, hashlib.sha256(_encoded(record)).digest())


def file_cid(content: bytes) -> str:
    """Return the content id of a file."""
    return _cid(_RAW, hashlib.sha256(content).digest())


def _cid(codec: int, digest: bytes) -> str:
    return "b" + base64.b32encode(bytes((1, codec, 0x12, len(digest))) + digest).decode().lower().rstrip("=")


def _encoded(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can say
    match value:
        case None | bool():
            return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[value]
        case int():
            return _head(0, value) if value >= 0 else _head(1, -1 - value)
        case str():
            raw = value.encode()
            return _head(3, len(raw)) + raw
        case list():
            return _head(4, len(value)) + b"".join(map(_encoded, value))
        case {"$link": str(cid)} if len(value) == 1:
            raw = b"\0" + base64.b32decode(cid[1:].upper() + "=" * (-len(cid[1:]) % 8))
            return _head(6, 42) + _head(2, len(raw)) + raw
        case {"$bytes": str(text)} if len(value) == 1:
            raw = base64.b64decode(text + "=" * (-len(text) % 4))
            return _head(2, len(raw)) + raw
        case dict():
            keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
            return _head(5, len(keys)) + b"".join(_encoded(key) + _encoded(value[key]) for key in keys)
    raise ValueError(f"{type(value).__name__} has no place in a record")


def _head(major: int, number: int) -> bytes:
    for below, size in _NEXT_SIZES:
        if number < below:
            first = number if size == 0 else 23 + size.bit_length()
            return bytes((major << 5 | first,)) + (number.to_bytes(size, "big") if size else b"")
    raise ValueError("a number is too large for a record")
