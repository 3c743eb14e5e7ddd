"""Bluesky's published lexicons, which lexrpc brings along, judge every request and every record in it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import lexrpc

from smm_build.networks import FileBody, Request
from smm_build.sandbox.standins.bluesky._lexicon import blobs_in

__all__ = ["faults"]

_OPEN = {"com.atproto.server.createSession", "com.atproto.identity.resolveHandle"}
"""Methods that are asked without a session."""


@functools.cache
def _lexicons() -> lexrpc.Server:
    return lexrpc.Server()


def faults(request: Request) -> list[str]:
    """Return what the lexicons say against a request."""
    return list(_faults(request))


def _faults(request: Request) -> Iterator[str]:
    name, _, query = request.url.partition("/xrpc/")[2].partition("?")
    lexicon = _lexicons().defs.get(name)
    if lexicon is None or lexicon["type"] not in {"query", "procedure"}:
        yield f"there is no method {name!r}"
        return
    if request.method != ("GET" if lexicon["type"] == "query" else "POST"):
        yield f"{name} is a {lexicon['type']}"
    if name not in _OPEN and not request.headers.get("Authorization", "").startswith("Bearer "):
        yield "no Authorization"
    if lexicon["type"] == "query":
        yield from _judged(name, "parameters", {**parse_qs(query), **request.params})
    elif lexicon["input"]["encoding"] == "application/json":
        yield from _json(name, request)
    elif not isinstance(request.body, FileBody) or not request.body.mime:
        yield f"{name} takes a file and its type"


def _json(name: str, request: Request) -> Iterator[str]:
    body: Any = request.json
    if not isinstance(body, dict):
        yield f"{name} takes JSON"
        return
    yield from _judged(name, "input", body)
    for write in body.get("writes", [body]):
        record = write.get("record", write.get("value"))
        if record is None:
            continue
        if record.get("$type") != write.get("collection"):
            yield f"a {record.get('$type')} in {write.get('collection')}"
        yield from _judged(str(write.get("collection")), "record", record)
        yield from _facets(record)
        yield from (f"a blob of {blob['size']} bytes" for blob in blobs_in(record) if not isinstance(blob["size"], int))


def _judged(name: str, kind: str, value: Any) -> Iterator[str]:
    try:
        _lexicons().validate(name, kind, value)
    except lexrpc.ValidationError as error:
        yield str(error)
    except NotImplementedError:
        yield f"there is no lexicon {name!r}"


def _facets(record: Any) -> Iterator[str]:
    """What the facet lexicon says in words: the offsets are of bytes, and cut the text where it can be cut."""
    text = record.get("text", "").encode()
    for facet in record.get("facets", ()):
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        try:
            if not 0 <= start < end <= len(text):
                yield f"a facet from {start} to {end} of {len(text)} bytes"
            text[start:end].decode()
        except UnicodeDecodeError:
            yield f"a facet that cuts a character: {start} to {end}"
