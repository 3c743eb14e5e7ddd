"""The Bot API's own list of methods, fields and types judges our requests.

Contract: ``telegram/bot-api-10.1.json``, made from https://core.telegram.org/bots/api. Limits are read from the
descriptions, where it says ``1-4096 characters``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from smm_build.networks import FileBody, Request
from tests import official

__all__ = ["faults"]

_PATH = re.compile(r"/bot…/(\w+)$")
_CHARACTERS = re.compile(r"(\d+)-(\d+) characters")
_ITEMS = re.compile(r"(?:must include|list of) (\d+)-(\d+) ")


def faults(request: Request) -> list[str]:
    """Return what the contract says against a request."""
    contract: Any = official.contract("telegram", "bot-api-10.1.json")
    match = _PATH.search(request.url)
    if match is None:
        return [f"no method in {request.url}"]
    method = contract["methods"].get(match[1])
    if method is None:
        return [f"there is no method {match[1]}"]
    said, files = _said(request, method)
    types = contract["types"]
    found = _object(said, method.get("fields", []), types, frozenset(files))
    attached = set(re.findall(r"attach://(\w+)", json.dumps(said)))
    known = {field["name"] for field in method.get("fields", [])}
    found += [f"{name} is attached and nobody asks for it" for name in set(files) - attached - known]
    return found + [f"attach://{name} names no file" for name in attached - set(files)]


def _said(request: Request, method: Any) -> tuple[dict[str, Any], dict[str, FileBody]]:
    """Return the fields with what a form has as text turned into what it stands for, and the files."""
    if request.form is None:
        assert isinstance(request.json, dict), "a method of the Bot API takes an object"
        return request.json, {}
    files = {name: value for name, value in request.form.items() if isinstance(value, FileBody)}
    texts = {field["name"] for field in method.get("fields", []) if {"String", "InputFile"} & {*field["types"]}}
    fields = {name: value for name, value in request.form.items() if isinstance(value, str)}
    return {name: value if name in texts else json.loads(value) for name, value in fields.items()}, files


def _object(said: dict[str, Any], fields: list[Any], types: Any, files: frozenset[str] = frozenset()) -> list[str]:
    known = {field["name"]: field for field in fields}
    found = [f"{name} is no field" for name in said if name not in known]
    found += [
        f"{name} is missing" for name, field in known.items() if field["required"] and name not in {*said, *files}
    ]
    for name, value in said.items():
        if name in known:
            found += [f"{name}: {fault}" for fault in _field(value, known[name], types)]
    return found


def _field(value: Any, field: Any, types: Any) -> list[str]:
    tried = [_type(value, kind, types) for kind in field["types"]]
    found = min(tried, key=len)
    return found or _length(value, field["description"])


def _type(value: Any, kind: str, types: Any) -> list[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{value!r} is no array"]
        return [fault for one in value for fault in _type(one, kind.removeprefix("Array of "), types)]
    plain = {"String": str, "Integer": int, "Boolean": bool, "Float": (int, float)}.get(kind)
    if plain is not None:
        fits = isinstance(value, plain) and (isinstance(value, bool) is (kind == "Boolean"))  # type: ignore[arg-type]
        return [] if fits else [f"{value!r} is no {kind}"]
    if not isinstance(value, dict) or kind not in types:
        return [f"{value!r} is no {kind}"]
    return _object(value, types[kind].get("fields", []), types)


def _length(value: Any, description: str) -> list[str]:
    pattern = _CHARACTERS if isinstance(value, str) else _ITEMS
    match = pattern.search(description)
    if match is None or not isinstance(value, str | list):
        return []
    size = len(value) if isinstance(value, list) else len(value.encode("utf-16-le")) // 2
    least, most = int(match[1]), int(match[2])
    return [] if least <= size <= most else [f"{size} is not {least} to {most}"]
