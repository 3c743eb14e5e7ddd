"""Seal a text so that only the owner of a key can read it: libsodium's sealed box, which GitHub asks for."""

from __future__ import annotations

import base64
import binascii

from smm_build.domain.delivery import Trouble
from smm_build.domain.sentence import Sentence
from smm_build.networks import Refused

__all__ = ["seal"]


def seal(value: str, public_key: str) -> str:
    """Return ``value`` sealed with a public key in Base64, in Base64; raises :class:`Refused` for what is no key.

    It is another text every time. Source: https://doc.libsodium.org/public-key_cryptography/sealed_boxes, read
    2026-11-23.
    """
    from nacl.public import PublicKey, SealedBox  # noqa: PLC0415 - only one command needs it

    try:
        key = PublicKey(base64.b64decode(public_key, validate=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise Refused(Trouble.UNKNOWN, _NO_KEY) from error
    return base64.b64encode(SealedBox(key).encrypt(value.encode("utf-8"))).decode("ascii")


_NO_KEY = Sentence(
    "GitHub gave a key that secrets cannot be sealed with: try again later",
    "GitHub ha dato una chiave con cui non si può sigillare un secret: riprova più tardi",
)
