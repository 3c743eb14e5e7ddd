"""What a job's token may do on GitHub, from the permissions its job lists; what is not listed is refused.

Which permission what needs: https://docs.github.com/rest/authentication/permissions-required-for-github-apps, read
2026-11-23. GitHub lets everybody read a public repository; here it is as in a private one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from tests.servers.github import Asked
from tests.servers.github_answers import Answer

__all__ = ["needed", "refuse"]

_ORDER = {"none": 0, "read": 1, "write": 2}
_COMMENTS = re.compile(r"/issues/(\d+)/comments")


def refuse(permissions: Mapping[str, str], asked: Asked, pulls: Container[int]) -> Answer | None:
    """Return GitHub's refusal when none of the permissions that would do is listed, else ``None``."""
    names, level = needed(asked, pulls)
    if not names or any(_ORDER[permissions.get(name, "none")] >= _ORDER[level] for name in names):
        return None
    return Answer(403, {"message": "Resource not accessible by integration"})


def needed(asked: Asked, pulls: Container[int]) -> tuple[tuple[str, ...], str]:
    """Return the permissions of which one is needed, and how much of it; none for what every token may."""
    level = "read" if asked.method == "GET" else "write"
    path = "/" + asked.path.split("/", 4)[-1] if asked.path.count("/") > 3 else ""
    thread = _COMMENTS.fullmatch(path)
    if thread:
        return (("pull-requests", "issues") if int(thread[1]) in pulls else ("issues",)), level
    if path.startswith("/issues/comments/"):
        return ("pull-requests", "issues"), level
    for start, names in _NEEDED.items():
        if path.startswith(start):
            return names, level
    return (), level


_NEEDED = {
    "/issues": ("issues",),
    "/pulls": ("pull-requests",),
    "/commits": ("contents", "pull-requests"),
    "/contents": ("contents",),
    "/git": ("contents",),
    "/actions": ("actions",),
}
