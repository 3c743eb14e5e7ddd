"""GitHub's expressions, as far as our workflows use them; anything else is an error, never a guess.

What they mean: https://docs.github.com/actions/reference/workflows-and-actions/expressions, read 2026-11-23.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["ExpressionError", "evaluate", "filled", "truthy"]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>\d+)|(?P<name>[A-Za-z_][\w-]*)|(?P<sign>==|!=|&&|\|\||[!().,*]))"
)
_HOLE = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)

Function = Callable[..., Any]


class ExpressionError(Exception):
    """An expression that is none, or that our workflows had no use for until now."""


def filled(text: str, contexts: Mapping[str, Any], functions: Mapping[str, Function]) -> str:
    """Return ``text`` with every ``${{ … }}`` replaced by its value."""
    return _HOLE.sub(lambda hole: _as_text(evaluate(hole[1], contexts, functions)), text)


def evaluate(expression: str, contexts: Mapping[str, Any], functions: Mapping[str, Function]) -> Any:
    """Return the value of an expression, written with or without ``${{ }}``."""
    whole = _HOLE.fullmatch(expression.strip())
    return _Reader(whole[1] if whole else expression, contexts, functions).whole()


def truthy(value: Any) -> bool:
    """Tell whether a value counts as true."""
    return bool(value) and not (isinstance(value, float) and math.isnan(value))


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise ExpressionError(f"this is no text: {value!r}")


class _Reader:
    """Reads from left to right, the loosest operator first."""

    def __init__(self, text: str, contexts: Mapping[str, Any], functions: Mapping[str, Function]) -> None:
        self.text = text
        self.contexts = contexts
        self.functions: dict[str, Function] = {"contains": _contains, "fromJSON": json.loads, **functions}
        self.tokens = _tokens(text)
        self.at = 0

    def whole(self) -> Any:
        value = self.either()
        if self.at < len(self.tokens):
            raise ExpressionError(f"what is {self.tokens[self.at][1]!r} for in {self.text!r}?")
        return value

    def either(self) -> Any:
        value = self.both()
        while self.next_is("||"):
            other = self.both()
            value = value if truthy(value) else other
        return value

    def both(self) -> Any:
        value = self.compared()
        while self.next_is("&&"):
            other = self.compared()
            value = other if truthy(value) else value
        return value

    def compared(self) -> Any:
        value = self.negated()
        if self.next_is("=="):
            return _same(value, self.negated())
        if self.next_is("!="):
            return not _same(value, self.negated())
        return value

    def negated(self) -> Any:
        return not truthy(self.negated()) if self.next_is("!") else self.reached()

    def reached(self) -> Any:
        value = self.single()
        while self.next_is("."):
            if self.next_is("*"):
                self.expect(".")
                key = self.take("name")
                value = [entry[key] for entry in value]
            else:
                value = _member(value, self.take("name"), self.text)
        return value

    def single(self) -> Any:
        if self.next_is("("):
            value = self.either()
            self.expect(")")
            return value
        kind, said = self.tokens[self.at] if self.at < len(self.tokens) else ("", "the end")
        self.at += 1
        if kind == "text":
            return said[1:-1].replace("''", "'")
        if kind == "number":
            return int(said)
        if kind != "name":
            raise ExpressionError(f"{said!r} is no value in {self.text!r}")
        if said in {"true", "false"}:
            return said == "true"
        return self.called(said) if self.next_is("(") else self.context(said)

    def called(self, name: str) -> Any:
        if name not in self.functions:
            raise ExpressionError(f"{name}() is not known here: {self.text!r}")
        values: list[Any] = []
        while not self.next_is(")"):
            values.append(self.either())
            if not self.next_is(","):
                self.expect(")")
                break
        return self.functions[name](*values)

    def context(self, name: str) -> Any:
        if name not in self.contexts:
            raise ExpressionError(f"there is no {name} here: {self.text!r}")
        return self.contexts[name]

    def next_is(self, sign: str) -> bool:
        there = self.at < len(self.tokens) and self.tokens[self.at] == ("sign", sign)
        self.at += there
        return there

    def expect(self, sign: str) -> None:
        if not self.next_is(sign):
            raise ExpressionError(f"{sign!r} is missing in {self.text!r}")

    def take(self, kind: str) -> str:
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != kind:
            raise ExpressionError(f"a {kind} is missing in {self.text!r}")
        self.at += 1
        return self.tokens[self.at - 1][1]


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise ExpressionError(f"cannot read {text[at:]!r}")
        kind = match.lastgroup or ""
        found.append((kind, match[kind]))
        at = match.end()
    return found


class Known(dict[str, Any]):
    """A context in which every name we use is listed: another one is a mistake in the workflow."""


def _member(value: Any, key: str, text: str) -> Any:
    if isinstance(value, Known) and key not in value:
        raise ExpressionError(f"there is no {key} in {sorted(value)}: {text!r}")
    return value.get(key) if isinstance(value, Mapping) else None


def _contains(where: Any, what: Any) -> bool:
    if isinstance(where, list):
        return any(_same(entry, what) for entry in where)
    return _as_text(what).casefold() in _as_text(where).casefold()


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    if type(one) is type(other):
        return bool(one == other)
    return _as_number(one) == _as_number(other)


def _as_number(value: Any) -> float:
    if value is None or value == "":
        return 0.0
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan
