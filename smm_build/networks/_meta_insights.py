"""Asking Meta for insights: in small groups, and one by one where a group is refused.

One name that an object does not know makes Meta refuse the whole question (https://developers.facebook.com/docs/
graph-api/reference/insights, read on 2026-11-23), and which names it knows changes several times a year. So a bad one
loses itself and nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from smm_build.domain.delivery import Trouble
from smm_build.networks._answers import Counterpart
from smm_build.networks._base import Flow, Request, Response, Session
from smm_build.networks._metrics import ASK

__all__ = ["ask_fields", "ask_insights"]

Ask = Callable[[Mapping[str, str]], Request]
"""Makes a question of its parameters."""

_EVERYBODYS = frozenset({Trouble.AUTH, Trouble.RATE_LIMIT, Trouble.QUOTA, Trouble.VERSION})
"""What would happen to every other question too."""
_NO_DATA = frozenset({10, 3001})
"""Too few people, or nothing yet: no error and no zero either."""


def ask_insights(
    ask: Ask, groups: Sequence[Sequence[str]], session: Session, server: Counterpart
) -> Flow[tuple[dict[str, object], tuple[str, ...]]]:
    """Return the numbers of an object by Meta's names, and the names it refused. Raises :class:`Refused`."""
    return (yield from _ask_groups(ask, "metric", _values, groups, (session, server)))


def ask_fields(
    ask: Ask, groups: Sequence[Sequence[str]], session: Session, server: Counterpart
) -> Flow[tuple[dict[str, object], tuple[str, ...]]]:
    """Return fields of an object, and the names of those it refused. Raises :class:`Refused`."""
    return (yield from _ask_groups(ask, "fields", lambda answer: answer.data, groups, (session, server)))


def _ask_groups(
    ask: Ask,
    parameter: str,
    taken: Callable[[Response], dict[str, object]],
    groups: Sequence[Sequence[str]],
    whom: tuple[Session, Counterpart],
) -> Flow[tuple[dict[str, object], tuple[str, ...]]]:
    told: dict[str, object] = {}
    refused: list[str] = []
    waiting = [tuple(group) for group in groups]
    while waiting:
        group = waiting.pop(0)
        answer = yield ask({parameter: ",".join(group)})
        if answer.ok:
            told |= taken(answer)
        elif len(group) > 1 and not _is_everybodys(answer, whom[1]):
            waiting = [(name,) for name in group] + waiting
        elif _is_everybodys(answer, whom[1]):
            raise whom[1].refused(answer, ASK, whom[0])
        else:
            refused += group
    return told, tuple(refused)


def _is_everybodys(answer: Response, server: Counterpart) -> bool:
    return _code(answer) not in _NO_DATA and server.classify(answer) in _EVERYBODYS


def _code(answer: Response) -> object:
    error = answer.data.get("error")
    return error.get("code") if isinstance(error, dict) else None


def _values(answer: Response) -> dict[str, object]:
    """Take the numbers out: they stand in ``values`` or in ``total_value``; an empty list is no number."""
    data = answer.data.get("data")
    found: dict[str, object] = {}
    for entry in data if isinstance(data, list) else ():
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            continue
        total, values = entry.get("total_value"), entry.get("values")
        if isinstance(total, dict):
            found[entry["name"]] = total.get("value")
        elif isinstance(values, list) and values and isinstance(values[-1], dict):
            found[entry["name"]] = values[-1].get("value")
    return found
