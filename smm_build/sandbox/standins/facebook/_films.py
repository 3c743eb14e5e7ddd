"""Films of the stand-in for Facebook: sessions of uploads, what arrives, and how far each film is."""

from __future__ import annotations

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._graph import digits, error, fields, missing, nothing_there, only, stamp, whole

__all__ = ["film_node", "publish_reel", "publish_story", "upload", "videos"]

PAGE = "17900000000000901"
_PIECE = 1_048_576
"""Bytes a stretch of a film for the feed has here; the real API decides anew each time."""
_LOOKS = 2
"""How often a film is looked at before it is processed."""
_FEWEST = 10
_SECONDS = 24 * 3600
_REELS = 30


def videos(asked: Asked, world: World) -> Answer:
    """Answer the three phases of a film for the feed, on the host for videos."""
    said = fields(asked)
    phase = said.get("upload_phase")
    if phase == "start":
        return _start_chunked(world, said)
    film = next((f for f in world.kind("films").values() if f.get("session") == said.get("upload_session_id")), None)
    if phase is None or film is None:
        return error(100, "Invalid parameter", 1_363_041 if phase else None)
    return _transfer(asked, film, said) if phase == "transfer" else _finish_chunked(asked, world, film, said)


def publish_reel(asked: Asked, world: World) -> Answer:
    """Answer the first and the last phase of a reel."""
    said = fields(asked)
    if said["upload_phase"] == "start":
        return _start(asked, world, "reel")
    film = world.kind("films").get(said.get("video_id", ""))
    if film is None or film["kind"] != "reel":
        return nothing_there(said.get("video_id", ""))
    fault = _not_ready(film)
    if fault is not None:
        return fault
    recent = [s for s in world.shown.values() if s.kind == "reel" and (world.clock() - s.at).total_seconds() < _SECONDS]
    if len(recent) >= _REELS:
        return error(368, "The action attempted has been deemed abusive", 1_390_008)
    if said.get("video_state") not in {"PUBLISHED", "DRAFT"}:
        return missing("video_state")
    film["shown"] = said["video_state"] == "PUBLISHED"
    if film["shown"]:
        _show(world, film, said.get("description", ""), f"https://www.facebook.com/reel/{film['id']}")
    return Answer(200, {"success": True, "message": "Video is processing", "post_id": f"{PAGE}_{world.new_id()}"})


def publish_story(asked: Asked, world: World) -> Answer:
    """Answer the first and the last phase of a film's story."""
    said = fields(asked)
    if said["upload_phase"].lower() == "start":
        return _start(asked, world, "story")
    film = world.kind("films").get(said.get("video_id", ""))
    if film is None or film["kind"] != "story":
        return nothing_there(said.get("video_id", ""))
    fault = _not_ready(film)
    if fault is not None:
        return fault
    if film.get("shown"):
        return error(100, "The video was used in a story before")
    film["shown"], film["post"] = True, world.new_id()
    _show(world, film, "", None, str(film["post"]))
    return Answer(200, {"success": True, "post_id": film["post"]})


def upload(asked: Asked, world: World, film_id: str) -> Answer:
    """Take the bytes of a reel or story: all of them at once, or from an offset on."""
    film = world.kind("films").get(film_id)
    size, offset = asked.headers.get("file_size", ""), asked.headers.get("offset", "")
    if not asked.headers.get("authorization", "").startswith("OAuth "):
        return Answer(400, {"debug_info": {"retriable": False, "type": "NotAuthorizedError", "message": "No token"}})
    if film is None or not digits(size) or offset != "0" or len(asked.body) != int(size) or not asked.body:
        fault = {"retriable": False, "type": "ProcessingFailedError", "message": "The size does not fit the file"}
        return Answer(400, {"debug_info": fault})
    film["pieces"] = [asked.body]
    film["arrived"] = True
    return Answer(200, {"success": True})


