"""What TikTok's stand-in says again and again: its envelope, who the account is, and what a body has to be."""

from __future__ import annotations

from collections.abc import Mapping

from smm_build.sandbox.standins._base import Answer

__all__ = ["LEVELS", "OPEN_ID", "USER", "body_faults", "fine", "refusal"]

USER = "torrefazione.aurora"
OPEN_ID = "-000sandboxTikTokOpenId"
LEVELS = ("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY")
"""What a public account is offered; a private one has FOLLOWER_OF_CREATOR in the place of the first."""


def fine(data: Mapping[str, object]) -> Answer:
    """Return an answer that did what was asked."""
    return Answer(200, {"data": dict(data), "error": {"code": "ok", "message": "", "log_id": "sandbox"}})


def refusal(status: int, code: str, message: str) -> Answer:
    """Return a refusal in TikTok's envelope."""
    return Answer(status, {"data": {}, "error": {"code": code, "message": message, "log_id": "sandbox"}})


def body_faults(body: object, fields: Mapping[str, type], needed: tuple[str, ...], where: str) -> Answer | None:
    """Return a refusal for an unknown field, one of another type or one that is missing."""
    if not isinstance(body, dict):
        return refusal(400, "invalid_params", f"{where} is not an object")
    for name, value in body.items():
        known = fields.get(name)
        if known is None:
            return refusal(400, "invalid_params", f"{where} has an unknown field {name}")
        if not isinstance(value, known) or (isinstance(value, bool) and known is not bool):
            return refusal(400, "invalid_params", f"{where}.{name} is of the wrong type")
    missing = [name for name in needed if name not in body]
    return refusal(400, "invalid_params", f"{where}.{missing[0]} is missing") if missing else None
