"""Google's discovery document of the YouTube Data API judges our requests: address, query, resource.

Contract: ``youtube/youtube.v3.json``, revision 20261104. It describes neither the token's address nor what follows the
beginning of a resumable upload.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from smm_build.networks import FileBody, Request
from tests import official

__all__ = ["faults"]

_PATH = re.compile(r".*?(?P<upload>/upload)?/(?P<path>youtube/v3/[\w/]+)$")
_HEADERS = {"X-Upload-Content-Length", "X-Upload-Content-Type"}


def faults(request: Request) -> list[str]:
    """Return what the document says against a request."""
    if request.url.endswith("/token"):
        raise official.Unjudged("the token's address")
    if request.hidden:
        raise official.Unjudged("the stretches of a resumable upload")
    match = _PATH.fullmatch(request.url)
    method = _methods().get((request.method, match["path"])) if match else None
    if match is None or method is None:
        return [f"no method {request.method} {request.url}"]
    found = [*_query(request.params, method)]
    if match["upload"]:
        found += _upload(request, method)
    if "request" in method:
        found += _value(request.json, {"$ref": method["request"]["$ref"]}, "body")
    elif request.json is not None:
        found.append("a body where none is taken")
    if not request.headers.get("Authorization", "").startswith("Bearer "):
        found.append("no access token")
    return found


@functools.cache
def _document() -> Any:
    return official.contract("youtube", "youtube.v3.json")


@functools.cache
def _methods() -> Mapping[tuple[str, str], Any]:
    return {
        (method["httpMethod"], method["path"]): method
        for resource in _document()["resources"].values()
        for method in resource.get("methods", {}).values()
    }


def _query(params: Mapping[str, str], method: Any) -> Iterator[str]:
    known = {**_document()["parameters"], **method.get("parameters", {})}
    for name, value in params.items():
        if name not in known:
            yield f"{name} is no parameter"
        elif not _may_be(value, known[name]):
            yield f"{name} is {value}"
    for name, parameter in method.get("parameters", {}).items():
        if parameter.get("required") and name not in params:
            yield f"{name} is missing"


def _may_be(value: str, parameter: Any) -> bool:
    if parameter["type"] == "boolean":
        return value in {"true", "false"}
    if parameter["type"] == "integer":
        return value.isdigit() and int(parameter.get("minimum", 0)) <= int(value) <= int(parameter["maximum"])
    return value in parameter.get("enum", [value])


def _upload(request: Request, method: Any) -> Iterator[str]:
    media = method.get("mediaUpload")
    if media is None:
        yield "nothing can be uploaded here"
    elif request.params.get("uploadType") == "resumable":
        if not set(request.headers) >= _HEADERS:
            yield f"{_HEADERS} are missing"
        yield from _fits(request.headers.get("X-Upload-Content-Type", ""), media)
        if int(request.headers.get("X-Upload-Content-Length", "0")) > int(media["maxSize"]):
            yield "too large"
    elif isinstance(request.body, FileBody):
        yield from _fits(request.body.mime, media)
    else:
        yield "no file"


def _fits(mime: str, media: Any) -> Iterator[str]:
    if not any(mime == taken or (taken.endswith("/*") and mime.startswith(taken[:-1])) for taken in media["accept"]):
        yield f"{mime} is not taken"


def _value(value: Any, schema: Any, place: str) -> list[str]:
    if "$ref" in schema:
        schema = _document()["schemas"][schema["$ref"]]
    kind = schema.get("type")
    if kind == "object":
        if not isinstance(value, dict):
            return [f"{place} is no object"]
        known = schema.get("properties", {})
        unknown = [f"{place}.{name} is no property" for name in value if name not in known]
        inner = [_value(one, known[name], f"{place}.{name}") for name, one in value.items() if name in known]
        return [*unknown, *(fault for found in inner for fault in found)]
    if kind == "array":
        if not isinstance(value, list):
            return [f"{place} is no list"]
        return [fault for one in value for fault in _value(one, schema["items"], f"{place}[]")]
    fits = isinstance(value, {"string": str, "boolean": bool, "integer": int, "number": float}[kind])
    if not fits or (schema.get("enum") and value not in schema["enum"]):
        return [f"{place} is {value!r}"]
    return []