def film_node(asked: Asked, world: World, film: dict[str, object]) -> Answer:
    """Say how far a film is: every look brings it on."""
    film["looks"] = int(str(film.get("looks", 0))) + 1
    shown = bool(film.get("shown"))
    broken = bool(film.get("broken"))
    done = shown and int(str(film["looks"])) > _LOOKS
    processing = "complete" if done else "in_progress" if shown else "not_started"
    status = {
        "video_status": "error" if broken else "ready" if done else "processing",
        "uploading_phase": {"status": "complete" if film.get("arrived") else "not_started"},
        "processing_phase": {"status": "error" if broken else processing},
        "publishing_phase": {"status": "complete" if done and not broken else "not_started"},
    }
    node = {
        "id": film["id"],
        "status": status,
        "published": shown,
        "post_id": str(film["id"]),
        "permalink_url": f"/{PAGE}/videos/{film['id']}/",
        "created_time": stamp(world.clock()),
    }
    return only(asked, node)


def _start(asked: Asked, world: World, kind: str) -> Answer:
    film = _new(world, kind)
    where = f"{asked.base}/rupload/video-upload/v26.0/{film['id']}"
    return Answer(200, {"video_id": film["id"], "upload_url": where})


def _start_chunked(world: World, said: dict[str, str]) -> Answer:
    if not digits(said.get("file_size", "")):
        return missing("file_size")
    film = _new(world, "video")
    film |= {"session": world.new_id(), "size": int(said["file_size"])}
    return Answer(200, {"video_id": film["id"], "upload_session_id": film["session"], **_next_piece(film)})


def _new(world: World, kind: str) -> dict[str, object]:
    film: dict[str, object] = {"id": world.new_id(), "kind": kind, "pieces": []}
    world.kind("films")[str(film["id"])] = film
    return film


def _next_piece(film: dict[str, object]) -> dict[str, str]:
    pieces = film["pieces"]
    start = sum(map(len, pieces)) if isinstance(pieces, list) else 0
    size = int(str(film["size"]))
    return {"start_offset": str(start), "end_offset": str(min(start + _PIECE, size))}


def _transfer(asked: Asked, film: dict[str, object], said: dict[str, str]) -> Answer:
    piece = asked.files.get("video_file_chunk")
    due = _next_piece(film)
    if piece is None:
        return missing("video_file_chunk")
    if said.get("start_offset") != due["start_offset"] or len(piece.content) == 0:
        return error(6000, "There was a problem uploading your video file", 1_363_037, error_data=due)
    pieces = film["pieces"]
    assert isinstance(pieces, list)
    pieces.append(piece.content)
    return Answer(200, _next_piece(film))


def _finish_chunked(asked: Asked, world: World, film: dict[str, object], said: dict[str, str]) -> Answer:
    due = _next_piece(film)
    if due["start_offset"] != due["end_offset"]:
        return error(6000, "There was a problem uploading your video file", 1_363_037)
    if film.get("shown"):
        return error(100, "The upload session was finished before", 1_363_041)
    cover = asked.files.get("thumb")
    film |= {"arrived": True, "shown": said.get("published", "true") in {"true", "1"}}
    if film["shown"]:
        thumb = ((world.digest(cover.content), None),) if cover else ()
        _show(
            world, film, said.get("description", ""), f"https://www.facebook.com/{PAGE}/videos/{film['id']}/", "", thumb
        )
    return Answer(200, {"success": True})


def _not_ready(film: dict[str, object]) -> Answer | None:
    return None if film.get("arrived") else error(6000, "Uploading has not finished", 1_363_040)


def _show(
    world: World,
    film: dict[str, object],
    text: str,
    url: str | None,
    post: str = "",
    more: tuple[tuple[str, str | None], ...] = (),
) -> None:
    name = post or str(film["id"])
    if name in world.shown:
        return
    files = ((whole(world, film), None), *more)
    world.show(Shown("facebook", PAGE, name, str(film["kind"]), text, world.clock(), url, files))
