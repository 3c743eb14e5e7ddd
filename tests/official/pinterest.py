"""Pinterest's own OpenAPI document judges our requests: address, query, body, and that nothing else is in it.

Contract: ``pinterest/openapi-5.23.json``. It does not describe the storage to which films go.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from smm_build.networks import FileBody, Request
from tests import official

__all__ = ["faults"]

_KINDS = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "number": float}


def faults(request: Request) -> list[str]:
    """Return what the document says against a request."""
    path = urlsplit(request.url).path
    if "/v5/" not in path:
        raise official.Unjudged("the storage to which films go")
    operation = _operation(request.method, "/" + path.partition("/v5/")[2])
    if operation is None:
        return [f"no operation {request.method} {path}"]
    found = [*_query(request.params, operation), *_sender(request, operation)]
    return found + _body(request, operation)


@functools.cache
def _document() -> Any:
    return official.contract("pinterest", "openapi-5.23.json")


def _resolved(schema: Any) -> Any:
    while "$ref" in schema:
        found = _document()
        for step in schema["$ref"][2:].split("/"):
            found = found[step]
        schema = found
    return schema


def _operation(method: str, path: str) -> Any:
    for template, operations in _document()["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", r"\\d+", re.escape(template))
        if re.fullmatch(pattern, path) and method.lower() in operations:
            return operations[method.lower()]
    return None


def _query(params: Mapping[str, str], operation: Any) -> Iterator[str]:
    known = {one["name"]: one for one in map(_resolved, operation.get("parameters", [])) if one["in"] == "query"}
    for name, value in params.items():
        if name not in known:
            yield f"{name} is no parameter"
        elif known[name]["schema"].get("type") == "integer":
            yield from _value(int(value) if value.isdigit() else value, known[name]["schema"], name)


def _sender(request: Request, operation: Any) -> Iterator[str]:
    wanted = "Basic " if {"basic": []} in operation["security"] else "Bearer "
    if not request.headers.get("Authorization", "").startswith(wanted):
        yield f"not signed as {wanted.strip()}"


def _body(request: Request, operation: Any) -> list[str]:
    described = operation.get("requestBody")
    if described is None:
        return [] if request.json is None and request.form is None else ["a body where none is taken"]
    (kind, content), *_ = described["content"].items()
    if kind == "application/x-www-form-urlencoded":
        return _form(request, content["schema"])
    return ["no JSON"] if request.json is None else _value(request.json, content["schema"], "body")


def _form(request: Request, schema: Any) -> list[str]:
    said = dict(request.form or {})
    mapping = _resolved(schema)["discriminator"]["mapping"]
    chosen = mapping.get(str(said.get("grant_type")))
    return [f"grant_type is {said.get('grant_type')}"] if chosen is None else _value(said, {"$ref": chosen}, "form")


def _value(value: Any, schema: Any, place: str) -> list[str]:
    schema = _resolved(schema)
    if isinstance(value, FileBody):
        value = "AAAA"  # what the transport makes of it is base64
    if "oneOf" in schema:
        chosen = schema["discriminator"]["mapping"].get(value.get(schema["discriminator"]["propertyName"]))
        return _value(value, {"$ref": chosen}, place) if chosen else [f"{place} is of no known kind"]
    if "allOf" in schema and "properties" not in schema and "type" not in schema:
        return [fault for one in schema["allOf"] for fault in _value(value, one, place)]
    kind = _KINDS[schema.get("type", "object")]
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        return [f"{place} is {value!r}"]
    if isinstance(value, dict):
        return _object(value, schema, place)
    if isinstance(value, list):
        inside = [fault for one in value for fault in _value(one, schema["items"], f"{place}[]")]
        return inside + _within(len(value), schema.get("minItems", 0), schema.get("maxItems", 10**9), place)
    return _plain(value, schema, place)


def _object(value: dict[str, Any], schema: Any, place: str) -> list[str]:
    schemas = [schema, *map(_resolved, schema.get("allOf", []))]
    known = {name: one for part in schemas for name, one in part.get("properties", {}).items()}
    required = {name for part in schemas for name in part.get("required", [])}
    found = [f"{place}.{name} is no property" for name in value if name not in known]
    found += [f"{place}.{name} is missing" for name in required - set(value)]
    inner = [_value(one, known[name], f"{place}.{name}") for name, one in value.items() if name in known]
    return found + [fault for faults in inner for fault in faults]


def _plain(value: Any, schema: Any, place: str) -> list[str]:
    found = [] if value in schema.get("enum", [value]) else [f"{place} is {value!r}"]
    if isinstance(value, str):
        found += _within(len(value), schema.get("minLength", 0), schema.get("maxLength", 10**9), place)
        found += [] if re.search(schema.get("pattern", ""), value) else [f"{place} is {value!r}"]
    elif isinstance(value, int):
        found += _within(value, schema.get("minimum", 0), schema.get("maximum", 10**9), place)
    return found


def _within(number: int, least: int, most: int, place: str) -> list[str]:
    return [] if least <= number <= most else [f"{place}: {number} is not {least} to {most}"]
