"""A stand-in for a network that repeats what it is told: small enough to see what the server does."""

from __future__ import annotations

import hashlib

from smm_build.sandbox.standins import Answer, Asked, Shown, World

SECRETS = {"TOKEN": "a secret of nobody"}
ACCOUNT = "polly"


def handle(asked: Asked, world: World) -> Answer:
    """Say what arrived; publish what is posted."""
    if asked.path == "/stumble":
        raise RuntimeError("over its own feet")
    if asked.path == "/gone":
        return Answer(204)
    if asked.path == "/raw":
        return Answer(200, b"\x00raw", {"Content-Type": "image/png"})
    if asked.path.startswith("/posts"):
        return _publish(asked, world)
    files = {name: [said.name, said.mime, len(said.content)] for name, said in asked.files.items()}
    heard: dict[str, object] = {
        "method": asked.method,
        "path": asked.path,
        "base": asked.base,
        "params": dict(asked.params),
    }
    heard |= {"headers": dict(asked.headers), "size": len(asked.body), "json": asked.json}
    return Answer(200, heard | {"form": dict(asked.form), "files": files}, {"X-Said": "one\r\nX-Two: two"})


def _publish(asked: Asked, world: World) -> Answer:
    said = asked.data or dict(asked.form)
    contents = [(file.content, str(said.get("alt") or "") or None) for file in asked.files.values()]
    if isinstance(url := said.get("picture_url"), str):
        content = world.fetch(url)
        if content is None:
            return Answer(400, {"error": "nothing answers there"})
        contents.append((content, None))
    name = str(said.get("id") or world.new_id())
    files = tuple((hashlib.sha256(content).hexdigest(), alt) for content, alt in contents)
    reply, link = said.get("reply_to"), said.get("link")
    world.show(
        Shown(
            network="parrot",
            account=ACCOUNT,
            id=name,
            kind=str(said.get("kind") or "post"),
            text=str(said.get("text") or ""),
            at=world.clock(),
            url=str(said.get("url") or f"{asked.base}/posts/{name}"),
            files=files,
            link=link if isinstance(link, str) else None,
            reply_to=reply if isinstance(reply, str) else None,
            visible=said.get("kind") != "draft",
        )
    )
    return Answer(201, {"id": name})
