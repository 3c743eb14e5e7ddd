"""GitHub's description of its own API, as a judge of what is asked of it and of what a stand-in answers.

The description is OpenAPI 3.0; the parts that are used are made into JSON Schema when they are needed. It is stricter
than GitHub: a query parameter or a field of a body that is not described is a fault, because it would be ignored.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft202012Validator

from tests import official
from tests.servers import places

__all__ = ["Operation", "answer_faults", "named", "operation", "request_faults", "skeleton"]

_COUNTED = "github"
_DROPPED = {"example", "examples", "discriminator", "xml", "externalDocs", "description", "format", "deprecated"}
_WHOLE_REST = {"path", "ref"}
"""Parameters of a path that may hold slashes."""


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked, with the values found in the path."""

    template: str
    method: str
    said: Mapping[str, Any]
    values: Mapping[str, str]

    def schema(self, status: int) -> Any:
        """Return the schema of an answer, ``None`` when it has no JSON; a status that is not described is an error."""
        answer = _resolved(self.said["responses"][str(status)])
        return next((value.get("schema") for kind, value in answer.get("content", {}).items() if "json" in kind), None)


@functools.cache
def description() -> Mapping[str, Any]:
    """Return the whole description; it is installed by ``python -m tests.servers.install github``."""
    place = places.github()
    if not place.ready:
        raise FileNotFoundError("GitHub's description of its API is not here: python -m tests.servers.install github")
    said: Mapping[str, Any] = json.loads((place.home / "api.json").read_text(encoding="utf-8"))
    return said


@functools.cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    def pattern(template: str) -> str:
        pieces = re.split(r"\{(\w+)\}", template)
        named = [
            f"(?P<{p}>{'.+' if p in _WHOLE_REST else '[^/]+'})" if n % 2 else re.escape(p) for n, p in enumerate(pieces)
        ]
        return "".join(named)

    used = [path for path in description()["paths"] if path.startswith("/repos/{owner}/{repo}") or path == "/user"]
    # The most specific first: /pulls/7/reviews before /pulls/{…}, /issues/comments/1 before /issues/{…}/comments.
    used.sort(key=lambda path: (path.count("{"), -len(path)))
    return [(re.compile(pattern(path)), path) for path in used]


def operation(method: str, path: str) -> Operation | None:
    """Return what ``method`` and the path of an address mean, ``None`` when nothing of the kind is described."""
    for pattern, template in _templates():
        match = pattern.fullmatch(path)
        said = description()["paths"][template].get(method.lower()) if match else None
        if match and said:
            return Operation(
                template, method, said, {name: unquote(value) for name, value in match.groupdict().items()}
            )
    return None


def request_faults(what: Operation | None, params: Mapping[str, str], body: object) -> list[str]:
    """Say what the description has against a request, nothing when it is valid; a valid one is counted."""
    if what is None:
        return ["no such operation"]
    faults = [*_parameter_faults(what, params), *_body_faults(what, body)]
    if not faults:
        official.COUNTED[_COUNTED, "valid"] += 1
    return faults


def answer_faults(what: Operation, status: int, body: object) -> list[str]:
    """Say what the description has against an answer; a valid one is counted."""
    if str(status) not in what.said["responses"]:
        return [] if status >= 400 else [f"{status} is not described"]
    schema = what.schema(status)
    faults = [] if schema is None else _faults(schema, body)
    if not faults:
        official.COUNTED[_COUNTED, "answer valid"] += 1
    return faults


def skeleton(schema: Any, /, **values: Any) -> Any:
    """Return the smallest object the schema takes, with ``values`` in it."""
    made = _smallest(_resolved(schema))
    return _merged(made, values)


def named(kind: str, /, **values: Any) -> Any:
    """Return the smallest object of a kind that the description names, with ``values`` in it."""
    return skeleton({"$ref": f"#/components/schemas/{kind}"}, **values)


# --- requests -------------------------------------------------------------------------------------------------------


