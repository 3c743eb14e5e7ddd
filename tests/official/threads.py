"""Meta's own collection of Threads requests as a judge: paths, parameter names, values that it lists.

The collection (https://github.com/fbsamples/threads_api) has no types and no lengths; it says which parameters there
are, and which fields can be asked for.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from smm_build.networks import FileBody, Request
from tests.official import contract

__all__ = ["faults"]

_NODE = re.compile(r"\d+")
_VALUES = ("media_type", "reply_control")
_NEEDED = {
    ("POST", "threads"): ("media_type",),
    ("POST", "threads_publish"): ("creation_id",),
    ("GET", "debug_token"): ("input_token",),
    ("GET", "refresh_access_token"): ("grant_type",),
}
_WITH_MEDIA = {"IMAGE": "image_url", "VIDEO": "video_url", "CAROUSEL": "children"}


def faults(request: Request) -> list[str]:
    """Return what the collection says against a request."""
    path = urlsplit(request.url).path.removeprefix("/threads").removeprefix("/v1.0").strip("/")
    known = _operations().get((request.method, _template(path)))
    if known is None:
        return [f"no request {request.method} /{path}"]
    asked = {**request.params, **(request.form or {})}
    bearer = request.headers.get("Authorization", "").startswith("Bearer ")
    edge = path.rpartition("/")[2]
    missing = [f"missing parameter {name}" for name in _NEEDED.get((request.method, edge), ()) if name not in asked]
    return [*missing, *_faults(asked, known, edge), *([] if bearer else ["no token"])]


def _faults(asked: Mapping[str, str | FileBody], known: frozenset[str], edge: str) -> Iterator[str]:
    yield from (f"unknown parameter {name}" for name in asked if name not in known)
    for name in _VALUES:
        allowed = [value.strip() for value in _variables()[name].split(",")]
        if name in asked and asked[name] not in allowed:
            yield f"{name} is none of {allowed}"
    if edge == "threads" and "media_type" in asked:
        yield from _creation_faults(asked)
    if "auto_publish_text" in asked:
        yield "auto_publish_text publishes without a container that can be asked"
    yield from _field_faults(str(asked.get("fields", "")), edge)


def _creation_faults(asked: Mapping[str, str | FileBody]) -> Iterator[str]:
    kind = str(asked["media_type"])
    if kind == "TEXT" and not asked.get("text") and "link_attachment" not in asked:
        yield "a text post without text"
    for other, name in _WITH_MEDIA.items():
        if (other == kind) is not (name in asked):
            yield f"{name} with {kind}"
    if "poll_attachment" in asked and not {"option_a", "option_b"} <= json.loads(str(asked["poll_attachment"])).keys():
        yield "a poll without two options"
    if kind != "TEXT" and asked.keys() & {"poll_attachment", "link_attachment"}:
        yield "attachments go with text posts only"
    if asked.keys() >= {"poll_attachment", "link_attachment"}:
        yield "a link is not compatible with a poll"


def _field_faults(fields: str, edge: str) -> Iterator[str]:
    lists = {
        "me": "fields_profile",
        "threads": "fields_threads",
        "replies": "fields_replies",
        "threads_publishing_limit": "fields_quota",
    }
    either = ("fields_container", "fields_threads")
    known = {field for name in ((lists[edge],) if edge in lists else either) for field in _variables()[name].split(",")}
    if fields:
        yield from (f"unknown field {field}" for field in fields.split(",") if field not in known)


@functools.cache
def _collection() -> Any:
    return contract("meta", "threads-api.postman_collection.json")


@functools.cache
def _variables() -> Mapping[str, str]:
    return {each["key"]: each.get("value") or "" for each in _collection()["variable"]}


@functools.cache
def _operations() -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the names of parameters by method and path; requests to one address are taken together."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for request in _requests(_collection()["item"]):
        address = request["url"]["raw"].partition("?")[0].replace("{{api_host}}", "").strip("/")
        names = frozenset(each["key"] for each in request["url"].get("query") or ())
        key = (request["method"], _template(re.sub(r"\{\{\w+\}\}", "1", address)))
        found[key] = found.get(key, frozenset()) | names
    return found


def _requests(items: list[Any]) -> Iterator[Any]:
    for item in items:
        if "item" in item:
            yield from _requests(item["item"])
        else:
            yield item["request"]


def _template(path: str) -> str:
    """Return a path with ids as ``{id}``; the id of the account before an edge is what the collection calls ``me``."""
    pieces = path.split("/")
    if len(pieces) > 1:
        return "/".join(["me", *pieces[1:]])
    return "{id}" if _NODE.fullmatch(path) else path
