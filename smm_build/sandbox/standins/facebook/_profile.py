"""The profile of the Facebook stand-in's page: https://developers.facebook.com/docs/graph-api/reference/page."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from smm_build.sandbox.standins._base import Answer, Asked, World
from smm_build.sandbox.standins._graph import error, fields
from smm_build.sandbox.standins._profile_pictures import keep_picture, picture_address, profile_of

__all__ = ["CHANGES", "PICTURE", "keep_photo", "profile_node", "set_picture", "update_page"]

CHANGES: Mapping[str, str] = {
    "about": "text",
    "website": "text",
    "phone": "text",
    "emails": "list",
    "hours": "object",
    "cover": "number",
    "no_feed_story": "bool",
    "no_notification": "bool",
}
PICTURE: Mapping[str, str] = {"picture": "text", "suppress_stories": "bool"}
_LONGEST = 255
_LISTS = frozenset({"emails", "hours"})


def profile_node(asked: Asked, world: World) -> dict[str, object]:
    """Return the page's fields about itself."""
    own = profile_of(world)
    cover = own.get("cover")
    url = picture_address(asked, own.get("avatar")) or f"{asked.base}/pictures/silhouette.png"
    told = {name: own.get(name) for name in ("about", "website", "phone", "emails", "hours")}
    return told | {
        "category": "Coffee shop",
        "single_line_address": None,
        "cover": {"id": str(cover), "source": picture_address(asked, cover)} if cover else None,
        "picture": {"data": {"url": f"{url}?oh=stand-in", "is_silhouette": "avatar" not in own}},
    }


def update_page(asked: Asked, world: World) -> Answer:
    """Change the page."""
    said = fields(asked)
    if len(said.get("about", "")) > _LONGEST:
        return error(100, "Param about must be no longer than 255 characters")
    own = profile_of(world)
    for name in CHANGES:
        if name in said and not name.startswith("no_"):
            own[name] = json.loads(said[name]) if name in _LISTS else said[name]
    if "cover" in said and said["cover"] not in world.kind("pictures"):
        del own["cover"]
        return error(100, "The cover is no photo of this page")
    return Answer(200, {"success": True})


def keep_photo(world: World, photo: str, content: bytes) -> None:
    """Keep the bytes of an uploaded photo under its own id, so that it can become the page's picture."""
    keep_picture(world, content, "image/jpeg", photo)


def set_picture(asked: Asked, world: World) -> Answer:
    """Set the page's picture by its address: one of a photo that was uploaded, or a public one."""
    url = fields(asked)["picture"]
    name = url.rpartition("/")[2].partition(".")[0]
    kept = world.kind("pictures").get(name) if url.startswith(f"{asked.base}/") else None
    content = base64.b64decode(str(kept["content"])) if kept else world.fetch(url)
    if content is None:
        return error(100, "The file cannot be fetched", 2_061_006)
    profile_of(world)["avatar"] = keep_picture(world, content, "image/jpeg")
    return Answer(200, {"success": True})