def _parameter_faults(what: Operation, params: Mapping[str, str]) -> Iterator[str]:
    described = {said["name"]: said for said in map(_resolved, what.said.get("parameters", []))}
    given = {**params, **{name: value for name, value in what.values.items() if name in described}}
    for name, text in given.items():
        if name not in described:
            yield f"parameter {name} is not described"
            continue
        schema = described[name]["schema"]
        yield from (f"parameter {name}: {fault}" for fault in _faults(schema, _read(schema, text)))
    yield from (f"{n} is missing" for n, said in described.items() if said.get("required") and n not in given)


def _read(schema: Any, text: str) -> object:
    kind = _resolved(schema).get("type")
    if kind == "integer" and re.fullmatch(r"-?\d+", text):
        return int(text)
    return {"true": True, "false": False}.get(text, text) if kind == "boolean" else text


def _body_faults(what: Operation, body: object) -> Iterator[str]:
    said = what.said.get("requestBody")
    if said is None:
        if body is not None:
            yield "a body is not described"
        return
    schema = said["content"]["application/json"]["schema"]
    if body is None:
        if said.get("required", True) and schema.get("required"):
            yield "the body is missing"
        return
    yield from _faults(schema, body)
    unknown = set(body) - set(schema.get("properties", {})) if isinstance(body, dict) else set()
    yield from (f"field {name} is not described" for name in sorted(unknown))


# --- schemas --------------------------------------------------------------------------------------------------------


def _faults(schema: Any, value: object) -> list[str]:
    errors = _validator(json.dumps(schema, sort_keys=True)).iter_errors(value)
    return [f"{error.json_path}: {error.message[:160]}" for error in errors]


@functools.cache
def _validator(schema: str) -> Draft202012Validator:
    """Return a judge for a schema, with everything it points to beside it."""
    wanted = _converted(json.loads(schema))
    beside: dict[str, Any] = {}
    _gather(wanted, beside)
    return Draft202012Validator({**wanted, "$defs": beside})


def _gather(value: Any, beside: dict[str, Any]) -> None:
    if isinstance(value, list):
        for entry in value:
            _gather(entry, beside)
    elif isinstance(value, dict):
        ref = value.get("$ref")
        if isinstance(ref, str) and (name := ref.removeprefix("#/$defs/")) not in beside:
            beside[name] = {}  # it may point to itself
            beside[name] = _converted(description()["components"]["schemas"][name])
            _gather(beside[name], beside)
        for entry in value.values():
            _gather(entry, beside)


def _converted(schema: Any) -> Any:
    """Return an OpenAPI 3.0 schema as JSON Schema."""
    if isinstance(schema, list):
        return [_converted(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(ref := schema.get("$ref"), str):
        return {"$ref": ref.replace("#/components/schemas/", "#/$defs/")}
    made = {key: _converted(value) for key, value in schema.items() if key not in _DROPPED}
    if "properties" in schema:  # what a field is called says nothing about it
        made["properties"] = {name: _converted(value) for name, value in schema["properties"].items()}
    if made.pop("nullable", False) is not True:
        return made
    if isinstance(enum := made.get("enum"), list) and None not in enum:
        made["enum"] = [*enum, None]
    if isinstance(kind := made.get("type"), str):
        return made | {"type": [kind, "null"]}
    return {"anyOf": [made, {"type": "null"}]}


def _resolved(schema: Any) -> Any:
    while isinstance(schema, dict) and "$ref" in schema:
        target: Any = description()
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = target
    return schema


def _smallest(schema: Any) -> Any:
    schema = _resolved(schema)
    if schema.get("nullable"):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    if "allOf" in schema:
        return functools.reduce(_merged, map(_smallest, schema["allOf"]), {})
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return _smallest(schema[choice][0])
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        said = schema.get("properties", {})
        return {name: _smallest(said[name]) for name in schema.get("required", []) if name in said}
    if kind == "array":
        return []
    if kind == "string":
        return "2026-11-24T08:00:00Z" if schema.get("format") == "date-time" else "x" * schema.get("minLength", 0)
    return {"integer": schema.get("minimum", 1), "number": 1, "boolean": False}.get(str(kind))


def _merged(made: Any, values: Any) -> Any:
    if not isinstance(made, dict) or not isinstance(values, dict):
        return values
    return made | {name: _merged(made.get(name), value) for name, value in values.items()}
