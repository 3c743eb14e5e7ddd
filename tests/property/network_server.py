"""What stands at the other end: posts people can see, and an API as good or as bad as some network's."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from smm_build.networks import Request, Response

__all__ = ["KEY_LIFE", "LISTED_AFTER", "READY_AFTER", "SHOWN_AFTER", "SOONEST", "Item", "Server"]

KEY_LIFE = timedelta(hours=1)
"""How long the forgetful network knows an idempotency key."""
LISTED_AFTER = timedelta(seconds=60)
"""How long a post may be visible before the eventually consistent network lists it."""
SHOWN_AFTER = timedelta(minutes=4)
"""How long a post is neither on the list of what lies there nor visible."""
SOONEST = timedelta(minutes=5)
"""How far ahead a post has to be handed over."""
READY_AFTER = timedelta(seconds=20)
"""How long the staged network works on a container."""


@dataclass(frozen=True)
class Item:
    """A post people can see. ``delivery`` and ``part`` are the test's own knowledge, no network would have it."""

    id: str
    delivery: tuple[str, str]
    part: int
    text: str
    parent: str | None
    key: str
    at: datetime


@dataclass
class Server:
    """One account on one fake network. ``clock`` is the true time."""

    clock: Callable[[], datetime]
    items: list[Item] = field(default_factory=list)
    containers: dict[str, tuple[datetime, str | None]] = field(default_factory=dict)
    lying: dict[str, tuple[datetime, dict[str, object]]] = field(default_factory=dict)
    coming: list[tuple[datetime, dict[str, object]]] = field(default_factory=list)
    taken: int = 0

    def handle(self, request: Request) -> Response:
        """Do what a request asks, at once."""
        self.publish_what_is_due()
        sent = request.json if isinstance(request.json, dict) else {}
        routes = {
            "login": _welcome,
            "create": self._create,
            "create-once": self._create_once,
            "create-with-key": self._create_with_key,
            "container-status": self._container_status,
            "publish-container": self._publish_container,
            "new-container": self._new_container,
            "get": self._get,
            "list": self._list,
            "list-late": self._list_late,
            "schedule": self._schedule,
            "list-scheduled": self._list_scheduled,
            "take-back": self._take_back,
        }
        return routes[request.purpose](sent)

    def publish_what_is_due(self) -> None:
        """Let posts whose time has come off the list, and show them a little later."""
        for name in [name for name, (at, _) in self.lying.items() if at <= self.clock()]:
            at, sent = self.lying.pop(name)
            self.coming.append((at + SHOWN_AFTER, sent))
        for due in [entry for entry in self.coming if entry[0] <= self.clock()]:
            self.coming.remove(due)
            self._publish(due[1])

    def _schedule(self, sent: dict[str, object]) -> Response:
        at = datetime.fromisoformat(str(sent["at"]))
        if at - self.clock() < SOONEST:
            return _says(422)
        self.taken += 1
        name = f"lying-{self.taken}"
        self.lying[name] = (at, sent)
        return _says(200, id=name)

    def _list_scheduled(self, _: dict[str, object]) -> Response:
        return _says(
            200, items=[{"id": name, "text": sent["text"], "at": sent["at"]} for name, (_, sent) in self.lying.items()]
        )

    def _take_back(self, sent: dict[str, object]) -> Response:
        return _says(200, gone=True) if self.lying.pop(str(sent["id"]), None) else _says(404)

    def _with_key(self, key: str) -> Item | None:
        return next((item for item in self.items if item.key == key), None)

    def _publish(self, sent: dict[str, object]) -> Item:
        item = Item(
            id=f"item-{len(self.items)}",
            delivery=(str(sent["post"]), str(sent["channel"])),
            part=int(str(sent["part"])),
            text=str(sent["text"]),
            parent=str(sent["parent"]) if sent["parent"] else None,
            key=str(sent["key"]),
            at=self.clock(),
        )
        self.items.append(item)
        return item

    def _create(self, sent: dict[str, object]) -> Response:
        return _says(201, id=self._publish(sent).id)

    def _get(self, sent: dict[str, object]) -> Response:
        found = self._with_key(str(sent["key"]))
        return _says(200, id=found.id) if found else _says(404)

    def _list(self, _: dict[str, object]) -> Response:
        return _says(200, items=[_listed(item) for item in self.items])

    def _list_late(self, _: dict[str, object]) -> Response:
        old_enough = self.clock() - LISTED_AFTER
        return _says(200, items=[_listed(item) for item in self.items if item.at <= old_enough])

    def _create_once(self, sent: dict[str, object]) -> Response:
        if self._with_key(str(sent["key"])):
            return _says(409)
        return _says(201, id=self._publish(sent).id)

    def _create_with_key(self, sent: dict[str, object]) -> Response:
        known = self._with_key(str(sent["key"]))
        if known and self.clock() - known.at < KEY_LIFE:
            return _says(200, id=known.id)
        return _says(201, id=self._publish(sent).id)

    def _new_container(self, _: dict[str, object]) -> Response:
        name = f"container-{len(self.containers)}"
        self.containers[name] = (self.clock() + READY_AFTER, None)
        return _says(201, id=name)

    def _container_status(self, sent: dict[str, object]) -> Response:
        key = str(sent["container"] or sent["key"])
        if key not in self.containers:
            return _says(404)
        ready_at, published = self.containers[key]
        if published:
            return _says(200, state="published", id=published)
        return _says(200, state="ready" if ready_at <= self.clock() else "working")

    def _publish_container(self, sent: dict[str, object]) -> Response:
        key = str(sent["container"] or sent["key"])
        ready_at, published = self.containers.get(key, (None, None))
        if published or ready_at is None or ready_at > self.clock():
            return _says(409)
        item = self._publish(sent)
        self.containers[key] = (ready_at, item.id)
        return _says(201, id=item.id)


def _welcome(_: dict[str, object]) -> Response:
    return _says(200)


def _says(status: int, **content: object) -> Response:
    return Response(status, {}, json.dumps(content).encode())


def _listed(item: Item) -> dict[str, object]:
    return {"id": item.id, "text": item.text, "parent": item.parent, "at": item.at.isoformat()}
