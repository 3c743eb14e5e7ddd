"""Meta's description as a judge of what is asked of Facebook; see :mod:`tests.official._meta`."""

from __future__ import annotations

import re

from smm_build.networks import Request
from tests.official import Unjudged
from tests.official._meta import Edge, judged

__all__ = ["faults"]

_LISTS = {
    "published_posts": "PagePost",
    "scheduled_posts": "PagePost",
    "stories": "Stories",
    "conversations": "UnifiedThread",
}
_PAGE = frozenset({"feed", "messages", "photos", "videos", "video_reels", "video_stories", "photo_stories", *_LISTS})


def faults(request: Request) -> list[str]:
    """Return what the description says against a request to Facebook."""
    return judged(request, _edge)


def _edge(path: str, request: Request) -> Edge | None:
    if path.startswith("video-upload/") or re.search(r"/rupload/|//rupload\.", request.url):
        raise Unjudged("the bytes of a film")
    if path in {"debug_token", "app"}:
        raise Unjudged("tokens and apps")
    if re.fullmatch(r"t_\d+/messages", path):
        return Edge("UnifiedThread", "/messages", "")
    found = re.fullmatch(r"(?P<id>[\d_]+|[a-z.]+)(/(?P<edge>\w+))?", path)
    if not found:
        return None
    name, edge = found["id"], found["edge"]
    if edge in _PAGE:
        return Edge("Page", f"/{edge}", _LISTS.get(edge, ""))
    if edge == "comments":
        return Edge("PagePost" if "_" in name else "AdVideo", "/comments", "Comment")
    if edge == "likes":
        return Edge("Comment", "/likes", "")
    if edge == "insights":
        return Edge("PagePost", "/insights", "InsightsResult")
    return None if edge else _object(name, request)


def _object(name: str, request: Request) -> Edge:
    """Tell by what is asked which kind of object it is: an id does not say."""
    fields = request.params.get("fields", "")
    if "is_hidden" in (request.form or {}):
        return Edge("Comment", "/", "")
    if fields == "followers_count" or "access_token" in fields or "is_published" in fields:
        return Edge("Page", "/", "Page")
    if "status" in fields or "description" in (request.form or {}):
        return Edge("AdVideo", "/", "AdVideo")
    if fields == "post_id":
        return Edge("AdVideo", "/", "AdVideo")
    return Edge("PagePost" if "_" in name else "AdVideo", "/", "PagePost")
