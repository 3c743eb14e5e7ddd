"""X's own OpenAPI document as a judge of requests, and of what its stand-in answers.

The document is read with ``jsonschema``, which is here anyway: ``openapi-core`` would bring twelve packages more, and
it takes the document only after two repeated values are struck from it (tried on 2026-11-23).
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from smm_build.networks import FileBody, Request, Response
from tests.official import Unjudged, contract

__all__ = ["answer_faults", "faults"]

_DOCUMENT = "urn:x:openapi"
_OLD_SPELLINGS = ("tweet.fields", "referenced_tweets.id")
"""What a flow asks only when the present spelling was refused: described in version 2.161 of the document."""


def faults(request: Request) -> list[str]:
    """Return what the document says against a request: address, query, body, and whether it is signed."""
    if any(name in request.params for name in _OLD_SPELLINGS):
        raise Unjudged("fields as they were called before")
    found = _operation(request)
    if found is None:
        return [f"no operation {request.method} {urlsplit(request.url).path}"]
    operation, in_path = found
    return [
        *_parameter_faults(operation, in_path, request),
        *_body_faults(operation, request),
        *([] if request.sign or "Authorization" in request.headers else ["not signed"]),
    ]


def answer_faults(request: Request, answer: Response) -> list[str]:
    """Return what the document says against an answer to a request; refusals of posts have a shape of their own."""
    found = _operation(request)
    if found is None or not answer.ok:
        return []
    said = found[0]["responses"].get(str(answer.status))
    if said is None:
        return [f"status {answer.status} is not described"]
    return _against(_schema_of(said), answer.value)


@functools.cache
def _document() -> Any:
    return contract("x", "openapi-2.167.json")


@functools.cache
def _registry() -> Any:
    return Registry().with_resource(_DOCUMENT, DRAFT202012.create_resource(_document()))


def _operation(request: Request) -> tuple[Any, dict[str, str]] | None:
    path = "/2/" + urlsplit(request.url).path.partition("/2/")[2]
    for template, item in sorted(_document()["paths"].items(), key=lambda pair: pair[0].count("{")):
        match = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template), path)
        if match and request.method.lower() in item:
            return item[request.method.lower()], match.groupdict()
    return None


def _parameter_faults(operation: Any, in_path: Mapping[str, str], request: Request) -> Iterator[str]:
    asked = dict(parse_qsl(urlsplit(request.url).query)) | dict(request.params)
    known = [_resolved(parameter) for parameter in operation.get("parameters", ())]
    yield from (f"unknown parameter {name}" for name in asked.keys() - {one["name"] for one in known})
    for parameter in known:
        said = (in_path if parameter["in"] == "path" else asked).get(parameter["name"])
        if said is None:
            if parameter.get("required"):
                yield f"missing parameter {parameter['name']}"
            continue
        schema = _qualified(parameter["schema"])
        yield from _against(schema, _read_as(schema, said))


def _body_faults(operation: Any, request: Request) -> list[str]:
    wanted = operation.get("requestBody", {}).get("content", {})
    if request.json is not None:
        kind, said = "application/json", json.loads(json.dumps(request.json))
    elif request.form is not None:
        files = any(isinstance(value, FileBody) for value in request.form.values())
        kind = "multipart/form-data" if files else "application/x-www-form-urlencoded"
        said = {name: _field(value) for name, value in request.form.items()}
    else:
        return ["missing body"] if operation.get("requestBody", {}).get("required") else []
    if kind not in wanted:
        return [f"a body of {kind} is not described"]
    return _against(_qualified(wanted[kind]["schema"]), said)


def _field(value: str | FileBody) -> object:
    if isinstance(value, FileBody):
        return "the bytes of a file"
    return int(value) if value.isdigit() else value


def _against(schema: Any, said: object) -> list[str]:
    validator = Draft202012Validator(schema, registry=_registry())
    return [f"{'.'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(said)]


def _schema_of(answer: Any) -> Any:
    return _qualified(answer["content"]["application/json"]["schema"])


def _qualified(schema: Any) -> Any:
    """Return a schema whose reference can be followed from anywhere."""
    if "$ref" in schema:
        return {"$ref": _DOCUMENT + schema["$ref"]}
    return {**schema, "items": _qualified(schema["items"])} if "items" in schema else schema


def _resolved(value: Any) -> Any:
    if "$ref" not in value:
        return value
    found = _document()
    for name in value["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return found


def _read_as(schema: Any, said: str) -> object:
    """Return what a word of an address is: a number, a list, or itself."""
    if schema.get("type") == "integer":
        return int(said) if re.fullmatch(r"-?\d+", said) else said
    return said.split(",") if schema.get("type") == "array" else said
