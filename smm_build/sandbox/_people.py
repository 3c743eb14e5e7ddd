"""What people do, told to the sandbox server by whoever tries things: they write, and they like, share and look."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from smm_build.sandbox._worlds import Worlds
from smm_build.sandbox.standins import World
from smm_build.sandbox.standins._counts import ACCOUNT, happen
from smm_build.sandbox.standins._people import KINDS, newest_first, write

__all__ = ["people_did", "people_wrote", "written"]

_MOST = 10_000_000


def people_wrote(body: bytes, worlds: Worlds) -> str:
    """Let somebody write; return the id of it. Raises :class:`ValueError` with what is wrong with the request.

    ``{"world": "facebook@page", "kind": "comment", "text": "…", "name": "Bob", "to": "…", "language": "it"}``; all but
    ``world``, ``kind`` and ``text`` may be left out.
    """
    said = _texts(body, {"world", "kind", "text"}, {"name", "to", "language"})
    more = {name: said[name] for name in ("name", "to", "language") if name in said}
    return _change(worlds, said["world"], lambda world: write(world, said["kind"], said["text"], **more))


def people_did(body: bytes, worlds: Worlds) -> None:
    """Let something happen to a post, or to the account when ``thing`` is left out. Raises :class:`ValueError`.

    ``{"world": "facebook@page", "thing": "<id>", "what": "likes", "times": 3}``
    """
    said = _object(body)
    times = said.pop("times", 1)
    if not isinstance(times, int) or isinstance(times, bool) or not 0 < times <= _MOST:
        raise ValueError(f"times is a number from 1 to {_MOST}")
    texts = _texts(json.dumps(said).encode(), {"world", "what"}, {"thing"})
    thing = texts.get("thing", ACCOUNT)
    _change(worlds, texts["world"], partial(happen, thing=thing, what=texts["what"], times=times))


def written(worlds: Worlds) -> dict[str, list[dict[str, object]]]:
    """Return everything that people wrote, by world, and what the brand did with it."""
    return {name: worlds.change(name, _words_of) for name in dict(worlds.shown())}


def _words_of(world: World) -> list[dict[str, object]]:
    return [{"id": one.id, **world.kind("words")[one.id]} for one in newest_first(world, *KINDS)]


def _change(worlds: Worlds, name: str, action: Callable[[World], str | None]) -> str:
    try:
        return worlds.change(name, action) or ""
    except KeyError:
        raise ValueError(f"there is no world {name}") from None


def _texts(body: bytes, needed: set[str], more: set[str]) -> dict[str, str]:
    said = {name: value for name, value in _object(body).items() if value is not None}
    wrong = sorted(said.keys() - needed - more) + sorted(needed - said.keys())
    if wrong or not all(isinstance(value, str) and value for value in said.values()):
        raise ValueError(f"give {', '.join(sorted(needed))} and perhaps {', '.join(sorted(more))}, all texts")
    return {name: str(value) for name, value in said.items()}


def _object(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise ValueError("send a JSON object")  # noqa: TRY004 - the request is wrong, not the program
    return dict(value)
