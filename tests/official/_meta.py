"""Meta's own description of its API as a judge: edges, parameters, types, enums and fields of facebook-business 26.0.3.

The description says of no parameter of v26 whether it is needed; that is taken from the generator's files for v25. It
leaves out uploads, tokens and the containers of Instagram, and it is corrected in the few places below, each with the
page that says so.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from smm_build.networks import FileBody, Request
from tests.official import Unjudged, contract

__all__ = ["Edge", "judged"]

VERSION = "v26.0"
_OF_EVERY_REQUEST = frozenset({"access_token", "appsecret_proof", "fields", "limit", "after", "before"})
_OF_LISTS = frozenset({"since", "until"})

CORRECTIONS: Mapping[tuple[str, str], Mapping[str, str]] = {
    # The bytes of a picture: https://developers.facebook.com/docs/graph-api/reference/page/photos
    ("Page", "POST /photos"): {"source": "file"},
    # The bytes of a stretch: https://developers.facebook.com/docs/graph-api/reference/page/videos
    ("Page", "POST /videos"): {"video_file_chunk": "file"},
    # The same for ads: https://developers.facebook.com/documentation/ads-commerce/marketing-api/reference/ad-account/advideos
    ("AdAccount", "POST /advideos"): {"video_file_chunk": "file"},
    # Text in Base64, which whoever sends makes of a file.
    ("AdAccount", "POST /adimages"): {"bytes": "file"},
}
ENDINGS: Mapping[tuple[str, str], str] = {
    # "media_publish" on both hosts: https://developers.facebook.com/documentation/instagram-platform/content-publishing
    ("IGUserForIGOnlyAPI", "POST /media_publish"): "POST /mediapublish",
}


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a request goes: the class of the object, what of it is asked, and the class of what is answered.

    ``answer`` is empty where the description has no such class: then nothing is said of the fields that are asked for.
    """

    node: str
    path: str
    answer: str


def judged(request: Request, edge_of: Any) -> list[str]:
    """Return what is wrong with a request; ``edge_of(path, request)`` tells where it goes."""
    found = re.search(r"/(v\d+\.\d+)/(.+)$", urlsplit(request.url).path)
    if not found:
        raise Unjudged("an address without a version")
    version, path = found.groups()
    edge: Edge | None = edge_of(path, request)
    if edge is None:
        return [f"nothing is at {path}"]
    if version != VERSION:
        return [f"version {version}"]
    described = _edge(edge.node, f"{request.method} {edge.path}")
    if described is None:
        return [f"{edge.node} has no {request.method} {edge.path}"]
    return [*_faults(request, edge, described), *_field_faults(request, edge), *_token_faults(request)]


def _edge(node: str, name: str) -> Mapping[str, Any] | None:
    name = ENDINGS.get((node, name), name)
    edges = _newest()["classes"].get(node, {}).get("edges", {})
    return edges.get(name) or _older(node).get(name)


@functools.cache
def _newest() -> Any:
    return contract("meta", "meta-contract-v26.json")


@functools.cache
def _enums() -> Mapping[str, list[str]]:
    every: Any = contract("meta", "enum_types.json")
    return {enum["name"]: enum["values"] for enum in every}


@functools.cache
def _older(node: str) -> Mapping[str, Any]:
    """Return the edges of an object in the generator's files for v25, in the form of the newer description."""
    try:
        described: Any = contract("meta", f"{node}.json")
    except FileNotFoundError:
        return {}
    edges = {}
    for api in described["apis"]:
        params = {param["name"]: param["type"] for param in api["params"]}
        used = {kind for kind in params.values() if kind in _enums()}
        edges[f"{api['method']} /{api.get('endpoint') or ''}"] = {
            "params": params,
            "enums": {kind: _enums()[kind] for kind in used},
            "required_v25": [param["name"] for param in api["params"] if param["required"]],
        }
    return edges


def _faults(request: Request, edge: Edge, described: Mapping[str, Any]) -> Iterator[str]:
    name = f"{request.method} {edge.path}"
    params = {**described["params"], **CORRECTIONS.get((edge.node, name), {})}
    given = _given(request)
    for needed in described["required_v25"] or ():  # none: the edge is new in v26
        if needed not in given:
            yield f"{needed} is missing"
    general = _OF_EVERY_REQUEST | (_OF_LISTS if request.method == "GET" else frozenset())
    for param, value in given.items():
        plain = re.sub(r"\[\d+\]$", "", param)
        if plain in params:
            kind = params[plain]
            listed = kind.removeprefix("list<").removesuffix(">") if param != plain else kind
            if not _fits(value, listed, described["enums"]):
                yield f"{param} is no {listed}"
        elif plain not in general:
            yield f"{param} is unknown"


def _given(request: Request) -> dict[str, object]:
    query = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    said = request.json if isinstance(request.json, dict) else {}
    return {**query, **request.params, **said, **(request.form or {})}


def _fits(value: object, kind: str, enums: Mapping[str, list[str]]) -> bool:
    if isinstance(value, FileBody):
        return kind == "file"
    if not isinstance(value, str):
        return False  # what is in a form or an address is text
    if kind in enums:
        return value.upper() in {known.upper() for known in enums[kind]}  # told apart without regard to case
    if kind.startswith("list"):
        return bool(value)
    return kind not in _TYPES or re.fullmatch(_TYPES[kind], value, re.DOTALL) is not None


_TYPES = {
    "bool": r"true|false|0|1",
    "unsigned int": r"\d+",
    "int": r"-?\d+",
    "float": r"-?\d+(\.\d+)?",
    "datetime": r"\d{10}|\d{4}-\d\d-\d\d.*",
    "string": r".+",
    "Object": r"\{.*\}|\d+",
    "map": r"\{.*\}",
    "file": r"(?!)",
}


def _field_faults(request: Request, edge: Edge) -> Iterator[str]:
    if not edge.answer:
        return
    known = _newest()["classes"].get(edge.answer, {})
    fields = set(known.get("fields", ())) | _fields_of_older(edge.answer)
    edges = {name.partition("/")[2] for name in (*known.get("edges", ()), *_older(edge.answer))}
    for field in _split(request.params.get("fields", "")):
        name = re.split(r"[{.]", field)[0]
        if name not in fields and name not in edges:
            yield f"{edge.answer} has no field {name}"


def _fields_of_older(node: str) -> set[str]:
    try:
        described: Any = contract("meta", f"{node}.json")
    except FileNotFoundError:
        return set()
    return {field["name"] for field in described["fields"]}


def _split(fields: str) -> list[str]:
    while (plain := re.sub(r"\{[^{}]*\}", "", fields)) != fields:
        fields = plain
    return [field for field in fields.split(",") if field]


def _token_faults(request: Request) -> Iterator[str]:
    if not request.headers.get("Authorization", "").startswith("Bearer "):
        yield "no token"
    if any("token" in name for name in (*request.params, *(request.form or {}))):
        yield "a token among the parameters"
    if json.dumps(dict(request.params)).find("Bearer") >= 0:
        yield "a token in the address"
