"""The own account of the Mastodon stand-in: https://docs.joinmastodon.org/methods/accounts/#update_credentials."""

from __future__ import annotations

import html
import re

from smm_build.sandbox.standins._base import Asked, World
from smm_build.sandbox.standins._profile_pictures import keep_picture, picture_address, profile_of

__all__ = ["profile_fault", "shown_profile", "update_profile"]

_NAME, _NOTE, _FIELD, _FIELDS = 30, 500, 255, 4
_PAIR = re.compile(r"fields_attributes\[(\d+)\]\[(name|value)\]")


def shown_profile(asked: Asked, world: World) -> dict[str, object]:
    """Return the account's own part: names and texts as HTML, in ``source`` as they were written."""
    own = profile_of(world, display_name="", note="", fields=[])
    fields = own["fields"]
    assert isinstance(fields, list), "made so"
    missing = f"{asked.base}/avatars/original/missing.png"
    return {
        "display_name": own["display_name"],
        "note": f"<p>{html.escape(str(own['note']))}</p>",
        "avatar": picture_address(asked, own.get("avatar")) or missing,
        "header": picture_address(asked, own.get("header")) or missing.replace("avatars", "headers"),
        "fields": [{**field, "verified_at": None} for field in fields],
        "source": {
            "privacy": "public",
            "sensitive": False,
            "language": None,
            "note": own["note"],
            "fields": [{**field, "verified_at": None} for field in fields],
        },
    }


def profile_fault(asked: Asked) -> str | None:
    """Return what the server would not take of an update."""
    said = asked.form
    if len(said.get("display_name", "")) > _NAME:
        return f"Validation failed: Display name is too long (maximum is {_NAME} characters)"
    if len(said.get("note", "")) > _NOTE:
        return f"Validation failed: Bio is too long (maximum is {_NOTE} characters)"
    pairs = {int(found[1]) for name in said if (found := _PAIR.fullmatch(name))}
    if len(pairs) > _FIELDS or any(len(said[name]) > _FIELD for name in said if _PAIR.fullmatch(name)):
        return "Validation failed: Fields is invalid"
    if any(not file.mime.startswith("image/") for file in asked.files.values()):
        return "Validation failed: Avatar content type is invalid"
    return None


def update_profile(asked: Asked, world: World) -> None:
    """Change the account; fields that are left out of the list are taken away."""
    own, said = profile_of(world, display_name="", note="", fields=[]), asked.form
    own.update({name: said[name] for name in ("display_name", "note") if name in said})
    rows: dict[int, dict[str, str]] = {}
    for name, value in said.items():
        if found := _PAIR.fullmatch(name):
            rows.setdefault(int(found[1]), {"name": "", "value": ""})[found[2]] = value
    if rows:
        own["fields"] = [rows[number] for number in sorted(rows)]
    for name in ("avatar", "header"):
        if name in asked.files:
            own[name] = keep_picture(world, asked.files[name].content, asked.files[name].mime)
