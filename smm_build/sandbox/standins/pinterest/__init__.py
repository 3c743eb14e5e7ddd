"""A stand-in for Pinterest's API v5: one account, its boards and pins, and the storage to which films go.

Written from https://developers.pinterest.com/docs/api/v5/ and its description
https://github.com/pinterest/api-description (5.23.0), read on 2026-11-23. Every number is a board, except 404. A film
is worked on until it was looked at once. Stricter than Pinterest in one thing: a field it does not describe is refused.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from datetime import timedelta

from smm_build.sandbox.standins._base import Answer, Asked, Said, Shown, World
from smm_build.sandbox.standins._counts import ACCOUNT as OWN
from smm_build.sandbox.standins._counts import happened
from smm_build.sandbox.standins.pinterest._fields import Wrong, read_pin, read_words

__all__ = ["ACCOUNT", "SECRETS", "handle"]

SECRETS: Mapping[str, str] = {
    "CLIENT_ID": "1490000",
    "CLIENT_SECRET": "stand-in-client-of-nobody",
    "REFRESH_TOKEN": "pinr.stand-in-refresh-token-of-nobody",
}
ACCOUNT = "549755885175"

_TOKEN = "pina.stand-in-access-token-of-nobody"  # noqa: S105 - a fake's
_SCOPES = "boards:read boards:write pins:read pins:write user_accounts:read"
_PIN = re.compile(r"/v5/pins/(\d+)")
_BOARD = re.compile(r"/v5/boards/(\d+)")
_BOARDS_PINS = re.compile(r"/v5/boards/(\d+)/pins")
_MEDIA = re.compile(r"/v5/media/(\d+)")
_UPLOAD = "/upload"
_NO_BOARD = "404"
_SIXTY_DAYS = timedelta(days=60)


def handle(asked: Asked, world: World) -> Answer:
    """Answer one request to the API, or take a film."""
    try:
        if asked.path == "/v5/oauth/token":
            return _token(asked, world)
        if asked.path == _UPLOAD:
            return _take(asked, world)
        return _answered(asked, world)
    except Wrong as wrong:
        return Answer(wrong.status, {"code": wrong.code, "message": str(wrong)})


def _token(asked: Asked, world: World) -> Answer:
    client = base64.b64encode(f"{SECRETS['CLIENT_ID']}:{SECRETS['CLIENT_SECRET']}".encode()).decode()
    if asked.method != "POST" or asked.headers.get("authorization") != f"Basic {client}":
        raise Wrong(401, 2, "Authentication failed.")
    if asked.form.get("grant_type") != "refresh_token" or not set(asked.form) <= {
        "grant_type",
        "refresh_token",
        "scope",
    }:
        raise Wrong(400, 1, "Invalid request body")
    if asked.form.get("refresh_token") != SECRETS["REFRESH_TOKEN"]:
        raise Wrong(401, 2, "Refresh token is invalid or expired.")
    seconds = int(_SIXTY_DAYS.total_seconds())
    said = {
        "response_type": "refresh_token",
        "access_token": _TOKEN,
        "token_type": "bearer",
        "expires_in": 2_592_000,
        "scope": _SCOPES,
        "refresh_token": SECRETS["REFRESH_TOKEN"],
        "refresh_token_expires_in": seconds,
        "refresh_token_expires_at": int(world.clock().timestamp()) + seconds,
    }
    return Answer(200, said)


def _answered(asked: Asked, world: World) -> Answer:
    if asked.headers.get("authorization") != f"Bearer {_TOKEN}":
        raise Wrong(401, 2, "Authentication failed.")
    if (asked.method, asked.path) == ("GET", "/v5/user_account"):
        return Answer(
            200,
            {"id": ACCOUNT, "username": "stand_in", "account_type": "BUSINESS"}
            | {"follower_count": happened(world, OWN, "followers")},
        )
    if (asked.method, asked.path) == ("POST", "/v5/pins"):
        return _create(asked, world)
    if (asked.method, asked.path) == ("POST", "/v5/media"):
        return _announce(asked, world)
    if (asked.method, asked.path) == ("GET", "/v5/boards"):
        return Answer(200, {"items": [{"id": "7", "name": "Ricette", "privacy": "PUBLIC"}], "bookmark": None})
    if asked.method == "GET" and (match := _BOARDS_PINS.fullmatch(asked.path)):
        return _list(match[1], asked, world)
    if asked.method == "GET" and (match := _BOARD.fullmatch(asked.path)):
        return Answer(200, {"id": _board(match[1]), "name": "Ricette", "privacy": "PUBLIC"})
    if asked.method == "GET" and (match := _MEDIA.fullmatch(asked.path)):
        return _look(match[1], world)
    if match := _PIN.fullmatch(asked.path):
        return _change(match[1], asked, world)
    raise Wrong(404, 0, "Not Found")


def _create(asked: Asked, world: World) -> Answer:
    words, files, media = read_pin(asked)
    board = _board(str(words["board_id"]))
    if media is not None:
        film = world.kind("media").get(media)
        if film is None or film["status"] != "succeeded":
            raise Wrong(400, 1, f"Media {media} is not ready")
        digests = [str(film["file"])]
    else:
        digests = [world.digest(content) for content in files]
    made = world.new_id()
    world.kind("pins")[made] = {**words, "board": board, "files": digests, "at": world.clock().isoformat()}
    _show(made, world)
    return Answer(201, _pin(made, world))


def _show(made: str, world: World) -> None:
    pin = world.kind("pins")[made]
    files, before = pin["files"], world.shown.get(made)
    assert isinstance(files, list), "made so by _create"
    alt = str(pin["alt_text"]) if pin.get("alt_text") else None
    link = str(pin["link"]) if pin.get("link") else None
    world.show(
        Shown(
            "pinterest",
            ACCOUNT,
            made,
            "pin",
            str(pin.get("description", "")),
            before.at if before else world.clock(),
            f"https://www.pinterest.com/pin/{made}/",
            tuple((str(one), alt) for one in files),
            link,
        )
    )


def _pin(made: str, world: World) -> dict[str, object]:
    pin = world.kind("pins")[made]
    return {
        "id": made,
        "board_id": pin["board"],
        "title": pin.get("title"),
        "description": pin.get("description"),
        "link": pin.get("link"),
        "alt_text": pin.get("alt_text"),
        "created_at": str(pin["at"]).partition("+")[0],
    }


def _list(board: str, asked: Asked, world: World) -> Answer:
    size, mark = asked.params.get("page_size", "25"), asked.params.get("bookmark", "0")
    if not size.isdigit() or not 1 <= int(size) <= 250 or not mark.isdigit():  # noqa: PLR2004 - the documented number
        raise Wrong(400, 1, "Invalid page_size or bookmark")
    there = [made for made, pin in world.kind("pins").items() if pin["board"] == _board(board)]
    start, end = int(mark), int(mark) + int(size)
    bookmark = str(end) if end < len(there) else None
    return Answer(200, {"items": [_pin(made, world) for made in there[start:end]], "bookmark": bookmark})


def _change(made: str, asked: Asked, world: World) -> Answer:
    pins = world.kind("pins")
    if made not in pins:
        raise Wrong(404, 50, "Pin not found.")
    if asked.method == "GET":
        counted = {"pin_metrics": _counts(made, world)} if asked.params.get("pin_metrics") == "true" else {}
        return Answer(200, _pin(made, world) | counted)
    if asked.method == "DELETE":
        del pins[made]
        world.hide(made)
        return Answer(204)
    if asked.method != "PATCH":
        raise Wrong(405, 0, "Method not allowed")
    words = read_words(asked.data)
    pins[made] |= words | ({"board": _board(str(words["board_id"]))} if "board_id" in words else {})
    _show(made, world)
    return Answer(200, _pin(made, world))


def _counts(made: str, world: World) -> dict[str, object]:
    names = {
        "impression": "views",
        "reaction": "likes",
        "comment": "comments",
        "save": "saves",
        "clickthrough": "clicks",
    }
    told = {name: happened(world, made, what) for name, what in names.items()}
    return {"90d": {"impression": 0}, "lifetime_metrics": told | {"pin_click": 0}}


def _board(number: str) -> str:
    if number == _NO_BOARD:
        raise Wrong(404, 40, "Board not found.")
    return number


def _announce(asked: Asked, world: World) -> Answer:
    if asked.json != {"media_type": "video"}:
        raise Wrong(400, 1, "media_type must be video")
    media = world.new_id()
    world.kind("media")[media] = {"status": "registered"}
    fields = {"key": f"uploads/{media}", "policy": "stand-in", "x-amz-signature": f"stand-in-{media}"}
    place = f"{asked.base}{_UPLOAD}"
    said = {"media_id": media, "media_type": "video", "upload_url": place, "upload_parameters": fields}
    return Answer(201, said)


def _take(asked: Asked, world: World) -> Answer:
    """Take a film as Amazon's storage does: the signed fields, and last the file."""
    media = asked.form.get("key", "").removeprefix("uploads/")
    film, file = world.kind("media").get(media), asked.files.get("file")
    signed = asked.form.get("x-amz-signature") == f"stand-in-{media}"
    if "authorization" in asked.headers or film is None or not signed:
        return Answer(403, b"<Error><Code>AccessDenied</Code></Error>")
    if file is None or not _is_film(file):
        return Answer(400, b"<Error><Code>InvalidArgument</Code></Error>")
    film |= {"status": "processing", "file": world.digest(file.content)}
    return Answer(204)


def _is_film(file: Said) -> bool:
    return bool(file.content) and file.mime.startswith("video/")


def _look(media: str, world: World) -> Answer:
    film = world.kind("media").get(media)
    if film is None:
        raise Wrong(404, 0, "Media not found.")
    said = {"media_id": media, "media_type": "video", "status": film["status"]}
    if film["status"] == "processing":
        film["status"] = "succeeded"
    return Answer(200, said)
