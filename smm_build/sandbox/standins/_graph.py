"""What the stand-ins for Facebook and Instagram share: the Graph API's envelope, tokens, fields and checks of types.

Written from https://developers.facebook.com/docs/graph-api (v26.0), read on 2026-11-23. Unlike the real API, which
ignores most parameters it does not know, it refuses them: a misspelt one would be lost silently.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from smm_build.sandbox.standins._base import Answer, Asked, World
from smm_build.sandbox.standins._counts import dead_names

__all__ = [
    "APP",
    "APP_SECRET",
    "TOKEN",
    "VERSION",
    "Below",
    "Route",
    "answered",
    "digits",
    "error",
    "fields",
    "insights",
    "is_time",
    "listed",
    "missing",
    "nothing_there",
    "only",
    "read_json",
    "stamp",
    "token_fault",
    "unknown_field",
    "whole",
]

VERSION = "v26.0"
TOKEN = "sandbox-meta-token"  # noqa: S105 - a secret of nobody
APP_SECRET = "sandbox-meta-app-secret"  # noqa: S105 - a secret of nobody
APP = "17900000000000900"

_OAUTH = "OAuthException"
_BOOLS = frozenset({"true", "false", "0", "1"})
_OF_EVERY_REQUEST = frozenset({"access_token", "appsecret_proof", "fields", "limit", "after", "since", "until"})


@dataclass(frozen=True, slots=True)
class Route:
    """One edge: method, path after the version, what it takes by name and type, which of it is needed, who answers.

    Types are ``text``, ``bool``, ``number``, ``list``, ``object``, ``file`` or the allowed values with ``|`` between.
    """

    method: str
    pattern: str
    answer: Callable[..., Answer]
    takes: Mapping[str, str]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Below:
    """A list below a node, such as its comments; ``comments.limit(2){id,message}`` asks for two with two fields."""

    nodes: Sequence[Mapping[str, object]]


def answered(asked: Asked, world: World, routes: Sequence[Route], token: str = TOKEN) -> Answer:
    """Find who answers, after looking at version, token and parameters as the Graph API does."""
    version, _, path = asked.path.removeprefix("/").partition("/")
    if version != VERSION:
        return _other_version(version)
    fault = token_fault(asked, token)
    if fault is not None:
        return fault
    for route in routes:
        found = re.fullmatch(route.pattern, path.removesuffix("/"))  # Meta's own client writes one behind a node
        if found and route.method == asked.method:
            given = fields(asked)
            answer = _type_fault(given, asked, route) or route.answer(asked, world, *found.groups())
            return replace(answer, headers={**_usage(answer), **answer.headers})
    return error(100, f"Unsupported {asked.method.lower()} request. Please read the Graph API documentation", 33)


def fields(asked: Asked) -> dict[str, str]:
    """Return every parameter as text, wherever it was sent: in the address, a form or a JSON body."""
    said = {name: value if isinstance(value, str) else json.dumps(value) for name, value in asked.data.items()}
    return {**asked.params, **said, **asked.form}


def error(code: int, message: str, subcode: int | None = None, status: int = 400, **more: object) -> Answer:
    """Return an error in the envelope of the Graph API."""
    finer = {} if subcode is None else {"error_subcode": subcode}
    said = {"message": f"(#{code}) {message}", "type": _OAUTH, "code": code, **finer, **more}
    return Answer(status, {"error": {**said, "fbtrace_id": "AsandboxTraceOfNobody00"}})


def missing(name: str) -> Answer:
    """Say that a parameter is needed."""
    return error(100, f"The parameter {name} is required")


def nothing_there(name: str) -> Answer:
    """Say that an object does not exist, or may not be seen: the API does not tell which."""
    return error(
        100,
        f"Unsupported request. Object with ID '{name}' does not exist, cannot be loaded due to missing permissions, or"
        " does not support this operation",
        33,
    )


def unknown_field(name: str) -> Answer:
    """Say that an object has no such field."""
    return error(100, f"Tried accessing nonexisting field ({name})")


def only(asked: Asked, node: Mapping[str, object]) -> Answer:
    """Return the fields of a node that were asked for, its id always."""
    return _selected(fields(asked).get("fields", "id"), node, asked)


def _selected(wanted_text: str, node: Mapping[str, object], asked: Asked) -> Answer:
    wanted = {_bare(name): name for name in _top_level(wanted_text) if name}
    strange = next((whole for name, whole in wanted.items() if name not in node), None)
    if strange is not None:
        return unknown_field(strange)
    names = dict.fromkeys([*wanted, "id"])
    found: dict[str, object] = {name: node[name] for name in names if node.get(name) is not None}
    for name, value in found.items():
        if isinstance(value, Below):
            inside = _below(wanted[name], value, asked)
            if inside.status != 200:  # noqa: PLR2004 - HTTP
                return inside
            found[name] = inside.content
    return Answer(200, found)


def _below(said: str, below: Below, asked: Asked) -> Answer:
    """Return the page of a list that a field asks for, with the fields in its braces."""
    head, _, inside = said.partition("{")
    limit = re.search(r"\.limit\((\d{1,4})\)", head)
    return _page_of(asked, below.nodes, 0, int(limit[1]) if limit else 25, inside.removesuffix("}") or "id")


def insights(asked: Asked, world: World, known: Mapping[str, int], *, total: bool = False) -> Answer:
    """Return the numbers that were asked for, or refuse all because of one that this object does not know.

    They stand in ``values``, or with ``total`` in ``total_value``.
    """
    wanted = fields(asked)["metric"].split(",")
    strange = next((name for name in wanted if name not in known or name in dead_names(world)), None)
    if strange is not None:
        return error(100, f"The value must be a valid insights metric: {strange}")
    told = {name: {"total_value": {"value": known[name]}} if total else {"values": [{"value": known[name]}]}
            for name in wanted}  # fmt: skip
    return Answer(200, {"data": [{"name": name, "period": "lifetime", **value} for name, value in told.items()]})


def listed(asked: Asked, nodes: Sequence[Mapping[str, object]]) -> Answer:
    """Return one page of nodes with the fields that were asked for, and the cursor of the next page if there is one."""
    said = fields(asked)
    size, start = said.get("limit", "25"), said.get("after", "") or "0"
    if not is_time(size) or not is_time(start):
        return error(100, "Invalid parameter")
    return _page_of(asked, nodes, int(start), int(size))


def _page_of(
    asked: Asked, nodes: Sequence[Mapping[str, object]], start: int, size: int, wanted: str | None = None
) -> Answer:
    page = nodes[start : start + size]
    answers = [only(asked, node) if wanted is None else _selected(wanted, node, asked) for node in page]
    refused = next((answer for answer in answers if answer.status != 200), None)  # noqa: PLR2004 - HTTP
    if refused is not None:
        return refused
    end = start + len(page)
    further = {"next": f"{asked.base}/next"} if end < len(nodes) else {}
    paging = {"cursors": {"before": str(start), "after": str(end)}, **further} if page else {}
    return Answer(200, {"data": [answer.content for answer in answers], "paging": paging})


def token_fault(asked: Asked, token: str) -> Answer | None:
    """Return the refusal of a request without the right token, or with a wrong proof of the app's secret."""
    said = asked.headers.get("authorization", "").partition(" ")[2] or fields(asked).get("access_token", "")
    if not said:
        return error(104, "An access token is required to request this resource.")
    if said not in {token, f"{APP}|{APP_SECRET}"}:
        return error(190, "Invalid OAuth access token - Cannot parse access token", status=401)
    proof = fields(asked).get("appsecret_proof")
    right = hmac.new(APP_SECRET.encode(), said.encode(), hashlib.sha256).hexdigest()
    if proof is not None and proof != right:
        return error(100, "Invalid appsecret_proof provided in the API argument")
    return None


