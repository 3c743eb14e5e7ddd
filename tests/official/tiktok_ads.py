"""TikTok's own operations as a judge of what is asked of its Business API: one file for each operation it publishes.

The files list what a value may be under ``x-open-enum``; what they mark as invalid there is kept for readers only.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from smm_build.networks import Request
from tests.official import CONTRACTS, Unjudged

__all__ = ["faults"]

_TYPES = {"string": str, "number": int | float, "integer": int, "boolean": bool, "array": list, "object": dict}


def faults(request: Request) -> list[str]:
    """Return what TikTok's operation says against a request."""
    path = request.url.partition("/open_api/v1.3/")[2]
    operation = _operation(path.strip("/").replace("/", "_"), request.method.lower())
    if operation is None:
        raise Unjudged(f"TikTok publishes no operation for {path}")
    found = [] if request.headers.get("Access-Token") else ["no token"]
    if request.method == "GET":
        return [*found, *_of_address(operation, request.params)]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return [*found, *_against(schema, request.json, "")]


@functools.cache
def _operation(name: str, method: str) -> Any:
    file = CONTRACTS / "tiktok" / f"{name}.yml"
    if not file.is_file():
        return None
    (item,) = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["paths"].values()
    return item.get(method)


def _of_address(operation: Any, said: Mapping[str, str]) -> Iterator[str]:
    known = {one["name"]: one for one in operation["parameters"] if one["name"] != "Access-Token"}
    yield from (f"{name} is unknown" for name in said if name not in known)
    yield from (f"{name} is missing" for name, one in known.items() if one.get("required") and name not in said)
    for name, text in said.items():
        if name in known:
            one = known[name]
            schema = one.get("schema") or one["content"]["application/json"]["schema"]
            yield from _against(schema, text if schema["type"] == "string" else _value(text), name)


def _value(text: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return value


def _against(schema: Any, said: object, path: str) -> Iterator[str]:
    kind = _TYPES[schema["type"]]
    if not isinstance(said, kind) or (isinstance(said, bool) and schema["type"] != "boolean"):
        yield f"{path or 'the body'} is no {schema['type']}"
        return
    enums = (schema.get("x-open-enum") or {}).get("enums") or ()
    allowed = {enum["key"] for enum in enums if enum["is_valid"]}
    if enums and said not in allowed:
        yield f"{said} is no {path}"
    if isinstance(said, list):
        for number, one in enumerate(said):
            yield from _against(schema["items"], one, f"{path}[{number}]")
    if isinstance(said, dict):
        yield from (f"{path}.{name} is missing" for name in schema.get("required", ()) if name not in said)
        for name, value in said.items():
            inner = schema["properties"].get(name)
            yield from _against(inner, value, f"{path}.{name}") if inner else [f"{path}.{name} is unknown"]
