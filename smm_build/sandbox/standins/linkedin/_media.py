"""Files at LinkedIn's stand-in: asked for, taken in one piece or in stretches, and worked on before they are ready."""

from __future__ import annotations

import hashlib

from smm_build.sandbox.standins._base import Answer, Asked, World
from smm_build.sandbox.standins.linkedin._words import PAGE, field_faults, refusal

__all__ = ["AVAILABLE", "digest_of", "initialize", "state_of", "take_file", "take_part"]

AVAILABLE = "AVAILABLE"
_PART = 4_194_304
"""Bytes of every stretch of a film but the last."""
_KINDS = {"images": "image", "videos": "video", "documents": "document"}
_STARTS = {"image": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "video": (b"\0\0\0",), "document": (b"%PDF",)}


def initialize(asked: Asked, world: World, path: str) -> Answer:
    """Give an address for a file, or end the upload of a film."""
    action, kind = asked.params.get("action"), _KINDS[path]
    if action == "finalizeUpload" and kind == "video":
        return _wind_up(asked, world)
    if action != "initializeUpload":
        return refusal(400, "ILLEGAL_ARGUMENT", f"No action {action!r} for {path}")
    wrong = field_faults(asked.json, {"initializeUploadRequest": dict}, ("initializeUploadRequest",))
    if wrong is not None:
        return wrong
    request = asked.data["initializeUploadRequest"]
    film = {"fileSizeBytes": int, "uploadCaptions": bool, "uploadThumbnail": bool} if kind == "video" else {}
    needed = ("owner", "fileSizeBytes") if kind == "video" else ("owner",)
    wrong = field_faults(request, {"owner": str, **film}, needed, "/initializeUploadRequest")
    if wrong is not None:
        return wrong
    assert isinstance(request, dict), "judged by field_faults"
    if request["owner"] != PAGE:
        return refusal(403, "ACCESS_DENIED", f"Accessing this {kind} resource is forbidden")
    number = world.new_id()
    urn = f"urn:li:{kind}:D4E{number}"
    thing: dict[str, object] = {"status": "WAITING_UPLOAD", "kind": kind, "looks": 0, "parts": {}}
    world.kind("files")[urn] = {**thing, "size": request.get("fileSizeBytes"), "number": number}
    return Answer(200, {"value": _place(asked, urn, number, request)})


def take_file(asked: Asked, world: World, number: str) -> Answer:
    """Take a picture or document in one piece."""
    _urn, thing = _by_number(world, number)
    if thing is None or thing["kind"] == "video":
        return refusal(404, "NOT_FOUND", "No upload waits here")
    kind = str(thing["kind"])
    if not asked.body.startswith(_STARTS[kind]):
        thing["status"] = "PROCESSING_FAILED"
        return Answer(201)
    thing |= {"status": "PROCESSING", "digest": hashlib.sha256(asked.body).hexdigest()}
    return Answer(201)


def take_part(asked: Asked, world: World, number: str, part: str) -> Answer:
    """Take one stretch of a film; its address is the only key, so a token here would be one too many."""
    _urn, thing = _by_number(world, number)
    if thing is None or thing["kind"] != "video" or not part.isdigit():
        return refusal(404, "NOT_FOUND", "No upload waits here")
    if "authorization" in asked.headers:
        return refusal(400, "ILLEGAL_ARGUMENT", "Only one auth mechanism allowed")
    first, last = _stretch(int(str(thing["size"])), int(part))
    if len(asked.body) != last - first + 1:
        return refusal(400, "ILLEGAL_ARGUMENT", f"Part {part} has {len(asked.body)} bytes, not {last - first + 1}")
    tag = hashlib.md5(asked.body, usedforsecurity=False).hexdigest()
    parts = thing["parts"]
    assert isinstance(parts, dict), "made so by initialize"
    parts[part] = {"tag": tag, "digest": hashlib.sha256(asked.body).hexdigest()}
    return Answer(200, headers={"ETag": f'"{tag}"'})


def state_of(_: Asked, world: World, path: str, urn: str) -> Answer:
    """Tell how far the file is: the first look finds it unready."""
    thing = world.kind("files").get(urn)
    if thing is None or _KINDS[path] != thing["kind"]:
        return refusal(404, "NOT_FOUND", f"Could not find {urn}")
    if thing["status"] == "PROCESSING":
        thing["looks"] = int(str(thing["looks"])) + 1
        if thing["looks"] != 1:
            thing["status"] = AVAILABLE
    return Answer(200, {"id": urn, "owner": PAGE, "status": thing["status"]})


def digest_of(world: World, urn: str) -> str:
    """Return the SHA-256 of what arrived; of a film that of the digests of its stretches."""
    return str(world.kind("files")[urn]["digest"])


def _wind_up(asked: Asked, world: World) -> Answer:
    wrong = field_faults(asked.json, {"finalizeUploadRequest": dict}, ("finalizeUploadRequest",))
    fields = {"video": str, "uploadToken": str, "uploadedPartIds": list}
    request = asked.data.get("finalizeUploadRequest")
    wrong = wrong or field_faults(request, fields, tuple(fields), "/finalizeUploadRequest")
    if wrong is not None:
        return wrong
    assert isinstance(request, dict), "judged by field_faults"
    thing = world.kind("files").get(request["video"])
    if thing is None:
        return refusal(404, "NOT_FOUND", f"Could not find {request['video']}")
    parts = thing["parts"]
    assert isinstance(parts, dict), "made so by initialize"
    ordered = [parts[name] for name in sorted(parts, key=int)]
    size = int(str(thing["size"]))
    if len(ordered) != _count(size) or request["uploadedPartIds"] != [part["tag"] for part in ordered]:
        return refusal(400, "INVALID_VALUE_FOR_FIELD", "uploadedPartIds do not match the uploaded parts")
    whole = hashlib.sha256("".join(part["digest"] for part in ordered).encode())
    thing |= {"status": "PROCESSING", "digest": whole.hexdigest()}
    return Answer(200, {})


def _place(asked: Asked, urn: str, number: str, request: dict[str, object]) -> dict[str, object]:
    address = f"{asked.base}/upload/{number}"
    kind = urn.split(":")[2]
    if kind != "video":
        return {kind: urn, "uploadUrl": address, "uploadUrlExpiresAt": 1_900_000_000_000}
    size = int(str(request["fileSizeBytes"]))
    stretches = [
        {"uploadUrl": f"{address}/{part}", "firstByte": first, "lastByte": last}
        for part in range(_count(size))
        for first, last in [_stretch(size, part)]
    ]
    return {"video": urn, "uploadToken": "", "uploadInstructions": stretches, "uploadUrlsExpireAt": 1_900_000_000_000}


def _count(size: int) -> int:
    return max(1, -(-size // _PART))


def _stretch(size: int, part: int) -> tuple[int, int]:
    return part * _PART, min(size, (part + 1) * _PART) - 1


def _by_number(world: World, number: str) -> tuple[str, dict[str, object] | None]:
    found = next(((urn, thing) for urn, thing in world.kind("files").items() if thing["number"] == number), None)
    return found or ("", None)
