"""The envelopes of X's stand-in: problems, invalid fields, whose account it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from smm_build.sandbox.standins._base import Answer

__all__ = ["NAME", "USER", "Rule", "invalid", "misfits", "problem"]

USER = "1786000000000000001"
NAME = "sandbox_brand"

Rule = Callable[[object], bool]
"""Whether a value is what the schema wants."""


def problem(status: int, kind: str | None, title: str, detail: str, **more: object) -> Answer:
    """Return a refusal as a problem document; without a kind it is one of ``about:blank``, as X's refusals of posts."""
    address = f"https://api.x.com/2/problems/{kind}" if kind else "about:blank"
    return Answer(status, {"title": title, "type": address, "status": status, "detail": detail} | more)


def invalid(**parameters: str) -> Answer:
    """Return what X says to a field that is unknown or wrong: its name and why."""
    errors = [{"parameters": {name: [why]}, "message": why} for name, why in parameters.items()]
    detail = "One or more parameters to your request was invalid."
    return problem(400, "invalid-request", "Invalid Request", detail, errors=errors)


def misfits(value: object, rules: Mapping[str, Rule], needed: tuple[str, ...] = ()) -> dict[str, str]:
    """Return what is wrong with an object by field; an unknown field is wrong too."""
    if not isinstance(value, dict):
        return {"body": "$: is not an object"}
    missing = {name: f"$.{name}: is missing but it is required" for name in needed if name not in value}
    unknown = {name: f"$.{name}: is not defined in the schema" for name in value if name not in rules}
    wrong = {name: f"$.{name}: is invalid" for name, said in value.items() if name in rules and not rules[name](said)}
    return missing | unknown | wrong
