"""What a forge answered before is not asked for again: GitHub counts a question whose answer is the same as none.

A request that says which answer is known (``If-None-Match``) gets 304 if it is still true, and with a token that does
not count against the rate limit. Source:
https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api, read 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from smm_build.networks import Request, Response

__all__ = ["Remembering"]

_UNCHANGED = 304
_MOST = 2_000
"""Answers kept; beyond that it begins anew."""


@dataclass
class Remembering:
    """Sends with ``transport``, and gives back a remembered answer where the server says that it is still true."""

    transport: Callable[[Request], Response]
    known: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[str, Response]] = field(default_factory=dict)

    def __call__(self, request: Request) -> Response:
        """Send a request; raises what the transport raises."""
        if request.method != "GET":
            return self.transport(request)
        key = (request.url, tuple(sorted(request.params.items())))
        etag, before = self.known.get(key, ("", None))
        headers = {**request.headers, "If-None-Match": etag} if etag else request.headers
        answer = self.transport(replace(request, headers=headers))
        if answer.status == _UNCHANGED and before is not None:
            return before
        if answer.ok and (tag := answer.headers.get("etag")):
            if len(self.known) >= _MOST:
                self.known.clear()
            self.known[key] = (tag, answer)
        return answer
