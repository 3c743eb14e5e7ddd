"""Signing requests by OAuth 1.0a with HMAC-SHA1.

The keys never end, so nothing has to be written back after a run, and every request is signed by itself. The signature
is over the method, the address, the query and the fields of a URL-encoded form; JSON and multipart bodies are not part
of it. Sources: RFC 5849, section 3.4, and
https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature, read on 2026-11-23.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, quote, urlsplit

from smm_build.networks._base import Request

__all__ = ["Keys", "signature"]

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Keys:
    """The key and secret of an app and of an account. A :class:`~smm_build.networks.Signer` of requests."""

    key: str = field(repr=False)
    key_secret: str = field(repr=False)
    token: str = field(repr=False)
    token_secret: str = field(repr=False)

    def __call__(self, request: Request, at: datetime, nonce: str) -> Mapping[str, str]:
        """Return the ``Authorization`` header for one sending of ``request``."""
        said = {
            "oauth_consumer_key": self.key,
            "oauth_nonce": nonce,
            "oauth_signature_method": "HMAC-SHA1",
            "oauth_timestamp": str(int(at.timestamp())),
            "oauth_token": self.token,
            "oauth_version": "1.0",
        }
        parameters = [*said.items(), *_parameters(request)]
        said["oauth_signature"] = signature(request.method, request.url, parameters, self)
        pairs = ", ".join(f'{_escaped(name)}="{_escaped(value)}"' for name, value in sorted(said.items()))
        return {"Authorization": f"OAuth {pairs}"}


def signature(method: str, url: str, parameters: Iterable[tuple[str, str]], keys: Keys) -> str:
    """Return the signature in Base64 over ``parameters``, those of the header included; a query in ``url`` is added."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    query = parse_qsl(parts.query, keep_blank_values=True)
    pairs = sorted((_escaped(name), _escaped(value)) for name, value in (*parameters, *query))
    base = "&".join(
        _escaped(piece)
        for piece in (
            method.upper(),
            f"{parts.scheme}://{host}{port}{parts.path or '/'}",
            "&".join(f"{name}={value}" for name, value in pairs),
        )
    )
    secret = f"{_escaped(keys.key_secret)}&{_escaped(keys.token_secret)}"
    return base64.b64encode(hmac.new(secret.encode(), base.encode(), hashlib.sha1).digest()).decode()


def _parameters(request: Request) -> Iterable[tuple[str, str]]:
    form = request.form or {}
    fields = [(name, value) for name, value in form.items() if isinstance(value, str)]
    return (*request.params.items(), *(fields if len(fields) == len(form) else ()))


def _escaped(text: str) -> str:
    return quote(text, safe="-._~")
