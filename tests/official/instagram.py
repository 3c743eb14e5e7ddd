"""Meta's description as a judge of what is asked of Instagram; see :mod:`tests.official._meta`."""

from __future__ import annotations

import re

from smm_build.networks import Request
from tests.official import Unjudged
from tests.official._meta import Edge, judged

__all__ = ["faults"]

_ANSWERS = {
    "media": "IGMedia",
    "stories": "IGMedia",
    "media_publish": "IGMedia",
    "content_publishing_limit": "ContentPublishingLimitResponse",
    "conversations": "UnifiedThread",
    "messages": "",
}


def faults(request: Request) -> list[str]:
    """Return what the description says against a request to Instagram."""
    return judged(request, _edge)


def _edge(path: str, request: Request) -> Edge | None:
    direct = "graph.instagram.com/" in request.url
    if re.search(r"/rupload/|//rupload\.", request.url) or "status_code" in request.params.get("fields", ""):
        raise Unjudged("containers and the bytes of films are not described")
    if path in {"debug_token", "app"}:
        raise Unjudged("tokens and apps")
    if re.fullmatch(r"t_\d+/messages", path):
        return Edge("UnifiedThread", "/messages", "")
    found = re.fullmatch(r"(?:\d+|me)(/(?P<edge>\w+))?", path)
    if not found:
        return None
    edge, user = found["edge"], "IGUserForIGOnlyAPI" if direct else "IGUser"
    if edge == "stories" and direct:
        raise Unjudged("stories are not described for this host, but documented")
    if edge in _ANSWERS:
        return Edge(user, f"/{edge}", _ANSWERS[edge])
    if edge == "comments":
        return Edge("IGMedia", "/comments", "IGComment")
    if edge == "replies":
        return Edge("IGComment", "/replies", "IGComment")
    if edge == "insights":
        return Edge("IGMedia", "/insights", "InstagramInsightsResult")
    return None if edge else _object(request, user)


def _object(request: Request, user: str) -> Edge:
    fields = request.params.get("fields", "")
    if "hide" in (request.form or {}):
        return Edge("IGComment", "/", "")
    if "instagram_business_account" in fields:
        return Edge("Page", "/", "Page")
    of_user = "username" in fields or fields == "followers_count"
    return Edge(user, "/", user) if of_user else Edge("IGMedia", "/", "IGMedia")
