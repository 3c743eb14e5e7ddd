"""Pictures of profiles that stand-ins were given, and give away again under an address of their own."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from smm_build.sandbox.standins._base import Answer, Asked, World

__all__ = ["given", "keep_picture", "picture_address", "profile_of"]

_FOLDER = "/pictures/"
_MOST = 12


def profile_of(world: World, **usual: object) -> dict[str, object]:
    """Return what the account says about itself; what is changed in it is kept."""
    return world.kind("profile").setdefault("own", dict(usual))


def keep_picture(world: World, content: bytes, mime: str, name: str | None = None) -> str:
    """Keep a picture and return its id: another one every time, as networks do, unless it has one.

    Only the newest are kept, because posts' pictures come by here on some networks.
    """
    name = name or world.new_id()
    kept = world.kind("pictures")
    kept[name] = {"content": base64.b64encode(content).decode(), "mime": mime}
    while len(kept) > _MOST:
        del kept[next(iter(kept))]
    return name


def picture_address(asked: Asked, name: object) -> str | None:
    """Return where a kept picture can be fetched, ``None`` without one."""
    return f"{asked.base}{_FOLDER}{name}.png" if name else None


def given(asked: Asked, world: World) -> Answer | None:
    """Answer a request for a kept picture, ``None`` when it is about something else."""
    if asked.method != "GET" or not asked.path.startswith(_FOLDER):
        return None
    kept: Mapping[str, object] | None = world.kind("pictures").get(asked.path.removeprefix(_FOLDER).partition(".")[0])
    if kept is None:
        return Answer(404)
    return Answer(200, base64.b64decode(str(kept["content"])), {"Content-Type": str(kept["mime"])})
