"""The own profile of X's stand-in: the fields of ``/2/users/me``, and API v1.1, which writes them.

Written after https://developer.x.com/en/docs/accounts-and-users/manage-account-settings/api-reference, read on
2026-11-23.
"""

from __future__ import annotations

from smm_build.sandbox.standins._base import Answer, Asked, World
from smm_build.sandbox.standins._profile_pictures import keep_picture, picture_address, profile_of

__all__ = ["shown_profile", "update_picture", "update_profile"]

_LIMITS = {"name": 50, "url": 100, "location": 30, "description": 160}
_SHORT = "https://t.co/standIn001"
_PICTURES = {"update_profile_image": ("image", 700_000), "update_profile_banner": ("banner", 5_000_000)}


def shown_profile(asked: Asked, world: World) -> dict[str, object]:
    """Return the fields of the profile; a link stands there shortened."""
    own = profile_of(world, name="Sandbox", description="")
    url = own.get("url")
    entities = {"url": {"urls": [{"start": 0, "end": len(_SHORT), "url": _SHORT, "expanded_url": url}]}}
    shown: dict[str, object] = {"name": own["name"], "description": own["description"]}
    shown |= {"url": _SHORT, "entities": entities} if url else {"url": ""}
    pictures = {"profile_image_url": own.get("image"), "profile_banner_url": own.get("banner")}
    return shown | {key: picture_address(asked, name) for key, name in pictures.items() if name}


def update_profile(asked: Asked, world: World) -> Answer:
    """Set texts; an unknown field is ignored, as v1.1 does, and so is everything that is not there."""
    own = profile_of(world, name="Sandbox", description="")
    for name, most in _LIMITS.items():
        if len(asked.form.get(name, "")) > most:
            return _refused(f"Account update failed: {name.capitalize()} is too long (maximum is {most} characters)")
    own.update({name: asked.form[name] for name in _LIMITS if name in asked.form})
    return Answer(200, {"id_str": "1", "name": own["name"]})


def update_picture(asked: Asked, world: World, method: str) -> Answer:
    """Set the picture or the banner."""
    name, most = _PICTURES[method]
    file = asked.files.get(name)
    if file is None or not file.mime.startswith("image/") or len(file.content) > most:
        return _refused(f"Error creating {name}: the image could not be processed")
    profile_of(world, name="Sandbox", description="")[name] = keep_picture(world, file.content, file.mime)
    return Answer(200, {"id_str": "1"}) if name == "image" else Answer(201)


def _refused(message: str) -> Answer:
    return Answer(400, {"errors": [{"code": 120, "message": message}]})
