"""Private conversations as Meta's networks have them: told in pages, and answered for 24 hours, not a moment longer.

Written from https://developers.facebook.com/docs/messenger-platform/conversations and
https://developers.facebook.com/docs/messenger-platform/policy/policy-overview, read on 2026-11-23. What an answer that
comes too late is refused with was met by clients (https://github.com/ComposioHQ/composio/issues/3604).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from smm_build.sandbox.standins._base import Answer, Asked, Shown, World
from smm_build.sandbox.standins._graph import Below, Route, error, fields, listed, nothing_there, read_json, stamp
from smm_build.sandbox.standins._people import newest_first

__all__ = ["Desk"]

_WINDOW = timedelta(hours=24)
_PREFIX = "t_"
_RESPONSE = "RESPONSE"
_LONGEST = {"messenger": 2_000, "instagram": 1_000}
_TOO_LATE = {"messenger": 2_018_278, "instagram": 2_534_022}


@dataclass(frozen=True, slots=True)
class Desk:
    """The brand's side of its conversations: which platform they are on, its number and its name there."""

    platform: str
    account: str
    name: str

    def routes(self, whose: str) -> tuple[Route, ...]:
        """Return the edges of conversations; ``whose`` is the pattern of the account."""
        asked = {"platform": self.platform, "updated_after_ms": "number", "folder": "text", "user_id": "number"}
        sent = {"recipient": "object", "message": "object", "messaging_type": f"{_RESPONSE}|UPDATE|MESSAGE_TAG"}
        return (
            Route("GET", rf"{whose}/conversations", self._conversations, asked),
            Route("GET", rf"({_PREFIX}\d+)/messages", self._messages, {}),
            Route("POST", rf"{whose}/messages", self._send, sent, ("recipient", "message")),
        )

    def _conversations(self, asked: Asked, world: World) -> Answer:
        after = int(fields(asked).get("updated_after_ms", "0")) / 1000
        talks = [
            {"id": f"{_PREFIX}{person}", "updated_time": stamp(at), "messages": Below(self._nodes(person, world))}
            for person, at in self._people(world).items()
            if at.timestamp() > after
        ]
        return listed(asked, talks)

    def _messages(self, asked: Asked, world: World, talk: str) -> Answer:
        person = talk.removeprefix(_PREFIX)
        return listed(asked, self._nodes(person, world)) if person in self._people(world) else nothing_there(talk)

    def _people(self, world: World) -> dict[str, datetime]:
        """Return who wrote, by number, with the time of their last message, the last first."""
        found: dict[str, datetime] = {}
        for one in newest_first(world, "direct"):
            found.setdefault(one.person, one.at)
        return found

    def _nodes(self, person: str, world: World) -> list[Mapping[str, object]]:
        theirs = [
            (one.at, self._node(one.id, one.text, one.at, person, one.name))
            for one in newest_first(world, "direct")
            if one.person == person
        ]
        ours = [
            (shown.at, self._node(shown.id, shown.text, shown.at, self.account, self.name))
            for shown in world.shown.values()
            if shown.kind == "message" and shown.reply_to == person
        ]
        return [node for _, node in sorted([*theirs, *ours], key=lambda pair: pair[0], reverse=True)]

    def _node(self, number: str, text: str, at: datetime, who: str, name: str) -> Mapping[str, object]:
        known = {"username": name} if self.platform == "instagram" else {"name": name}
        return {"id": f"m_{number}", "created_time": stamp(at), "message": text, "from": {"id": who, **known}}

    def _send(self, asked: Asked, world: World) -> Answer:
        said = fields(asked)
        recipient, message = read_json(said["recipient"]), read_json(said["message"])
        person = str(recipient.get("id", "")) if isinstance(recipient, dict) else ""
        text = str(message.get("text", "")) if isinstance(message, dict) else ""
        if not 0 < len(text) <= _LONGEST[self.platform]:
            return error(100, "Invalid parameter")
        last = self._people(world).get(person)
        if last is None:
            return error(100, "No matching user found", 2_018_001)
        if said.get("messaging_type", _RESPONSE) == _RESPONSE and world.clock() - last > _WINDOW:
            status = 403 if self.platform == "instagram" else 400
            return error(10, "This message is sent outside of allowed window.", _TOO_LATE[self.platform], status)
        number = f"m_{world.new_id()}"
        network = "instagram" if self.platform == "instagram" else "facebook"
        world.show(Shown(network, self.account, number, "message", text, world.clock(), reply_to=person))
        return Answer(200, {"recipient_id": person, "message_id": number})