def is_time(text: str) -> bool:
    """Whether a text is a number of seconds since 1970, or another number that small."""
    return digits(text) and len(text) <= 10  # noqa: PLR2004 - until the year 2286


def read_json(text: str) -> object:
    """Return the JSON value in a text, ``None`` when it holds none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def digits(text: str) -> bool:
    """Whether a text is an id."""
    return text.isascii() and text.isdigit()


def whole(world: World, film: Mapping[str, object]) -> str:
    """Return the digest of the bytes that have arrived of a film."""
    pieces = film.get("pieces")
    return world.digest(b"".join(pieces) if isinstance(pieces, list) else b"")


def stamp(at: datetime) -> str:
    """Write a time as the Graph API does."""
    return at.strftime("%Y-%m-%dT%H:%M:%S+0000")


def _other_version(version: str) -> Answer:
    if re.fullmatch(r"v\d+\.\d+", version):
        return error(2635, f"You are calling a deprecated version of the API: {version}. Use {VERSION}")
    return error(2500, "Unknown path components", status=400)


def _type_fault(given: Mapping[str, str], asked: Asked, route: Route) -> Answer | None:
    for name in route.needs:
        if name not in given and name not in asked.files:
            return missing(name)
    for name, value in given.items():
        plain = re.sub(r"\[\d+\]$", "", name)
        kind = route.takes.get(plain, "list" if plain in _OF_EVERY_REQUEST else "")
        if not kind or (asked.method == "GET" and plain not in route.takes and plain not in _OF_EVERY_REQUEST):
            return error(100, f"Unknown parameter: {name}")
        if plain not in _OF_EVERY_REQUEST and not _fits(value, kind):
            return error(100, f"Param {name} must be a valid {kind}")
    strange = next((name for name in asked.files if route.takes.get(name) != "file"), None)
    return None if strange is None else error(100, f"Unknown parameter: {strange}")


def _fits(value: str, kind: str) -> bool:
    if kind == "bool":
        return value in _BOOLS
    if kind == "number":
        return digits(value)
    if kind == "object":
        return isinstance(read_json(value), dict | list)
    return kind in {"text", "list"} or value in kind.split("|")


def _bare(name: str) -> str:
    """Return a field without what is asked of its content: ``comments.summary(true)`` is ``comments``."""
    return re.split(r"[{.]", name)[0]


def _top_level(text: str) -> list[str]:
    """Split a list of fields at commas that stand in no braces."""
    names, depth = [""], 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if sign == "," and depth == 0:
            names.append("")
        else:
            names[-1] += sign
    return names


def _usage(answer: Answer) -> Mapping[str, str]:
    used = {"call_count": 1, "total_cputime": 1, "total_time": 1}
    several = {"17900000000000901": [{"type": "pages", **used, "estimated_time_to_regain_access": 0}]}
    return {
        "facebook-api-version": VERSION,
        "x-app-usage": json.dumps(used),
        "x-business-use-case-usage": json.dumps(several),
        **({"www-authenticate": "OAuth"} if answer.status >= 400 else {}),  # noqa: PLR2004 - HTTP
    }
