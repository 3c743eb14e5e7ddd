"""Notes that hold something nobody else may use, sealed with a secret of the account.

Some networks give an address that is itself a permission: whoever has it may send bytes into an upload. A later attempt
needs it, and what flows remember stands in the ledger, which others can read. So it is written down sealed: SHAKE-256
(FIPS 202), keyed with the account's secret and a nonce, gives as many bytes as are to be covered and a tag that shows
whether anybody changed them. No nonce is used twice: it names the delivery and the instant of the attempt.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

__all__ = ["seal", "unseal"]

_TAG = 16
"""Bytes that tell whether a note is as it was written."""


def seal(text: str, secret: str, nonce: str) -> str:
    """Return ``text`` so that only who knows ``secret`` can read it. Never seal two texts with one nonce."""
    covered = _cover(text.encode("utf-8"), secret, nonce)
    return f"{_armour(nonce.encode('utf-8'))}.{_armour(_tag(covered, secret, nonce) + covered)}"


def unseal(sealed: str, secret: str) -> str | None:
    """Return what was sealed; ``None`` when it was changed, or sealed with another secret."""
    first, _, second = sealed.partition(".")
    try:
        nonce, content = _plain(first).decode("utf-8"), _plain(second)
        tag, covered = content[:_TAG], content[_TAG:]
        if not hmac.compare_digest(tag, _tag(covered, secret, nonce)):
            return None
        return _cover(covered, secret, nonce).decode("utf-8")
    except (ValueError, binascii.Error):
        return None


def _cover(content: bytes, secret: str, nonce: str) -> bytes:
    stream = hashlib.shake_256(_key(secret, "cover", nonce)).digest(len(content))
    return bytes(one ^ other for one, other in zip(content, stream, strict=True))


def _tag(covered: bytes, secret: str, nonce: str) -> bytes:
    return hmac.digest(_key(secret, "tag", nonce), covered, "sha256")[:_TAG]


def _key(secret: str, purpose: str, nonce: str) -> bytes:
    return hmac.digest(secret.encode("utf-8"), f"smm {purpose} {nonce}".encode(), "sha256")


def _armour(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")


def _plain(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
