"""What LinkedIn's stand-in says again and again: refusals, who the page is, and what it makes of "little text"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smm_build.sandbox.standins._base import Answer

__all__ = ["PAGE", "TOKEN", "field_faults", "read_little", "refusal"]

PAGE = "urn:li:organization:2414183"
TOKEN = "sandbox-linkedin-access-token"  # noqa: S105 - opens nothing but this stand-in

_LITTLE = re.compile(
    r"\\[|{}@\[\]()<>#\\*_~]"
    r"|\{hashtag\|\\?[#＃]\|(?:\\.|[^\\|{}@\[\]()<>#*_~])+\}"
    r"|@\[(?:\\.|[^\\\[\]])+\]\(urn:li:(?:person|organization):[\w-]+\)"
    r"|#\w+"
    r"|[^|{}@\[\]()<>#\\*_~]",
    re.DOTALL,
)


def refusal(status: int, code: str, message: str) -> Answer:
    """Return a refusal in LinkedIn's envelope."""
    return Answer(status, {"status": status, "code": code, "message": message})


def read_little(sent: str) -> tuple[str, int]:
    """Return what LinkedIn shows of a commentary and how much of it was understood.

    The text silently ends at the first reserved character that is not escaped and belongs to no element.
    """
    shown: list[str] = []
    at = 0
    while (found := _LITTLE.match(sent, at)) is not None and found.end() > at:
        shown.append(_shown(found[0]))
        at = found.end()
    return "".join(shown), at


def field_faults(
    body: object, fields: Mapping[str, type | tuple[type, ...]], needed: tuple[str, ...], path: str = ""
) -> Answer | None:
    """Return a refusal for an unknown field, one of another type or one that is missing."""
    if not isinstance(body, dict):
        return refusal(400, "INVALID_VALUE_FOR_FIELD", f"{path or '/'} is not an object")
    for name, value in body.items():
        if name not in fields:
            message = f"ERROR :: {path}/{name} :: unrecognized field found but not allowed"
            return refusal(422, "UNPROCESSABLE_ENTITY", message)
        if not isinstance(value, fields[name]) or (isinstance(value, bool) and fields[name] is int):
            return refusal(400, "INVALID_VALUE_FOR_FIELD", f"ERROR :: {path}/{name} :: wrong type")
    for name in needed:
        if name not in body:
            return refusal(400, "MISSING_FIELD", f"ERROR :: {path}/{name} :: field is required but not found")
    return None


def _shown(piece: str) -> str:
    if piece.startswith("{hashtag|"):
        sign, _, tag = piece[len("{hashtag|") : -1].partition("|")
        return sign.lstrip("\\") + _plain(tag)
    if piece.startswith("@["):
        return _plain(piece[2:].rpartition("](")[0])
    return piece.removeprefix("\\")


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
